// SPDX-License-Identifier: MIT
// Who has how much to do, and which one more line for one desk would help most: every such change is replayed
// on the days of the period, and the best are proposed. The proposal is arithmetic, not an order: who may
// serve what is decided by the head of the office.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/model/fields.h"
#include "server/outlook/replay.h"

namespace talon::outlook {

/// A desk over the period as it was, replayed.
struct DeskDuties {
  DeskId desk;
  std::string title;
  std::vector<std::string> lines;  ///< titles of what it serves
  DeskWork work;
  TALON_FIELDS(DeskDuties, desk, title, lines, work)
};

struct DutyProposal {
  DeskId desk;
  std::string desk_title;
  ServiceId service;
  ProcedureId procedure;
  std::string line_title;
  std::int64_t late_less = 0;  ///< visitors over their limit, fewer in the period
  double spread = 0;           ///< of the loads afterwards: greatest minus least
  WaitFigures after;
  std::string sentence;
  TALON_FIELDS(DutyProposal, desk, desk_title, service, procedure, line_title, late_less, spread, after,
               sentence)
};

struct RedistributionReport {
  Date from;
  Date to;
  int days = 0;
  WaitFigures before;
  double spread = 0;  ///< of the loads: greatest minus least
  std::vector<DeskDuties> desks;
  std::vector<DutyProposal> proposals;  ///< at most 5, the best first; empty: nothing would help
  bool virtual_clock = false;
  TALON_FIELDS(RedistributionReport, from, to, days, before, spread, desks, proposals, virtual_clock)
};

/// days: that are over, at least one; the last one's configuration has the desks and lines that are tried.
[[nodiscard]] RedistributionReport redistribution(const std::vector<PastDay>& days,
                                                  const std::shared_ptr<const Past>& past);

}  // namespace talon::outlook
