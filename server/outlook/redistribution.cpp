// SPDX-License-Identifier: MIT
#include "server/outlook/redistribution.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace talon::outlook {
namespace {

constexpr std::size_t most_proposed = 5;
/// A change of the spread that is worth a proposal.
constexpr double least_spread = 0.05;
/// A desk that was open for less says nothing about its load.
constexpr Seconds least_open = std::chrono::hours{1};

struct Outcome {
  WaitTally waits;
  std::vector<DeskWork> work;  ///< by desk of the last configuration
  [[nodiscard]] double spread() const {
    double least = 1;
    double most = 0;
    for (const DeskWork& each : work) {
      if (each.open_s < least_open) continue;
      const double load = each.load.value_or(0);
      least = std::min(least, load);
      most = std::max(most, load);
    }
    return most < least ? 0 : std::round((most - least) * 1e4) / 1e4;
  }
};

Outcome replay_all(const std::vector<PastDay>& days, const std::vector<Change>& changes,
                   const std::shared_ptr<const Past>& past) {
  const std::vector<Desk>& desks = days.back().configuration->desks;
  Outcome outcome;
  outcome.work.resize(desks.size());
  for (const PastDay& day : days) {
    // A day whose configuration had not yet this desk or line is replayed as it was.
    const bool possible = !check_changes(*day.configuration, changes);
    const Replayed replayed = replay_day(day, possible ? changes : std::vector<Change>{}, past);
    replayed_waits(day, replayed, std::nullopt, outcome.waits);
    for (std::size_t i = 0; i < replayed.copy.desks.size(); ++i) {
      const auto known = std::find_if(desks.begin(), desks.end(),
                                      [&](const Desk& desk) { return desk.id == replayed.copy.desks[i].id; });
      if (known != desks.end())
        add_work(replayed, i, outcome.work[static_cast<std::size_t>(known - desks.begin())]);
    }
  }
  return outcome;
}

std::vector<DeskLine> candidates(const std::vector<PastDay>& days, const Outcome& before) {
  const Configuration& configuration = *days.back().configuration;
  std::set<LineId> wanted;
  for (const PastDay& day : days) {
    for (const PastVisitor& visitor : day.visitors) wanted.insert(visitor.line);
  }
  std::vector<DeskLine> found;
  for (std::size_t i = 0; i < configuration.desks.size(); ++i) {
    if (before.work[i].open_s < least_open) continue;
    const Desk& desk = configuration.desks[i];
    for (const LineId& line : wanted) {
      const bool serves = std::find(desk.serves.begin(), desk.serves.end(), line) != desk.serves.end();
      if (!serves && configuration.offer(line) != nullptr) found.push_back({desk.id, line, true});
    }
  }
  return found;
}

std::string proposal_text(const DutyProposal& proposal, const RedistributionReport& report) {
  return proposal.desk_title + ": принимать и «" + proposal.line_title + "». В срок было бы " +
         percent_text(proposal.after.within_share) + " вместо " + percent_text(report.before.within_share) +
         ", разница нагрузки окон " + percent_text(proposal.spread) + " вместо " +
         percent_text(report.spread) + ".";
}

std::vector<DeskDuties> duties(const Configuration& configuration, const Outcome& before) {
  std::vector<DeskDuties> rows;
  for (std::size_t i = 0; i < configuration.desks.size(); ++i) {
    const Desk& desk = configuration.desks[i];
    DeskDuties& row = rows.emplace_back(DeskDuties{desk.id, desk.title, {}, before.work[i]});
    for (const LineId& line : desk.serves) row.lines.push_back(configuration.line_title(line));
  }
  return rows;
}

}  // namespace

RedistributionReport redistribution(const std::vector<PastDay>& days,
                                    const std::shared_ptr<const Past>& past) {
  const Configuration& configuration = *days.back().configuration;
  const Outcome before = replay_all(days, {}, past);
  RedistributionReport report;
  report.from = days.front().date;
  report.to = days.back().date;
  report.days = static_cast<int>(days.size());
  report.before = before.waits.figures();
  report.spread = before.spread();
  report.desks = duties(configuration, before);
  for (const DeskLine& change : candidates(days, before)) {
    const Outcome after = replay_all(days, {change}, past);
    const std::int64_t less = before.waits.broken() - after.waits.broken();
    const double spread = after.spread();
    if (less < 1 && !(less == 0 && report.spread - spread >= least_spread)) continue;
    DutyProposal& proposal = report.proposals.emplace_back();
    proposal.desk = change.desk;
    proposal.desk_title = configuration.desk(change.desk)->title;
    proposal.service = change.line.service;
    proposal.procedure = change.line.procedure;
    proposal.line_title = configuration.line_title(change.line);
    proposal.late_less = less;
    proposal.spread = spread;
    proposal.after = after.waits.figures();
    proposal.sentence = proposal_text(proposal, report);
  }
  std::stable_sort(report.proposals.begin(), report.proposals.end(), [](const auto& a, const auto& b) {
    return a.late_less != b.late_less ? a.late_less > b.late_less : a.spread < b.spread;
  });
  if (report.proposals.size() > most_proposed) report.proposals.resize(most_proposed);
  return report;
}

}  // namespace talon::outlook
