// SPDX-License-Identifier: MIT
// CSV of what people said: the consultation line, ratings, calls for help.
#include <vector>

#include "server/stats/csv.h"
#include "server/stats/format.h"

namespace talon::stats {
namespace {

using TitleRow = std::vector<std::string_view>;

const TitleRow phone_titles = {"Услуга или день",
                               "Разговоров",
                               "Ответ дан",
                               "Переадресовано",
                               "Обещали перезвонить",
                               "Без ответа",
                               "Доля без ответа, %",
                               "Дольше срока",
                               "Ожидание ответа: записано",
                               "Ожидание ответа: среднее, с",
                               "Разговор: среднее, с",
                               "Перезвонили",
                               "Из них позже срока"};
const TitleRow rating_titles = {"Очередь", "Оценок", "Хорошо", "Средне", "Плохо", "Средняя, от 1 до 3"};
const TitleRow help_titles = {"Когда", "Терминал", "Сотрудник откликнулся через, с", "Кто"};

void put(Csv& out, const PhoneRow& row) {
  out.cell(row.title).cell(row.talks).cell(row.answered).cell(row.forwarded).cell(row.promised);
  out.cell(row.missed).percent(row.missed_share).cell(row.over).cell(row.waits).cell(row.mean_wait_s);
  out.cell(row.mean_talk_s).cell(row.rung_back).cell(row.rung_back_late).end();
}

void put(Csv& out, const RatingRow& row) {
  out.cell(row.title).cell(row.count).cell(row.good).cell(row.middling).cell(row.bad);
  (row.mean ? out.decimal(*row.mean, 2) : out.cell("")).end();
}

}  // namespace

std::string csv(const PhoneReport& report, char separator) {
  Csv out(separator);
  out.header(phone_titles);
  for (const PhoneRow& row : report.services) put(out, row);
  for (const PhoneRow& row : report.days) put(out, row);
  put(out, report.total);
  put_virtual_clock(out, report.virtual_clock, phone_titles.size());
  return std::move(out).text();
}

std::string csv(const RatingReport& report, char separator) {
  Csv out(separator);
  out.header(rating_titles);
  for (const RatingRow& row : report.rows) put(out, row);
  put(out, report.total);
  put_virtual_clock(out, report.virtual_clock, rating_titles.size());
  return std::move(out).text();
}

std::string csv(const HelpReport& report, char separator) {
  Csv out(separator);
  out.header(help_titles);
  for (const HelpRow& row : report.rows) {
    out.cell(row.at).cell(row.device_title).cell(row.answered_s).cell(row.specialist_title).end();
  }
  put_virtual_clock(out, report.virtual_clock, help_titles.size());
  return std::move(out).text();
}

}  // namespace talon::stats
