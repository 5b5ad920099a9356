// SPDX-License-Identifier: MIT
// CSV of what an office keeps in books: the journals of the regulation, the appointments.
#include <algorithm>
#include <vector>

#include "server/stats/csv.h"
#include "server/stats/format.h"

namespace talon::stats {
namespace {

using TitleRow = std::vector<std::string_view>;

/// More than one journal: what every row has, and which journal it stands in.
const TitleRow mixed_titles = {"Журнал",        "Год",   "№ п/п", "Дата",      "Причина обращения",
                               "Чем кончилось", "Талон", "Окно",  "Специалист"};
const TitleRow appointment_titles = {"Очередь или день", "Записано",      "Лично",     "По телефону",
                                     "На терминале",     "Перенесено",    "Отменено",  "Назначено на день",
                                     "Пришли",           "Из них поздно", "Не пришли", "Ожидаются",
                                     "Не пришли, %"};

std::string_view title_of(const RegistryReport& report, const std::string& registry) {
  for (const RegistryRange& range : report.registries) {
    if (range.registry == registry) return range.title;
  }
  return registry;
}

void put(Csv& out, const AppointmentRow& row) {
  out.cell(row.title).cell(row.booked).cell(row.in_person).cell(row.telephone).cell(row.kiosk);
  out.cell(row.moved).cell(row.cancelled).cell(row.due).cell(row.arrived).cell(row.late);
  out.cell(row.missed).cell(row.expected).percent(row.missed_share).end();
}

/// One journal has its own columns; those that are written in by hand stay empty.
std::string one_journal(const RegistryReport& report, char separator) {
  const std::vector<RegistryHeading>& columns = report.registries.front().columns;
  TitleRow titles;
  for (const RegistryHeading& column : columns) titles.push_back(column.title);
  Csv out(separator);
  out.header(titles);
  for (const RegistryRow& row : report.rows) {
    for (const RegistryHeading& column : columns) {
      if (column.of == ColumnOf::number)
        out.cell(row.number);
      else
        out.cell(column_text(row, column.of));
    }
    out.end();
  }
  put_virtual_clock(out, report.virtual_clock, titles.size());
  return std::move(out).text();
}

}  // namespace

std::string csv(const RegistryReport& report, char separator) {
  const auto of_first = [&](const RegistryRange& range) {
    return range.registry == report.registries.front().registry;
  };
  const bool one =
      !report.registries.empty() && std::all_of(report.registries.begin(), report.registries.end(), of_first);
  if (one) return one_journal(report, separator);
  Csv out(separator);
  out.header(mixed_titles);
  for (const RegistryRow& row : report.rows) {
    out.cell(title_of(report, row.registry)).cell(row.year).cell(row.number).cell(row.at);
    out.cell(row.line_title).cell(column_text(row, ColumnOf::outcome)).cell(row.ticket.text());
    out.cell(row.desk).cell(row.specialist_title).end();
  }
  put_virtual_clock(out, report.virtual_clock, mixed_titles.size());
  return std::move(out).text();
}

std::string csv(const AppointmentReport& report, char separator) {
  Csv out(separator);
  out.header(appointment_titles);
  for (const AppointmentRow& row : report.lines) put(out, row);
  for (const AppointmentRow& row : report.days) put(out, row);
  put(out, report.total);
  put_virtual_clock(out, report.virtual_clock, appointment_titles.size());
  return std::move(out).text();
}

}  // namespace talon::stats
