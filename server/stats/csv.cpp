// SPDX-License-Identifier: MIT
#include "server/stats/csv.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "server/model/names.h"
#include "server/stats/format.h"

namespace talon::stats {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

const std::vector<std::string_view> summary_titles = {"Код",
                                                      "Название",
                                                      "Талонов",
                                                      "Обслужено",
                                                      "Не явилось",
                                                      "Отменено",
                                                      "Не обслужено до закрытия",
                                                      "Ушли, не дождавшись",
                                                      "Перенаправлено",
                                                      "Ещё в зале",
                                                      "Ждут дольше срока",
                                                      "Ожидание: измерено",
                                                      "Ожидание: среднее, с",
                                                      "Ожидание: медиана, с",
                                                      "Ожидание: 90 % не дольше, с",
                                                      "Ожидание: наибольшее, с",
                                                      "Ожидание: с нормативом",
                                                      "Ожидание: в срок",
                                                      "Ожидание: доля в срок, %",
                                                      "Ожидание: норматив, с",
                                                      "Ожидание: пункт",
                                                      "Обслуживание: измерено",
                                                      "Обслуживание: среднее, с",
                                                      "Обслуживание: медиана, с",
                                                      "Обслуживание: 90 % не дольше, с",
                                                      "Обслуживание: наибольшее, с",
                                                      "Обслуживание: с нормативом",
                                                      "Обслуживание: в срок",
                                                      "Обслуживание: доля в срок, %",
                                                      "Обслуживание: норматив, с",
                                                      "Обслуживание: пункт",
                                                      "Путь к окну: измерено",
                                                      "Путь к окну: среднее, с",
                                                      "Путь к окну: медиана, с",
                                                      "Путь к окну: 90 % не дольше, с",
                                                      "Путь к окну: наибольшее, с",
                                                      "После перенаправления: измерено",
                                                      "После перенаправления: среднее, с",
                                                      "После перенаправления: медиана, с",
                                                      "После перенаправления: 90 % не дольше, с",
                                                      "После перенаправления: наибольшее, с"};
const std::vector<std::string_view> breach_titles = {
    "Дата",          "Талон", "Очередь",    "Что нарушено",     "Пункт",      "Норматив, с",
    "Фактически, с", "Окно",  "Специалист", "Когда истёк срок", "Ещё длится", "Причина"};
const std::vector<std::string_view> chart_titles = {"Выдан", "Талон", "Процедура", "Ожидание, с",
                                                    "Срок нарушен"};
const std::vector<std::string_view> leg_titles = {"Дата",
                                                  "Талон",
                                                  "Отрезок",
                                                  "Последний",
                                                  "Услуга",
                                                  "Процедура",
                                                  "Вход",
                                                  "Место",
                                                  "Окно",
                                                  "Специалист",
                                                  "Выдан",
                                                  "Вызван",
                                                  "Принят",
                                                  "Окончен",
                                                  "Ожидание, мс",
                                                  "Путь к окну, мс",
                                                  "Обслуживание, мс",
                                                  "Всего, мс",
                                                  "Итог",
                                                  "Причина или результат",
                                                  "Повторных вызовов",
                                                  "Заявителей",
                                                  "Регламент",
                                                  "Норматив ожидания, с",
                                                  "Пункт ожидания",
                                                  "Норматив обслуживания, с",
                                                  "Пункт обслуживания",
                                                  "Ожидание нарушено",
                                                  "Обслуживание нарушено"};

std::string_view yes_no(bool yes) {
  return yes ? "да" : "нет";
}

std::string_view outcome_text(LegOutcome outcome) {
  switch (outcome) {
    case LegOutcome::served:
      return "обслужен";
    case LegOutcome::no_show:
      return "не явился";
    case LegOutcome::cancelled:
      return "отменён";
    case LegOutcome::transferred:
      return "перенаправлен";
  }
  return "";
}

void put_spread(Csv& out, const Measured& measured) {
  out.cell(measured.count).cell(measured.mean_s).cell(measured.median_s).cell(measured.p90_s);
  out.cell(measured.max_s);
}

void put(Csv& out, const Measured& measured) {
  put_spread(out, measured);
  out.cell(measured.with_limit).cell(measured.within).percent(measured.within_share);
  if (measured.limit_s) {
    out.cell(measured.limit_s);
  } else {
    out.cell(measured.count == 0 ? "" : measured.with_limit == 0 ? "без норматива" : "разные");
  }
  out.cell(measured.clause.value);
}

void put(Csv& out, const Row& row) {
  out.cell(row.key).cell(row.title).cell(row.tickets).cell(row.served).cell(row.no_show).cell(row.cancelled);
  out.cell(row.closed_at_day_end).cell(row.left).cell(row.transferred).cell(row.in_hall).cell(row.over_now);
  put(out, row.wait);
  put(out, row.service);
  // No clause sets a limit to these two.
  put_spread(out, row.walk);
  put_spread(out, row.further);
  out.end();
}

void put(Csv& out, const Books& books, bool virtual_clock) {
  const std::size_t width = summary_titles.size();
  out.cell("").cell("Выдано талонов").cell(books.issued).end(width);
  out.cell("").cell("В зале").cell(books.in_hall).end(width);
  out.cell("").cell("Баланс сходится").cell(yes_no(books.balanced)).end(width);
  if (virtual_clock) out.cell("").cell("Виртуальные часы").cell("да").end(width);
}

void put(Csv& out, const std::vector<BreachRow>& rows) {
  for (const BreachRow& row : rows) {
    out.cell(format_date(row.date)).cell(row.number.text()).cell(row.line_title);
    out.cell(row.measure == Measure::wait ? "ожидание" : "обслуживание").cell(row.clause.value);
    out.cell(row.limit_s.count()).cell(row.actual_s.count()).cell(row.desk.value).cell(row.specialist_title);
    out.cell(row.at).cell(yes_no(row.running)).cell(row.cause).end();
  }
}

template <class Span>
void put_count(Csv& out, const std::optional<Span>& span) {
  if (span) {
    out.cell(span->count());
  } else {
    out.cell("");
  }
}

void put_time(Csv& out, const std::optional<Timestamp>& time) {
  if (time) {
    out.cell(*time);
  } else {
    out.cell("");
  }
}

}  // namespace

