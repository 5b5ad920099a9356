// SPDX-License-Identifier: MIT
// Appointments: slots by the schedule, nearest first and with a wish, no place given twice, arrival with the
// code.
#include <gtest/gtest.h>
#include <set>

#include "server/queue/appointments.h"
#include "server/queue/reminder_text.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;
using queue::free_slots;
using queue::Wish;

const LineId papers{benefit, submission};

Configuration booking_hall(int places = 1) {
  Configuration hall = small_hall();
  Schedule schedule;
  schedule.step = 30min;
  schedule.places = places;
  schedule.room = RoomId{"6"};
  hall.services.front().offers[1].schedule = schedule;
  hall.breaks = {{{std::chrono::Monday}, 13h, 13h + 45min, "обед", {}}};
  return hall;
}

Hall::Result book(Hall& hall, const Timestamp& slot_at, const std::string& name,
                  const std::string& code = "") {
  BookAppointment command;
  command.appointment = AppointmentId{name};
  command.codes = {code.empty() ? "code-" + name : code};
  command.service = benefit;
  command.procedure = submission;
  command.slot_at = slot_at;
  return hall.desk(command, "user2");
}

Hall::Result arrive(Hall& hall, const std::string& code) {
  IssueTicket command;
  command.ticket = TicketId{code + std::to_string(hall.state().seq)};
  command.token = "token-" + code;
  command.booking_code = code;
  return hall.give(command, {Role::kiosk, "kiosk1", ""});
}

AppointmentState stands(const Hall& hall, const std::string& name) {
  return hall.state().appointments.at(AppointmentId{name}).state;
}

TEST(Slots, LieInReceptionHoursAndNotInTheBreak) {
  Hall hall(booking_hall());
  const auto slots = queue::slots_of(hall.state(), papers, hall.state().date, hall.now().at);
  ASSERT_FALSE(slots.empty());
  EXPECT_EQ(slots.front(), monday("09:00:00"));
  EXPECT_EQ(slots.back(), monday("17:30:00")) << "a slot ends before closing";
  for (const Timestamp& at : slots) EXPECT_FALSE(at >= monday("13:00:00") && at < monday("13:45:00"));
  EXPECT_EQ(slots.size(), 16U) << "18 of the day without two in the break";
  EXPECT_TRUE(queue::slots_of(hall.state(), papers, *parse_date("2026-03-06"), hall.now().at).empty())
      << "Friday";
}

TEST(Slots, FollowAnExtensionOfTheDay) {
  Hall hall(booking_hall());
  const Actor head{Role::manager, "head", ""};
  ASSERT_TRUE(hall.give(Decide{{"extension", "очередь", monday("19:00:00"), ""}}, head).ok());
  const auto today = queue::slots_of(hall.state(), papers, hall.state().date, hall.now().at);
  EXPECT_EQ(today.back(), monday("18:30:00"));
  const Date tuesday = *parse_date("2026-03-03");
  EXPECT_EQ(queue::slots_of(hall.state(), papers, tuesday, hall.now().at),
            queue::slots_of(Hall(booking_hall()).state(), papers, tuesday, hall.now().at))
      << "that day alone";
}

TEST(Slots, AreOfferedNearestFirstWithTheCallersWish) {
  Hall hall(booking_hall());
  const auto nearest = free_slots(hall.state(), papers, {}, 3, hall.now().at);
  ASSERT_EQ(nearest.size(), 3U);
  EXPECT_EQ(nearest[0].slot_at, monday("09:30:00")) << "the one that begins now is gone";
  EXPECT_EQ(nearest[1].slot_at, monday("10:00:00"));
  const Wish afternoon{std::nullopt, 16h, 18h};
  EXPECT_EQ(free_slots(hall.state(), papers, afternoon, 1, hall.now().at).front().slot_at,
            monday("16:00:00"));
  const Wish later{parse_date("2026-03-04"), 0h, 24h};
  EXPECT_EQ(free_slots(hall.state(), papers, later, 1, hall.now().at).front().slot_at,
            monday("08:30:00", "2026-03-04"));
  ASSERT_TRUE(book(hall, monday("09:30:00"), "a").ok());
  EXPECT_EQ(free_slots(hall.state(), papers, {}, 1, hall.now().at).front().slot_at, monday("10:00:00"));
}

