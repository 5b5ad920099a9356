// SPDX-License-Identifier: MIT
#include "server/stats/day_reports.h"

#include <algorithm>
#include <tuple>

#include "server/stats/share.h"
#include "server/stats/signs.h"

namespace talon::stats {
namespace {

constexpr std::size_t most_gaps = 5000;

/// Sums in milliseconds while days are added, so that nothing is rounded twice.
struct Load {
  std::set<Date> days;
  Millis open{0}, serving{0}, called{0}, phone{0}, idle{0}, paused{0};
  std::map<std::string, Millis> pauses;
  std::int64_t calls = 0, served = 0, no_show = 0, out_of_turn = 0;

  void add(const Date& date, const DeskLoad& row) {
    days.insert(date);
    open += row.open;
    serving += row.serving;
    called += row.called;
    phone += row.phone;
    idle += row.idle;
    paused += row.paused;
    for (const auto& [reason, length] : row.pauses) pauses[reason] += length;
    calls += row.calls;
    served += row.served;
    no_show += row.no_show;
    out_of_turn += row.out_of_turn;
  }

  [[nodiscard]] LoadRow row() const {
    LoadRow out;
    out.days = static_cast<std::int64_t>(days.size());
    out.open_s = whole_seconds(open);
    out.serving_s = whole_seconds(serving);
    out.called_s = whole_seconds(called);
    out.phone_s = whole_seconds(phone);
    out.idle_s = whole_seconds(idle);
    out.paused_s = whole_seconds(paused);
    out.load = share((serving + called + phone).count(), open.count());
    out.calls = calls;
    out.served = served;
    out.no_show = no_show;
    out.out_of_turn = out_of_turn;
    for (const auto& [reason, length] : pauses) out.pauses.push_back({reason, whole_seconds(length)});
    return out;
  }
};

std::string titled(const Titles& titles, By by, const std::string& key) {
  return titles ? titles(by, key) : key;
}

struct Forecast {
  Spread errors;
  std::int64_t longer = 0;
  std::int64_t not_later = 0;
  std::int64_t kept = 0;

