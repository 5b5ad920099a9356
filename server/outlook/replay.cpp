// SPDX-License-Identifier: MIT
#include "server/outlook/replay.h"

#include <algorithm>
#include <cmath>

#include "server/model/names.h"
#include "server/queue/order_text.h"
#include "server/queue/sentences.h"

namespace talon::outlook {
namespace {

constexpr int any_number = 1'000'000;
constexpr Millis whole_day = std::chrono::hours{36};
/// Beyond this the model says little of the day.
constexpr double tolerated_gap = 0.05;

CopiedDesk& desk_of(Copy& copy, const DeskId& id) {
  return *std::find_if(copy.desks.begin(), copy.desks.end(),
                       [&](const CopiedDesk& desk) { return desk.id == id; });
}

/// `stretches` without [from, to).
std::vector<Stretch> without(const std::vector<Stretch>& stretches, const Stretch& gap) {
  std::vector<Stretch> left;
  for (const Stretch& each : stretches) {
    if (each.from < gap.from) left.push_back({each.from, std::min(each.to, gap.from)});
    if (each.to > gap.to) left.push_back({std::max(each.from, gap.to), each.to});
  }
  return left;
}

void apply(Copy& copy, const DeskHours& change) {
  std::vector<Stretch>& shifts = desk_of(copy, change.desk).shifts;
  const Stretch hours{change.from, change.to};
  shifts = without(shifts, hours);
  if (change.open) shifts.push_back(hours);
  std::sort(shifts.begin(), shifts.end(), [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
}

void apply(Copy& copy, const DeskLine& change) {
  const auto line = line_index(copy, change.line);
  std::vector<std::size_t>& lines = desk_of(copy, change.desk).lines;
  std::erase(lines, *line);
  if (change.serves) lines.push_back(*line);
}

void apply(Copy& copy, OrderMode mode) {
  copy.rule = queue::rule_of(mode, false);
}

Arrival arrival_of(const PastVisitor& visitor, std::size_t line) {
  Arrival arrival;
  arrival.at = visitor.at;
  arrival.line = line;
  arrival.limit = visitor.limit;
  if (visitor.left) {
    arrival.leaves = visitor.left;
    return arrival;
  }
  arrival.comes = visitor.seen;
  arrival.walk = visitor.walk;
  arrival.service = visitor.busy;
  return arrival;
}

Millis last_end(const Copy& copy) {
  Millis end{0};
  for (const CopiedDesk& desk : copy.desks) {
    if (!desk.shifts.empty()) end = std::max(end, desk.shifts.back().to);
  }
  return end;
}

std::string minutes_text(Seconds span) {
  return std::to_string(std::chrono::round<std::chrono::minutes>(span).count()) + " мин";
}

std::string result_text(const ReplayReport& report) {
  std::string text = "В срок было бы " + percent_text(report.after.within_share) + " вместо " +
                     percent_text(report.before.within_share) + ", в среднем ждали бы " +
                     minutes_text(report.after.mean_s) + " вместо " + minutes_text(report.before.mean_s) +
                     ", дольше предела – " + std::to_string(report.after.with_limit - report.after.within) +
                     " вместо " + std::to_string(report.before.with_limit - report.before.within) + ".";
  const double gap =
      std::abs(report.before.within_share.value_or(1) - report.actual.within_share.value_or(1));
  if (gap > tolerated_gap) {
    text += " Этот день повторяется неточно: на деле в срок было " +
            percent_text(report.actual.within_share) + ".";
  }
  return text;
}

}  // namespace

Replayed replay_day(const PastDay& day, const std::vector<Change>& changes,
                    std::shared_ptr<const Past> past) {
  Replayed replayed;
  Copy& copy = replayed.copy = empty_day(*day.configuration, day.date, day.offset, std::move(past));
  for (CopiedDesk& desk : copy.desks) {
    const auto open = day.open.find(desk.id);
    if (open != day.open.end()) desk.shifts = open->second;
  }
  for (const Change& change : changes) {
    std::visit([&](const auto& each) { apply(copy, each); }, change);
  }
  weigh_lines(copy);
  for (std::size_t i = 0; i < day.visitors.size(); ++i) {
    const auto line = line_index(copy, day.visitors[i].line);
    if (!line) continue;  // a line that the day's last configuration has no more
    replayed.arrivals.push_back(arrival_of(day.visitors[i], *line));
    replayed.visitors.push_back(i);
  }
  RunQuestion question;
  question.known = &replayed.arrivals;
  question.record = true;
  question.until = whole_day;
  question.most_calls = any_number;
  replayed.answer = run_once(copy, question, 1);
  return replayed;
}

void replayed_waits(const PastDay& day, const Replayed& replayed, const std::optional<LineId>& line,
                    WaitTally& tally) {
  const auto wanted = [&](std::size_t arrival) {
    const PastVisitor& visitor = day.visitors[replayed.visitors[arrival]];
    return !visitor.further && (!line || visitor.line == *line);
  };
  std::vector<bool> met(replayed.arrivals.size(), false);
  for (const Met& each : replayed.answer.met) {
    met[each.arrival] = true;
    if (!wanted(each.arrival)) continue;
    if (each.seen) {
      tally.seen(each.wait, each.limit);
    } else {
      tally.not_seen(each.wait, each.limit);
    }
  }
  const Millis end = last_end(replayed.copy);
  for (std::size_t i = 0; i < met.size(); ++i) {
    if (!met[i] && wanted(i)) tally.not_seen(end - replayed.arrivals[i].at, replayed.arrivals[i].limit);
  }
}

WaitFigures wait_figures(const PastDay& day, const Replayed& replayed, const std::optional<LineId>& line) {
  WaitTally tally;
  replayed_waits(day, replayed, line, tally);
  return tally.figures();
}

void add_work(const Replayed& replayed, std::size_t desk, DeskWork& work) {
  for (const Stretch& shift : replayed.copy.desks[desk].shifts)
    work.open_s += whole_seconds(shift.to - shift.from);
  for (const Met& met : replayed.answer.met) {
    if (met.desk != desk) continue;
    work.busy_s += whole_seconds(met.busy);
    if (met.seen) ++work.seen;
  }
  work.load = share_of(work.busy_s.count(), work.open_s.count());
}

void measure(const PastDay& day, const std::optional<LineId>& line, WaitTally& tally) {
  for (const PastVisitor& visitor : day.visitors) {
    if (visitor.further || (line && visitor.line != *line)) continue;
    if (visitor.waited) {
      tally.seen(*visitor.waited, visitor.limit);
    } else {
      tally.not_seen(visitor.unseen, visitor.limit);
    }
  }
}

WaitFigures measured(const PastDay& day, const std::optional<LineId>& line) {
  WaitTally tally;
  measure(day, line, tally);
  return tally.figures();
}

std::optional<Refusal> check_changes(const Configuration& configuration, const std::vector<Change>& changes) {
  const auto check_desk = [&](const DeskId& desk) -> std::optional<Refusal> {
    if (configuration.desk(desk) != nullptr) return std::nullopt;
    return Refusal{RefusalCode::unknown_desk, desk.value};
  };
  for (const Change& change : changes) {
    if (const auto* hours = std::get_if<DeskHours>(&change)) {
      if (auto refusal = check_desk(hours->desk)) return refusal;
      if (hours->from >= hours->to)
        return Refusal{RefusalCode::bad_request, "конец должен быть позже начала"};
    }
    if (const auto* line = std::get_if<DeskLine>(&change)) {
      if (auto refusal = check_desk(line->desk)) return refusal;
      if (configuration.offer(line->line) == nullptr)
        return Refusal{RefusalCode::unknown_procedure, line->line.procedure.value};
    }
  }
  return std::nullopt;
}

std::string change_text(const Configuration& configuration, const Change& change) {
  const auto title = [&](const DeskId& desk) { return configuration.desk(desk)->title; };
  if (const auto* hours = std::get_if<DeskHours>(&change)) {
    return title(hours->desk) + (hours->open ? ": открыто с " : ": закрыто с ") +
           queue::clock_text(hours->from) + " до " + queue::clock_text(hours->to);
  }
  if (const auto* line = std::get_if<DeskLine>(&change)) {
    return title(line->desk) + (line->serves ? ": принимает и «" : ": больше не принимает «") +
           configuration.line_title(line->line) + "»";
  }
  return "Порядок вызова: " + queue::mode_title(std::get<OrderMode>(change));
}

ReplayReport replay_report(const PastDay& day, const std::vector<Change>& changes,
                           std::shared_ptr<const Past> past) {
  const Replayed before = replay_day(day, {}, past);
  const Replayed after = replay_day(day, changes, std::move(past));
  ReplayReport report;
  report.date = day.date;
  for (const Change& change : changes) report.changes.push_back(change_text(*day.configuration, change));
  report.actual = measured(day);
  report.before = wait_figures(day, before);
  report.after = wait_figures(day, after);
  for (const LineId& line : day.configuration->lines()) {
    const WaitFigures actual = measured(day, line);
    if (actual.visitors == 0) continue;
    report.lines.push_back({line.service, line.procedure, day.configuration->line_title(line), actual,
                            wait_figures(day, before, line), wait_figures(day, after, line)});
  }
  for (std::size_t i = 0; i < after.copy.desks.size(); ++i) {
    DeskWork old_work;
    DeskWork new_work;
    add_work(before, i, old_work);
    add_work(after, i, new_work);
    if (old_work.open_s == Seconds{0} && new_work.open_s == Seconds{0}) continue;
    report.desks.push_back({after.copy.desks[i].id, after.copy.desks[i].title, old_work, new_work});
  }
  report.sentence = result_text(report);
  return report;
}

}  // namespace talon::outlook
