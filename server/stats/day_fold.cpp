// SPDX-License-Identifier: MIT
#include "server/stats/day_fold.h"

#include <algorithm>

namespace talon::stats {
namespace {

/// A server that starts records its configuration and what fell due meanwhile just before `server_started`.
constexpr Millis start_burst{2000};
/// A server that is there closes the day in time, under a fast clock within seconds of the hall.
constexpr Millis missed_end{60'000};

}  // namespace

DayFold::DayFold(const Date& date, std::shared_ptr<const Configuration> configuration,
                 std::set<std::int64_t> undone, const Timestamp& begin)
    : date_(date),
      configuration_(std::move(configuration)),
      undone_(std::move(undone)),
      begin_(begin),
      now_(begin) {
  summary_.date = date;
}

void DayFold::add(const Event& event) {
  now_ = std::max(now_, event.when.at);
  if (!first_) first_ = now_;
  recent_.push_back(now_);
  while (recent_.size() > 1 && recent_[1] <= now_.plus(-start_burst)) recent_.pop_front();
  // A day's end that is recorded long after it: the server was not there, and nobody knows of the time since
  // the event before.
  const bool late = event.due && *event.due < now_.plus(-missed_end);
  if (late && std::holds_alternative<DeskClosed>(event.body) && recent_.front() < now_)
    unrecorded_.push_back({recent_.front(), now_});
  summary_.last = event.seq;
  if (undone_.contains(event.seq)) return;
  signs_.add(event);
  talks_.add(event);
  registries_.add(event);
  appointments_.add(event);
  std::visit(
      [&](const auto& body) {
        if constexpr (requires { this->on(body); }) on(body);
      },
      event.body);
}

template <class Change>
void DayFold::turn(const DeskId& id, Change&& change) {
  Desk& desk = desks_[id];
  if (desk.state != DeskState::closed && desk.since.utc < now_.utc) {
    worked_.push_back({id, desk.specialist, desk.state, desk.phase, desk.pause_reason, {desk.since, now_}});
  }
  change(desk);
  desk.since = now_;
}

DeskLoad& DayFold::load(const DeskId& desk, const UserId& specialist) {
  DeskLoad& found = loads_[{desk, specialist}];
  found.desk = desk;
  found.specialist = specialist;
  return found;
}

// ---- tickets

void DayFold::on(const TicketIssued& body) {
  if (body.expected_wait_s) {
    promised_[body.ticket] = {{body.service, body.procedure},
                              *body.expected_wait_s,
                              body.expected_shift_s.value_or(Seconds{0}),
                              body.not_later_s,
                              body.not_later_shift_s.value_or(Seconds{0}),
                              Seconds{0}};
  }
  line_of_[body.ticket] = {body.service, body.procedure};
  Comers& comers = summary_.comers;
  ++comers.tickets;
  if (!body.priority.empty()) ++comers.categories[body.priority];
  if (body.entry == Entry::booked && body.booked_at)
    comers.booked.push_back(body.issued_at.utc - body.booked_at->utc);
}
void DayFold::on(const TicketCarried& body) {
  line_of_[body.ticket] = {body.service, body.procedure};
}

void DayFold::on(const TicketCalled& body) {
  at_desk_[body.ticket] = body.desk;
  turn(body.desk, [](Desk& desk) { desk.phase = Phase::called; });
  ++load(body.desk, body.specialist).calls;
  if (body.out_of_order)
    note_out_of_turn(
        {now_, body.number, body.desk, body.specialist, body.why, whole_seconds(body.waited_ms)});
}

void DayFold::note_out_of_turn(OutOfTurnCall call) {
  ++load(call.desk, call.specialist).out_of_turn;
  summary_.out_of_turn.push_back(std::move(call));
}

void DayFold::on(const ServiceStarted& body) {
  turn(body.desk, [](Desk& desk) { desk.phase = Phase::serving; });
  // Received past those who wait, without a call.
  if (body.out_of_order)
    note_out_of_turn(
        {now_, body.number, body.desk, body.specialist, body.why, whole_seconds(body.waited_ms)});
  const auto promised = promised_.find(body.ticket);
  if (promised == promised_.end()) return;
  promised->second.waited = whole_seconds(body.waited_ms);
  summary_.promises.push_back(promised->second);
  promised_.erase(promised);  // the first start alone is the wait
}

void DayFold::on(const ServiceFinished& body) {
  turn(body.desk, [](Desk& desk) { desk.phase = Phase::idle; });
  at_desk_.erase(body.ticket);
  ++load(body.desk, body.specialist).served;
}

void DayFold::on(const TicketNoShow& body) {
  turn(body.desk, [](Desk& desk) { desk.phase = Phase::idle; });
  at_desk_.erase(body.ticket);
  ++load(body.desk, body.specialist).no_show;
}

void DayFold::on(const TicketHeld& body) {
  turn(body.desk, [](Desk& desk) { desk.phase = Phase::idle; });
  at_desk_.erase(body.ticket);
}

void DayFold::on(const TicketTransferred& body) {
  turn(body.desk, [](Desk& desk) { desk.phase = Phase::idle; });
  at_desk_.erase(body.ticket);
}

void DayFold::on(const TicketCancelled& body) {
  const auto found = at_desk_.find(body.ticket);
  if (found == at_desk_.end()) return;
  turn(found->second, [](Desk& desk) { desk.phase = Phase::idle; });
  at_desk_.erase(found);
}

// ---- desks and their lines

void DayFold::on(const DeskOpened& body) {
  turn(body.desk, [&](Desk& desk) { desk = {DeskState::open, Phase::idle, body.specialist, "", now_}; });
  watch_lines();
}
void DayFold::on(const DeskTakenOver& body) {
  turn(body.desk, [&](Desk& desk) { desk.specialist = body.specialist; });
}
void DayFold::on(const DeskPaused& body) {
  turn(body.desk, [&](Desk& desk) {
    desk.state = DeskState::paused;
    desk.pause_reason = body.reason;
  });
  watch_lines();
}
void DayFold::on(const DeskResumed& body) {
  // One that the end of the day has cut off says nothing.
  const Desk& paused = desks_[body.desk];
  if (paused.state == DeskState::paused)
    summary_.pauses[paused.pause_reason].push_back(now_.utc - paused.since.utc);
  turn(body.desk, [](Desk& desk) { desk.state = DeskState::open; });
  watch_lines();
}
void DayFold::on(const DeskClosed& body) {
  turn(body.desk, [](Desk& desk) { desk.state = DeskState::closed; });
  watch_lines();
}

// A desk on the telephone is open and busy, as with a visitor.
void DayFold::on(const PhoneStarted& body) {
  turn(body.desk, [](Desk& desk) { desk.phase = Phase::phone; });
}
void DayFold::on(const PhoneEnded& body) {
  turn(body.desk, [](Desk& desk) { desk.phase = Phase::idle; });
}

bool DayFold::any_open(const LineId& line) const {
  return std::any_of(desks_.begin(), desks_.end(), [&](const auto& entry) {
    if (entry.second.state != DeskState::open) return false;
    const talon::Desk* desk = configuration_->desk(entry.first);
    return desk != nullptr && std::find(desk->serves.begin(), desk->serves.end(), line) != desk->serves.end();
  });
}

void DayFold::watch_lines() {
  for (const LineId& line : configuration_->lines()) {
    auto& since = without_desk_.try_emplace(line, begin_).first->second;
    const bool open = any_open(line);
    if (open && since) {
      line_gaps_[line].push_back({*since, now_, "нет открытого окна"});
      since.reset();
    } else if (!open && !since) {
      since = now_;
    }
  }
}

// ---- devices, decisions, the server itself

void DayFold::watch_device(Device& device, const DeviceId& id) {
  const bool down = device.silent || !device.failed.empty();
  const std::string cause = !down ? ""
                            : device.silent
                                ? "нет связи"
                                : device.failed.begin()->first + ": " + device.failed.begin()->second;
  if (device.down_since && (!down || cause != device.cause)) {
    device_gaps_[id].push_back({*device.down_since, now_, device.cause});
    device.down_since.reset();
  }
  if (down && !device.down_since) device.down_since = now_;
  device.cause = cause;
}

void DayFold::on(const DeviceChanged& body) {
  Device& device = devices_[body.device];
  if (body.health == Health::failed) {
    device.failed[body.component] = body.reason.empty() ? "other" : body.reason;
  } else {
    device.failed.erase(body.component);
  }
  watch_device(device, body.device);
}
void DayFold::on(const DeviceSilent& body) {
  devices_[body.device].silent = true;
  watch_device(devices_[body.device], body.device);
}
void DayFold::on(const DeviceReturned& body) {
  devices_[body.device].silent = false;
  watch_device(devices_[body.device], body.device);
}

void DayFold::on(const DecisionMade& body) {
  if (body.kind == "extension") extended_ = body.until;
  if (body.kind != "stop_issuing") return;
  // A later decision of the kind replaces the earlier one, or takes it back with `until` now.
  if (!issuing_.empty()) issuing_.back().to = std::min(issuing_.back().to, now_);
  const Timestamp end{Timestamp{}.utc + std::chrono::years{1000}, now_.offset};
  issuing_.push_back({now_, body.until.value_or(end), body.reason});
}

void DayFold::on(const ConfigurationApplied& body) {
  if (!body.parsed) return;
  configuration_ = body.parsed;
  watch_lines();
}

void DayFold::on(const ServerStarted& /*body*/) {
  // Nobody recorded when it stopped: the last event before is the earliest moment, so that no stop is hidden.
  if (recent_.front() < now_) stops_.push_back({recent_.front(), now_, "сервер не работал, не дольше"});
}

void DayFold::on(const DayClosed& /*body*/) {
  closed_ = now_;
}

}  // namespace talon::stats
