// SPDX-License-Identifier: MIT
// A time for later, booked at the terminal; by touch and by keypad. Nobody is asked who he is.
#include "tests/kiosk/visitor.h"

namespace talon::screens {
namespace {

const Timestamp first_time = *parse_timestamp("2026-03-03T09:00:00.000+05:00");

SlotsPicture free_times(int days = 2, int each = 3) {
  SlotsPicture slots;
  slots.service = ServiceId{"child_benefit"};
  slots.procedure = ProcedureId{"submission"};
  for (int day = 0; day < days; ++day) {
    for (int i = 0; i < each; ++i) {
      slots.slots.push_back(
          {first_time.plus(std::chrono::hours{24 * day} + std::chrono::minutes{30 * i}), 1});
    }
  }
  return slots;
}

class Planned : public Visitor {
 protected:
  void hear_slots(const std::optional<SlotsPicture>& slots) {
    terminal.give(SlotsSeen{ServiceId{"child_benefit"}, ProcedureId{"submission"}, slots});
  }
  void to_days() {
    choose({Act::group, 0});
    choose({Act::service, 0});
    choose({Act::details, 1});
    choose({Act::book, 0});
  }
  void to_reserving() {
    to_days();
    hear_slots(free_times());
    choose({Act::day, 0});
    choose({Act::slot, 1});
    choose({Act::reserve, 0});
  }
  [[nodiscard]] AppointmentPicture booked() const {
    const BookTime asked = terminal.asked<BookTime>().back();
    AppointmentPicture result;
    result.appointment = AppointmentId{"7a1c2d3e-4f50-4617-8a90-b1c2d3e4f506"};
    result.code = "4815162342";
    result.service = asked.service;
    result.procedure = asked.procedure;
    result.slot_at = asked.slot_at;
    return result;
  }
  void answer(std::optional<AppointmentPicture> made, std::optional<Refusal> refusal = {}) {
    terminal.give(BookAnswer{terminal.asked<BookTime>().back().request, std::move(made), std::move(refusal)});
  }
};

INSTANTIATE_TEST_SUITE_P(Visitor, Planned, testing::Values(By::touch, By::keypad), name_of);

TEST_P(Planned, BooksATimeAndTakesThePaperWithItsCode) {
  to_days();
  EXPECT_TRUE(says("Ищем свободное время"));
  ASSERT_EQ(terminal.asked<AskSlots>().size(), 1U);
  hear_slots(free_times());
  EXPECT_TRUE(says("вторник, 3 марта"));
  choose({Act::day, 1});
  choose({Act::slot, 2});
  EXPECT_TRUE(says("10:00"));
  EXPECT_TRUE(says("Имя и телефон не нужны"));
  choose({Act::reserve, 0});
  ASSERT_EQ(terminal.asked<BookTime>().size(), 1U);
  EXPECT_EQ(terminal.asked<BookTime>()[0].slot_at,
            first_time.plus(std::chrono::hours{24} + std::chrono::minutes{60}));
  answer(booked());
  EXPECT_TRUE(says("48151 62342"));
  EXPECT_EQ(terminal.asked<KeepBooking>().size(), 1U);
  ASSERT_EQ(terminal.asked<PrintSlip>().size(), 1U);
  const SlipContent slip = terminal.asked<PrintSlip>()[0].slip;
  EXPECT_EQ(slip.booking_code, "4815162342");
  EXPECT_EQ(slip.procedure, "Подать документы");
  EXPECT_FALSE(slip.brief.empty());
  terminal.slip(SlipOutcome::printed);
  EXPECT_TRUE(says("Возьмите запись"));
  choose({Act::home, 0});
  EXPECT_EQ(terminal.seen(), Page::start);
  EXPECT_FALSE(terminal.screen.plan);
  EXPECT_TRUE(terminal.asked<ReportOutcome>().empty()) << "no ticket was made";
}

class Time : public Planned {};
INSTANTIATE_TEST_SUITE_P(Visitor, Time, testing::Values(By::touch), [](const auto&) { return "Touch"; });

TEST_P(Time, TheLastPlaceTakenByAnotherOffersTheNextFreeOne) {
  to_reserving();
  answer({}, Refusal{RefusalCode::slot_taken, ""});
  EXPECT_TRUE(says("Это время только что заняли"));
  SlotsPicture left = free_times();
  left.slots.erase(left.slots.begin() + 1);
  hear_slots(left);
  EXPECT_TRUE(says("10:00"));
  choose({Act::nearest, 0});
  EXPECT_EQ(terminal.seen(), Page::confirm);
  choose({Act::reserve, 0});
  ASSERT_EQ(terminal.asked<BookTime>().size(), 2U);
  EXPECT_EQ(terminal.asked<BookTime>()[1].slot_at, first_time.plus(std::chrono::minutes{60}));
  EXPECT_NE(terminal.asked<BookTime>()[0].request, terminal.asked<BookTime>()[1].request);
}

/// The code of a late answer is seen by nobody: its place is given back, and the visitor was told so.
TEST_P(Time, ALateAnswerIsGivenBack) {
  to_reserving();
  terminal.wait(answer_limit + Millis{500});
  EXPECT_TRUE(says("Записать не получилось"));
  answer(booked());
  ASSERT_EQ(terminal.asked<DropBooking>().size(), 1U);
  EXPECT_EQ(terminal.asked<DropBooking>()[0].appointment, booked().appointment);
  EXPECT_TRUE(terminal.asked<KeepBooking>().empty());
  EXPECT_FALSE(says("48151 62342"));
}

TEST_P(Time, WithoutPaperTheCodeStandsOnTheGlass) {
  terminal.give(PrinterSeen{Health::failed, "media-empty"});
  to_reserving();
  answer(booked());
  EXPECT_TRUE(terminal.asked<PrintSlip>().empty());
  EXPECT_TRUE(says("Запишите код"));
  EXPECT_TRUE(says("48151 62342"));
  EXPECT_TRUE(says("закончилась бумага"));
  terminal.give(PrinterSeen{Health::ok, ""});
  choose({Act::print_booking, 0});
  EXPECT_EQ(terminal.asked<PrintSlip>().size(), 1U);
}

TEST_P(Time, NoFreeTimeAndNoAnswerAreToldApart) {
  to_days();
  hear_slots(SlotsPicture{});
  EXPECT_TRUE(says("Свободного времени нет"));
  choose({Act::back, 0});
  choose({Act::book, 0});
  hear_slots(std::nullopt);
  EXPECT_TRUE(says("Узнать не получилось"));
}

TEST_P(Time, WhoCannotHaveOneIsLedToATicket) {
  to_days();
  hear_slots(SlotsPicture{});
  EXPECT_TRUE(says("Возьмите талон"));
  choose({Act::take, 1});
  ASSERT_EQ(terminal.asked<TakeTicket>().size(), 1U);
  EXPECT_EQ(terminal.asked<TakeTicket>()[0].procedure.value, "submission");
}

TEST_P(Time, ARefusedOneLeadsToATicket) {
  to_reserving();
  answer({}, Refusal{RefusalCode::no_booking, ""});
  EXPECT_TRUE(says("предварительной записи нет"));
  EXPECT_TRUE(terminal.find({Act::take, 1}));
}

TEST_P(Time, NoTicketIsSpokenOfWhereNoneIsGiven) {
  to_days();
  terminal.screen.menu->services.front().procedures[1].open = false;
  hear_slots(SlotsPicture{});
  EXPECT_FALSE(says("талон"));
  EXPECT_FALSE(terminal.find({Act::take, 1}));
}

TEST_P(Time, IsOfferedOnlyWhereThereIsASchedule) {
  choose({Act::group, 0});
  choose({Act::service, 0});
  choose({Act::details, 0});
  EXPECT_FALSE(terminal.find({Act::book, 0}));
}

TEST_P(Time, ADayWithManyTimesHasAtMostEightOnASheet) {
  to_days();
  hear_slots(free_times(1, 20));
  choose({Act::day, 0});
  const Layout shown = layout(terminal.screen, terminal.now);
  EXPECT_LE(shown.choices, most_choices);
  EXPECT_GT(shown.sheets, 2);
}

TEST_P(Time, IsCancelledByTheCodeAfterAQuestion) {
  choose({Act::check_in, 0});
  for (int i = 0; i < 10; ++i) choose({Act::letter, i});
  choose({Act::enter, 0});
  AppointmentPicture known;
  known.appointment = AppointmentId{"7a1c2d3e-4f50-4617-8a90-b1c2d3e4f506"};
  known.service = ServiceId{"child_benefit"};
  known.procedure = ProcedureId{"submission"};
  known.slot_at = first_time;
  terminal.give(BookingSeen{"1234567890", known, {}});
  choose({Act::cancel_booking, 0});
  EXPECT_TRUE(terminal.asked<CancelBooking>().empty()) << "it was only asked about";
  choose({Act::cancel_surely, 0});
  ASSERT_EQ(terminal.asked<CancelBooking>().size(), 1U);
  terminal.give(CancelSeen{false});
  EXPECT_TRUE(says("Отменить не получилось"));
  choose({Act::cancel_booking, 0});
  choose({Act::cancel_surely, 0});
  terminal.give(CancelSeen{true});
  EXPECT_TRUE(says("Запись отменена"));
}

}  // namespace
}  // namespace talon::screens
