// SPDX-License-Identifier: MIT
#include "server/stats/session_report.h"

#include "server/protocol/writer.h"
#include "server/stats/csv.h"

namespace talon::stats {
namespace {

/// The four things that S2-11.8 asks for come first.
const std::vector<std::string_view> handover_titles = {
    "Дата приёма", "Количество дел", "Сдал", "Принял", "Выездной приём", "С", "По", "Талонов", "Сдано"};

}  // namespace

std::string json(const SessionReport& report) {
  protocol::Writer out;
  out.value(report);
  return std::move(out).text();
}

std::string csv(const SessionReport& report, char separator) {
  Csv out(separator);
  out.header(handover_titles);
  for (const HandoverRow& row : report.handovers) {
    row.taken_at ? out.cell(*row.taken_at) : out.cell("");
    out.cell(row.cases).cell(row.given_by).cell(row.taken_by).cell(row.hall).cell(format_date(row.from));
    out.cell(format_date(row.to)).cell(row.tickets).cell(row.given_at).end();
  }
  put_virtual_clock(out, report.virtual_clock, handover_titles.size());
  return std::move(out).text();
}

}  // namespace talon::stats
