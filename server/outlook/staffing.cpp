// SPDX-License-Identifier: MIT
#include "server/outlook/staffing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "server/outlook/demand.h"
#include "server/outlook/outlook.h"
#include "server/outlook/replay.h"
#include "server/outlook/run.h"
#include "server/queue/sentences.h"

namespace talon::outlook {
namespace {

constexpr std::chrono::minutes half_hour{30};
constexpr Millis whole_day = std::chrono::hours{36};
constexpr int any_number = 1'000'000;
constexpr int most_added = 60;

double tenths(double value) {
  return std::round(value * 10) / 10;
}

std::shared_ptr<const Past> past_of(const std::vector<PastDay>& days, const Past& services) {
  auto past = std::make_shared<Past>(services);
  for (auto& [id, line] : past->lines) {
    line.arrivals.fill(0);
    line.onward.clear();  // they are among the visitors of the days
  }
  for (const PastDay& day : days) {
    for (const PastVisitor& visitor : day.visitors) {
      const auto slot = static_cast<std::size_t>(visitor.at / half_hour);
      if (slot < half_hours)
        past->lines[visitor.line].arrivals[slot] += 1.0 / static_cast<double>(days.size());
    }
  }
  return past;
}

class Staffing {
 public:
  Staffing(Copy day, double tolerated)
      : day_(std::move(day)), tolerated_(tolerated), demand_(demand_of(day_)), open_(demand_.size()) {
    line_loads();
    order_desks();
  }

  /// The formula's number for each half-hour; never less than what serves every line, and at the end no less
  /// than before: the last half-hour has the backlog of the day.
  void propose() {
    int before = 0;
    for (std::size_t slot = 0; slot < demand_.size(); ++slot) {
      int wanted = desks_needed(demand_[slot], tolerated_, day_.order.walk);
      if (slot + 1 == demand_.size()) wanted = std::max(wanted, before);
      before = wanted;
      const std::size_t count =
          std::min(order_.size(), std::max<std::size_t>(covering_, static_cast<std::size_t>(wanted)));
      open_[slot].insert(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(count));
    }
  }

  /// Runs the plan, and adds desks where most wait too long. False: nothing more could be added.
  bool check() {
    for (int added = 0;; ++added) {
      run();
      const WaitFigures figures = tally_.figures();
      if (1 - figures.within_share.value_or(1) <= tolerated_) return true;
      if (added == most_added || !add_desk()) return false;
    }
  }

  [[nodiscard]] WaitFigures figures() const { return tally_.figures(); }
  [[nodiscard]] std::vector<StaffedHalfHour> half_hours_of() const {
    std::vector<StaffedHalfHour> rows;
    for (std::size_t slot = 0; slot < demand_.size(); ++slot) {
      StaffedHalfHour& row = rows.emplace_back();
      row.from_min = demand_[slot].from;
      for (const CopiedLine& line : day_.lines) {
        if (line.arrivals != nullptr) row.arrivals += (*line.arrivals)[slot_of(slot)];
      }
      row.arrivals = tenths(row.arrivals);
      row.load = tenths(demand_[slot].load());
      row.desks = static_cast<int>(open_[slot].size());
      for (const std::size_t desk : open_[slot]) row.open.push_back(day_.desks[desk].id);
    }
    return rows;
  }

 private:
  [[nodiscard]] std::size_t slot_of(std::size_t index) const {
    return static_cast<std::size_t>(demand_[index].from / half_hour);
  }

  void line_loads() {
    for (const CopiedLine& line : day_.lines) {
      double arrivals = 0;
      if (line.arrivals != nullptr) {
        for (const double each : *line.arrivals) arrivals += each;
      }
      loads_.push_back(arrivals * static_cast<double>(mean_service(line).count()));
    }
  }

  /// First those that together serve every line that anybody comes for, then whoever takes most off the
  /// others; `covering_` of them must always be open.
  void order_desks() {
    std::vector<int> served(day_.lines.size(), 0);
    std::set<std::size_t> left;
    for (std::size_t i = 0; i < day_.desks.size(); ++i) left.insert(i);
    while (!left.empty()) {
      const auto worth = [&](std::size_t desk, bool uncovered) {
        double sum = 0;
        for (const std::size_t line : day_.desks[desk].lines) {
          if (uncovered && served[line] > 0) continue;
          sum += loads_[line] / (served[line] + 1);
        }
        return sum;
      };
      const auto best = [&](bool uncovered) {
        return *std::max_element(left.begin(), left.end(), [&](std::size_t a, std::size_t b) {
          return worth(a, uncovered) < worth(b, uncovered);
        });
      };
      std::size_t next = best(true);
      if (worth(next, true) > 0) {
        covering_ = order_.size() + 1;
      } else {
        next = best(false);
      }
      order_.push_back(next);
      left.erase(next);
      for (const std::size_t line : day_.desks[next].lines) ++served[line];
    }
  }