  void add(const Promise& promise) {
    if (promise.not_later) {
      ++not_later;
      if (promise.waited <= *promise.not_later) ++kept;
    }
    const Seconds error = promise.waited - promise.expected;
    errors.add(error < Seconds{0} ? -error : error);
    if (error > Seconds{0}) ++longer;
  }
  [[nodiscard]] ForecastRow row() const {
    ForecastRow out;
    out.count = errors.count();
    if (out.count > 0) {
      out.median_error_s = errors.percentile(50);
      out.p90_error_s = errors.percentile(90);
    }
    out.longer_share = share(longer, out.count);
    out.not_later_count = not_later;
    out.kept_share = share(kept, not_later);
    return out;
  }
};

/// Length of the gaps inside [from, to).
Millis inside(const std::vector<Gap>& gaps, const Timestamp& from, const Timestamp& to) {
  Millis all{0};
  for (const Gap& gap : gaps) {
    all += std::max(Millis{0}, std::min(gap.to.utc, to.utc) - std::max(gap.from.utc, from.utc));
  }
  return all;
}

std::string minutes_of(Millis length) {
  return std::to_string(std::max<std::int64_t>(1, std::chrono::round<std::chrono::minutes>(length).count())) +
         " мин";
}

std::string cause_of(const BreachRow& breach, const DaySummary& day) {
  const Timestamp begin = breach.at.plus(-(breach.limit_s + Seconds{1}));
  const Timestamp end = begin.plus(breach.actual_s);
  const Millis much = std::chrono::duration_cast<Millis>(breach.limit_s) / 4;
  std::vector<Gap> breaks;
  for (const Stretch& stretch : day.breaks) breaks.push_back({stretch.from, stretch.to, ""});
  const std::string line = breach.service.value + "/" + breach.procedure.value;
  for (const ElementDay& element : day.elements) {
    const bool system = element.kind == "system";
    if (!system && (element.kind != "line" || element.key != line)) continue;
    const Millis lost = inside(element.gaps, begin, end);
    if (lost < much || lost == Millis{0}) continue;
    return (system ? "система не работала " : "не было открытого окна ") + minutes_of(lost);
  }
  const Millis paused = inside(breaks, begin, end);
  if (paused >= much && paused > Millis{0}) return "перерыв зала " + minutes_of(paused);
  return "все открытые окна были заняты";
}

}  // namespace

WorkReport work_report(const Days& days, const Period& period, const ElementTitle& title,
                       bool virtual_clock) {
  struct Sum {
    Millis reception{0}, working{0};
    std::int64_t stops = 0;
  };
  std::vector<std::pair<std::string, std::string>> order;
  std::map<std::pair<std::string, std::string>, Sum> sums;
  WorkReport out;
  out.from = period.from;
  out.to = period.to;
  out.virtual_clock = virtual_clock;
  for (const auto& day : days) {
    ++out.days;
    out.head = day->head;
    out.last = day->last;
    for (const ElementDay& element : day->elements) {
      const std::pair key(element.kind, element.key);
      const auto [sum, added] = sums.try_emplace(key);
      if (added) order.push_back(key);
      sum->second.reception += element.reception;
      sum->second.working += element.working;
      sum->second.stops += static_cast<std::int64_t>(element.gaps.size());
      for (const Gap& gap : element.gaps) {
        if (out.gaps.size() >= most_gaps) {
          ++out.left_out;
          continue;
        }
        out.gaps.push_back({day->date, element.kind, title(element.kind, element.key), gap.from, gap.to,
                            whole_seconds(gap.to.utc - gap.from.utc), gap.cause});
      }
    }
  }
  for (const auto& key : order) {
    const Sum& sum = sums.at(key);
    out.rows.push_back({key.first, key.second, title(key.first, key.second), whole_seconds(sum.reception),
                        whole_seconds(sum.working), share(sum.working.count(), sum.reception.count()),
                        sum.stops});
  }
  std::stable_sort(out.gaps.begin(), out.gaps.end(),
                   [](const WorkGap& a, const WorkGap& b) { return a.from < b.from; });
  return out;
}

LoadReport load_report(const Days& days, const Period& period, const Titles& titles, bool virtual_clock) {
  std::map<std::pair<DeskId, UserId>, Load> both;
  std::map<UserId, Load> specialists;
  Load total;
  for (const auto& day : days) {
    for (const DeskLoad& row : day->loads) {
      both[{row.desk, row.specialist}].add(day->date, row);
      specialists[row.specialist].add(day->date, row);
      total.add(day->date, row);
    }
  }
  LoadReport out;
  out.from = period.from;
  out.to = period.to;
  out.virtual_clock = virtual_clock;
  for (const auto& [key, load] : both) {
    LoadRow& row = out.rows.emplace_back(load.row());
    row.desk = key.first.value;
    row.desk_title = titled(titles, By::desk, row.desk);
    row.specialist = key.second.value;
    row.specialist_title = titled(titles, By::specialist, row.specialist);
  }
  for (const auto& [key, load] : specialists) {
    LoadRow& row = out.specialists.emplace_back(load.row());
    row.specialist = key.value;
    row.specialist_title = titled(titles, By::specialist, row.specialist);
  }
  out.total = total.row();
  out.total.specialist_title = "Итого";
  return out;
}

OutOfTurnReport out_of_turn_report(const Days& days, const Titles& titles, bool virtual_clock) {
  OutOfTurnReport out;
  out.virtual_clock = virtual_clock;
  for (const auto& day : days) {
    out.rows.insert(out.rows.end(), day->out_of_turn.begin(), day->out_of_turn.end());
  }
  for (OutOfTurnCall& row : out.rows) {
    row.desk_title = titled(titles, By::desk, row.desk.value);
    row.specialist_title = titled(titles, By::specialist, row.specialist.value);
  }
  return out;
}

SignsReport signs_report(const Days& days, const Period& period, const Titles& titles, bool virtual_clock) {
  SignsReport out;
  out.from = period.from;
  out.to = period.to;
  out.virtual_clock = virtual_clock;
  for (const auto& day : days) {
    std::set<UserId> people;
    for (const DeskLoad& load : day->loads) people.insert(load.specialist);
    out.specialist_days += static_cast<std::int64_t>(people.size());
    for (const Sign& sign : day->signs) {
      const auto rules = sign_rules();
      const auto rule = std::find_if(rules.begin(), rules.end(),
                                     [&](const SignRule& item) { return item.kind == sign.kind; });
      out.rows.push_back({sign.date, sign.kind, std::string(rule->title), std::string(rule->definition),
                          sign.specialist.value, titled(titles, By::specialist, sign.specialist.value),
                          sign.count, sign.of, sign.tickets});
    }
  }
  return out;
}

ForecastReport forecast_report(const Days& days, const Period& period, const LineTitle& title,
                               bool virtual_clock) {
  std::map<LineId, Forecast> lines;
  Forecast total;
  for (const auto& day : days) {
    for (const Promise& promise : day->promises) {
      lines[promise.line].add(promise);
      total.add(promise);
    }
  }
  ForecastReport out;
  out.from = period.from;
  out.to = period.to;
  out.virtual_clock = virtual_clock;
  for (const auto& [line, forecast] : lines) {
    ForecastRow& row = out.rows.emplace_back(forecast.row());
    row.service = line.service.value;
    row.procedure = line.procedure.value;
    row.title = title ? title(line) : row.service + ": " + row.procedure;
  }
  out.total = total.row();
  out.total.title = "Итого";
  return out;
}

void explain(std::vector<BreachRow>& breaches, const Days& days) {
  for (BreachRow& breach : breaches) {
    if (breach.measure == Measure::service) {
      breach.cause = "приём длился дольше срока";
      continue;
    }
    const auto day =
        std::find_if(days.begin(), days.end(), [&](const auto& item) { return item->date == breach.date; });
    if (day != days.end()) breach.cause = cause_of(breach, **day);
  }
}

}  // namespace talon::stats
