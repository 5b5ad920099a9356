// SPDX-License-Identifier: MIT
#include "server/outlook/past.h"

#include <algorithm>
#include <numeric>

namespace talon::outlook {
namespace {

using std::chrono::minutes;

constexpr std::size_t most_services = 400;
constexpr std::size_t least_services = 30;
constexpr std::size_t least_promises = 100;
constexpr Seconds bins[] = {minutes{0},  minutes{2},  minutes{5}, minutes{10},
                            minutes{20}, minutes{30}, minutes{45}};
constexpr std::int64_t half_hour_ms = 30 * 60 * 1000;
constexpr std::int64_t day_ms = 48 * half_hour_ms;

Seconds bin_of(Seconds median) {
  return *std::prev(std::upper_bound(std::begin(bins) + 1, std::end(bins), median));
}

/// The smallest value that at least 90 % do not exceed.
Seconds ninth_decile(std::vector<Seconds> values) {
  const std::size_t rank = (values.size() * 9 + 9) / 10 - 1;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

/// Not the median: waits have a long tail, and who adds up what was said should get what was waited.
Seconds mean(const std::vector<Seconds>& values) {
  const Seconds sum = std::accumulate(values.begin(), values.end(), Seconds{0});
  return sum / static_cast<std::int64_t>(values.size());
}

/// Squared coefficient of variation beyond that of a Poisson stream.
double spread_of(const std::map<std::int32_t, int>& days) {
  constexpr std::size_t least_days = 10;
  if (days.size() < least_days) return 0;
  double mean = 0;
  double squares = 0;
  for (const auto& [day, count] : days) {
    mean += count / static_cast<double>(days.size());
    squares += static_cast<double>(count) * count;
  }
  if (mean <= 0) return 0;
  const double variance =
      (squares - mean * mean * static_cast<double>(days.size())) / static_cast<double>(days.size() - 1);
  return std::max(0.0, (variance - mean) / (mean * mean));
}

}  // namespace

const std::vector<Millis>* Past::services(const LineId& line) const {
  const auto found = lines.find(line);
  if (found == lines.end() || found->second.services.size() < least_services) return nullptr;
  return &found->second.services;
}

const ShiftBin* Past::bin(Seconds median) const {
  const ShiftBin* best = nullptr;
  for (const ShiftBin& each : shifts) {
    if (each.from <= median) best = &each;
  }
  return best;
}

Seconds Past::shift(Seconds median) const {
  const ShiftBin* known = bin(median);
  return known == nullptr ? Seconds{0} : known->shift;
}

Seconds Past::median_shift(Seconds median) const {
  const ShiftBin* known = bin(median);
  return known == nullptr ? Seconds{0} : known->median;
}

/// The next leg of a visit whose last one had a service.
void PastFold::add_onward(const LegRow& row, const LineId& to) {
  const bool follows = row.leg > 0 && row.leg == previous_.leg + 1 && row.day == previous_.day &&
                       row.letter == previous_.letter && row.ordinal == previous_.ordinal;
  if (follows && previous_.service >= 0) ++lines_[previous_line_].onward[to];
  previous_ = row;
  previous_line_ = to;
}

void PastFold::add(const LegRow& row, const LegNames& names) {
  const LegKind& kind = names.kind(row.kind);
  const LineId id{kind.service, kind.procedure};
  add_onward(row, id);
  Line& line = lines_[id];
  int& walk_ins = days_[row.day];
  if (row.leg == 0) {
    const auto half_hour = static_cast<std::size_t>((local_issue_ms(row, names) % day_ms) / half_hour_ms);
    ++line.arrivals.at(half_hour);
    if (kind.entry == Entry::booked) {
      ++line.booked.at(half_hour);
    } else {
      ++walk_ins;
    }
  }
  if (!row.called) return;
  ++called_;
  if (row.outcome == LegOutcome::no_show) {
    ++no_shows_;
    no_show_sum_ += Millis{std::max<std::int64_t>(0, row.ended - *row.called)};
  }
  if (row.service < 0) return;
  ++line.served;
  line.services.emplace_back(row.service);
  if (line.services.size() > most_services) line.services.pop_front();
}

void PastFold::add_promise(Seconds median, Seconds not_later, Seconds waited) {
  Beyond& beyond = beyond_[bin_of(median)];
  beyond.not_later.push_back(waited - not_later);
  beyond.median.push_back(waited - median);
}

void PastFold::add_tickets(int all, const std::map<std::string, int>& by_category) {
  tickets_ += all;
  for (const auto& [category, count] : by_category) categories_[category] += count;
}

void PastFold::add_appointments(int due, const std::vector<Millis>& offsets) {
  appointments_ += due;
  offsets_.insert(offsets_.end(), offsets.begin(), offsets.end());
}

void PastFold::add_pauses(const std::string& reason, const std::vector<Millis>& lengths) {
  std::vector<Millis>& known = pauses_[reason];
  known.insert(known.end(), lengths.begin(), lengths.end());
}

Past PastFold::past() const {
  Past past;
  past.pauses = pauses_;
  past.days = static_cast<int>(days_.size());
  for (const auto& [id, line] : lines_) {
    LinePast& known = past.lines[id];
    known.services.assign(line.services.begin(), line.services.end());
    std::transform(line.booked.begin(), line.booked.end(), known.booked.begin(),
                   [&](int count) { return static_cast<double>(count) / past.days; });
    for (const auto& [to, count] : line.onward) known.onward[to] = static_cast<double>(count) / line.served;
    std::transform(line.arrivals.begin(), line.arrivals.end(), known.arrivals.begin(),
                   [&](int count) { return static_cast<double>(count) / past.days; });
  }
  past.day_spread = spread_of(days_);
  for (const auto& [category, count] : categories_)
    past.categories[category] = static_cast<double>(count) / std::max(1, tickets_);
  past.booked.offsets = offsets_;
  std::sort(past.booked.offsets.begin(), past.booked.offsets.end());
  if (appointments_ > 0)
    past.booked.come = std::min(1.0, static_cast<double>(offsets_.size()) / appointments_);
  if (called_ > 0) past.no_show = static_cast<double>(no_shows_) / called_;
  if (no_shows_ > 0) past.no_show_takes = no_show_sum_ / no_shows_;
  for (const auto& [from, beyond] : beyond_) {
    const std::size_t count = beyond.median.size();
    if (count < least_promises) continue;
    past.shifts.push_back(
        {from, ninth_decile(beyond.not_later), static_cast<int>(count), mean(beyond.median)});
  }
  return past;
}

}  // namespace talon::outlook