  void set_shifts() {
    for (CopiedDesk& desk : day_.desks) desk.shifts.clear();
    for (std::size_t slot = 0; slot < open_.size(); ++slot) {
      const Millis from = demand_[slot].from;
      const Millis to = slot + 1 == open_.size() ? whole_day : from + half_hour;
      for (const std::size_t desk : open_[slot]) {
        std::vector<Stretch>& shifts = day_.desks[desk].shifts;
        if (!shifts.empty() && shifts.back().to == from) {
          shifts.back().to = to;
        } else {
          shifts.push_back({from, to});
        }
      }
    }
    weigh_lines(day_);
  }

  void run() {
    set_shifts();
    tally_ = {};
    late_.clear();
    RunQuestion question;
    question.arrivals = true;
    question.record = true;
    question.until = whole_day;
    question.most_calls = any_number;
    for (int i = 0; i < replications; ++i) {
      const RunAnswer answer = run_once(day_, question, static_cast<std::uint64_t>(day_.seed * 1000 + i));
      for (const Met& met : answer.met) count(met);
    }
  }
  void count(const Met& met) {
    if (!met.seen) return tally_.not_seen(met.wait, met.limit);
    tally_.seen(met.wait, met.limit);
    if (met.limit && whole_seconds(met.wait) > *met.limit) {
      ++late_[{static_cast<std::size_t>(met.at / half_hour), met.line}];
    }
  }

  /// Opens one more desk where most have waited too long, in the half-hour of their arrival or the next.
  bool add_desk() {
    std::vector<std::pair<int, std::pair<std::size_t, std::size_t>>> worst;
    for (const auto& [where, count] : late_) worst.push_back({count, where});
    std::sort(worst.rbegin(), worst.rend());
    for (const auto& [count, where] : worst) {
      for (std::size_t slot = 0; slot < open_.size(); ++slot) {
        if (slot_of(slot) != where.first && slot_of(slot) != where.first + 1) continue;
        if (open_one(slot, where.second)) return true;
      }
    }
    return false;
  }
  bool open_one(std::size_t slot, std::size_t line) {
    for (const std::size_t desk : order_) {
      const auto& lines = day_.desks[desk].lines;
      if (std::find(lines.begin(), lines.end(), line) == lines.end()) continue;
      if (open_[slot].insert(desk).second) return true;
    }
    return false;
  }

  Copy day_;
  double tolerated_;
  std::vector<Demand> demand_;
  std::vector<std::set<std::size_t>> open_;  ///< desks by half-hour
  std::vector<double> loads_;                ///< of the lines, ms a day
  std::vector<std::size_t> order_;
  std::size_t covering_ = 0;
  WaitTally tally_;
  std::map<std::pair<std::size_t, std::size_t>, int> late_;  ///< by half-hour of arrival and line
};

/// Desk time within [from, to), in desks.
double usually_open(const std::vector<PastDay>& days, Millis from, Millis to) {
  Millis sum{0};
  for (const PastDay& day : days) {
    for (const auto& [desk, stretches] : day.open) {
      for (const Stretch& each : stretches)
        sum += std::max(Millis{0}, std::min(each.to, to) - std::max(each.from, from));
    }
  }
  return static_cast<double>(sum.count()) / static_cast<double>((to - from).count()) /
         static_cast<double>(days.size());
}

WaitFigures measured_all(const std::vector<PastDay>& days) {
  WaitTally tally;
  for (const PastDay& day : days) measure(day, std::nullopt, tally);
  return tally.figures();
}

std::string hours_text(double hours) {
  const auto tenth = std::llround(hours * 10);
  return std::to_string(tenth / 10) + (tenth % 10 == 0 ? "" : "," + std::to_string(tenth % 10));
}
std::string plan_text(const StaffedWeekday& plan) {
  std::string text = "По плану окна открыты " + hours_text(plan.desk_hours) + " ч, в срок будет " +
                     percent_text(plan.planned.within_share) + "; сейчас открыты " +
                     hours_text(plan.desk_hours_usual) + " ч, в срок было " +
                     percent_text(plan.actual.within_share) + ".";
  if (!plan.reached) text += " Цель не достигается: открыты уже все окна, которые могли бы помочь.";
  return text;
}

}  // namespace

StaffedWeekday staff_weekday(const std::vector<PastDay>& days, const Past& past, double tolerated) {
  const PastDay& last = days.back();
  Staffing staffing(empty_day(*last.configuration, last.date, last.offset, past_of(days, past)), tolerated);
  staffing.propose();
  StaffedWeekday plan;
  plan.reached = staffing.check();
  const std::chrono::weekday weekday{std::chrono::sys_days{last.date}};
  plan.weekday = static_cast<int>(weekday.iso_encoding());
  plan.title = queue::weekday_text(weekday);
  plan.days = static_cast<int>(days.size());
  plan.half_hours = staffing.half_hours_of();
  for (StaffedHalfHour& row : plan.half_hours) {
    const double usual = usually_open(days, row.from_min, row.from_min + half_hour);
    row.desks_usual = tenths(usual);
    plan.desk_hours += row.desks / 2.0;
    plan.desk_hours_usual += usual / 2;
  }
  plan.desk_hours_usual = tenths(plan.desk_hours_usual);
  plan.planned = staffing.figures();
  plan.actual = measured_all(days);
  plan.sentence = plan_text(plan);
  return plan;
}

}  // namespace talon::outlook