TEST(Slots, FollowAHolidayThatIsEnteredLate) {
  Hall hall(booking_hall());
  Configuration changed = booking_hall();
  changed.special_days = {{*parse_date("2026-03-03"), "праздник", {}, {}},
                          {*parse_date("2026-03-04"), "", 9h, 11h}};
  hall.configure(changed);
  const auto tuesday = Wish{parse_date("2026-03-03"), 0h, 24h};
  EXPECT_EQ(free_slots(hall.state(), papers, tuesday, 1, hall.now().at).front().slot_at,
            monday("09:00:00", "2026-03-04"));
  EXPECT_EQ(queue::slots_of(hall.state(), papers, *parse_date("2026-03-04"), hall.now().at).size(), 4U);
}

TEST(Booking, RefusesWhatIsNoSlotATakenOneAndAProcedureWithoutASchedule) {
  Hall hall(booking_hall(2));
  const auto code = [](const Hall::Result& result) { return result.refusal().code; };
  EXPECT_EQ(code(book(hall, monday("09:40:00"), "a")), RefusalCode::no_such_slot);
  EXPECT_EQ(code(book(hall, monday("13:00:00"), "a")), RefusalCode::no_such_slot);
  EXPECT_EQ(code(book(hall, monday("09:00:00"), "a")), RefusalCode::no_such_slot) << "the past";
  EXPECT_EQ(code(book(hall, monday("09:00:00", "2026-04-20"), "a")), RefusalCode::no_such_slot) << "too far";
  ASSERT_TRUE(book(hall, monday("10:00:00"), "a").ok());
  ASSERT_TRUE(book(hall, monday("10:00:00"), "b").ok());
  EXPECT_EQ(code(book(hall, monday("10:00:00"), "c")), RefusalCode::slot_taken);
  BookAppointment other;
  other.appointment = AppointmentId{"d"};
  other.codes = {"1"};
  other.service = benefit;
  other.procedure = consultation;
  other.slot_at = monday("10:00:00");
  EXPECT_EQ(code(hall.desk(other, "user2")), RefusalCode::no_booking);
}

TEST(Booking, ACodeIsNeverGivenTwiceWhileItsHolderIsExpected) {
  Hall hall(booking_hall());
  ASSERT_TRUE(book(hall, monday("10:00:00"), "a", "4815162342").ok());
  EXPECT_EQ(book(hall, monday("10:30:00"), "b", "4815162342").refusal().code, RefusalCode::bad_request);
  BookAppointment second;
  second.appointment = AppointmentId{"b"};
  second.codes = {"4815162342", "1234567890"};
  second.service = benefit;
  second.procedure = submission;
  second.slot_at = monday("10:30:00");
  const auto events = hall.desk(second, "user2").value();
  EXPECT_EQ(std::get<AppointmentBooked>(events.back().body).code, "1234567890");
}

TEST(Booking, MovingAndCancellingFreeThePlace) {
  Hall hall(booking_hall());
  ASSERT_TRUE(book(hall, monday("10:00:00"), "a").ok());
  ASSERT_TRUE(hall.desk(MoveAppointment{AppointmentId{"a"}, monday("11:00:00"), ""}, "user2").ok());
  EXPECT_EQ(queue::places_left(hall.state(), papers, monday("10:00:00")), 1);
  EXPECT_EQ(queue::places_left(hall.state(), papers, monday("11:00:00")), 0);
  ASSERT_TRUE(hall.desk(CancelAppointment{AppointmentId{"a"}, "не сможет"}, "user2").ok());
  EXPECT_EQ(queue::places_left(hall.state(), papers, monday("11:00:00")), 1);
  EXPECT_EQ(arrive(hall, "code-a").refusal().code, RefusalCode::unknown_appointment);
  EXPECT_EQ(hall.desk(CancelAppointment{AppointmentId{"a"}, "ещё раз"}, "user2").refusal().code,
            RefusalCode::wrong_state);
}

