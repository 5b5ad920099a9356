// SPDX-License-Identifier: MIT
#include "server/queue/line_order.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "server/model/result.h"

namespace talon::queue {
namespace {

bool before(const LineOrder::Head& a, const LineOrder::Head& b) {
  return queue::before(a.rank, a.turn->place.seq, b.rank, b.turn->place.seq);
}

template <class OnTime, class Late>
void move_late(OnTime& on_time, Late& late_ones, Ticks t) {
  while (!on_time.empty() && late(*on_time.begin(), t)) {
    late_ones.insert(late_ones.end(), on_time.extract(on_time.begin()));
  }
}

template <class Set>
const Turn* first_of(const Set& turns, const Place* except) {
  auto first = turns.begin();
  if (first != turns.end() && except != nullptr && first->place == *except) ++first;
  return first == turns.end() ? nullptr : &*first;
}

template <class Set>
Set first(const Set& turns, std::size_t most) {
  if (turns.size() <= most) return turns;
  return {turns.begin(), std::next(turns.begin(), static_cast<std::ptrdiff_t>(most))};
}

/// Keeps the smallest that was offered.
struct Smallest {
  const LineWeight& weight;
  const OrderRule& rule;
  Ticks t;
  LineOrder::Head head;

  void offer(const Turn* turn) {
    if (turn == nullptr) return;
    offer(turn, rank_of(*turn, weight, rule, t));
  }
  void offer(const Turn* turn, const Rank& rank) {
    const LineOrder::Head offered{turn, rank};
    if (head.turn == nullptr || before(offered, head)) head = offered;
  }
  /// The first of the late, and of the others all that have become late and the first that has not. Whoever
  /// stands behind that one has a greater claim, late or not.
  template <class Rows>
  void offer_rows(const Rows& rows, const Place* except) {
    offer(first_of(rows.late, except));
    for (const Turn& turn : rows.on_time) {
      if (except != nullptr && turn.place == *except) continue;
      offer(&turn);
      if (!late(turn, t)) break;
    }
  }
  /// Those who yielded long enough: they stand by claim, and are compared by the end of their yielding. A
  /// claim is never later than its deadline. least: of the row, what a claim has yielded at the end.
  template <class Row, class Least>
  void offer_overdue(const Row& turns, const Place* except, Least least) {
    for (const Turn& turn : turns) {
      if (turn.claim + least(turn) >= t) break;
      if (except == nullptr || turn.place != *except) offer(&turn);
    }
  }
};

}  // namespace

void LineOrder::insert(const Turn& turn) {
  if (turn.row == Row::walk_ins) {
    // Nearly always the youngest.
    walk_ins_.on_time.insert(walk_ins_.on_time.end(), turn);
  } else {
    (turn.row == Row::others ? others_.on_time : out_of_turn_).insert(turn);
  }
}

void LineOrder::erase(const Turn& turn) {
  std::size_t erased = 0;
  if (turn.row == Row::walk_ins) {
    erased = walk_ins_.on_time.erase(turn) + walk_ins_.late.erase(turn);
  } else if (turn.row == Row::others) {
    erased = others_.on_time.erase(turn) + others_.late.erase(turn) + overdue_.erase(turn);
  } else {
    erased = out_of_turn_.erase(turn);
  }
  TALON_EXPECT(erased == 1);
}

void LineOrder::clear() {
  walk_ins_ = {};
  others_ = {};
  overdue_.clear();
  out_of_turn_.clear();
}

void LineOrder::roll(const OrderRule& rule, Ticks t) {
  move_late(walk_ins_.on_time, walk_ins_.late, t);
  move_late(others_.on_time, others_.late, t);
  if (!rule.guard) return;
  const auto yielded = [&](const Turn& turn) { return turn.yields && turn.deadline + turn.yield < t; };
  for (auto turn = others_.late.begin(); turn != others_.late.end() && turn->claim + turn->yield < t;) {
    const auto moved = turn++;
    if (yielded(*moved)) overdue_.insert(others_.late.extract(moved));
  }
  // On time, too: behind one who claims early and is due late, somebody may be late or overdue.
  for (auto turn = others_.on_time.begin(); turn != others_.on_time.end() && turn->claim + rule.yield < t;) {
    const auto moved = turn++;
    if (!late(*moved, t)) continue;
    if (yielded(*moved)) {
      overdue_.insert(others_.on_time.extract(moved));
    } else {
      others_.late.insert(others_.on_time.extract(moved));
    }
  }
}

std::int64_t LineOrder::late_before(const Turn& in_time, const Place* except) const {
  const auto& late_ones = walk_ins_.late;
  if (late_ones.empty() || in_time.place < late_ones.begin()->place) return 0;
  // Nearly always all of them: in a line limits follow the order of issue.
  const bool all = late_ones.rbegin()->place < in_time.place;
  const auto before = all ? uncopied_late_ + static_cast<std::int64_t>(late_ones.size())
                          : std::distance(late_ones.begin(), late_ones.lower_bound(in_time));
  return before - (except != nullptr && late_ones.begin()->place == *except ? 1 : 0);
}

/// Of the line's first walk-in: his own, or where he is late and somebody behind him is not, that one's and
/// something for each before that one. The smaller counts.
Rank LineOrder::head_rank(const Turn& head, const OrderRule& rule, Ticks t, const Place* except) const {
  const Rank own = rank_of(head, weight_, rule, t);
  if (!rule.claims_behind || own.first || !late(head, t)) return own;
  std::int64_t before = 0;
  auto in_time = walk_ins_.on_time.begin();
  for (; in_time != walk_ins_.on_time.end(); ++in_time) {
    if (except != nullptr && in_time->place == *except) continue;
    if (!late(*in_time, t)) break;
    ++before;
  }
  if (in_time == walk_ins_.on_time.end()) return own;
  before += late_before(*in_time, except);
  Rank behind = rank_of(*in_time, weight_, rule, t);
  behind.ground = Ground::behind;
  behind.yield = weight_.step * before;
  return behind.sum() < own.sum() ? behind : own;
}

LineOrder::Head LineOrder::peek(const OrderRule& rule, Ticks t, const Place* except) const {
  Smallest smallest{weight_, rule, t, {}};
  smallest.offer(first_of(out_of_turn_, except));
  smallest.offer_rows(others_, except);
  smallest.offer(first_of(overdue_, except));
  if (rule.guard) {
    smallest.offer_overdue(others_.late, except, [](const Turn& turn) { return turn.yield; });
    smallest.offer_overdue(others_.on_time, except, [&](const Turn&) { return rule.yield; });
  }
  if (!rule.heads_only) {
    smallest.offer_rows(walk_ins_, except);
    return smallest.head;
  }
  const Turn* passed = first_of(walk_ins_.late, except);
  const Turn* in_time = first_of(walk_ins_.on_time, except);
  const bool passed_first = passed != nullptr && (in_time == nullptr || passed->place < in_time->place);
  const Turn* head = passed_first ? passed : in_time;
  if (head != nullptr) smallest.offer(head, head_rank(*head, rule, t, except));
  return smallest.head;
}

std::optional<Key> LineOrder::head(const OrderRule& rule, Ticks t, const Place* except) const {
  const Head first = peek(rule, t, except);
  return first.turn == nullptr ? std::nullopt : std::optional{Key{first.rank, *first.turn}};
}

std::size_t LineOrder::size() const {
  return walk_ins_.on_time.size() + walk_ins_.late.size() + others_.on_time.size() + others_.late.size() +
         overdue_.size() + out_of_turn_.size();
}

LineOrder LineOrder::excerpt(std::size_t most) const {
  LineOrder copy;
  copy.walk_ins_ = {first(walk_ins_.on_time, most), first(walk_ins_.late, most)};
  copy.others_ = {first(others_.on_time, most), first(others_.late, most)};
  copy.overdue_ = first(overdue_, most);
  copy.out_of_turn_ = first(out_of_turn_, most);
  copy.uncopied_late_ =
      uncopied_late_ + static_cast<std::int64_t>(walk_ins_.late.size() - copy.walk_ins_.late.size());
  copy.weight_ = weight_;
  return copy;
}

std::vector<Turn> LineOrder::all() const {
  std::vector<Turn> turns(walk_ins_.late.begin(), walk_ins_.late.end());
  turns.insert(turns.end(), walk_ins_.on_time.begin(), walk_ins_.on_time.end());
  turns.insert(turns.end(), others_.late.begin(), others_.late.end());
  turns.insert(turns.end(), others_.on_time.begin(), others_.on_time.end());
  turns.insert(turns.end(), overdue_.begin(), overdue_.end());
  turns.insert(turns.end(), out_of_turn_.begin(), out_of_turn_.end());
  std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.place < b.place; });
  return turns;
}

bool LineOrder::operator==(const LineOrder& other) const {
  return weight_ == other.weight_ && all() == other.all();
}

void Choice::consider(const LineOrder& line) {
  const LineOrder::Head head = line.peek(rule_, t_);
  if (head.turn == nullptr) return;
  const auto goes_before = [&](const Candidate& other) {
    return other.line == nullptr ||
           before(head.rank, head.turn->place.seq, other.key, other.key.turn.place.seq);
  };
  if (goes_before(best_)) {
    second_ = best_;
    best_ = {&line, {head.rank, *head.turn}};
  } else if (goes_before(second_)) {
    second_ = {&line, {head.rank, *head.turn}};
  }
}

std::optional<Choice::Candidate> Choice::runner_up() const {
  if (best_.line == nullptr) return std::nullopt;
  const auto next = best_.line->head(rule_, t_, &best_.key.turn.place);
  const bool same_line = next && (second_.line == nullptr || before(*next, second_.key));
  if (same_line) return Candidate{best_.line, *next};
  return second_.line == nullptr ? std::nullopt : std::optional{second_};
}

}  // namespace talon::queue
