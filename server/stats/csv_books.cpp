// SPDX-License-Identifier: MIT
// CSV of what an office keeps in books: the journals of the regulation, the appointments.
#include <vector>

#include "server/stats/csv.h"
#include "server/stats/format.h"

namespace talon::stats {
namespace {

using TitleRow = std::vector<std::string_view>;

/// The six columns of the journal of oral appeals come first, in its order (S2-App2).
const TitleRow registry_titles = {"№ п/п",
                                  "Дата обращения",
                                  "Ф.И.О. заявителя",
                                  "Адрес заявителя",
                                  "Причина обращения",
                                  "Результат рассмотрения обращения",
                                  "Журнал",
                                  "Год",
                                  "Талон",
                                  "Окно",
                                  "Специалист"};
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

}  // namespace

std::string csv(const RegistryReport& report, char separator) {
  Csv out(separator);
  out.header(registry_titles);
  for (const RegistryRow& row : report.rows) {
    const std::string result = row.reason.empty() ? row.outcome_title : row.outcome_title + ": " + row.reason;
    // Name and address are written in by hand: the queue does not know whom it serves.
    out.cell(row.number).cell(row.at).cell("").cell("").cell(row.line_title).cell(result);
    out.cell(title_of(report, row.registry)).cell(row.year).cell(row.ticket.text()).cell(row.desk);
    out.cell(row.specialist_title).end();
  }
  put_virtual_clock(out, report.virtual_clock, registry_titles.size());
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
