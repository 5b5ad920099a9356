// SPDX-License-Identifier: MIT
#include "server/stats/talks.h"

#include <algorithm>
#include <variant>

namespace talon::stats {

void Talks::add(const Event& event) {
  std::visit(
      [&](const auto& body) {
        if constexpr (requires { this->on(event, body); }) on(event, body);
      },
      event.body);
}

void Talks::on(const Event& /*event*/, const TicketIssued& body) {
  line_of_[body.ticket] = {body.service, body.procedure};
}
void Talks::on(const Event& /*event*/, const TicketCarried& body) {
  line_of_[body.ticket] = {body.service, body.procedure};
}
void Talks::on(const Event& /*event*/, const TicketTransferred& body) {
  line_of_[body.ticket] = {body.service, body.procedure};
}

void Talks::on(const Event& /*event*/, const TicketRated& body) {
  rated_[body.ticket] = {line_of_[body.ticket], body.rating};
}

void Talks::on(const Event& /*event*/, const PhoneLimitBroken& body) {
  over_.insert(body.desk);
}

void Talks::on(const Event& /*event*/, const PhoneEnded& body) {
  PhoneDay& row = phone_[body.service];
  ++(body.outcome == "callback" ? row.promised : body.outcome == "forwarded" ? row.forwarded : row.answered);
  if (over_.erase(body.desk) > 0) ++row.over;
  row.spoken += body.spoken_ms;
  if (body.waited_s) row.waited.push_back(*body.waited_s);
}

void Talks::on(const Event& /*event*/, const PhoneMissed& body) {
  ++phone_[body.service].missed;
}

void Talks::on(const Event& /*event*/, const CallbackMade& body) {
  PhoneDay& row = phone_[body.service];
  ++row.rung_back;
  if (body.late) ++row.rung_back_late;
}

void Talks::on(const Event& event, const HelpCalled& body) {
  const bool open = std::any_of(help_.begin(), help_.end(), [&](const HelpCall& call) {
    return call.device == body.device && !call.answered;
  });
  if (!open) help_.push_back({event.when.at, body.device, std::nullopt, {}});
}

void Talks::on(const Event& event, const HelpAnswered& body) {
  for (HelpCall& call : help_) {
    if (call.device != body.device || call.answered) continue;
    call.answered = body.waited_ms;
    call.by = UserId{event.by.name};
  }
}

TalksDay Talks::day() const {
  TalksDay day{phone_, {}, help_};
  for (const auto& [ticket, rated] : rated_) {
    if (rated.rating >= 1 && rated.rating <= 3)
      ++day.ratings[rated.line][static_cast<std::size_t>(rated.rating - 1)];
  }
  return day;
}

}  // namespace talon::stats
