// SPDX-License-Identifier: MIT
#include "server/stats/talk_reports.h"

#include <cmath>
#include <map>

#include "server/stats/share.h"

namespace talon::stats {
namespace {

/// Sums while days are added, so that nothing is rounded twice.
struct Phone {
  PhoneDay sum;
  void add(const PhoneDay& day) {
    sum.answered += day.answered;
    sum.forwarded += day.forwarded;
    sum.promised += day.promised;
    sum.missed += day.missed;
    sum.over += day.over;
    sum.rung_back += day.rung_back;
    sum.rung_back_late += day.rung_back_late;
    sum.spoken += day.spoken;
    sum.waited.insert(sum.waited.end(), day.waited.begin(), day.waited.end());
  }
  [[nodiscard]] PhoneRow row(std::string key, std::string title) const {
    PhoneRow out;
    out.key = std::move(key);
    out.title = std::move(title);
    out.talks = sum.talks();
    out.answered = sum.answered;
    out.forwarded = sum.forwarded;
    out.promised = sum.promised;
    out.missed = sum.missed;
    out.missed_share = share(sum.missed, sum.talks() + sum.missed);
    out.over = sum.over;
    out.waits = static_cast<std::int64_t>(sum.waited.size());
    Seconds waited{0};
    for (const Seconds& wait : sum.waited) waited += wait;
    if (out.waits > 0) out.mean_wait_s = waited / out.waits;
    if (out.talks > 0) out.mean_talk_s = whole_seconds(sum.spoken / out.talks);
    out.rung_back = sum.rung_back;
    out.rung_back_late = sum.rung_back_late;
    return out;
  }
};

RatingRow rating_row(const RatingCounts& counts) {
  RatingRow row;
  row.bad = counts[0];
  row.middling = counts[1];
  row.good = counts[2];
  row.count = row.bad + row.middling + row.good;
  if (row.count == 0) return row;
  const auto sum = static_cast<double>(row.bad + 2 * row.middling + 3 * row.good);
  row.mean = std::round(sum / static_cast<double>(row.count) * 100) / 100;
  return row;
}

template <class Report>
Report of_period(const Period& period, bool virtual_clock) {
  Report report;
  report.from = period.from;
  report.to = period.to;
  report.virtual_clock = virtual_clock;
  return report;
}

}  // namespace

PhoneReport phone_report(const Days& days, const Period& period, const Titles& titles, bool virtual_clock) {
  auto out = of_period<PhoneReport>(period, virtual_clock);
  std::map<ServiceId, Phone> services;
  Phone total;
  for (const auto& day : days) {
    Phone all;
    for (const auto& [service, phone] : day->talks.phone) {
      services[service].add(phone);
      all.add(phone);
      total.add(phone);
    }
    const std::string date = format_date(day->date);
    if (!day->talks.phone.empty()) out.days.push_back(all.row(date, date));
  }
  for (const auto& [service, phone] : services) {
    const std::string title = service.empty() ? "не указана"
                              : titles        ? titles(By::service, service.value)
                                              : service.value;
    out.services.push_back(phone.row(service.value, title));
  }
  out.total = total.row("", "Итого");
  return out;
}

RatingReport rating_report(const Days& days, const Period& period, const LineTitle& title,
                           bool virtual_clock) {
  auto out = of_period<RatingReport>(period, virtual_clock);
  std::map<LineId, RatingCounts> lines;
  RatingCounts total{};
  for (const auto& day : days) {
    for (const auto& [line, counts] : day->talks.ratings) {
      for (std::size_t i = 0; i < counts.size(); ++i) {
        lines[line][i] += counts[i];
        total[i] += counts[i];
      }
    }
  }
  for (const auto& [line, counts] : lines) {
    RatingRow& row = out.rows.emplace_back(rating_row(counts));
    row.service = line.service.value;
    row.procedure = line.procedure.value;
    row.title = title ? title(line) : row.service + ": " + row.procedure;
  }
  out.total = rating_row(total);
  out.total.title = "Итого";
  return out;
}

HelpReport help_report(const Days& days, const Period& period, const ElementTitle& device,
                       const Titles& titles, bool virtual_clock) {
  auto out = of_period<HelpReport>(period, virtual_clock);
  Spread answers;
  for (const auto& day : days) {
    for (const HelpCall& call : day->talks.help) {
      HelpRow& row = out.rows.emplace_back();
      row.at = call.at;
      row.device = call.device;
      row.device_title = device ? device("kiosk", call.device.value) : call.device.value;
      if (!call.answered) continue;
      row.answered_s = whole_seconds(*call.answered);
      row.specialist = call.by.value;
      row.specialist_title = titles ? titles(By::specialist, call.by.value) : call.by.value;
      answers.add(*row.answered_s);
    }
  }
  out.answered = answers.count();
  if (out.answered > 0) {
    out.median_s = answers.percentile(50);
    out.max_s = answers.max();
  }
  return out;
}

}  // namespace talon::stats
