// SPDX-License-Identifier: MIT
#include "server/outlook/outlook.h"

#include <algorithm>
#include <cmath>

#include "server/outlook/run.h"

namespace talon::outlook {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Millis far = hours{48};
constexpr minutes horizon{45};
constexpr double warn_from = 0.5;
/// Who was warned is not told that all is well because a run or two went otherwise.
constexpr double warn_on_from = 0.3;
/// For as long what was said before counts in what is said now, e-fold less: forty runs differ by chance.
constexpr std::chrono::seconds memory{250};
constexpr std::size_t small_hall = 4;
/// A desk opens so long after somebody decided it.
constexpr minutes decision_takes{10};
constexpr minutes help_lasts{60};
constexpr std::size_t most_helps = 5;
constexpr double least_help = 0.5;  ///< breaches; less is noise
constexpr hours closing_near{2};
constexpr minutes tolerated_late{15};

std::vector<RunAnswer> runs(const Copy& copy, const RunQuestion& question) {
  std::vector<RunAnswer> answers;
  for (int i = 0; i < replications; ++i) {
    // One seed for each run whatever is asked: two questions then differ by what was asked, not by luck.
    answers.push_back(run_once(copy, question, static_cast<std::uint64_t>(copy.seed * 1000 + i)));
  }
  return answers;
}

Millis percentile(std::vector<Millis> values, int percent) {
  std::sort(values.begin(), values.end());
  const auto rank = (values.size() * static_cast<std::size_t>(percent) + 99) / 100;
  return values[std::max<std::size_t>(rank, 1) - 1];
}

double mean_broken(const std::vector<RunAnswer>& answers) {
  double sum = 0;
  for (const RunAnswer& answer : answers) sum += answer.broken;
  return sum / static_cast<double>(answers.size());
}

template <class Pred>
double share(const std::vector<RunAnswer>& answers, Pred&& holds) {
  const auto count = std::count_if(answers.begin(), answers.end(), holds);
  return static_cast<double>(count) / static_cast<double>(answers.size());
}

/// This look's share and what was said before, the more of it the less time has passed.
double smoothed(double share, const std::optional<SaidBefore>& before) {
  if (!before) return share;
  const double old = std::exp(-std::chrono::duration<double>(before->ago) / memory);
  return old * before->probability + (1 - old) * share;
}

double tenths(double value) {
  return std::round(value * 10) / 10;
}

bool could_help(const Copy& copy, const CopiedDesk& desk) {
  const bool comes_anyway =
      desk.open || (!desk.shifts.empty() && desk.shifts.front().from < decision_takes + help_lasts);
  return !comes_anyway && std::any_of(desk.lines.begin(), desk.lines.end(),
                                      [&](std::size_t line) { return copy.lines[line].waiting > 0; });
}

std::vector<HelpPicture> helps(const Copy& copy, RunQuestion question, double without) {
  std::vector<HelpPicture> found;
  for (std::size_t i = 0; i < copy.desks.size() && found.size() < most_helps; ++i) {
    if (!could_help(copy, copy.desks[i])) continue;
    question.extra = ExtraDesk{i, decision_takes, decision_takes + help_lasts};
    const double less = without - mean_broken(runs(copy, question));
    if (less < least_help) continue;
    found.push_back(
        {copy.desks[i].id, copy.desks[i].title, static_cast<int>(help_lasts.count()), tenths(less)});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.breaches_less > b.breaches_less; });
  return found;
}

void add_warning(const Copy& copy, const RunQuestion& question, const std::vector<RunAnswer>& answers,
                 OutlookPicture& picture) {
  const auto open =
      std::count_if(copy.desks.begin(), copy.desks.end(), [](const auto& desk) { return desk.open; });
  picture.horizon_min = static_cast<int>(horizon.count());
  picture.breach_count = static_cast<std::size_t>(open) <= small_hall ? 2 : 3;
  const double now =
      share(answers, [&](const RunAnswer& answer) { return answer.broken >= picture.breach_count; });
  picture.breach_probability = smoothed(now, copy.before);
  const double expected = mean_broken(answers);
  picture.breaches_expected = tenths(expected);
  picture.warn =
      picture.breach_probability >= (copy.before && copy.before->warned ? warn_on_from : warn_from);
  if (picture.warn) picture.helps = helps(copy, question, expected);
}

