// SPDX-License-Identifier: MIT
#include "server/http/lookout.h"

#include <utility>

#include "server/outlook/outlook.h"

namespace talon::http {
namespace {

using std::chrono::seconds;

constexpr seconds after_changes{2};  ///< hall time
constexpr seconds at_rest{30};       ///< hall time: waits grow though nothing happens
constexpr seconds hall_every{60};    ///< hall time: warnings and closing
constexpr Millis least_pause{250};   ///< real time: a virtual clock may run fast
constexpr int past_days = 30;

Date days_before(const Date& date, int count) {
  return Date{std::chrono::sys_days{date} - std::chrono::days{count}};
}

void add_comers(const stats::DaySummary& day, outlook::PastFold& fold) {
  fold.add_tickets(day.comers.tickets, day.comers.categories);
  int due = 0;
  for (const auto& [line, counts] : day.appointments) due += counts.due();
  fold.add_appointments(due, day.comers.booked);
}

}  // namespace

Lookout::Lookout(World world) : world_(std::move(world)), reader_(world_.directory) {}

void Lookout::finish() {
  worker_.finish();
}

bool Lookout::due(const Timestamp& now, Millis steady) const {
  const queue::State& state = world_.state();
  if (looking_ || !state.configuration) return false;
  if (!seen_at_) return true;
  if (steady - started_ < least_pause) return false;
  const Millis passed = now.utc - seen_at_->utc;
  return passed >= (state.seq != seen_seq_ ? after_changes : at_rest) || passed < Millis{0};
}

void Lookout::tick(const Timestamp& now, Millis steady) {
  if (!due(now, steady)) return;
  started_ = steady;
  const bool hall_too = !hall_at_ || now.utc - hall_at_->utc >= hall_every || now < *hall_at_;
  if (hall_too) hall_at_ = now;
  seen_at_ = now;
  seen_seq_ = world_.state().seq;
  look(world_.state(), now, hall_too);
}

void Lookout::look(const queue::State& state, const Timestamp& now, bool hall_too) {
  // Copied with an empty past on the loop; the worker, which has the office's own, puts it in.
  static const auto nothing = std::make_shared<const outlook::Past>();
  auto copy = std::make_shared<outlook::Copy>(outlook::copy_hall(state, now, nothing));
  const Date today = state.date;
  looking_ = worker_.run([this, copy, today, hall_too] {
    outlook::give_past(*copy, read_past(today, copy->now));
    auto found = std::make_shared<queue::Outlook>();
    found->at = copy->now;
    found->pauses = {past_, &past_->pauses};
    outlook::NewcomerForecasts newcomers = outlook::newcomer_forecasts(*copy);
    found->lines = std::move(newcomers.lines);
    found->others = std::move(newcomers.others);
    if (hall_too) found->hall = outlook::hall_outlook(*copy);
    world_.loop.post([this, found, hall_too] {
      looking_ = false;
      if (hall_too)
        hall_ = found->hall;
      else
        found->hall = hall_;
      world_.found(found);
    });
  });
}

std::shared_ptr<const outlook::Past> Lookout::read_past(const Date& today, const Timestamp& now) {
  if (past_of_ == today) return past_;
  past_of_ = today;  // what cannot be read now is read tomorrow: a forecast is no evidence
  try {
    outlook::PastFold fold;
    const stats::Period period{days_before(today, past_days), days_before(today, 1)};
    LegNames names;
    reader_.legs(period.from, period.to, names, [&](const LegRow& row) { fold.add(row, names); });
    for (const auto& day : book_.days(period, now)) {
      add_comers(*day, fold);
      for (const auto& [reason, lengths] : day->pauses) fold.add_pauses(reason, lengths);
      for (const stats::Promise& promise : day->promises) {
        if (promise.not_later)
          fold.add_promise(promise.expected - promise.expected_shift, *promise.not_later - promise.shift,
                           promise.waited);
      }
    }
    past_ = std::make_shared<const outlook::Past>(fold.past());
  } catch (const store::StorageFailure& failure) {
    world_.log(std::string("the office's past cannot be read, forecasts go on without it: ") +
               failure.what());
  }
  return past_;
}

}  // namespace talon::http
