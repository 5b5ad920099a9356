// SPDX-License-Identifier: MIT
#include "server/simulation/visitors.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace talon::simulation {
namespace {

constexpr int half_hour = 1800;
constexpr int most_patience = 36'000;
constexpr int last_slot_before = 900;  ///< the last ticket

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

/// splitmix64 and the distributions made of it; the order of draws is part of the format.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(mix(seed)) {}

  double u() {
    state_ += 0x9e3779b97f4a7c15ULL;
    return static_cast<double>(mix(state_) >> 11) / 9007199254740992.0;
  }
  double normal() {
    const double radius = std::sqrt(-2 * std::log(1 - u()));
    return radius * std::cos(2 * std::numbers::pi * u());
  }
  double exponential(double mean) { return -mean * std::log(1 - u()); }
  int poisson(double mean) {
    int count = 0;
    for (double sum = exponential(1); sum <= mean; sum += exponential(1)) ++count;
    return count;
  }
  int uniform(int least, int most) {
    return least + static_cast<int>(std::floor(u() * static_cast<double>(most - least + 1)));
  }
  /// 1 in the mean.
  double lognormal_factor(double cv) {
    const double variance = std::log(1 + cv * cv);
    return std::exp(std::sqrt(variance) * normal() - variance / 2);
  }

 private:
  std::uint64_t state_;
};

class Draw {
 public:
  Draw(const Scenario& scenario, int day)
      : scenario_(scenario),
        random_(scenario.seed * 1'000'003 + static_cast<std::uint64_t>(day)),
        factor_(scenario.day_cv > 0 ? random_.lognormal_factor(scenario.day_cv) : 1) {
    for (const Scenario::Service& service : scenario.services) weights_ += service.weight;
  }

  VisitorDay all() {
    crowd();
    for (const Scenario::Rate& rate : scenario_.rates) walk_ins(rate);
    if (scenario_.places > 0) booked();
    std::stable_sort(day_.visitors.begin(), day_.visitors.end(),
                     [](const Visitor& a, const Visitor& b) { return a.arrival < b.arrival; });
    absent();
    return std::move(day_);
  }

 private:
  int service() {
    double x = random_.u() * weights_;
    const int last = static_cast<int>(scenario_.services.size()) - 1;
    for (int i = 0; i < last; ++i) {
      x -= scenario_.services[static_cast<std::size_t>(i)].weight;
      if (x < 0) return i;
    }
    return last;
  }
  int other_than_result() {
    while (true) {
      const int chosen = service();
      if (scenario_.services[static_cast<std::size_t>(chosen)].kind != Kind::result) return chosen;
    }
  }
  int service_time(int service) {
    const Scenario::Service& drawn = scenario_.services[static_cast<std::size_t>(service)];
    double x = drawn.mean * random_.lognormal_factor(drawn.cv);
    if (scenario_.tail > 0 && random_.u() < scenario_.tail) x *= scenario_.tail_factor;
    return static_cast<int>(std::clamp(std::floor(x + 0.5), 30.0, 7200.0));
  }
  Visitor visitor(int arrival, int service) {
    Visitor made;
    made.arrival = arrival;
    made.service = service;
    made.priority = random_.u() < scenario_.priority;
    made.service_time = service_time(service);
    const double absence = random_.u();
    if (absence < scenario_.gone) {
      made.leave = random_.uniform(0, 1200);
    } else {
      const double patience = random_.exponential(scenario_.patience);
      if (patience < most_patience) made.leave = static_cast<int>(patience);
      if (absence < scenario_.gone + scenario_.away) {
        made.away_from = random_.uniform(0, 1500);
        made.away_length = random_.uniform(180, 900);
      }
    }
    if (random_.u() < scenario_.redirect) {
      made.redirect = other_than_result();
      made.redirect_time = service_time(made.redirect);
      made.service_time = std::max(30, made.service_time / 2);
    }
    return made;
  }

  void crowd() {
    if (scenario_.crowd <= 0) return;
    const int count = random_.poisson(scenario_.crowd * factor_);
    for (int i = 0; i < count; ++i) {
      const int chosen = service();
      day_.visitors.push_back(visitor(scenario_.open, chosen));
    }
  }

  void walk_ins(const Scenario::Rate& rate) {
    if (rate.per_hour <= 0) return;
    const double mean_gap = 3600 / (rate.per_hour * factor_);
    const double end = rate.from + half_hour;
    for (double t = rate.from + random_.exponential(mean_gap); t < end; t += random_.exponential(mean_gap)) {
      const int arrival = static_cast<int>(std::floor(t));
      if (arrival < scenario_.open || arrival >= scenario_.last_ticket) continue;
      const int chosen = service();
      day_.visitors.push_back(visitor(arrival, chosen));
    }
  }

  void booked() {
    for (int slot = scenario_.open; slot <= scenario_.last_ticket - last_slot_before;
         slot += scenario_.slot) {
      for (int place = 0; place < scenario_.places; ++place) {
        if (random_.u() < scenario_.booked_per_slot / scenario_.places) book(slot);
      }
    }
  }
  void book(int slot) {
    const int chosen = other_than_result();
    const bool missing = random_.u() < scenario_.no_show;
    const bool late = random_.u() < scenario_.late;
    const int offset =
        late ? random_.uniform(30, 1500)
             : -std::min(2400, std::max(0, static_cast<int>(std::floor(480 + 300 * random_.normal() + 0.5))));
    Visitor made = visitor(std::max(scenario_.open, slot + offset), chosen);
    made.appointment = slot;
    if (!missing && made.arrival < scenario_.last_ticket) {
      day_.visitors.push_back(made);
    } else {
      day_.missed.push_back({slot, chosen});
    }
  }

  void absent() {
    std::vector<int> normal;
    for (std::size_t i = 0; i < scenario_.desks.size(); ++i) {
      if (!scenario_.desks[i].reserve) normal.push_back(static_cast<int>(i));
    }
    for (int i = 0; i < scenario_.absent; ++i) {
      const int chosen = random_.uniform(0, static_cast<int>(normal.size()) - 1);
      day_.absent.push_back(normal[static_cast<std::size_t>(chosen)]);
      normal.erase(normal.begin() + chosen);
    }
  }

  const Scenario& scenario_;
  Random random_;
  double factor_;
  double weights_ = 0;
  VisitorDay day_;
};

}  // namespace

VisitorDay visitors_of(const Scenario& scenario, int day) {
  return Draw(scenario, day).all();
}

// FNV-1a with a basis of the format's own.
std::uint64_t hash_of(const VisitorDay& day) {
  std::uint64_t hash = 1469598103934665603ULL;
  const auto add = [&](int value) {
    auto bits = static_cast<std::uint64_t>(static_cast<std::int64_t>(value));
    for (int i = 0; i < 8; ++i, bits >>= 8) hash = (hash ^ (bits & 0xFF)) * 1099511628211ULL;
  };
  for (const Visitor& visitor : day.visitors) {
    for (const int value : {visitor.arrival, visitor.service, visitor.appointment, visitor.service_time,
                            visitor.leave, visitor.away_from, visitor.away_length, visitor.redirect,
                            visitor.redirect_time, visitor.priority ? 1 : 0}) {
      add(value);
    }
  }
  for (const int desk : day.absent) add(desk);
  return hash;
}

}  // namespace talon::simulation