TEST(Arrival, EarlyDoesNotStartTheClockEarly) {
  Hall hall(booking_hall());
  (void)hall.open("2");
  ASSERT_TRUE(book(hall, monday("10:00:00"), "a").ok());
  hall.pass_to("09:40:00");
  const auto issued = std::get<TicketIssued>(arrive(hall, "code-a").value().back().body);
  EXPECT_EQ(issued.entry, Entry::booked);
  EXPECT_EQ(issued.booked_at, monday("10:00:00"));
  EXPECT_EQ(issued.wait_limit_s, 15min) << "7.3";
  EXPECT_EQ(stands(hall, "a"), AppointmentState::arrived);
  hall.pass_to("10:15:00");
  EXPECT_TRUE(hall.all<LimitBroken>().empty()) << "15:00 from the booked time is within";
  hall.pass_to("10:15:01");
  EXPECT_EQ(hall.all<LimitBroken>().size(), 1U);
  (void)hall.at("2", CallNext{});
  const auto started = hall.at("2", StartService{}).value();
  EXPECT_EQ(std::get<ServiceStarted>(started.back().body).waited_ms, 15min + 1s);
  EXPECT_EQ(arrive(hall, "code-a").refusal().code, RefusalCode::unknown_appointment) << "a code opens once";
}

TEST(Arrival, OfWhoIsLateByMoreThanTheProfileAllowsIsAWalkIn) {
  Hall hall(booking_hall());
  ASSERT_TRUE(book(hall, monday("10:00:00"), "a").ok());
  ASSERT_TRUE(book(hall, monday("10:30:00"), "b").ok());
  hall.pass_to("10:15:00");
  EXPECT_EQ(std::get<TicketIssued>(arrive(hall, "code-a").value().back().body).entry, Entry::booked)
      << "15:00";
  hall.pass_to("10:45:01");
  const auto late = std::get<TicketIssued>(arrive(hall, "code-b").value().back().body);
  EXPECT_EQ(late.entry, Entry::walk_in);
  EXPECT_EQ(late.appointment.value, "b") << "it is still his appointment";
  EXPECT_EQ(visit::reference_t(late), late.issued_t) << "waits from his arrival";
}

TEST(Arrival, OnAnotherDayIsToldWhen) {
  Hall hall(booking_hall());
  ASSERT_TRUE(book(hall, monday("09:00:00", "2026-03-03"), "a").ok());
  const auto refused = arrive(hall, "code-a");
  EXPECT_EQ(refused.refusal().code, RefusalCode::not_today);
  EXPECT_EQ(refused.refusal().detail, "вторник, 3 марта, 9:00");
  hall.pass_to("08:55:00", "2026-03-03");
  EXPECT_TRUE(arrive(hall, "code-a").ok()) << "carried over the night";
}

TEST(NoShow, IsRecordedAtTheEndOfItsDayAndOthersAreCarried) {
  Hall hall(booking_hall());
  ASSERT_TRUE(book(hall, monday("10:00:00"), "a").ok());
  ASSERT_TRUE(book(hall, monday("09:00:00", "2026-03-04"), "b").ok());
  hall.pass_to("09:00:00", "2026-03-03");
  const auto missed = hall.all<AppointmentMissed>();
  ASSERT_EQ(missed.size(), 1U);
  EXPECT_EQ(std::get<AppointmentMissed>(missed.front().body).appointment.value, "a");
  EXPECT_EQ(missed.front().due, monday("03:00:00", "2026-03-03"));
  EXPECT_EQ(stands(hall, "b"), AppointmentState::expected);
  EXPECT_EQ(queue::places_left(hall.state(), papers, monday("09:00:00", "2026-03-04")), 0);
  EXPECT_TRUE(hall.folded() == hall.state());
}

TEST(NoShow, OfDaysWhenTheServerWasOffIsCountedToo) {
  Hall hall(booking_hall());
  ASSERT_TRUE(book(hall, monday("09:00:00", "2026-03-03"), "a").ok());
  hall.sleep(96h);
  (void)hall.give(TimePassed{}, {Role::system, "", ""});
  EXPECT_EQ(hall.all<AppointmentMissed>().size(), 1U);
  EXPECT_TRUE(hall.all<AppointmentCarried>().empty());
}

