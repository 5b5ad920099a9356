// SPDX-License-Identifier: MIT
#include "server/outlook/coming.h"

#include <algorithm>

#include "server/queue/order.h"

namespace talon::outlook {
namespace {

constexpr Millis half_hour = std::chrono::minutes{30};

class Draw {
 public:
  Draw(const Copy& copy, Millis until, std::mt19937_64& random)
      : copy_(copy), until_(until), random_(random), of_day_(time_of_day(copy.now)) {}

  std::vector<Arrival> all() {
    for (std::size_t line = 0; line < copy_.lines.size(); ++line) draw_line(line);
    if (copy_.appointments) {
      for (const CopiedAppointment& appointment : *copy_.appointments) draw_booked(appointment);
    }
    std::sort(arrivals_.begin(), arrivals_.end(),
              [](const Arrival& a, const Arrival& b) { return a.at < b.at; });
    return std::move(arrivals_);
  }

 private:
  double chance() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  std::size_t draw(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }

  /// A Poisson stream at the rates of the half-hours.
  void draw_line(std::size_t line) {
    const CopiedLine& real = copy_.lines[line];
    if (real.arrivals == nullptr) return;
    const Millis last = std::min(until_, real.receives_until);
    for (Millis from{0}; from < last;) {
      const auto slot = static_cast<std::size_t>((of_day_ + from) / half_hour);
      if (slot >= half_hours) break;
      const Millis to = std::min(last, half_hour * static_cast<int>(slot + 1) - of_day_);
      const double expected = rate(real, slot) * static_cast<double>((to - from).count()) /
                              static_cast<double>(half_hour.count());
      for (int i = expected > 0 ? std::poisson_distribution<int>(expected)(random_) : 0; i > 0; --i) {
        const auto span = static_cast<std::size_t>((to - from).count());
        Arrival& arrival = arrivals_.emplace_back();
        arrival.at = from + Millis{static_cast<std::int64_t>(draw(std::max<std::size_t>(1, span)))};
        arrival.line = line;
        arrival.limit = real.limit;
        give_right(arrival);
      }
      from = to;
    }
  }
  /// Of tickets in half an hour, without those who are drawn by their appointments.
  [[nodiscard]] double rate(const CopiedLine& line, std::size_t slot) const {
    const double all = (*line.arrivals)[slot];
    if (!copy_.appointments) return all;
    return copy_.pace * std::max(0.0, all - (*line.booked)[slot]);
  }

  void give_right(Arrival& arrival) {
    if (copy_.rights.empty()) return;
    double left = chance();
    for (const CopiedRight& right : copy_.rights) {
      left -= right.share;
      if (left >= 0) continue;
      arrival.priority = right.rule;
      arrival.head_start = right.head_start;
      return;
    }
  }

  /// Of the moments at which those who have booked came on past days, those that are still to come; the less
  /// of them there are, the less likely it is that he comes at all.
  void draw_booked(const CopiedAppointment& appointment) {
    const BookedPast& past = copy_.past->booked;
    const double luck = chance();
    Millis at = std::max(Millis{0}, appointment.slot);
    double share = appointment.slot >= Millis{0} ? 1 : 0;
    if (!past.offsets.empty()) {
      const auto first = std::upper_bound(past.offsets.begin(), past.offsets.end(), -appointment.slot);
      const auto count = static_cast<std::size_t>(past.offsets.end() - first);
      const std::size_t chosen = draw(std::max<std::size_t>(1, count));
      if (count > 0) at = appointment.slot + *(first + static_cast<std::ptrdiff_t>(chosen));
      share = static_cast<double>(count) / static_cast<double>(past.offsets.size());
    }
    Arrival arrival;
    arrival.at = at;
    arrival.line = appointment.line;
    arrival.limit = appointment.limit;
    arrival.booked = appointment.slot;
    give_right(arrival);
    const double comes = past.come * share / (past.come * share + 1 - past.come);
    const Millis last = std::min(until_, copy_.lines[appointment.line].receives_until);
    if (share > 0 && luck < comes && at < last) arrivals_.push_back(arrival);
  }

  const Copy& copy_;
  Millis until_;
  std::mt19937_64& random_;
  Millis of_day_;
  std::vector<Arrival> arrivals_;
};

}  // namespace

std::vector<Arrival> draw_arrivals(const Copy& copy, Millis until, std::mt19937_64& random) {
  return Draw(copy, until, random).all();
}

queue::Turn turn_of(const Copy& copy, const Arrival& arrival, std::int64_t seq) {
  queue::WaitingTicket ticket;
  ticket.place = {copy.t + arrival.at, seq};
  ticket.reference = ticket.place.issued_t;
  if (arrival.booked) {
    ticket.reference = std::max(ticket.reference, copy.t + *arrival.booked);
    ticket.booked = true;
    ticket.head_start = copy.order.booked_head_start;
  }
  ticket.deadline = queue::call_by(copy.order, ticket.reference, arrival.limit);
  ticket.priority = arrival.priority;
  if (arrival.priority == PriorityRule::head_start && !arrival.booked) ticket.head_start = arrival.head_start;
  if (arrival.further) ticket.transferred_t = ticket.place.issued_t;
  return queue::turn_of(ticket, copy.rule);
}

}  // namespace talon::outlook
