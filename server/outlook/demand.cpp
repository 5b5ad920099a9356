// SPDX-License-Identifier: MIT
#include "server/outlook/demand.h"

#include <algorithm>
#include <cmath>

namespace talon::outlook {
namespace {

constexpr std::chrono::minutes half_hour{30};
constexpr double half_hour_s = 1800;
constexpr int most_desks = 200;

/// First and second moment of a line's service, seconds.
struct Moments {
  double mean = 0;
  double square = 0;
};

Moments moments_of(const CopiedLine& line) {
  if (line.services == nullptr) {
    // Without a history: as spread as an exponential, which is more than offices show.
    const double mean = static_cast<double>(line.mean.count()) / 1000;
    return {mean, 2 * mean * mean};
  }
  Moments moments;
  const auto count = static_cast<double>(line.services->size());
  for (const Millis service : *line.services) {
    const double seconds = static_cast<double>(service.count()) / 1000;
    moments.mean += seconds / count;
    moments.square += seconds * seconds / count;
  }
  return moments;
}

/// Arrivals of the half-hour that begins one mean service earlier.
double lagged(const CopiedLine& line, std::size_t slot, double lag_s) {
  if (line.arrivals == nullptr) return 0;
  const double back = std::min(1.0, lag_s / half_hour_s);
  const double before = slot == 0 ? 0 : (*line.arrivals)[slot - 1];
  return (1 - back) * (*line.arrivals)[slot] + back * before;
}

bool in_break(const Copy& day, Millis from, Millis to) {
  return std::any_of(day.breaks.begin(), day.breaks.end(),
                     [&](const Stretch& pause) { return pause.from <= from && pause.to >= to; });
}

class Adding {
 public:
  explicit Adding(std::chrono::minutes from) { demand_.from = from; }
  void add(const CopiedLine& line, double arrivals, const Moments& moments) {
    demand_.arrivals += arrivals;
    mean_ += arrivals * moments.mean;
    square_ += arrivals * moments.square;
    if (line.limit && arrivals > 0) demand_.limited.emplace_back(arrivals, *line.limit);
  }
  void carry(const Demand& before) {
    demand_.arrivals += before.arrivals;
    mean_ += before.arrivals * before.service_s;
    square_ += before.arrivals * before.service_s * before.service_s * (1 + before.spread);
    demand_.limited.insert(demand_.limited.end(), before.limited.begin(), before.limited.end());
  }
  [[nodiscard]] Demand made() const {
    Demand made = demand_;
    if (made.arrivals <= 0) return made;
    made.service_s = mean_ / made.arrivals;
    made.spread = square_ / made.arrivals / (made.service_s * made.service_s) - 1;
    return made;
  }

 private:
  Demand demand_;
  double mean_ = 0;
  double square_ = 0;
};

}  // namespace

double erlang_c(int desks, double load) {
  if (load >= desks) return 1;
  if (load <= 0) return 0;
  double blocked = 1;  // Erlang's loss formula, one desk more at a time
  for (int n = 1; n <= desks; ++n) blocked = load * blocked / (n + load * blocked);
  const double use = load / desks;
  return blocked / (1 - use * (1 - blocked));
}

double Demand::load() const {
  return arrivals * service_s / half_hour_s;
}

std::vector<Demand> demand_of(const Copy& day) {
  std::vector<Demand> found;
  if (!day.opens || !day.closes) return found;
  Demand carried;
  for (auto slot = static_cast<std::size_t>(*day.opens / half_hour);
       half_hour * static_cast<int>(slot) < *day.closes && slot < half_hours; ++slot) {
    const Millis from = half_hour * static_cast<int>(slot);
    Adding adding(half_hour * static_cast<int>(slot));
    for (const CopiedLine& line : day.lines) {
      const Moments moments = moments_of(line);
      adding.add(line, lagged(line, slot, moments.mean), moments);
    }
    adding.carry(carried);
    carried = {};
    Demand made = adding.made();
    if (in_break(day, from, from + half_hour)) {
      carried = made;
      made = Demand{.from = made.from};
    }
    found.push_back(std::move(made));
  }
  return found;
}

double late_share(const Demand& demand, int desks, Seconds walk) {
  const double load = demand.load();
  double all = 0;
  double late = 0;
  for (const auto& [arrivals, limit] : demand.limited) {
    all += arrivals;
    if (load >= desks) {
      late += arrivals;
      continue;
    }
    const double rate = (desks - load) / demand.service_s * 2 / (1 + demand.spread);
    const double span = static_cast<double>(std::max(Seconds{0}, limit - walk).count());
    late += arrivals * erlang_c(desks, load) * std::exp(-rate * span);
  }
  return all <= 0 ? 0 : late / all;
}

int desks_needed(const Demand& demand, double tolerated, Seconds walk) {
  int desks = 1;
  while (desks < most_desks && (demand.load() >= desks || late_share(demand, desks, walk) > tolerated))
    ++desks;
  return desks;
}

}  // namespace talon::outlook
