// SPDX-License-Identifier: MIT
#include "server/queue/line_order.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "server/model/result.h"

namespace talon::queue {
namespace {

/// Of a line whose walk-ins do not stand by their limits so many are called to know who goes before whom;
/// in a longer one they are taken to stand by them.
constexpr std::size_t most_called = 1000;

bool smaller(const LineOrder::Head& a, const LineOrder::Head& b) {
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

/// How many of a row go before. Those at its begin for whom `unsorted` holds are looked at one by one; the
/// rest stands in the order of its numbers, and whoever has just come stands near its end.
template <class Set, class Unsorted, class Before>
std::size_t count_before(const Set& turns, Unsorted&& unsorted, Before&& goes_before) {
  std::size_t count = 0;
  std::size_t rest = turns.size();
  auto sorted = turns.begin();
  for (; sorted != turns.end() && unsorted(*sorted); ++sorted, --rest) {
    if (goes_before(*sorted)) ++count;
  }
  for (auto end = turns.end(); end != sorted && !goes_before(*std::prev(end)); --end) --rest;
  return count + rest;
}
constexpr auto nobody = [](const Turn&) { return false; };

/// Of a late one: his own, or that of the first in time behind him with something for each before that one.
Rank sooner(const Rank& own, Rank behind, Millis before_him) {
  behind.ground = Ground::behind;
  behind.yield = before_him;
  return behind.sum() < own.sum() ? behind : own;
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
    if (head.turn == nullptr || smaller(offered, head)) head = offered;
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
  return sooner(own, rank_of(*in_time, weight_, rule, t), weight_.step * before);
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

std::vector<LineOrder::Head> LineOrder::heads(const Turn* with, const OrderRule& rule, Ticks t) const {
  std::vector<Head> row;
  row.reserve(walk_ins_.on_time.size() + walk_ins_.late.size() + 1);
  for (const Turn& turn : walk_ins_.late) row.push_back({&turn, {}});
  for (const Turn& turn : walk_ins_.on_time) row.push_back({&turn, {}});
  if (with != nullptr && !walk_ins_.late.contains(*with) && !walk_ins_.on_time.contains(*with))
    row.push_back({with, {}});
  std::sort(row.begin(), row.end(),
            [](const Head& a, const Head& b) { return a.turn->place < b.turn->place; });
  std::size_t in_time = row.size();
  for (std::size_t i = row.size(); i-- > 0;) {
    row[i].rank = rank_of(*row[i].turn, weight_, rule, t);
    if (!late(*row[i].turn, t)) {
      in_time = i;
    } else if (rule.claims_behind && !row[i].rank.first && in_time < row.size()) {
      row[i].rank =
          sooner(row[i].rank, row[in_time].rank, weight_.step * static_cast<std::int64_t>(in_time - i));
    }
  }
  return row;
}

Key LineOrder::deciding_key(const Turn& turn, const OrderRule& rule, Ticks t) const {
  if (!rule.heads_only || turn.row != Row::walk_ins) return key_of(turn, weight_, rule, t);
  Head greatest;
  for (const Head& head : heads(&turn, rule, t)) {
    if (greatest.turn == nullptr || smaller(greatest, head)) greatest = head;
    if (head.turn->place == turn.place) break;
  }
  return {greatest.rank, *greatest.turn};
}

/// Those out of the row of the walk-ins.
std::size_t LineOrder::others_before(const Key& key, const OrderRule& rule, Ticks t) const {
  const auto goes_before = [&](const Turn& other) {
    return queue::before(rank_of(other, weight_, rule, t), other.place.seq, key, key.turn.place.seq);
  };
  // Since roll() some may have yielded long enough, and some in time have become late: never before their
  // claim, which is no later than their limit.
  const auto may_be_overdue = [&](const Turn& other) { return rule.guard && other.claim + other.yield < t; };
  const auto may_be_late = [&](const Turn& other) {
    return other.ground != Ground::issue && other.claim < t;
  };
  return count_before(out_of_turn_, nobody, goes_before) + count_before(overdue_, nobody, goes_before) +
         count_before(others_.late, may_be_overdue, goes_before) +
         count_before(others_.on_time, may_be_late, goes_before);
}

std::size_t LineOrder::before(const Key& key, const OrderRule& rule, Ticks t) const {
  const std::size_t others = others_before(key, rule, t);
  if (rule.heads_only) {
    const std::vector<Head> row = heads(nullptr, rule, t);
    const auto stays = std::find_if(row.begin(), row.end(), [&](const Head& head) {
      return !queue::before(head.rank, head.turn->place.seq, key, key.turn.place.seq);
    });
    return others + static_cast<std::size_t>(stays - row.begin());
  }
  const auto goes_before = [&](const Turn& other) {
    return queue::before(rank_of(other, weight_, rule, t), other.place.seq, key, key.turn.place.seq);
  };
  const auto is_late = [&](const Turn& other) { return late(other, t); };
  return others + count_before(walk_ins_.late, nobody, goes_before) +
         count_before(walk_ins_.on_time, is_late, goes_before);
}

std::size_t LineOrder::before(const Turn& turn, const OrderRule& rule, Ticks t) const {
  if (!rule.heads_only && size() <= most_called && !walk_ins_by_limit(turn))
    return called_before(turn, rule, t);
  const Key own = key_of(turn, weight_, rule, t);
  if (!rule.heads_only || turn.row != Row::walk_ins) return before(own, rule, t);
  const auto earlier = [&](const Turn& other) { return other.place < turn.place; };
  const std::size_t row =
      count_before(walk_ins_.late, nobody, earlier) + count_before(walk_ins_.on_time, nobody, earlier);
  // Whoever is in time is called by a key that is not less than his own.
  const std::size_t others = late(turn, t) ? 0 : others_before(own, rule, t);
  const bool all = others == size() - walk_ins_.late.size() - walk_ins_.on_time.size();
  return row + (all ? others : others_before(deciding_key(turn, rule, t), rule, t));
}

/// Time held may have moved the limit of one beyond that of a later one.
bool LineOrder::walk_ins_by_limit(const Turn& with) const {
  const auto sooner = [](const Turn& a, const Turn& b) {
    return a.deadline != b.deadline ? a.deadline < b.deadline : a.place.seq < b.place.seq;
  };
  const auto in_order = [&](const auto& row) {
    const bool fits = with.row != Row::walk_ins || std::all_of(row.begin(), row.end(), [&](const Turn& each) {
                        return (each.place < with.place) == sooner(each, with);
                      });
    return fits && std::is_sorted(row.begin(), row.end(), sooner);
  };
  return in_order(walk_ins_.late) && in_order(walk_ins_.on_time);
}

/// By calling them.
std::size_t LineOrder::called_before(const Turn& turn, const OrderRule& rule, Ticks t) const {
  LineOrder line = *this;
  const auto turns = all();
  const bool stands =
      std::any_of(turns.begin(), turns.end(), [&](const Turn& each) { return each.place == turn.place; });
  if (!stands) line.insert(turn);
  for (std::size_t called = 0;; ++called) {
    const Turn next = *line.peek(rule, t).turn;
    if (next.place == turn.place) return called;
    line.erase(next);
  }
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
