// SPDX-License-Identifier: MIT
// Appointments under any order of commands: a slot never has more people than places, a code opens one
// appointment, and a restarted server knows the same.
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck.h>
#include <set>

#include "server/queue/appointments.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

constexpr int places = 2;
const std::vector<LineId> booked_lines{{benefit, submission}, {benefit, consultation}};

Configuration booking_hall() {
  Configuration hall = small_hall();
  Schedule schedule;
  schedule.step = 60min;
  schedule.places = places;
  schedule.days_ahead = 3;
  hall.services.front().offers[0].schedule = schedule;
  hall.services.front().offers[1].schedule = schedule;
  return hall;
}

/// Somebody who books, moves, cancels and comes as chance has it, often for what is taken.
class Booker {
 public:
  void step() {
    switch (*rc::gen::inRange(0, 8)) {
      case 0:
        return hall_.pass(std::chrono::minutes{*rc::gen::inRange(1, 600)});
      case 1:
        return move();
      case 2:
        return cancel();
      case 3:
        return arrive();
      default:
        return book();
    }
  }
  void check() const {
    std::map<std::pair<Timestamp, LineId>, int> taken;
    std::set<std::string> codes;
    for (const auto& [id, appointment] : hall_.state().appointments) {
      if (appointment.state == AppointmentState::cancelled) continue;
      ++taken[{appointment.slot_at, appointment.line}];
      if (appointment.state != AppointmentState::expected) continue;
      RC_ASSERT(codes.insert(appointment.code).second);
      RC_ASSERT(hall_.state().booking_codes.at(appointment.code) == id);
    }
    for (const auto& [slot, count] : taken) RC_ASSERT(count <= places);
    RC_ASSERT(taken == hall_.state().slots);
    RC_ASSERT(codes.size() == hall_.state().booking_codes.size());
    RC_ASSERT(hall_.folded() == hall_.state());
  }

 private:
  LineId line() const { return booked_lines[*rc::gen::inRange<std::size_t>(0, booked_lines.size())]; }
  /// A slot of the schedule on one of four days, free or not.
  std::optional<Timestamp> slot(const LineId& of) const {
    const Date day{std::chrono::local_days{hall_.state().date} + std::chrono::days{*rc::gen::inRange(0, 4)}};
    const auto slots = queue::slots_of(hall_.state(), of, day, hall_.now().at);
    if (slots.empty()) return std::nullopt;
    // Few different ones, so that many want the same.
    return slots[*rc::gen::inRange<std::size_t>(0, std::min<std::size_t>(3, slots.size()))];
  }
  std::optional<AppointmentId> any() const {
    if (made_ == 0) return std::nullopt;
    return AppointmentId{"a" + std::to_string(*rc::gen::inRange(1, made_ + 1))};
  }
  void book() {
    const LineId wanted = line();
    const auto at = slot(wanted);
    if (!at) return;
    BookAppointment command;
    command.appointment = AppointmentId{"a" + std::to_string(++made_)};
    // Few codes too: the first is often somebody's.
    command.codes = {std::to_string(*rc::gen::inRange(0, 5)), "code" + std::to_string(made_)};
    command.service = wanted.service;
    command.procedure = wanted.procedure;
    command.slot_at = *at;
    (void)hall_.desk(command, "user2");
  }
  void move() {
    const auto id = any();
    const auto at = slot(line());
    if (id && at) (void)hall_.desk(MoveAppointment{*id, *at, "просит"}, "user2");
  }
  void cancel() {
    if (const auto id = any()) (void)hall_.desk(CancelAppointment{*id, "не придёт"}, "user2");
  }
  void arrive() {
    const auto id = any();
    const auto known = id ? hall_.state().appointments.find(*id) : hall_.state().appointments.end();
    if (known == hall_.state().appointments.end()) return;
    IssueTicket command;
    command.ticket = TicketId{"t" + std::to_string(++tickets_)};
    command.token = "token" + std::to_string(tickets_);
    command.booking_code = known->second.code;
    (void)hall_.give(command, {Role::kiosk, "kiosk1", ""});
  }

  Hall hall_{booking_hall()};
  int made_ = 0;
  int tickets_ = 0;
};

TEST(BookingProperty, ASlotIsNeverOverbookedAndACodeOpensOneAppointment) {
  const auto good = rc::check([] {
    Booker booker;
    const int steps = *rc::gen::inRange(1, 60);
    for (int i = 0; i < steps; ++i) {
      booker.step();
      booker.check();
    }
  });
  EXPECT_TRUE(good);
}

}  // namespace
}  // namespace talon
