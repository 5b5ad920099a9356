// SPDX-License-Identifier: MIT
#include "server/stats/appointment_report.h"

#include <map>

#include "server/stats/share.h"

namespace talon::stats {
namespace {

void add(AppointmentRow& row, const AppointmentCounts& counts) {
  row.booked += counts.booked();
  row.in_person += counts.in_person;
  row.telephone += counts.telephone;
  row.kiosk += counts.kiosk;
  row.moved += counts.moved;
  row.cancelled += counts.cancelled;
  row.due += counts.due();
  row.arrived += counts.arrived;
  row.late += counts.late;
  row.missed += counts.missed;
  row.expected += counts.expected;
  row.missed_share = share(row.missed, row.arrived + row.missed);
}

}  // namespace

AppointmentReport appointment_report(const Days& days, const Period& period, const LineTitle& line,
                                     bool virtual_clock) {
  AppointmentReport out;
  out.from = period.from;
  out.to = period.to;
  out.virtual_clock = virtual_clock;
  std::map<LineId, AppointmentRow> lines;
  for (const auto& day : days) {
    if (day->appointments.empty()) continue;
    AppointmentRow& of_day = out.days.emplace_back();
    of_day.title = format_date(day->date);
    for (const auto& [id, counts] : day->appointments) {
      add(lines[id], counts);
      add(of_day, counts);
      add(out.total, counts);
    }
  }
  for (auto& [id, row] : lines) {
    row.service = id.service.value;
    row.procedure = id.procedure.value;
    row.title = line ? line(id) : row.service + ": " + row.procedure;
    out.lines.push_back(std::move(row));
  }
  out.total.title = "Итого";
  return out;
}

}  // namespace talon::stats
