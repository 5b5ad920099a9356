// SPDX-License-Identifier: MIT
#include "server/queue/forecast.h"

#include <algorithm>
#include <vector>

#include "server/queue/calendar.h"
#include "server/queue/order.h"

namespace talon::queue {
namespace {

constexpr int legs_known = 5;
/// Calls that a run simulates at most; beyond, the pace of the run is continued.
constexpr int most_calls = 400;
/// From a call to the start of service, and what is left of a service that runs longer than usual.
constexpr Seconds walk{30};
constexpr Seconds overdue{60};

/// A line as the run sees it: what is left of the real one.
struct VirtualLine {
  Waiting::const_iterator next;
  Waiting::const_iterator end;
  Millis mean{0};
  int called = 0;
};

struct VirtualDesk {
  DeskId id;
  Millis free{0};  ///< from now
  Waiting::const_iterator addressed;
  Waiting::const_iterator addressed_end;
  std::vector<VirtualLine*> lines = {};
  bool done = false;
};

class Run {
 public:
  Run(const State& state, const Timestamp& now) : state_(state) {
    const Ticks t = state.ticks_at(now);
    Millis start{0};
    if (const Break* pause = running_break(state, now)) {
      start = local_time(local_date(now), pause->to, now).utc - now.utc;
    }
    for (const auto& [id, desk] : state.desks) {
      if (desk.state != DeskState::open) continue;
      VirtualDesk open{id, std::max(start, remaining(desk, t)), desk.addressed.begin(), desk.addressed.end()};
      for (const LineId& line : lines_of(state, id)) open.lines.push_back(&virtual_line(line));
      desks_.push_back(std::move(open));
    }
  }

  std::map<LineId, Seconds> new_tickets() {
    run(nullptr);
    return answers_;
  }

  std::optional<Seconds> of(const TicketId& ticket) {
    run(&ticket);
    return found_;
  }

 private:
  VirtualLine& virtual_line(const LineId& line) {
    const auto [place, added] = lines_.try_emplace(line);
    if (added) {
      const Line& real = state_.line(line);
      place->second = {real.waiting.begin(), real.waiting.end(), mean_service(state_, line)};
    }
    return place->second;
  }

  Millis remaining(const DeskNow& desk, Ticks t) const {
    if (!desk.ticket) return Millis{0};
    const visit::Visit& visit = state_.tickets.at(*desk.ticket);
    const Millis mean = mean_service(state_, visit.now.line);
    if (visit.now.state == TicketState::called) return mean + walk;
    return std::max<Millis>(overdue, mean - visit::served(visit, t));
  }

  VirtualDesk* first_free() {
    VirtualDesk* first = nullptr;
    for (VirtualDesk& desk : desks_) {
      if (!desk.done && (first == nullptr || desk.free < first->free)) first = &desk;
    }
    return first;
  }

  /// Calls the oldest for this desk, as order.cpp would; nullptr: nobody is left for it.
  const TicketId* call(VirtualDesk& desk) {
    VirtualLine* chosen = nullptr;
    for (VirtualLine* candidate : desk.lines) {
      if (candidate->next == candidate->end) continue;
      if (chosen == nullptr || candidate->next->first < chosen->next->first) chosen = candidate;
    }
    const bool addressed = desk.addressed != desk.addressed_end;
    if (addressed && (chosen == nullptr || desk.addressed->first < chosen->next->first)) {
      const TicketId& ticket = desk.addressed->second;
      ++desk.addressed;
      desk.free += mean_service(state_, state_.tickets.at(ticket).now.line) + walk;
      return &ticket;
    }
    if (chosen == nullptr) return nullptr;
    const TicketId& ticket = chosen->next->second;
    ++chosen->next;
    ++chosen->called;
    desk.free += chosen->mean + walk;
    return &ticket;
  }

  void run(const TicketId* wanted) {
    int calls = 0;
    VirtualDesk* desk = first_free();
    for (; desk != nullptr && calls < most_calls; desk = first_free(), ++calls) {
      const Millis at = desk->free;
      const TicketId* called = call(*desk);
      if (called == nullptr) {
        // Everybody whom this desk may call is gone: here a ticket taken now would be called.
        for (const LineId& line : lines_of(state_, desk->id)) answers_.emplace(line, whole_seconds(at));
        desk->done = true;
      } else if (wanted != nullptr && *called == *wanted) {
        found_ = whole_seconds(at);
        return;
      }
    }
    if (desk != nullptr) continue_pace(desk->free, wanted);
  }

  /// The bound was reached with people left: the rest of each desk's lines goes at the pace of the run.
  void continue_pace(Millis elapsed, const TicketId* wanted) {
    for (const VirtualDesk& desk : desks_) {
      if (desk.done) continue;
      int called = 0;
      int left = 0;
      for (const LineId& line : lines_of(state_, desk.id)) {
        const VirtualLine& pace = lines_.at(line);
        called += pace.called;
        left += state_.line(line).size() - pace.called;
      }
      if (called == 0) continue;
      const auto estimate = whole_seconds(elapsed + elapsed * left / called);
      for (const LineId& line : lines_of(state_, desk.id)) answers_.emplace(line, estimate);
      if (wanted != nullptr && !found_) found_ = pace_of(*wanted, desk, elapsed, called, left);
    }
  }

  std::optional<Seconds> pace_of(const TicketId& wanted, const VirtualDesk& desk, Millis elapsed, int called,
                                 int left) const {
    const visit::Visit& visit = state_.tickets.at(wanted);
    const LineId& line = visit.now.line;
    const auto& lines = lines_of(state_, desk.id);
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) return std::nullopt;
    const int ahead = ahead_of(state_, line, {visit.issued.issued_t, visit.issued_seq});
    const int behind = state_.line(line).size() - ahead;
    return whole_seconds(elapsed + elapsed * std::max(0, left - behind) / called);
  }

  const State& state_;
  std::vector<VirtualDesk> desks_;
  std::map<LineId, VirtualLine> lines_;
  std::map<LineId, Seconds> answers_;
  std::optional<Seconds> found_;
};

}  // namespace

Millis mean_service(const State& state, const LineId& line) {
  return state.line(line).service.mean(legs_known).value_or(state.configuration->expected(line));
}

std::map<LineId, Seconds> expected_waits(const State& state, const Timestamp& now) {
  return Run(state, now).new_tickets();
}

std::optional<Seconds> expected_wait(const State& state, const TicketId& ticket, const Timestamp& now) {
  const visit::Visit* visit = state.ticket(ticket);
  if (visit == nullptr || visit->now.state != TicketState::waiting) return std::nullopt;
  return Run(state, now).of(ticket);
}

}  // namespace talon::queue
