// SPDX-License-Identifier: MIT
// Looks ahead in virtual days as the worker of a real hall does (server/outlook): a forecast for each
// ordinary walk-in who has to wait, a warning every five minutes, the closing an hour before it; and adds up
// what became of them. When it warns, the reserve desks open: ten minutes later, for an hour and a half. It
// knows what a hall knows: who waits, who is in service since when, the desks' hours, the past days.
#pragma once

#include <memory>
#include <set>
#include <vector>

#include "server/outlook/copy.h"
#include "server/simulation/ahead_figures.h"
#include "server/simulation/day.h"

namespace talon::simulation {

class Ahead final : public Watch {
 public:
  /// Both outlive it. policy: an order of the product. The hall's own order is what is looked ahead with.
  Ahead(const Scenario& scenario, const Policy& policy);

  /// Before run_day.
  void begin(int day, const VisitorDay& visitors);
  /// After it. counts: false while the office only learns.
  void end(const VisitorDay& visitors, const DayRun& run, bool counts);

  void passes(int t) override;
  std::optional<Scenario::Interval> opens_reserve() override;
  void waits(int t, const Ticket& ticket) override;
  void called(int t, int desk, const Ticket& ticket) override;
  void ended(int t, int desk) override;

  [[nodiscard]] const AheadTally& tally() const { return tally_; }

 private:
  struct DeskNow {
    std::vector<Scenario::Interval> hours;  ///< empty: does not work
    bool busy = false;
    int service = 0;
    int since = 0;
  };
  [[nodiscard]] outlook::Copy copy_at(int t) const;
  void add_coming(outlook::Copy& copy, int t) const;
  [[nodiscard]] outlook::CopiedDesk desk_at(std::size_t index, int t) const;
  void want_reserve(int t);
  void learn_coming(const VisitorDay& visitors);
  void learn(const VisitorDay& visitors, const DayRun& run);

  const Scenario& scenario_;
  const Policy& policy_;
  const VisitorDay* visitors_ = nullptr;  ///< of today
  int day_ = 0;
  std::vector<queue::LineOrder> lines_;
  std::set<std::int64_t> waiting_;  ///< numbers of those in the lines: an idle desk takes who never waited
  std::vector<DeskNow> desks_;
  std::vector<Told> told_;
  std::vector<Look> looks_;
  std::optional<ClosingLook> closing_;
  int next_look_ = 0;
  int last_call_ = 0;
  std::optional<Scenario::Interval> reserve_;  ///< asked for last
  bool reserve_is_new_ = false;
  outlook::PastFold fold_;
  LegNames names_;
  std::shared_ptr<const outlook::Past> past_ = std::make_shared<outlook::Past>();
  AheadTally tally_;
};

}  // namespace talon::simulation
