// SPDX-License-Identifier: MIT
#include "server/queue/forecast.h"

#include <algorithm>
#include <limits>
#include <map>
#include <vector>

#include "server/queue/desk_hours.h"
#include "server/queue/newcomer.h"
#include "server/queue/order.h"
#include "server/queue/regulation.h"

namespace talon::queue {
namespace {

constexpr int legs_known = 5;
/// Calls that a run simulates at most, and tickets of each row of a line that it copies; beyond, the pace of
/// the run is continued, so that the cost is bounded with 30 000 waiting.
constexpr int most_calls = 400;
constexpr std::size_t most_copied = 100;
/// What is left of a service that runs longer than usual.
constexpr Seconds overdue{60};

/// A line as the run sees it.
struct VirtualLine {
  LineId id;
  LineOrder order;
  Millis mean{0};
  bool cut = false;  ///< more wait than were copied
  int called = 0;
};

struct VirtualDesk {
  DeskId id;
  std::vector<Stretch> hours;          ///< when it calls
  Millis free{0};                      ///< from now
  std::vector<VirtualLine*> shared{};  ///< the lines it serves
  std::vector<VirtualLine> own{};      ///< sent to this desk alone
  bool done = false;
};

class Run {
 public:
  Run(const State& state, const Timestamp& now)
      : state_(state), now_(state.ticks_at(now)), walk_(state.configuration->order.walk) {
    for (const Desk& desk : state.configuration->desks) {
      VirtualDesk calls{.id = desk.id, .hours = calling_hours(state, desk, now)};
      if (calls.hours.empty()) continue;
      const DeskNow& standing = state.desk(desk.id);
      calls.free = remaining(standing);
      for (const LineId& line : desk.serves) calls.shared.push_back(&virtual_line(line));
      for (const auto& [line, turns] : standing.turns) calls.own.push_back(copy(line, turns));
      desks_.push_back(std::move(calls));
    }
  }

  /// For one more walk-in of each line, who takes nobody's time.
  std::map<LineId, Seconds> new_tickets() {
    for (auto& [id, line] : lines_) {
      if (line.cut) continue;
      line.order.insert(newcomer(id));
      ++asked_;
    }
    run(nullptr);
    return answers_;
  }

  /// For one who comes now with this turn, and takes nobody's time.
  std::optional<Seconds> new_ticket(const LineId& id, Turn turn) {
    const auto line = lines_.find(id);
    if (line == lines_.end()) return std::nullopt;
    turn.place.seq = youngest;
    line->second.order.insert(turn);
    ++asked_;
    run(nullptr);
    const auto answer = answers_.find(id);
    return answer == answers_.end() ? std::nullopt : std::optional{answer->second};
  }

  std::optional<Seconds> of(const visit::Visit& visit) {
    const Place place{visit.issued.issued_t, visit.issued_seq};
    run(&place);
    if (!found_ && stopped_) found_ = pace_of(visit);
    return found_;
  }

 private:
  VirtualLine copy(const LineId& id, const LineOrder& real) const {
    VirtualLine line{.id = id, .order = real.excerpt(most_copied), .mean = mean_service(state_, id)};
    line.cut = line.order.size() < real.size();
    return line;
  }
  VirtualLine& virtual_line(const LineId& id) {
    const auto known = lines_.find(id);
    if (known != lines_.end()) return known->second;
    return lines_.emplace(id, copy(id, state_.line(id).order)).first->second;
  }

  Turn newcomer(const LineId& line) const {
    const Configuration& configuration = *state_.configuration;
    const Regulation* regulation = regulation_of(configuration, configuration.regulation, state_.date);
    const auto limit = norm(regulation, line, Entry::walk_in, Measure::wait).limit;
    WaitingTicket ticket;
    ticket.place = {now_, youngest};
    ticket.reference = now_;
    ticket.deadline = call_by(configuration.order, now_, limit);
    return turn_of(ticket, state_.rule);
  }

  Millis remaining(const DeskNow& desk) const {
    if (!desk.ticket) return Millis{0};
    const visit::Visit& visit = state_.tickets.at(*desk.ticket);
    const Millis mean = mean_service(state_, visit.now.line);
    if (visit.now.state == TicketState::called) return mean + walk_;
    return std::max<Millis>(overdue, mean - visit::served(visit, now_));
  }

  VirtualDesk* first_free() {
    VirtualDesk* first = nullptr;
    for (VirtualDesk& desk : desks_) {
      desk.done = desk.done || !at_work(desk);
      if (!desk.done && (first == nullptr || desk.free < first->free)) first = &desk;
    }
    return first;
  }
  /// Moves `free` to the next moment at which the desk may call; false: there is none any more.
  [[nodiscard]] static bool at_work(VirtualDesk& desk) {
    const auto next = std::find_if(desk.hours.begin(), desk.hours.end(),
                                   [&](const Stretch& each) { return desk.free < each.to; });
    if (next == desk.hours.end()) return false;
    desk.free = std::max(desk.free, next->from);
    return true;
  }

