// SPDX-License-Identifier: MIT
// S2-5.4.1-q: «Предварительная запись на прием может осуществляться при личном обращении получателей
// государственных услуг или по телефону.»
// S2-5.4.2: the nearest times in order, with the caller's wish; the room is told at booking; a time is given
// once, and none outside the schedule.
#include <gtest/gtest.h>

#include "server/queue/appointments.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

Configuration booking_hall() {
  Configuration hall = small_hall();
  Schedule schedule;
  schedule.step = 30min;
  schedule.room = RoomId{"6"};
  hall.services.front().offers[1].schedule = schedule;
  return hall;
}

Hall::Result book(Hall& hall, std::string_view clock, BookedBy by, const std::string& name) {
  BookAppointment command;
  command.appointment = AppointmentId{name};
  command.codes = {"code" + name};
  command.service = benefit;
  command.procedure = submission;
  command.slot_at = monday(clock);
  command.booked_by = by;
  return hall.desk(command, "user2");
}

TEST(Clause541q, BothWaysOfBookingAreRecordedWithTheRoom) {
  Hall hall(booking_hall());
  ASSERT_TRUE(book(hall, "10:00:00", BookedBy::in_person, "a").ok());
  ASSERT_TRUE(book(hall, "10:30:00", BookedBy::telephone, "b").ok());
  const auto booked = hall.all<AppointmentBooked>();
  ASSERT_EQ(booked.size(), 2U);
  EXPECT_EQ(std::get<AppointmentBooked>(booked[0].body).booked_by, BookedBy::in_person);
  EXPECT_EQ(std::get<AppointmentBooked>(booked[1].body).booked_by, BookedBy::telephone);
  EXPECT_EQ(std::get<AppointmentBooked>(booked[1].body).room, RoomId{"6"});
  EXPECT_EQ(booked[1].by.name, "user2");
}

TEST(Clause542, ATimeIsGivenOnceAndNoneOutsideTheSchedule) {
  Hall hall(booking_hall());
  ASSERT_TRUE(book(hall, "10:00:00", BookedBy::telephone, "a").ok());
  EXPECT_EQ(book(hall, "10:00:00", BookedBy::telephone, "b").refusal().code, RefusalCode::slot_taken);
  for (const char* clock : {"08:30:00", "18:00:00", "10:10:00"}) {
    EXPECT_EQ(book(hall, clock, BookedBy::telephone, "c").refusal().code, RefusalCode::no_such_slot) << clock;
  }
}

TEST(Clause542, TheNearestComeFirstAndTheWishIsHeard) {
  Hall hall(booking_hall());
  const LineId line{benefit, submission};
  const auto nearest = queue::free_slots(hall.state(), line, {}, 2, hall.now().at);
  ASSERT_EQ(nearest.size(), 2U);
  EXPECT_EQ(nearest[0].slot_at, monday("09:30:00"));
  EXPECT_EQ(nearest[1].slot_at, monday("10:00:00"));
  const queue::Wish afternoon{std::nullopt, 15h, 18h};
  EXPECT_EQ(queue::free_slots(hall.state(), line, afternoon, 1, hall.now().at).front().slot_at,
            monday("15:00:00"));
}

}  // namespace
}  // namespace talon
