// SPDX-License-Identifier: MIT
#include "server/outlook/run.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>

namespace talon::outlook {
namespace {

using queue::Choice;
using queue::LineOrder;
using queue::Turn;

constexpr std::int64_t youngest = std::numeric_limits<std::int64_t>::max();
/// Numbers of virtual visitors begin above all real ones.
constexpr std::int64_t first_virtual = std::int64_t{1} << 60;
/// And those of newcomers above all of these; an ordinary walk-in is the youngest.
constexpr std::int64_t first_newcomer = std::int64_t{1} << 62;
/// What is left of a service that runs longer than any known one.
constexpr Millis overdue{60'000};

struct RunLine {
  LineOrder order;
  int called = 0;
  bool cut = false;
};

struct RunDesk {
  const CopiedDesk* real = nullptr;
  std::vector<CopiedDesk::Own> own;
  std::vector<Stretch> shifts;  ///< in order; a call may still be made at their end
  Millis free{0};
  bool done = false;
  bool idle = false;  ///< done, for nobody is left
};

class Run {
 public:
  Run(const Copy& copy, const RunQuestion& question, std::uint64_t seed)
      : copy_(copy), question_(question), random_(seed) {
    answer_.newcomers.resize(copy.lines.size());
    answer_.others.resize(copy.others.size());
    for (const CopiedLine& line : copy.lines) {
      RunLine& mine = lines_.emplace_back(RunLine{line.order});
      mine.cut = line.waiting > static_cast<int>(line.order.size());
    }
    for (std::size_t i = 0; i < copy.desks.size(); ++i) add_desk(i);
    if (question.known != nullptr) {
      arrivals_ = *question.known;
    } else if (question.arrivals) {
      arrivals_ = draw_arrivals(copy, question.until, random_);
    }
    drawn_ = arrivals_.size();
    for (const RunDesk& desk : desks_) {
      if (desk.real->busy) send_on(desk.real->busy->line, desk.free);
    }
    if (question.newcomers) add_newcomers();
  }

  RunAnswer run() {
    while (RunDesk* desk = first_free()) {
      if (calls_ >= question_.most_calls || exhausted_) break;
      serve_next(*desk);
      if (question_.newcomers && asked_ == 0) break;
    }
    count_left();
    if (question_.newcomers) continue_pace();
    answer_.arrived = static_cast<int>(drawn_);
    return std::move(answer_);
  }

 private:
  void add_desk(std::size_t index) {
    const CopiedDesk& real = copy_.desks[index];
    RunDesk desk{&real, real.own, real.shifts, Millis{0}, false};
    if (question_.extra && question_.extra->desk == index && !real.open) {
      desk.shifts.insert(desk.shifts.begin(), Stretch{question_.extra->from, question_.extra->to});
    }
    if (desk.shifts.empty()) return;
    if (real.busy) desk.free = left_of(*real.busy);
    desks_.push_back(std::move(desk));
  }

  std::size_t draw(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }

  Millis service(std::size_t line) {
    const CopiedLine& real = copy_.lines[line];
    return real.services == nullptr ? real.mean : (*real.services)[draw(real.services->size())];
  }
  /// The rest of a running service, given how long it has run.
  Millis left_of(const CopiedDesk::Busy& busy) {
    const CopiedLine& real = copy_.lines[busy.line];
    if (busy.walking) return copy_.order.walk + service(busy.line);
    if (real.services == nullptr) return std::max(overdue, real.mean - busy.served);
    std::vector<Millis> longer;
    std::copy_if(real.services->begin(), real.services->end(), std::back_inserter(longer),
                 [&](Millis each) { return each > busy.served; });
    return longer.empty() ? overdue : longer[draw(longer.size())] - busy.served;
  }
  bool comes() {
    return copy_.past->no_show <= 0 ||
           std::uniform_real_distribution<double>(0, 1)(random_) >= copy_.past->no_show;
  }

  [[nodiscard]] bool served(std::size_t line) const {
    return std::any_of(desks_.begin(), desks_.end(), [&](const RunDesk& desk) {
      return std::find(desk.real->lines.begin(), desk.real->lines.end(), line) != desk.real->lines.end();
    });
  }
  void add_newcomers() {
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      if (!served(line) || lines_[line].cut) continue;
      Arrival walk_in;
      walk_in.line = line;
      walk_in.limit = copy_.lines[line].limit;
      lines_[line].order.insert(turn_of(copy_, walk_in, youngest));
      ++asked_;
    }
    for (std::size_t i = 0; i < copy_.others.size(); ++i) {
      const CopiedNewcomer& other = copy_.others[i];
      if (!served(other.line)) continue;
      Turn turn = other.turn;
      turn.place.seq = first_newcomer + static_cast<std::int64_t>(i);
      lines_[other.line].order.insert(turn);
      ++asked_;
    }
  }
  void answer(const Turn& turn, std::size_t line, Millis wait) {
    if (turn.place.seq == youngest) {
      answer_.newcomers[line] = wait;
    } else {
      answer_.others[static_cast<std::size_t>(turn.place.seq - first_newcomer)] = wait;
    }
    --asked_;
  }

  RunDesk* first_free() {
    RunDesk* first = nullptr;
    for (RunDesk& desk : desks_) {
      if (desk.done) continue;
      desk.done = !at_work(desk);
      if (!desk.done && (first == nullptr || desk.free < first->free)) first = &desk;
    }
    return first;
  }
  /// Moves `free` to the next moment at which the desk may call; false: there is none any more.
  [[nodiscard]] bool at_work(RunDesk& desk) const {
    for (const Stretch& shift : desk.shifts) {
      const Millis at = after_break(std::max(desk.free, shift.from));
      if (at > shift.to) continue;
      desk.free = at;
      return desk.free <= question_.until;
    }
    return false;
  }
  [[nodiscard]] Millis after_break(Millis at) const {
    for (const Stretch& pause : copy_.breaks) {
      if (at >= pause.from && at < pause.to) at = pause.to;
    }
    return at;
  }

  void let_in(Millis until) {
    for (; next_arrival_ < drawn_ && arrivals_[next_arrival_].at <= until; ++next_arrival_) {
      const Arrival& arrival = arrivals_[next_arrival_];
      lines_[arrival.line].order.insert(
          turn_of(copy_, arrival, first_virtual + static_cast<std::int64_t>(next_arrival_)));
    }
    for (; !sent_.empty() && sent_.begin()->first <= until; sent_.erase(sent_.begin())) {
      const Arrival& arrival = arrivals_[sent_.begin()->second];
      lines_[arrival.line].order.insert(
          turn_of(copy_, arrival, first_virtual + static_cast<std::int64_t>(sent_.begin()->second)));
    }
  }
  /// Who was served in `line` until `at` may have to go to another one.
  void send_on(std::size_t line, Millis at) {
    const auto& onward = copy_.lines[line].onward;
    if (!question_.arrivals || onward.empty()) return;
    double chance = std::uniform_real_distribution<double>(0, 1)(random_);
    for (const auto& [to, share] : onward) {
      chance -= share;
      if (chance >= 0) continue;
      sent_.emplace(at, arrivals_.size());
      Arrival& arrival = arrivals_.emplace_back();
      arrival.at = at;
      arrival.line = to;
      arrival.limit = copy_.lines[to].limit;
      arrival.further = true;
      wake(at);
      return;
    }
  }
  void wake(Millis at) {
    for (RunDesk& desk : desks_) {
      if (!desk.idle) continue;
      desk.idle = desk.done = false;
      desk.free = std::max(desk.free, at);
    }
  }

  void serve_next(RunDesk& desk) {
    let_in(desk.free);
    const Ticks t = copy_.t + desk.free;
    Choice choice(copy_.rule, t);
    for (const std::size_t line : desk.real->lines) choice.consider(lines_[line].order);
    for (const CopiedDesk::Own& own : desk.own) choice.consider(own.order);
    if (const Choice::Candidate* chosen = choice.chosen()) {
      call(desk, *chosen, t);
    } else if (const auto next = next_to_come()) {
      desk.free = *next;
    } else {
      desk.done = desk.idle = true;
    }
  }

  [[nodiscard]] std::optional<Millis> next_to_come() const {
    std::optional<Millis> next;
    if (next_arrival_ < drawn_) next = arrivals_[next_arrival_].at;
    if (!sent_.empty() && (!next || sent_.begin()->first < *next)) next = sent_.begin()->first;
    return next;
  }

  void call(RunDesk& desk, const Choice::Candidate& chosen, Ticks t) {
    const auto [order, line] = found(desk, chosen.line);
    const Turn turn = chosen.key.turn;
    order->erase(turn);
    order->roll(copy_.rule, t);
    if (turn.place.seq >= first_newcomer) return answer(turn, line, desk.free + copy_.order.walk);
    const Arrival* arrival = arrival_of(turn);
    if (arrival != nullptr && arrival->leaves && *arrival->leaves <= desk.free) {
      record(desk, turn, Met{.wait = *arrival->leaves - arrival->at, .left = true});
      return;
    }
    count_broken(turn, t);
    ++calls_;
    ++lines_[line].called;
    exhausted_ = exhausted_ || (question_.newcomers && lines_[line].cut && lines_[line].order.empty());
    elapsed_ = desk.free;
    receive(desk, turn, line);
  }

  /// The desk has called somebody: it is free again when he has been served, or has not come.
  void receive(RunDesk& desk, const Turn& turn, std::size_t line) {
    const Arrival* arrival = arrival_of(turn);
    const Millis called = desk.free;
    const Millis at = arrival == nullptr ? Millis{0} : arrival->at;
    const bool seen = arrival != nullptr && arrival->comes ? *arrival->comes : comes();
    const Millis walk = arrival != nullptr && arrival->walk ? *arrival->walk : copy_.order.walk;
    if (!seen) {
      desk.free += arrival != nullptr && arrival->service ? *arrival->service : copy_.past->no_show_takes;
      record(desk, turn, Met{.wait = called - at, .busy = desk.free - called});
      return;
    }
    const Millis start = called + walk;
    answer_.last_start = std::max(answer_.last_start, start);
    if (copy_.closes && start > *copy_.closes && arrival == nullptr) ++answer_.after_closing;
    desk.free = start + (arrival != nullptr && arrival->service ? *arrival->service : service(line));
    record(desk, turn, Met{.wait = start - at, .busy = desk.free - called, .seen = true});
    send_on(line, desk.free);
  }

  /// nullptr: he waits already.
  [[nodiscard]] const Arrival* arrival_of(const Turn& turn) const {
    if (turn.place.seq < first_virtual) return nullptr;
    return &arrivals_[static_cast<std::size_t>(turn.place.seq - first_virtual)];
  }
  void record(const RunDesk& desk, const Turn& turn, Met met) {
    const Arrival* arrival = arrival_of(turn);
    if (!question_.record || arrival == nullptr) return;
    met.arrival = static_cast<std::size_t>(turn.place.seq - first_virtual);
    met.line = arrival->line;
    met.desk = static_cast<std::size_t>(desk.real - copy_.desks.data());
    met.at = arrival->at;
    met.limit = arrival->limit;
    answer_.met.push_back(met);
  }

  std::pair<LineOrder*, std::size_t> found(RunDesk& desk, const LineOrder* order) {
    for (CopiedDesk::Own& own : desk.own) {
      if (&own.order == order) return {&own.order, own.line};
    }
    const auto line =
        std::find_if(lines_.begin(), lines_.end(), [&](const RunLine& each) { return &each.order == order; });
    return {&line->order, static_cast<std::size_t>(line - lines_.begin())};
  }

  /// A limit that is already broken is nobody's warning any more.
  [[nodiscard]] bool at_stake(const Turn& turn) const {
    const Arrival* arrival = arrival_of(turn);
    if (arrival != nullptr && arrival->further) return false;
    return turn.deadline > copy_.t && turn.deadline <= copy_.t + question_.horizon;
  }
  void count_broken(const Turn& turn, Ticks t) {
    if (t > turn.deadline && at_stake(turn)) ++answer_.broken;
  }
  void count_left() {
    let_in(question_.horizon);
    const auto count = [&](const LineOrder& order) {
      const auto turns = order.all();
      answer_.broken += static_cast<int>(std::count_if(turns.begin(), turns.end(), [&](const Turn& turn) {
        return turn.place.seq < first_newcomer && at_stake(turn);
      }));
    };
    for (const RunLine& line : lines_) count(line.order);
    for (const RunDesk& desk : desks_) {
      for (const CopiedDesk::Own& own : desk.own) count(own.order);
    }
  }

  /// The bound was reached with people left: the rest goes at the pace of the run.
  void continue_pace() {
    for (const RunDesk& desk : desks_) {
      std::int64_t called = 0;
      std::int64_t left = 0;
      for (const std::size_t line : desk.real->lines) {
        called += lines_[line].called;
        left += copy_.lines[line].waiting - lines_[line].called;
      }
      if (called == 0 || (desk.done && !exhausted_ && calls_ < question_.most_calls)) continue;
      const Millis estimate = elapsed_ + elapsed_ * std::max<std::int64_t>(0, left) / called;
      for (const std::size_t line : desk.real->lines) {
        if (!answer_.newcomers[line]) answer_.newcomers[line] = estimate;
        for (std::size_t i = 0; i < copy_.others.size(); ++i) {
          if (copy_.others[i].line == line && !answer_.others[i]) answer_.others[i] = estimate;
        }
      }
    }
  }

  const Copy& copy_;
  const RunQuestion& question_;
  std::mt19937_64 random_;
  std::vector<RunLine> lines_;
  std::vector<RunDesk> desks_;
  std::vector<Arrival> arrivals_;            ///< by time, then those who are sent on
  std::size_t drawn_ = 0;                    ///< of them, all but those
  std::multimap<Millis, std::size_t> sent_;  ///< who is on his way to another line: when, index in arrivals_
  std::size_t next_arrival_ = 0;
  int asked_ = 0;  ///< newcomers not called yet
  int calls_ = 0;
  bool exhausted_ = false;  ///< a line was copied no further than this
  Millis elapsed_{0};       ///< until the last call of the run
  RunAnswer answer_;
};

}  // namespace

RunAnswer run_once(const Copy& copy, const RunQuestion& question, std::uint64_t seed) {
  return Run(copy, question, seed).run();
}

}  // namespace talon::outlook