void add_closing(const Copy& copy, const std::vector<RunAnswer>& answers, OutlookPicture& picture) {
  std::vector<Millis> starts;
  std::vector<Millis> late;
  for (const RunAnswer& answer : answers) {
    starts.push_back(answer.last_start);
    late.emplace_back(answer.after_closing);
  }
  picture.closes_at = copy.now.plus(*copy.closes);
  picture.last_start = copy.now.plus(percentile(starts, 50));
  picture.last_start_p90 = copy.now.plus(percentile(starts, 90));
  picture.late_probability = share(
      answers, [&](const RunAnswer& answer) { return answer.last_start > *copy.closes + tolerated_late; });
  picture.propose_extension = picture.late_probability >= warn_from;
  picture.late_tickets = static_cast<int>(percentile(late, 50).count());
}

/// wait_in: what a run's answer says of him.
template <class WaitIn>
std::optional<queue::Forecast> forecast_of(const Copy& copy, std::size_t line,
                                           const std::vector<RunAnswer>& answers, WaitIn&& wait_in) {
  std::vector<Millis> waits;
  for (const RunAnswer& answer : answers) {
    if (const auto wait = wait_in(answer)) waits.push_back(*wait);
  }
  if (waits.empty()) return std::nullopt;
  const Seconds median = whole_seconds(percentile(waits, 50));
  queue::Forecast forecast;
  forecast.median = median;
  if (copy.lines[line].services == nullptr) return forecast;
  const Seconds raw = whole_seconds(percentile(waits, 90));
  forecast.median = std::max(Seconds{0}, median + copy.past->median_shift(median));
  forecast.median_shift = forecast.median - median;
  const Seconds said = std::max(forecast.median, raw + copy.past->shift(median));
  forecast.not_later = said;
  forecast.shift = said - raw;
  return forecast;
}

}  // namespace

NewcomerForecasts newcomer_forecasts(const Copy& copy) {
  RunQuestion question;
  question.newcomers = true;
  question.arrivals = true;  // who comes later may be called earlier: another line, a shorter limit
  question.until = far;
  const std::vector<RunAnswer> answers = runs(copy, question);
  NewcomerForecasts found;
  for (std::size_t line = 0; line < copy.lines.size(); ++line) {
    const auto forecast =
        forecast_of(copy, line, answers, [&](const RunAnswer& answer) { return answer.newcomers[line]; });
    if (forecast) found.lines.emplace(copy.lines[line].id, *forecast);
  }
  for (std::size_t i = 0; i < copy.others.size(); ++i) {
    const auto forecast = forecast_of(copy, copy.others[i].line, answers,
                                      [&](const RunAnswer& answer) { return answer.others[i]; });
    if (forecast) found.others.emplace(copy.others[i].kind, *forecast);
  }
  return found;
}

queue::Forecasts line_forecasts(const Copy& copy) {
  return newcomer_forecasts(copy).lines;
}

OutlookPicture hall_outlook(const Copy& copy) {
  OutlookPicture picture;
  picture.at = copy.now;
  const bool closing = copy.closes && *copy.closes <= closing_near;
  RunQuestion question;
  question.arrivals = true;
  question.horizon = horizon;
  question.until = closing ? far : Millis{horizon};
  question.most_calls = 5000;
  const std::vector<RunAnswer> answers = runs(copy, question);
  add_warning(copy, question, answers, picture);
  if (closing) add_closing(copy, answers, picture);
  return picture;
}

}  // namespace talon::outlook
