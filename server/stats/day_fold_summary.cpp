// SPDX-License-Identifier: MIT
// What a day's fold says in the end: gaps within reception hours, loads, signs.
#include <algorithm>

#include "server/stats/day_fold.h"

namespace talon::stats {
namespace {

Millis sum(const std::vector<Stretch>& stretches) {
  Millis all{0};
  for (const Stretch& stretch : stretches) all += stretch.length();
  return all;
}

/// Stretches end at `end`.
std::vector<Stretch> until(std::vector<Stretch> stretches, const Timestamp& end) {
  for (Stretch& stretch : stretches) stretch.to = std::min(stretch.to, end);
  std::erase_if(stretches, [](const Stretch& stretch) { return stretch.to <= stretch.from; });
  return stretches;
}

/// The recorded extension lengthens the last hours of the hall, and of a line that closes with it.
void extend(ReceptionDay& reception, const std::optional<Timestamp>& extended) {
  if (!extended || reception.hours.empty()) return;
  const Timestamp closes = reception.hours.back().to;
  if (*extended <= closes) return;
  for (auto& [line, hours] : reception.lines) {
    if (!hours.empty() && hours.back().to == closes) hours.back().to = *extended;
  }
  reception.hours.back().to = *extended;
}

/// Time covered by the gaps, overlaps once.
Millis covered(std::vector<Gap> gaps) {
  std::sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.from < b.from; });
  Millis all{0};
  Timestamp reached;
  for (const Gap& gap : gaps) {
    const auto from = std::max(gap.from.utc, reached.utc);
    if (gap.to.utc <= from) continue;
    all += gap.to.utc - from;
    reached = gap.to;
  }
  return all;
}

ElementDay element(std::string kind, std::string key, const std::vector<Gap>& gaps,
                   const std::vector<Stretch>& hours) {
  ElementDay row;
  row.kind = std::move(kind);
  row.key = std::move(key);
  row.gaps = within(gaps, hours);
  row.reception = sum(hours);
  row.working = row.reception - covered(row.gaps);
  return row;
}

/// Where all of several lists have a gap.
std::vector<Gap> common(const std::vector<Gap>& a, const std::vector<Gap>& b, const std::string& cause) {
  std::vector<Gap> both;
  for (const Gap& one : a) {
    for (const Gap& other : b) {
      const Timestamp from = std::max(one.from, other.from);
      const Timestamp to = std::min(one.to, other.to);
      if (from < to) both.push_back({from, to, cause});
    }
  }
  return both;
}

