// SPDX-License-Identifier: MIT
// The waiting tickets of one line in the order of their turns, and the choice among lines. Light: no ticket
// ids, no state of the hall; a copy is a virtual hall of its own, in which a forecast or a simulation may
// call, roll and insert (excerpt() makes a bounded one).
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "server/queue/turn.h"

namespace talon::queue {

class LineOrder {
 public:
  /// Sum of costs of an insert, its roll and its erase: O(log n).
  void insert(const Turn& turn);
  /// `turn` as it was inserted.
  void erase(const Turn& turn);
  void clear();
  void set_weight(const LineWeight& weight) { weight_ = weight; }
  [[nodiscard]] const LineWeight& weight() const { return weight_; }

  /// Puts those whose deadline has passed at `t` into the row of the late, so that head() need not walk over
  /// them again. Never needed for the right answer.
  void roll(const OrderRule& rule, Ticks t);

  /// The smallest key of the line at `t`, but for the ticket at `except` (the one that is called before all
  /// others, or nullptr); empty: nobody else waits. Cost: one step, and one for each ticket that became late
  /// since roll(). Where lines claim for those behind (OrderRule::claims_behind) and the time held has moved
  /// a walk-in's limit beyond that of one who came later, one for each who is late, too.
  [[nodiscard]] std::optional<Key> head(const OrderRule& rule, Ticks t, const Place* except = nullptr) const;

  /// The same without a copy; turn: nullptr when nobody else waits, good until the line changes.
  struct Head {
    const Turn* turn = nullptr;
    Rank rank;
  };
  [[nodiscard]] Head peek(const OrderRule& rule, Ticks t, const Place* except = nullptr) const;

  /// How many of the line would be called before `turn` (of this line, whether it stands in it or not) if
  /// all of it were called at `t`, one after the other. Of a walk-in who has just come: one step for each who
  /// is no walk-in and goes after him; if there are such, and for everybody else, one step for each in the
  /// line.
  [[nodiscard]] std::size_t before(const Turn& turn, const OrderRule& rule, Ticks t) const;
  /// The same for the key that decides about somebody of another line.
  [[nodiscard]] std::size_t before(const Key& key, const OrderRule& rule, Ticks t) const;
  /// The key that decides when `turn` is called: his own, or the greatest of those in his row who must be
  /// called before him.
  [[nodiscard]] Key deciding_key(const Turn& turn, const OrderRule& rule, Ticks t) const;

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] bool empty() const { return size() == 0; }
  /// A copy with at most the first `most` of each row: what a bounded virtual run may come to call.
  [[nodiscard]] LineOrder excerpt(std::size_t most) const;

  /// Every turn, in no order that matters. O(n).
  [[nodiscard]] std::vector<Turn> all() const;

  /// The same tickets with the same turns, whoever has been rolled.
  bool operator==(const LineOrder& other) const;

 private:
  struct ByPlace {
    bool operator()(const Turn& a, const Turn& b) const { return a.place < b.place; }
  };
  /// When the guard calls before all.
  struct ByEnd {
    bool operator()(const Turn& a, const Turn& b) const {
      const Ticks one = a.deadline + a.yield;
      const Ticks two = b.deadline + b.yield;
      return one != two ? one < two : a.place.seq < b.place.seq;
    }
  };
  struct ByClaim {
    bool operator()(const Turn& a, const Turn& b) const {
      return a.claim != b.claim ? a.claim < b.claim : a.place.seq < b.place.seq;
    }
  };
  struct ByLateClaim {
    bool operator()(const Turn& a, const Turn& b) const {
      const Ticks one = a.claim + a.yield;
      const Ticks two = b.claim + b.yield;
      return one != two ? one < two : a.place.seq < b.place.seq;
    }
  };
  template <class Less, class LateLess>
  struct Rows {
    std::set<Turn, Less> on_time;
    std::set<Turn, LateLess> late;
  };

  [[nodiscard]] Rank head_rank(const Turn& head, const OrderRule& rule, Ticks t, const Place* except) const;
  [[nodiscard]] std::int64_t late_before(const Turn& in_time, const Place* except) const;
  /// The walk-ins and `with` (nullptr: nobody else) by place, each as he is when he has become the first.
  [[nodiscard]] std::vector<Head> heads(const Turn* with, const OrderRule& rule, Ticks t) const;
  [[nodiscard]] bool walk_ins_by_limit(const Turn& with) const;
  [[nodiscard]] std::size_t others_before(const Key& key, const OrderRule& rule, Ticks t) const;
  [[nodiscard]] std::size_t called_before(const Turn& turn, const OrderRule& rule, Ticks t) const;

  Rows<ByPlace, ByPlace> walk_ins_;
  Rows<ByClaim, ByLateClaim> others_;
  std::set<Turn, ByEnd> overdue_;  ///< of the others, those whom the guard calls before all
  std::set<Turn, ByClaim> out_of_turn_;
  std::int64_t uncopied_late_ = 0;  ///< late walk-ins that an excerpt has left out
  LineWeight weight_;
};

/// Chooses among lines: consider() each that the desk serves, then ask.
class Choice {
 public:
  Choice(const OrderRule& rule, Ticks t) : rule_(rule), t_(t) {}
  void consider(const LineOrder& line);

  struct Candidate {
    const LineOrder* line = nullptr;  ///< where it waits
    Key key;
  };
  /// nullptr: nobody waits in the lines considered.
  [[nodiscard]] const Candidate* chosen() const { return best_.line == nullptr ? nullptr : &best_; }
  /// Whoever would be chosen if the chosen one did not wait.
  [[nodiscard]] std::optional<Candidate> runner_up() const;

 private:
  OrderRule rule_;
  Ticks t_;
  Candidate best_;
  Candidate second_;  ///< best of the other lines
};

}  // namespace talon::queue