  /// The next of the desk, taken out; empty: nobody is left for it.
  std::optional<Place> call(VirtualDesk& desk) {
    std::vector<VirtualLine*> lines = desk.shared;
    for (VirtualLine& line : desk.own) lines.push_back(&line);
    Choice choice(state_.rule, now_ + desk.free);
    for (const VirtualLine* line : lines) choice.consider(line->order);
    const Choice::Candidate* chosen = choice.chosen();
    if (chosen == nullptr) return std::nullopt;
    VirtualLine& line = **std::find_if(lines.begin(), lines.end(),
                                       [&](const VirtualLine* each) { return &each->order == chosen->line; });
    const Turn turn = chosen->key.turn;
    line.order.erase(turn);
    line.order.roll(state_.rule, now_ + desk.free);
    if (turn.place.seq == youngest) {
      answers_.emplace(line.id, whole_seconds(desk.free));
      return turn.place;
    }
    ++line.called;
    ++calls_;
    stopped_ = stopped_ || calls_ >= most_calls || (line.cut && line.order.empty());
    elapsed_ = desk.free;
    desk.free += line.mean + walk_;
    return turn.place;
  }

  void run(const Place* wanted) {
    for (VirtualDesk* desk = first_free(); desk != nullptr && !stopped_; desk = first_free()) {
      const Millis at = desk->free;
      const auto called = call(*desk);
      if (!called) {
        desk->done = true;
      } else if (wanted != nullptr && *called == *wanted) {
        found_ = whole_seconds(at);
        return;
      }
      if (wanted == nullptr && asked_ > 0 && answers_.size() == asked_) break;
    }
    for (const VirtualDesk& desk : desks_) continue_pace(desk);
  }

  /// What the run called of the desk's lines, and what was left when it stopped.
  struct Pace {
    int called = 0;
    int left = 0;
  };
  Pace pace(const VirtualDesk& desk) const {
    Pace sum;
    for (const VirtualLine* line : desk.shared) {
      sum.called += line->called;
      sum.left += state_.line(line->id).size() - line->called;
    }
    return sum;
  }

  /// The bound was reached with people left: the rest of the desk's lines goes at the pace of the run.
  void continue_pace(const VirtualDesk& desk) {
    const Pace sum = pace(desk);
    if (desk.done || sum.called == 0) return;
    const auto estimate = whole_seconds(elapsed_ + elapsed_ * sum.left / sum.called);
    for (const VirtualLine* line : desk.shared) answers_.emplace(line->id, estimate);
  }

  std::optional<Seconds> pace_of(const visit::Visit& wanted) const {
    const LineId& line = wanted.now.line;
    for (const VirtualDesk& desk : desks_) {
      const Pace sum = pace(desk);
      if (sum.called == 0 || !serves(state_, desk.id, line)) continue;
      const int ahead = ahead_of(state_, wanted, now_);
      const int behind = state_.line(line).size() - ahead;
      return whole_seconds(elapsed_ + elapsed_ * std::max(0, sum.left - behind) / sum.called);
    }
    return std::nullopt;
  }

  static constexpr std::int64_t youngest = std::numeric_limits<std::int64_t>::max();

  const State& state_;
  Ticks now_;
  Millis walk_;
  std::vector<VirtualDesk> desks_;
  std::map<LineId, VirtualLine> lines_;
  std::map<LineId, Seconds> answers_;
  std::size_t asked_ = 0;
  int calls_ = 0;
  bool stopped_ = false;  ///< with people left
  Millis elapsed_{0};     ///< until the last call of the run
  std::optional<Seconds> found_;
};

/// One that is believed still.
bool has_outlook(const State& state, const Timestamp& now) {
  constexpr std::chrono::minutes fresh{2};
  return state.outlook && now.utc - state.outlook->at.utc < fresh;
}

}  // namespace

Millis mean_service(const State& state, const LineId& line) {
  return state.line(line).service.mean(legs_known).value_or(state.configuration->expected(line));
}

std::shared_ptr<const Forecasts> forecasts(const State& state, const Timestamp& now) {
  if (has_outlook(state, now)) return {state.outlook, &state.outlook->lines};
  auto made = std::make_shared<Forecasts>();
  for (const auto& [line, wait] : Run(state, now).new_tickets()) (*made)[line].median = wait;
  return made;
}

std::optional<Forecast> forecast_for(const State& state, const visit::Visit& visit, const Timestamp& now) {
  const auto newcomer = newcomer_of(state, visit);
  if (!newcomer) {
    const auto all = forecasts(state, now);
    const auto found = all->find(visit.now.line);
    return found == all->end() ? std::nullopt : std::optional{found->second};
  }
  if (has_outlook(state, now)) {
    const auto found = state.outlook->others.find(*newcomer);
    if (found != state.outlook->others.end()) return found->second;
  }
  const Turn turn = turn_of(waiting_ticket(state, visit), state.rule);
  const auto wait = Run(state, now).new_ticket(visit.now.line, turn);
  if (!wait) return std::nullopt;
  Forecast forecast;
  forecast.median = *wait;
  return forecast;
}

std::optional<Seconds> expected_wait(const State& state, const TicketId& ticket, const Timestamp& now) {
  const visit::Visit* visit = state.ticket(ticket);
  if (visit == nullptr || visit->now.state != TicketState::waiting) return std::nullopt;
  return Run(state, now).of(*visit);
}

}  // namespace talon::queue