Csv::Csv(char separator, bool with_mark) : separator_(separator) {
  if (separator_ == ';' && with_mark) out_ = byte_order_mark;
}

Csv& Csv::raw(std::string_view text) {
  if (cells_++ > 0) out_ += separator_;
  out_ += text;
  return *this;
}

Csv& Csv::cell(std::string_view text) {
  constexpr std::string_view formula = "=+-@\t\r";
  const bool defused = !text.empty() && formula.find(text.front()) != std::string_view::npos;
  const bool quoted = text.find_first_of(std::string{'"', '\r', '\n', separator_}) != std::string_view::npos;
  if (!defused && !quoted) return raw(text);
  std::string written = quoted ? "\"" : "";
  if (defused) written += '\'';
  for (const char letter : text) {
    if (letter == '"') written += '"';
    written += letter;
  }
  if (quoted) written += '"';
  return raw(written);
}

Csv& Csv::cell(const Timestamp& time) {
  std::string text = format_timestamp(time).substr(0, 19);
  text[10] = ' ';
  return raw(text);
}

Csv& Csv::percent(const std::optional<double>& share) {
  if (!share) return raw("");
  const auto hundredths = static_cast<long>(*share * 1e4 + 0.5);
  std::array<char, 32> text{};
  const int size = std::snprintf(text.data(), text.size(), "%ld%c%02ld", hundredths / 100,
                                 separator_ == ';' ? ',' : '.', hundredths % 100);
  return raw({text.data(), static_cast<std::size_t>(size)});
}