class ReminderTest : public ::testing::Test {
 protected:
  ReminderTest() {
    BookAppointment command;
    command.appointment = AppointmentId{"a"};
    command.codes = {"4815162342"};
    command.service = benefit;
    command.procedure = submission;
    command.slot_at = monday("12:00:00", "2026-03-03");
    command.remind = Channel::sms;
    EXPECT_TRUE(hall.desk(command, "user2").ok());
  }
  static Configuration reminding_hall() {
    Configuration configuration = booking_hall();
    configuration.reminders.sms_url = "http://127.0.0.1/sms";
    return configuration;
  }
  [[nodiscard]] bool due(const Timestamp& at) const {
    return !queue::reminders_due(hall.state(), at).empty();
  }
  Hall::Result start() { return hall.give(StartReminder{AppointmentId{"a"}}, {Role::system, "", ""}); }
  Hall::Result note(bool sent, bool permanent = false) {
    return hall.give(NoteReminder{AppointmentId{"a"}, Channel::sms, monday("12:00:00", "2026-03-03"), sent,
                                  sent ? "" : "нет связи", permanent},
                     {Role::system, "", ""});
  }
  [[nodiscard]] AppointmentPicture picture() const {
    return *queue::appointment_picture(hall.state(), AppointmentId{"a"}, Timestamp{});
  }
  Hall hall{reminding_hall()};
};

TEST_F(ReminderTest, IsDueADayBeforeAndSentOnce) {
  EXPECT_FALSE(due(monday("11:59:59")));
  EXPECT_TRUE(due(monday("12:00:00")));
  EXPECT_FALSE(start().ok()) << "it is nine";
  hall.pass_to("12:00:00");
  ASSERT_TRUE(start().ok());
  EXPECT_FALSE(due(monday("12:00:59"))) << "under way";
  ASSERT_TRUE(note(true).ok());
  EXPECT_EQ(picture().reminder, ReminderState::sent);
  EXPECT_FALSE(due(monday("11:00:00", "2026-03-03")));
}

TEST_F(ReminderTest, IsTriedAgainEverLaterAndThenGivenUp) {
  hall.pass_to("12:00:00");
  const std::chrono::minutes pauses[] = {1min, 5min, 15min, 60min, 180min};
  for (const auto pause : pauses) {
    ASSERT_TRUE(start().ok());
    ASSERT_TRUE(note(false).ok());
    EXPECT_EQ(picture().reminder, ReminderState::waiting);
    EXPECT_EQ(picture().reminder_reason, "нет связи");
    EXPECT_FALSE(due(hall.now().at.plus(pause - 1s)));
    hall.pass(pause);
    EXPECT_TRUE(due(hall.now().at)) << pause.count();
  }
  ASSERT_TRUE(start().ok());
  ASSERT_TRUE(note(false).ok());
  EXPECT_EQ(picture().reminder, ReminderState::failed);
  EXPECT_FALSE(due(monday("11:00:00", "2026-03-03")));
}

TEST_F(ReminderTest, ARefusalIsFinal) {
  hall.pass_to("12:00:00");
  ASSERT_TRUE(start().ok());
  ASSERT_TRUE(note(false, true).ok());
  EXPECT_EQ(picture().reminder, ReminderState::failed);
  EXPECT_FALSE(due(monday("15:00:00")));
}

// A server that dies between the gateway and the journal tries again, and not without end.
TEST_F(ReminderTest, AnAttemptWithoutAnOutcomeCounts) {
  hall.pass_to("12:00:00");
  for (int i = 0; i < queue::most_reminder_attempts; ++i) {
    ASSERT_TRUE(start().ok()) << i;
    EXPECT_FALSE(start().ok()) << "not twice at once";
    hall.pass(i < 4 ? 1h : 3h);
  }
  EXPECT_FALSE(start().ok());
  EXPECT_EQ(picture().reminder, ReminderState::failed);
}

