// SPDX-License-Identifier: MIT
#include "tests/sim/sim_server.h"

#include <algorithm>

namespace talon::sim {

bool Server::receive(const Command& command, const Moment& now, Answer answer) {
  const std::string request = command.request ? command.request->value : std::string{};
  if (const auto known = answered_.find(request); !request.empty() && known != answered_.end()) {
    const auto [from, to] = known->second;
    const auto begin = journal_.begin();
    answer({{}, {begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(to)}});
    return false;
  }
  const auto flying = std::find_if(batch_.begin(), batch_.end(), [&](const Pending& pending) {
    return !request.empty() && pending.request == request;
  });
  if (flying != batch_.end()) {
    flying->answers.push_back(std::move(answer));
    return false;
  }
  auto decision = queue::decide(working_, command, now);
  if (!decision) {
    answer({decision.refusal(), {}});
    return true;
  }
  Pending pending{request, {}, {}};
  for (auto& item : decision->events) {
    Event event;
    event.seq = working_.seq + 1;
    event.when = now;
    event.due = item.due;
    event.by = command.by;
    if (pending.events.empty()) event.request = command.request;
    event.body = std::move(item.body);
    (void)queue::apply(working_, event);
    pending.events.push_back(std::move(event));
  }
  if (pending.events.empty()) {
    answer({});
    return true;
  }
  pending.answers.push_back(std::move(answer));
  batch_.push_back(std::move(pending));
  return true;
}

void Server::time_passed(const Moment& now) {
  Command command;
  command.by.role = Role::system;
  command.body = TimePassed{};
  (void)receive(command, now, [](const Reply&) {});
}

void Server::commit() {
  std::vector<Pending> batch;
  batch.swap(batch_);
  for (Pending& pending : batch) {
    const std::size_t from = journal_.size();
    for (const Event& event : pending.events) {
      const queue::Applied applied = queue::apply(committed_, event);
      for (const auto& key : applied.legs_removed) legs_.erase(key);
      for (const Leg& leg : applied.legs) legs_[{leg.ticket, leg.leg}] = leg;
      journal_.push_back(event);
      if (on_durable) on_durable(event);
    }
    if (!pending.request.empty()) answered_[pending.request] = {from, journal_.size()};
  }
  for (Pending& pending : batch) {
    for (const Answer& answer : pending.answers) answer({{}, pending.events});
  }
}

void Server::power_cut() {
  batch_.clear();
  committed_ = folded();
  working_ = committed_;
}

queue::State Server::folded() const {
  queue::State state;
  for (const Event& event : journal_) (void)queue::apply(state, event);
  return state;
}

}  // namespace talon::sim