void append(std::vector<Gap>& all, const std::vector<Gap>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

std::vector<Gap> within(const std::vector<Gap>& gaps, const std::vector<Stretch>& hours) {
  std::vector<Gap> clipped;
  for (const Gap& gap : gaps) {
    for (const Stretch& stretch : hours) {
      const Timestamp from = std::max(gap.from, stretch.from);
      const Timestamp to = std::min(gap.to, stretch.to);
      if (from < to) clipped.push_back({from, to, gap.cause});
    }
  }
  std::stable_sort(clipped.begin(), clipped.end(),
                   [](const Gap& a, const Gap& b) { return a.from < b.from; });
  std::vector<Gap> joined;
  for (Gap& gap : clipped) {
    const bool same = !joined.empty() && joined.back().cause == gap.cause && joined.back().to >= gap.from;
    if (same) {
      joined.back().to = std::max(joined.back().to, gap.to);
    } else {
      joined.push_back(std::move(gap));
    }
  }
  return joined;
}

std::vector<Stretch> without(const std::vector<Stretch>& hours, const std::vector<Stretch>& breaks) {
  std::vector<Stretch> left = hours;
  for (const Stretch& pause : breaks) {
    std::vector<Stretch> next;
    for (const Stretch& stretch : left) {
      const Stretch before{stretch.from, std::min(stretch.to, pause.from)};
      const Stretch after{std::max(stretch.from, pause.to), stretch.to};
      if (before.from < before.to) next.push_back(before);
      if (after.from < after.to) next.push_back(after);
    }
    left = std::move(next);
  }
  return left;
}

std::vector<DayFold::Worked> DayFold::worked(const Timestamp& end) const {
  auto all = worked_;
  for (const auto& [id, desk] : desks_) {
    if (desk.state == DeskState::closed || !(desk.since < end)) continue;
    all.push_back({id, desk.specialist, desk.state, desk.phase, desk.pause_reason, {desk.since, end}});
  }
  return all;
}

/// How much of it the server was there to record: a desk left open in the evening did not work through a
/// night without power.
Millis DayFold::recorded(const Stretch& stretch) const {
  std::vector<Stretch> stops = unrecorded_;
  for (const Gap& stop : stops_) stops.push_back({stop.from, stop.to});
  Millis sum{0};
  for (const Stretch& part : without({stretch}, stops)) sum += part.length();
  return sum;
}

std::vector<DeskLoad> DayFold::loads(const Timestamp& end) const {
  auto rows = loads_;
  for (const Worked& stretch : worked(end)) {
    DeskLoad& row = rows[{stretch.desk, stretch.specialist}];
    row.desk = stretch.desk;
    row.specialist = stretch.specialist;
    const Millis length = recorded(stretch.stretch);
    if (stretch.state == DeskState::paused) {
      row.paused += length;
      row.pauses[stretch.pause_reason] += length;
      continue;
    }
    row.open += length;
    if (stretch.phase == Phase::serving) row.serving += length;
    if (stretch.phase == Phase::called) row.called += length;
    if (stretch.phase == Phase::phone) row.phone += length;
    if (stretch.phase == Phase::idle) row.idle += length;
  }
  std::vector<DeskLoad> list;
  for (auto& [key, row] : rows) list.push_back(std::move(row));
  return list;
}

std::map<DeskId, std::vector<Stretch>> DayFold::received(const Timestamp& end) const {
  std::map<DeskId, std::vector<Stretch>> found;
  for (const Worked& each : worked(end)) {
    if (each.state != DeskState::open) continue;
    std::vector<Stretch>& stretches = found[each.desk];
    if (!stretches.empty() && stretches.back().to == each.stretch.from) {
      stretches.back().to = each.stretch.to;
    } else {
      stretches.push_back(each.stretch);
    }
  }
  return found;
}

std::vector<Gap> DayFold::device_gaps(const DeviceId& device, const Timestamp& end) const {
  const auto found = device_gaps_.find(device);
  std::vector<Gap> gaps = found == device_gaps_.end() ? std::vector<Gap>{} : found->second;
  const auto now = devices_.find(device);
  if (now != devices_.end() && now->second.down_since) {
    gaps.push_back({*now->second.down_since, end, now->second.cause});
  }
  return gaps;
}

std::vector<Gap> DayFold::issuing_gaps() const {
  std::vector<Gap> gaps;
  for (const Issuing& stop : issuing_)
    gaps.push_back({stop.from, stop.to, "выдача остановлена: " + stop.reason});
  return gaps;
}

std::vector<Gap> DayFold::desk_gaps(const DeskId& desk, const Timestamp& end) const {
  std::vector<Gap> gaps;
  Timestamp reached = begin_;
  for (const Worked& stretch : worked(end)) {
    if (stretch.desk != desk) continue;
    if (reached < stretch.stretch.from) gaps.push_back({reached, stretch.stretch.from, "окно закрыто"});
    if (stretch.state == DeskState::paused) {
      const std::string why = stretch.pause_reason.empty() ? "" : ": " + stretch.pause_reason;
      gaps.push_back({stretch.stretch.from, stretch.stretch.to, "перерыв" + why});
    }
    reached = stretch.stretch.to;
  }
  if (reached < end) gaps.push_back({reached, end, "окно закрыто"});
  return gaps;
}

std::vector<Gap> DayFold::line_gaps(const LineId& line, const Timestamp& end) const {
  const auto found = line_gaps_.find(line);
  std::vector<Gap> gaps = found == line_gaps_.end() ? std::vector<Gap>{} : found->second;
  const auto since = without_desk_.find(line);
  if (since == without_desk_.end()) {
    gaps.push_back({begin_, end, "нет открытого окна"});
  } else if (since->second && *since->second < end) {
    gaps.push_back({*since->second, end, "нет открытого окна"});
  }
  return gaps;
}

std::vector<Gap> DayFold::server_gaps(const Timestamp& end) const {
  std::vector<Gap> gaps = stops_;
  const Timestamp worked_from = first_.value_or(end);
  if (begin_ < worked_from) gaps.push_back({begin_, worked_from, "сервер не работал"});
  return gaps;
}

std::vector<Gap> DayFold::all_down(DeviceRole role, const Timestamp& end) const {
  std::optional<std::vector<Gap>> all;
  const std::string cause =
      role == DeviceRole::kiosk ? "не работал ни один терминал" : "не работало ни одно табло";
  for (const talon::Device& device : configuration_->devices) {
    if (device.role != role) continue;
    const auto gaps = device_gaps(device.id, end);
    all = all ? common(*all, gaps, cause) : common(gaps, gaps, cause);
  }
  return all.value_or(std::vector<Gap>{});
}

std::vector<ElementDay> DayFold::elements(const ReceptionDay& reception, const Timestamp& end) const {
  const auto hours = until(reception.hours, end);
  const auto desk_hours = without(hours, reception.breaks);
  std::vector<Gap> system = server_gaps(end);
  append(system, issuing_gaps());
  append(system, all_down(DeviceRole::kiosk, end));
  append(system, all_down(DeviceRole::display, end));
  std::vector<ElementDay> rows;
  rows.push_back(element("system", "", system, hours));
  rows.push_back(element("server", "", server_gaps(end), hours));
  rows.push_back(element("issuing", "", issuing_gaps(), hours));
  for (const talon::Device& device : configuration_->devices) {
    const char* kind = device.role == DeviceRole::kiosk ? "kiosk" : "display";
    rows.push_back(element(kind, device.id.value, device_gaps(device.id, end), hours));
  }
  for (const talon::Desk& desk : configuration_->desks) {
    rows.push_back(element("desk", desk.id.value, desk_gaps(desk.id, end), desk_hours));
  }
  for (const auto& [line, line_hours] : reception.lines) {
    rows.push_back(element("line", line.service.value + "/" + line.procedure.value, line_gaps(line, end),
                           without(until(line_hours, end), reception.breaks)));
  }
  return rows;
}

DaySummary DayFold::summary(const ReceptionDay& reception, const Timestamp& now) const {
  const Timestamp end = closed_.value_or(std::max(now, now_));
  ReceptionDay extended = reception;
  extend(extended, extended_);
  DaySummary out = summary_;
  out.closed = closed_.has_value();
  out.breaks = reception.breaks;
  out.elements = elements(extended, end);
  out.loads = loads(end);
  out.received = received(end);
  out.signs = signs_.found(date_, reception.breaks);
  out.talks = talks_.day();
  out.registries = registries_.entries();
  out.appointments = appointments_.day(date_);
  return out;
}

}  // namespace talon::stats