Csv& Csv::decimal(double number, int digits) {
  const long unit = digits == 1 ? 10 : 100;
  const long parts = std::lround(number * static_cast<double>(unit));
  std::array<char, 32> text{};
  const int size =
      std::snprintf(text.data(), text.size(), "%s%ld%c%0*ld", parts < 0 ? "-" : "", std::labs(parts) / unit,
                    separator_ == ';' ? ',' : '.', digits, std::labs(parts) % unit);
  return raw({text.data(), static_cast<std::size_t>(size)});
}

void Csv::end(std::size_t width) {
  while (cells_ < width) raw("");
  out_ += "\r\n";
  cells_ = 0;
}

void Csv::header(const std::vector<std::string_view>& titles) {
  for (const std::string_view title : titles) cell(title);
  end();
}

std::string csv(const SummaryReport& report, char separator) {
  Csv out(separator);
  out.header(summary_titles);
  for (const Row& row : report.rows) put(out, row);
  put(out, report.total);
  put(out, report.books, report.virtual_clock);
  return std::move(out).text();
}

std::string csv(const BreachReport& report, char separator) {
  Csv out(separator);
  out.header(breach_titles);
  put(out, report.rows);
  if (report.left_out > 0) out.cell("Не показано").cell(report.left_out).end(breach_titles.size());
  put_virtual_clock(out, report.virtual_clock, breach_titles.size());
  return std::move(out).text();
}

std::string csv(const ChartReport& report, char separator) {
  Csv out(separator);
  out.header(chart_titles);
  for (const ChartPoint& point : report.points) {
    out.cell(point.at).cell(point.number.text()).cell(point.procedure.value).cell(point.wait_s.count());
    out.cell(yes_no(point.broken)).end();
  }
  if (report.left_out > 0) out.cell("Не показано").cell(report.left_out).end(chart_titles.size());
  put_virtual_clock(out, report.virtual_clock, chart_titles.size());
  return std::move(out).text();
}

std::string csv(const DayReport& report, char separator) {
  Csv out(separator);
  out.header(summary_titles);
  for (const auto* rows : {&report.procedures, &report.desks, &report.hours}) {
    for (const Row& row : *rows) put(out, row);
    out.end(summary_titles.size());
  }
  put(out, report.total);
  put(out, report.books, report.virtual_clock);
  return std::move(out).text();
}

void put_leg_csv(const Leg& leg, char separator, std::string& text) {
  Csv out(separator, false);
  out.cell(format_date(leg.date)).cell(leg.number.text()).cell(leg.leg).cell(yes_no(leg.last));
  out.cell(leg.service.value)
      .cell(leg.procedure.value)
      .cell(leg.entry == Entry::booked ? "по записи" : "в зале");
  out.cell(leg.place).cell(leg.desk.value).cell(leg.specialist.value).cell(leg.issued_at);
  put_time(out, leg.called_at);
  put_time(out, leg.seen_at);
  out.cell(leg.ended_at);
  put_count(out, leg.wait_ms);
  put_count(out, leg.walk_ms);
  put_count(out, leg.service_ms);
  out.cell(leg.stay_ms.count()).cell(outcome_text(leg.outcome)).cell(leg.reason).cell(leg.recalls);
  out.cell(leg.applicants).cell(leg.regulation);
  put_count(out, leg.wait_limit_s);
  out.cell(leg.wait_clause.value);
  put_count(out, leg.service_limit_s);
  out.cell(leg.service_clause.value).cell(yes_no(leg.wait_broken)).cell(yes_no(leg.service_broken)).end();
  text += std::move(out).text();
}

void put_virtual_clock(Csv& out, bool virtual_clock, std::size_t width) {
  if (virtual_clock) out.cell("Виртуальные часы").cell("да").end(width);
}

std::string leg_csv_virtual_clock(char separator) {
  Csv out(separator, false);
  out.cell("Виртуальные часы").cell("да").end(leg_titles.size());
  return std::move(out).text();
}

std::string leg_csv_header(char separator) {
  Csv out(separator);
  out.header(leg_titles);
  return std::move(out).text();
}

}  // namespace talon::stats
