// SPDX-License-Identifier: MIT
#include "server/stats/signs.h"

#include <algorithm>
#include <array>

namespace talon::stats {
namespace {

using namespace std::chrono_literals;

constexpr Millis quick_no_show = 20s;
constexpr Millis no_walk = 3s;       // nobody rises, walks and sits down in less
constexpr Millis long_hold = 10min;  // before being seen
constexpr Millis quick_transfer = 20s;
constexpr Millis idle_with_queue = 4min;
constexpr Millis quick_cancel = 5min;
constexpr Millis break_overlap = 20min;
constexpr Millis long_service = 40min;
constexpr int short_part = 5;  // shorter than a fifth of the line's median
constexpr int long_times = 6;
constexpr std::size_t median_of = 10;  // a line with fewer services of the day has no median
constexpr std::size_t named_tickets = 20;

constexpr std::array rules = {
    SignRule{"quick_no_show", "Неявка сразу после вызова",
             "Неявка отмечена быстрее чем через 20 с после вызова; из всех вызовов специалиста за день.", 2,
             3},
    SignRule{"no_walk", "Приём начат раньше, чем посетитель мог подойти",
             "От вызова до начала приёма меньше 3 с; из всех начал приёма.", 3, 20},
    SignRule{"long_hold", "Долго отложен до приёма",
             "Талон отложен до начала приёма дольше 10 мин; из всех вызовов.", 2, 3},
    SignRule{"quick_transfer", "Перенаправлен без приёма",
             "Перенаправлен в ту же очередь или быстрее чем через 20 с после начала приёма; из всех вызовов.",
             2, 3},
    SignRule{"out_of_turn", "Вызовы не по порядку", "Вызван выбранный талон; из всех вызовов.", 3, 5},
    SignRule{"short_service", "Слишком короткий приём",
             "Приём короче пятой части медианы очереди за день; из всех оконченных приёмов.", 3, 10},
    SignRule{
        "long_service", "Приём держат открытым",
        "Приём захватил не меньше 20 мин перерыва зала или длился дольше 40 мин и шести медиан очереди; из "
        "всех оконченных приёмов.",
        1, 0},
    SignRule{
        "idle_with_queue", "Окно свободно, а очередь ждёт",
        "Открытое окно дольше 4 мин никого не вызывало, хотя вызванный затем талон всё это время ждал; из "
        "всех вызовов.",
        3, 5},
    SignRule{"quick_cancel", "Талоны выданы и сняты",
             "Талон снят сотрудником быстрее чем через 5 мин после выдачи; из всех снятых им талонов.", 3,
             50}};

Millis overlap(const Moment& from, const Moment& to, const Stretch& other) {
  const auto begin = std::max(from.at.utc, other.from.utc);
  const auto end = std::min(to.at.utc, other.to.utc);
  return std::max(Millis{0}, end - begin);
}

}  // namespace

std::span<const SignRule> sign_rules() {
  return rules;
}

void Signs::add(const Event& event) {
  std::visit(
      [&](const auto& body) {
        if constexpr (requires { this->on(event, body); }) on(event, body);
      },
      event.body);
}

void Signs::note(std::string_view kind, const Deed& deed) {
  deeds_[std::string(kind)].push_back(deed);
}

void Signs::on(const Event& event, const TicketIssued& body) {
  Ticket& ticket = tickets_[body.ticket];
  ticket.number = body.number;
  ticket.line = {body.service, body.procedure};
  ticket.since = body.issued_t;
  ticket.issued = event.when;
}

void Signs::on(const Event& /*event*/, const TicketCarried& body) {
  Ticket& ticket = tickets_[body.ticket];
  ticket.number = body.number;
  ticket.line = {body.service, body.procedure};
  ticket.since = body.leg_t;
  ticket.issued = {body.issued_at, body.issued_t};
  ticket.seen = body.seen_at.has_value();
}

void Signs::on(const Event& event, const TicketCalled& body) {
  Ticket& ticket = tickets_[body.ticket];
  end_hold(ticket, event);
  ticket.called = event.when;
  ++calls_[body.specialist];
  const Deed deed{body.specialist, body.number};
  if (body.out_of_order) note("out_of_turn", deed);
  Desk& desk = desks_[body.desk];
  if (desk.idle_since) {
    const bool waited = ticket.since <= *desk.idle_since;
    if (waited && event.when.t - *desk.idle_since > idle_with_queue) note("idle_with_queue", deed);
  }
  desk.specialist = body.specialist;
  desk.idle_since.reset();
}

void Signs::on(const Event& event, const TicketRecalled& body) {
  tickets_[body.ticket].called = event.when;
}

void Signs::on(const Event& event, const ServiceStarted& body) {
  Ticket& ticket = tickets_[body.ticket];
  ++starts_[body.specialist];
  // A visitor received without a ticket was not called: past those who wait it is the same favour.
  if (body.out_of_order) {
    ++calls_[body.specialist];
    note("out_of_turn", {body.specialist, body.number});
  }
  if (ticket.called && event.when.t - ticket.called->t < no_walk)
    note("no_walk", {body.specialist, body.number});
  ticket.seen = true;
  ticket.started = event.when;
}

void Signs::on(const Event& event, const ServiceFinished& body) {
  Ticket& ticket = tickets_[body.ticket];
  ++ends_[body.specialist];
  if (ticket.started) {
    services_.push_back({{body.specialist, body.number}, ticket.line, *ticket.started, event.when});
  }
  ticket.started.reset();
  desks_[body.desk].idle_since = event.when.t;
}

void Signs::on(const Event& event, const TicketNoShow& body) {
  Ticket& ticket = tickets_[body.ticket];
  if (ticket.called && event.when.t - ticket.called->t < quick_no_show) {
    note("quick_no_show", {body.specialist, body.number});
  }
  desks_[body.desk].idle_since = event.when.t;
}

void Signs::on(const Event& event, const TicketHeld& body) {
  Ticket& ticket = tickets_[body.ticket];
  if (!ticket.seen) {
    ticket.held = event.when;
    ticket.held_by = desks_[body.desk].specialist;
  }
  ticket.started.reset();
  desks_[body.desk].idle_since = event.when.t;
}

void Signs::on(const Event& event, const TicketReturned& body) {
  Ticket& ticket = tickets_[body.ticket];
  end_hold(ticket, event);
  ticket.since = event.when.t;
}

void Signs::on(const Event& event, const TicketTransferred& body) {
  Ticket& ticket = tickets_[body.ticket];
  const LineId to{body.service, body.procedure};
  const bool quick = ticket.started && event.when.t - ticket.started->t < quick_transfer;
  if (quick || to == ticket.line) note("quick_transfer", {body.specialist, body.number});
  ticket.line = to;
  ticket.since = event.when.t;
  ticket.started.reset();
  ticket.called.reset();
  desks_[body.desk].idle_since = event.when.t;
}

void Signs::on(const Event& event, const TicketCancelled& body) {
  Ticket& ticket = tickets_[body.ticket];
  end_hold(ticket, event);
  if (event.by.role != Role::specialist) return;
  const UserId by{event.by.name};
  ++cancels_[by];
  if (event.when.t - ticket.issued.t < quick_cancel) note("quick_cancel", {by, body.number});
}

void Signs::on(const Event& event, const DeskOpened& body) {
  desks_[body.desk] = {body.specialist, event.when.t};
}
void Signs::on(const Event& /*event*/, const DeskPaused& body) {
  desks_[body.desk].idle_since.reset();
}
void Signs::on(const Event& event, const DeskResumed& body) {
  desks_[body.desk].idle_since = event.when.t;
}
void Signs::on(const Event& /*event*/, const DeskClosed& body) {
  desks_[body.desk] = {};
}
void Signs::on(const Event& /*event*/, const DeskTakenOver& body) {
  desks_[body.desk].specialist = body.specialist;
}

void Signs::end_hold(Ticket& ticket, const Event& event) {
  if (!ticket.held) return;
  if (event.when.t - ticket.held->t > long_hold) note("long_hold", {ticket.held_by, ticket.number});
  ticket.held.reset();
}

std::map<LineId, Millis> Signs::medians() const {
  std::map<LineId, std::vector<Millis>> spans;
  for (const Service& service : services_) spans[service.line].push_back(service.to.t - service.from.t);
  std::map<LineId, Millis> medians;
  for (auto& [line, values] : spans) {
    if (values.size() < median_of) continue;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    medians[line] = *middle;
  }
  return medians;
}

void Signs::judge_services(const std::vector<Stretch>& breaks,
                           std::map<std::string, std::vector<Deed>>& deeds) const {
  const auto known = medians();
  for (const Service& service : services_) {
    const Millis length = service.to.t - service.from.t;
    const auto median = known.find(service.line);
    const bool compared = median != known.end();
    if (compared && length * short_part < median->second) deeds["short_service"].push_back(service.deed);
    const bool through_break = std::any_of(breaks.begin(), breaks.end(), [&](const Stretch& stretch) {
      return overlap(service.from, service.to, stretch) >= std::min(break_overlap, stretch.length());
    });
    const bool endless = compared && length > long_service && length > median->second * long_times;
    if (through_break || endless) deeds["long_service"].push_back(service.deed);
  }
}

std::vector<Sign> Signs::found(const Date& date, const std::vector<Stretch>& breaks) const {
  auto deeds = deeds_;
  judge_services(breaks, deeds);
  const std::map<std::string_view, const std::map<UserId, int>*> all = {{"no_walk", &starts_},
                                                                        {"short_service", &ends_},
                                                                        {"long_service", &ends_},
                                                                        {"quick_cancel", &cancels_}};
  std::vector<Sign> signs;
  for (const SignRule& rule : rules) {
    const auto whole = all.find(rule.kind);
    const auto& of = whole == all.end() ? calls_ : *whole->second;
    std::map<UserId, Sign> by_specialist;
    for (const Deed& deed : deeds[std::string(rule.kind)]) {
      Sign& sign = by_specialist[deed.specialist];
      ++sign.count;
      if (sign.tickets.size() < named_tickets) sign.tickets.push_back(deed.number);
    }
    for (auto& [specialist, sign] : by_specialist) {
      const auto total = of.find(specialist);
      sign.date = date;
      sign.kind = rule.kind;
      sign.specialist = specialist;
      sign.of = total == of.end() ? sign.count : total->second;
      if (sign.count >= rule.least_count && sign.count * 100 >= sign.of * rule.least_percent) {
        signs.push_back(std::move(sign));
      }
    }
  }
  return signs;
}

}  // namespace talon::stats