TEST_F(ReminderTest, OfAMovedOrCancelledAppointmentIsNotSent) {
  hall.pass_to("12:00:00");
  ASSERT_TRUE(start().ok());
  const Timestamp later = monday("12:00:00", "2026-03-05");
  ASSERT_TRUE(hall.desk(MoveAppointment{AppointmentId{"a"}, later, "просит"}, "user2").ok());
  EXPECT_TRUE(note(true)->empty()) << "it spoke of the old time";
  EXPECT_EQ(picture().reminder, ReminderState::waiting);
  EXPECT_FALSE(due(monday("13:00:00")));
  EXPECT_TRUE(due(monday("12:00:00", "2026-03-04")));
  ASSERT_TRUE(hall.desk(CancelAppointment{AppointmentId{"a"}, "просит"}, "user2").ok());
  EXPECT_FALSE(due(monday("12:00:00", "2026-03-04")));
  EXPECT_EQ(picture().reminder, ReminderState::not_wanted);
}

TEST_F(ReminderTest, TheNextDayKnowsTheAttempts) {
  hall.pass_to("12:00:00");
  ASSERT_TRUE(start().ok());
  ASSERT_TRUE(note(false, true).ok());
  hall.pass_to("09:00:00", "2026-03-03");
  ASSERT_FALSE(hall.all<AppointmentCarried>().empty());
  EXPECT_EQ(picture().reminder, ReminderState::failed);
  EXPECT_EQ(picture().reminder_reason, "нет связи");
  EXPECT_FALSE(due(monday("09:00:00", "2026-03-03")));
}

TEST_F(ReminderTest, NobodyIsWokenWhoCanBeToldInTheMorning) {
  for (const char* night : {"21:00:00", "23:59:00"}) EXPECT_FALSE(due(monday(night))) << night;
  EXPECT_FALSE(due(monday("07:59:00", "2026-03-03")));
  EXPECT_TRUE(due(monday("20:59:00")));
  EXPECT_TRUE(due(monday("08:00:00", "2026-03-03")));
}

TEST_F(ReminderTest, AChannelThatTheHallDoesNotHaveIsRefusedAtBooking) {
  BookAppointment command;
  command.appointment = AppointmentId{"b"};
  command.codes = {"2"};
  command.service = benefit;
  command.procedure = submission;
  command.slot_at = monday("12:30:00", "2026-03-03");
  command.remind = Channel::email;
  const auto refused = hall.desk(command, "user2");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.refusal().detail, "поле «remind»: зал не отправляет писем");
  EXPECT_EQ(queue::channels_of(*hall.state().configuration), std::vector{Channel::sms});
}

TEST_F(ReminderTest, SaysOfficeTimeRoomCodeAndHowToTakeItBack) {
  const auto text =
      queue::reminder_text(*hall.state().configuration, hall.state().appointments.at(AppointmentId{"a"}));
  EXPECT_EQ(text.subject, "Запись на приём: вторник, 3 марта, 12:00");
  EXPECT_EQ(text.sms,
            "УСЗН: вы записаны на вторник, 3 марта, 12:00, кабинет 6. Код 48151 62342. "
            "Отменить: тел. +7 (35146) 0-00-00");
  for (const char* part : {"Учреждение: Управление социальной защиты населения\n",
                           "По какому делу: Пособие на ребёнка: Подать документы\n",
                           "Время: вторник, 3 марта, 12:00\n", "Куда пройти: кабинет 6, 1 этаж\n",
                           "Код записи: 48151 62342\n", "отмените или перенесите запись: по телефону"})
    EXPECT_NE(text.letter.find(part), std::string::npos) << part << "\n" << text.letter;
}

TEST(Receive, ABookedVisitorGoesStraightToTheRoom) {
  Hall hall(booking_hall());
  (void)hall.open("2");
  ASSERT_TRUE(book(hall, monday("09:30:00"), "a").ok());
  hall.pass_to("09:30:00");
  ReceiveVisitor command;
  command.ticket = TicketId{"x"};
  command.booking_code = "code-a";
  const auto events = hall.at("2", command).value();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(std::get<TicketIssued>(events[0].body).entry, Entry::booked);
  EXPECT_EQ(hall.standing(TicketId{"x"}), TicketState::serving);
  EXPECT_EQ(std::get<ServiceStarted>(events[1].body).waited_ms, 0ms);
  ASSERT_TRUE(hall.at("2", UndoLast{}).ok());
  EXPECT_EQ(hall.standing(TicketId{"x"}), TicketState::waiting) << "the code is used up: he keeps his place";
  EXPECT_TRUE(hall.at("2", CallNext{}).ok());
}

}  // namespace
}  // namespace talon
