// SPDX-License-Identifier: MIT
// A past day once more with something changed: what would the waits have been? The visitors, the lengths of
// their services and the hours of the desks are those of the day; who is called when is decided anew by the
// hall's own order. The day is replayed unchanged as well, so that the model itself can be judged.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "server/model/fields.h"
#include "server/model/refusal.h"
#include "server/model/result.h"
#include "server/outlook/past_day.h"
#include "server/outlook/run.h"
#include "server/outlook/wait_figures.h"

namespace talon::outlook {

/// A desk receives in [from, to), or does not; minutes since local midnight.
struct DeskHours {
  DeskId desk;
  std::chrono::minutes from{0};
  std::chrono::minutes to{0};
  bool open = true;
};
/// A desk serves a line, or does no longer.
struct DeskLine {
  DeskId desk;
  LineId line;
  bool serves = true;
};
using Change = std::variant<DeskHours, DeskLine, OrderMode>;

struct LineReplay {
  ServiceId service;
  ProcedureId procedure;
  std::string title;
  WaitFigures actual;
  WaitFigures before;
  WaitFigures after;
  TALON_FIELDS(LineReplay, service, procedure, title, actual, before, after)
};
/// What a desk had to do.
struct DeskWork {
  Seconds open_s{0};
  Seconds busy_s{0};
  std::optional<double> load;  ///< busy / open
  std::int64_t seen = 0;
  TALON_FIELDS(DeskWork, open_s, busy_s, load, seen)
};
struct DeskReplay {
  DeskId desk;
  std::string title;
  DeskWork before;
  DeskWork after;
  TALON_FIELDS(DeskReplay, desk, title, before, after)
};
struct ReplayReport {
  Date date;
  std::vector<std::string> changes;  ///< in Russian
  WaitFigures actual;                ///< as measured on the day
  WaitFigures before;                ///< replayed without a change
  WaitFigures after;
  std::vector<LineReplay> lines;
  std::vector<DeskReplay> desks;
  std::string sentence;  ///< the result in Russian
  bool virtual_clock = false;
  TALON_FIELDS(ReplayReport, date, changes, actual, before, after, lines, desks, sentence, virtual_clock)
};

/// One day, replayed.
struct Replayed {
  std::vector<Arrival> arrivals;
  std::vector<std::size_t> visitors;  ///< by arrival: index in PastDay::visitors
  Copy copy;
  RunAnswer answer;
};
/// past: for whoever never was seen on the day, and for the weights of the lines. The changes must be good
/// for the day's configuration (check_changes).
[[nodiscard]] Replayed replay_day(const PastDay& day, const std::vector<Change>& changes,
                                  std::shared_ptr<const Past> past);
/// Of the first waits; line: of this one only.
void replayed_waits(const PastDay& day, const Replayed& replayed, const std::optional<LineId>& line,
                    WaitTally& tally);
[[nodiscard]] WaitFigures wait_figures(const PastDay& day, const Replayed& replayed,
                                       const std::optional<LineId>& line = std::nullopt);
/// desk: index in the copy.
void add_work(const Replayed& replayed, std::size_t desk, DeskWork& work);
/// As the day itself measured it.
void measure(const PastDay& day, const std::optional<LineId>& line, WaitTally& tally);
[[nodiscard]] WaitFigures measured(const PastDay& day, const std::optional<LineId>& line = std::nullopt);

/// bad_request, with a sentence: an unknown desk or line, hours that end before they begin.
[[nodiscard]] std::optional<Refusal> check_changes(const Configuration& configuration,
                                                   const std::vector<Change>& changes);
/// changes: at least one, checked.
[[nodiscard]] ReplayReport replay_report(const PastDay& day, const std::vector<Change>& changes,
                                         std::shared_ptr<const Past> past);
/// "окно 5 открыто с 11:00 до 13:00"
[[nodiscard]] std::string change_text(const Configuration& configuration, const Change& change);

}  // namespace talon::outlook
