// SPDX-License-Identifier: MIT
// Days of a busy office by seed: what a ticket was told against what its visitor waited.
#include <algorithm>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "server/outlook/outlook.h"
#include "tests/fakes/hall_fixture.h"
#include "tests/sim/scale.h"

namespace talon::outlook {
namespace {

using namespace std::chrono_literals;
using namespace fakes;

struct Told {
  queue::Forecast forecast;
  std::optional<Seconds> waited;
};

/// Three desks, some 120 visitors a day, nobody pauses; lengths are log-normal with a heavy right tail.
class Office {
 public:
  explicit Office(std::uint64_t seed) : random_(seed) {}

  /// A Monday from 9 to 18; afterwards the office's past knows it.
  void day() {
    hall_ = std::make_unique<Hall>(small_hall(), monday("09:00:00", date()));
    events_.clear();
    told_.clear();
    for (const char* desk : {"1", "2", "3"}) (void)hall_->open(desk);
    const auto past = std::make_shared<const Past>(fold_.past());
    for (Millis at = gap(); at < 8h + 15min; at += gap()) {
      events_.emplace(at, [this, past] { arrive(past); });
    }
    const Timestamp opened = hall_->now().at;
    while (!events_.empty()) {
      const auto next = events_.begin();
      hall_->pass(opened.utc + next->first - hall_->now().at.utc);
      const auto act = std::move(next->second);
      now_ = next->first;
      events_.erase(next);
      act();
    }
    learn();
  }

  [[nodiscard]] const std::vector<Told>& kept() const { return kept_; }
  void forget_promises() { kept_.clear(); }

 private:
  [[nodiscard]] std::string date() {
    const Date date{
        std::chrono::sys_days{Date{std::chrono::year{2026}, std::chrono::March, std::chrono::day{2}}} +
        std::chrono::weeks{days_++}};
    return format_date(date);
  }
  double uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  Millis gap() { return minutes_of(-4.4 * std::log(1 - uniform())); }
  static Millis minutes_of(double count) {
    return Millis{std::max<std::int64_t>(1000, std::llround(count * 60'000))};
  }
  Millis service(const ProcedureId& procedure) {
    const double mean = procedure == consultation ? 7 : 14;
    return minutes_of(mean * std::lognormal_distribution<double>(-0.18, 0.6)(random_));
  }

  void arrive(const std::shared_ptr<const Past>& past) {
    const ProcedureId procedure = uniform() < 0.5 ? consultation : submission;
    if (uniform() < 0.4) {
      const auto known = line_forecasts(copy_hall(hall_->state(), hall_->now().at, past));
      const TicketId ticket = hall_->ticket(procedure);
      told_[ticket] = known.at({benefit, procedure});
    } else {
      (void)hall_->ticket(procedure);
    }
    for (const char* desk : {"1", "2", "3"}) call(desk);
  }

  void call(const std::string& desk) {
    if (hall_->state().desk(DeskId{desk}).ticket) return;
    if (!hall_->at(desk, CallNext{}).ok() || !hall_->state().desk(DeskId{desk}).ticket) return;
    const TicketId ticket = *hall_->state().desk(DeskId{desk}).ticket;
    const Millis length = service(hall_->visit(ticket).now.line.procedure);
    events_.emplace(now_ + 30s, [this, desk] { ASSERT_TRUE(hall_->at(desk, StartService{}).ok()); });
    events_.emplace(now_ + 30s + length, [this, desk] {
      ASSERT_TRUE(hall_->at(desk, FinishService{}).ok());
      call(desk);
    });
  }

  void learn() {
    for (const Leg& leg : hall_->legs()) {
      fold_.add(leg_row(leg, names_), names_);
      const auto told = told_.find(leg.ticket);
      if (told == told_.end() || !leg.wait_ms) continue;
      const Seconds waited = whole_seconds(*leg.wait_ms);
      const queue::Forecast& forecast = told->second;
      if (forecast.not_later)
        fold_.add_promise(forecast.median - forecast.median_shift, *forecast.not_later - forecast.shift,
                          waited);
      kept_.push_back({forecast, waited});
    }
  }

  std::mt19937_64 random_;
  std::unique_ptr<Hall> hall_;
  std::multimap<Millis, std::function<void()>> events_;
  Millis now_{0};
  int days_ = 0;
  PastFold fold_;
  LegNames names_;
  std::map<TicketId, queue::Forecast> told_;
  std::vector<Told> kept_;
};

TEST(Coverage, NineOfTenAreSeenByThePrintedTime) {
  Office office(20'260'302);
  for (int day = sim::scaled(30, 20); day > 0; --day) office.day();
  office.forget_promises();
  for (int day = sim::scaled(30, 20); day > 0; --day) office.day();
  int promised = 0;
  int kept = 0;
  double bias_min = 0;
  double error_min = 0;
  for (const Told& told : office.kept()) {
    ASSERT_TRUE(told.forecast.not_later) << "the office has a past by now";
    if (told.forecast.median < 3min) continue;  // who is called at once is no test of a forecast
    ++promised;
    if (*told.waited <= *told.forecast.not_later) ++kept;
    const double off = static_cast<double>((told.forecast.median - *told.waited).count()) / 60;
    bias_min += off;
    error_min += std::abs(off);
  }
  ASSERT_GE(promised, 100);
  const double share = static_cast<double>(kept) / promised;
  RecordProperty("kept", std::to_string(share));
  std::printf("%d promises, kept %.1f %%, bias %.1f min, mean absolute error %.1f min\n", promised,
              share * 100, bias_min / promised, error_min / promised);
  EXPECT_GE(share, 0.86);
  EXPECT_LE(share, 0.94);
  EXPECT_LE(std::abs(bias_min / promised), 2);
}

}  // namespace
}  // namespace talon::outlook
