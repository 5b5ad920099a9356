// SPDX-License-Identifier: MIT
// CSV of the reports that are made of days, and of the parts of a summary.
#include <vector>

#include "server/stats/csv.h"
#include "server/stats/format.h"

namespace talon::stats {
namespace {

using TitleRow = std::vector<std::string_view>;

const TitleRow clause_titles = {"Регламент",    "Пункт",  "Что измеряется", "Норматив, с",
                                "С нормативом", "В срок", "Нарушено",       "Доля в срок, %"};
const TitleRow outcome_titles = {"Итог", "Причина или результат", "Посещений"};
const TitleRow work_titles = {"Дата",      "Вид",        "Название",  "Время приёма, с",
                              "Работа, с", "Доля, %",    "Остановок", "Остановка с",
                              "по",        "Длилась, с", "Причина"};
const TitleRow load_titles = {
    "Окно",       "Специалист",   "Дней",        "Открыто, с",  "Приём, с", "Ожидание посетителя, с",
    "Телефон, с", "Свободно, с",  "Перерывы, с", "Нагрузка, %", "Вызовов",  "Обслужено",
    "Неявок",     "Не по порядку"};
const TitleRow out_of_turn_titles = {"Когда", "Талон", "Окно", "Специалист", "Ждал, с", "Причина"};
const TitleRow sign_titles = {"Дата", "Специалист", "Признак", "Раз", "Из", "Талоны"};
const TitleRow forecast_titles = {"Очередь",
                                  "Талонов",
                                  "Медиана ошибки, с",
                                  "90 % ошибки не больше, с",
                                  "Ждали дольше обещанного, %",
                                  "С обещанием «не позже»",
                                  "Приглашены не позже обещанного, %"};

std::string_view measure_text(Measure measure) {
  return measure == Measure::wait ? "ожидание" : "обслуживание";
}

void put(Csv& out, const LoadRow& row) {
  out.cell(row.desk_title).cell(row.specialist_title).cell(row.days).cell(row.open_s.count());
  out.cell(row.serving_s.count()).cell(row.called_s.count()).cell(row.phone_s.count());
  out.cell(row.idle_s.count())
      .cell(row.paused_s.count())
      .percent(row.load)
      .cell(row.calls)
      .cell(row.served)
      .cell(row.no_show);
  out.cell(row.out_of_turn).end();
}

void put(Csv& out, const ForecastRow& row) {
  out.cell(row.title).cell(row.count).cell(row.median_error_s).cell(row.p90_error_s);
  out.percent(row.longer_share).cell(row.not_later_count).percent(row.kept_share).end();
}

std::string joined(const std::vector<TicketNumber>& tickets) {
  std::string text;
  for (const TicketNumber& ticket : tickets) text += (text.empty() ? "" : " ") + ticket.text();
  return text;
}

}  // namespace

std::string clauses_csv(const SummaryReport& report, char separator) {
  Csv out(separator);
  out.header(clause_titles);
  for (const ClauseRow& row : report.clauses) {
    out.cell(row.regulation).cell(row.clause.value).cell(measure_text(row.measure)).cell(row.limit_s.count());
    out.cell(row.with_limit).cell(row.within).cell(row.broken).percent(row.within_share).end();
  }
  put_virtual_clock(out, report.virtual_clock, clause_titles.size());
  return std::move(out).text();
}

std::string outcomes_csv(const SummaryReport& report, char separator) {
  Csv out(separator);
  out.header(outcome_titles);
  for (const OutcomeRow& row : report.outcomes) out.cell(row.outcome).cell(row.reason).cell(row.count).end();
  out.cell("Итого").cell("").cell(report.total.tickets).end();
  put_virtual_clock(out, report.virtual_clock, outcome_titles.size());
  return std::move(out).text();
}

std::string csv(const WorkReport& report, char separator) {
  Csv out(separator);
  out.header(work_titles);
  for (const WorkRow& row : report.rows) {
    out.cell("").cell(row.kind).cell(row.title).cell(row.reception_s.count()).cell(row.working_s.count());
    out.percent(row.share).cell(row.stops).end(work_titles.size());
  }
  for (const WorkGap& gap : report.gaps) {
    out.cell(format_date(gap.date)).cell(gap.kind).cell(gap.title).cell("").cell("").cell("").cell("");
    out.cell(gap.from).cell(gap.to).cell(gap.length_s.count()).cell(gap.cause).end();
  }
  if (report.left_out > 0) out.cell("Не показано").cell(report.left_out).end(work_titles.size());
  out.cell("Хеш цепи").cell(report.last).cell(report.head).end(work_titles.size());
  put_virtual_clock(out, report.virtual_clock, work_titles.size());
  return std::move(out).text();
}

std::string csv(const LoadReport& report, char separator) {
  Csv out(separator);
  out.header(load_titles);
  for (const LoadRow& row : report.rows) put(out, row);
  for (const LoadRow& row : report.specialists) put(out, row);
  put(out, report.total);
  put_virtual_clock(out, report.virtual_clock, load_titles.size());
  return std::move(out).text();
}

std::string csv(const OutOfTurnReport& report, char separator) {
  Csv out(separator);
  out.header(out_of_turn_titles);
  for (const OutOfTurnCall& row : report.rows) {
    out.cell(row.at).cell(row.number.text()).cell(row.desk_title).cell(row.specialist_title);
    out.cell(row.waited_s.count()).cell(row.reason).end();
  }
  put_virtual_clock(out, report.virtual_clock, out_of_turn_titles.size());
  return std::move(out).text();
}

std::string csv(const SignsReport& report, char separator) {
  Csv out(separator);
  out.header(sign_titles);
  for (const SignRow& row : report.rows) {
    out.cell(format_date(row.date)).cell(row.specialist_title).cell(row.title).cell(row.count).cell(row.of);
    out.cell(joined(row.tickets)).end();
  }
  put_virtual_clock(out, report.virtual_clock, sign_titles.size());
  return std::move(out).text();
}

std::string csv(const ForecastReport& report, char separator) {
  Csv out(separator);
  out.header(forecast_titles);
  for (const ForecastRow& row : report.rows) put(out, row);
  put(out, report.total);
  put_virtual_clock(out, report.virtual_clock, forecast_titles.size());
  return std::move(out).text();
}

std::string csv(const YearReport& report, char separator) {
  SummaryReport table;
  for (const auto* part : {&report.months, &report.procedures, &report.services}) {
    table.rows.insert(table.rows.end(), part->begin(), part->end());
  }
  table.total = report.total;
  table.books = report.books;
  table.virtual_clock = report.virtual_clock;
  return csv(table, separator);
}

}  // namespace talon::stats
