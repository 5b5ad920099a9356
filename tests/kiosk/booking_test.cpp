// SPDX-License-Identifier: MIT
// Who has an appointment: the code is typed, the server tells, a ticket comes; by touch and by keypad. And
// the document list on paper without a ticket.
#include "tests/kiosk/visitor.h"

namespace talon::screens {
namespace {

AppointmentPicture appointment(const char* slot_at = "2026-03-02T09:30:00.000+05:00") {
  AppointmentPicture result;
  result.appointment = AppointmentId{"7a1c2d3e-4f50-4617-8a90-b1c2d3e4f506"};
  result.service = ServiceId{"child_benefit"};
  result.procedure = ProcedureId{"submission"};
  result.slot_at = *parse_timestamp(slot_at);
  return result;
}

class Booked : public Visitor {
 protected:
  void type(std::string_view digits) {
    const std::vector<std::string> keys = keyboard(terminal.screen);
    for (const char digit : digits) {
      const auto key = std::find(keys.begin(), keys.end(), std::string(1, digit));
      choose({Act::letter, static_cast<int>(key - keys.begin())});
    }
  }
  void enter_code(std::string_view code = "4815162342") {
    choose({Act::check_in, 0});
    type(code);
    choose({Act::enter, 0});
  }
  void answer(const std::optional<AppointmentPicture>& found, std::optional<Refusal> refusal = {}) {
    terminal.give(BookingSeen{terminal.asked<AskBooking>().back().code, found, std::move(refusal)});
  }
};

INSTANTIATE_TEST_SUITE_P(Visitor, Booked, testing::Values(By::touch, By::keypad), name_of);

TEST_P(Booked, ChecksInByTheCodeAndTakesItsTicket) {
  enter_code();
  ASSERT_EQ(terminal.asked<AskBooking>().size(), 1U);
  EXPECT_EQ(terminal.asked<AskBooking>()[0].code, "4815162342");
  EXPECT_TRUE(says("Ищем запись"));
  answer(appointment());
  EXPECT_TRUE(says("Вы записаны"));
  EXPECT_TRUE(says("09:30"));
  EXPECT_TRUE(says("Подать документы"));
  choose({Act::take_booked, 0});
  ASSERT_EQ(terminal.asked<TakeTicket>().size(), 1U);
  EXPECT_EQ(terminal.asked<TakeTicket>()[0].booking_code, "4815162342");
  EXPECT_EQ(terminal.asked<TakeTicket>()[0].procedure.value, "submission");
  terminal.answer();
  EXPECT_EQ(terminal.asked<PrintSlip>().size(), 1U);
  terminal.slip(SlipOutcome::printed);
  choose({Act::home, 0});
  EXPECT_FALSE(terminal.screen.claim) << "the next visitor finds nothing of the last one";
  EXPECT_TRUE(terminal.screen.typed.empty());
}

TEST_P(Booked, TheDocumentListIsPrintedWithoutATicket) {
  choose({Act::group, 0});
  choose({Act::service, 0});
  choose({Act::details, 1});
  choose({Act::memo, 0});
  ASSERT_EQ(terminal.asked<PrintSlip>().size(), 1U);
  const PrintSlip print = terminal.asked<PrintSlip>()[0];
  EXPECT_TRUE(print.slip.memo);
  EXPECT_TRUE(print.ticket.empty());
  EXPECT_EQ(print.slip.brief.size(), 5U);
  EXPECT_TRUE(says("Печатаем список"));
  terminal.slip(SlipOutcome::printed);
  EXPECT_TRUE(says("Возьмите список"));
  EXPECT_TRUE(terminal.asked<TakeTicket>().empty());
  EXPECT_TRUE(terminal.asked<ReportOutcome>().empty()) << "there is no ticket to report of";
  choose({Act::back, 0});
  EXPECT_EQ(terminal.seen(), Page::details);
}

class Code : public Booked {};
INSTANTIATE_TEST_SUITE_P(Visitor, Code, testing::Values(By::touch), [](const auto&) { return "Touch"; });

TEST_P(Code, IsAskedOfTheServerOnlyWhenWhole) {
  choose({Act::check_in, 0});
  type("481516234");
  EXPECT_FALSE(terminal.find({Act::enter, 0}));
  type("21");
  EXPECT_EQ(terminal.screen.typed, "4815162342") << "an eleventh digit is no digit of a code";
  choose({Act::erase, 0});
  EXPECT_FALSE(terminal.find({Act::enter, 0}));
}

TEST_P(Code, EachStandingHasItsOwnAnswerAndAWayOn) {
  struct Row {
    AppointmentState state;
    const char* slot_at;
    bool late;
    const char* says;
    std::optional<Act> way;
  };
  const Row rows[] = {
      {AppointmentState::expected, "2026-03-02T09:30:00.000+05:00", false, "Вы записаны", Act::take_booked},
      {AppointmentState::expected, "2026-03-02T15:00:00.000+05:00", false, "Вы пришли заранее",
       Act::take_booked},
      {AppointmentState::expected, "2026-03-02T08:30:00.000+05:00", true, "общую очередь", Act::take_booked},
      {AppointmentState::expected, "2026-03-03T10:00:00.000+05:00", false, "другой день", {}},
      {AppointmentState::arrived, "2026-03-02T09:00:00.000+05:00", false, "В012", Act::own_number},
      {AppointmentState::missed, "2026-03-02T08:30:00.000+05:00", false, "Время записи прошло", Act::instead},
      {AppointmentState::cancelled, "2026-03-02T09:00:00.000+05:00", false, "Запись отменена", Act::instead}};
  enter_code();
  for (const Row& row : rows) {
    AppointmentPicture known = appointment(row.slot_at);
    known.state = row.state;
    known.late = row.late;
    if (row.state == AppointmentState::arrived) known.number = "В012";
    terminal.screen.claim = Claim{.code = "4815162342", .since = terminal.now};
    answer(known);
    EXPECT_TRUE(says(row.says)) << row.says;
    for (const Act way : {Act::take_booked, Act::own_number, Act::instead})
      EXPECT_EQ(terminal.find({way, 0}).has_value(), row.way == way) << row.says << static_cast<int>(way);
  }
}

TEST_P(Code, AfterAMissedTimeTheSameServiceIsOffered) {
  enter_code();
  AppointmentPicture known = appointment();
  known.state = AppointmentState::missed;
  answer(known);
  choose({Act::instead, 0});
  EXPECT_EQ(terminal.seen(), Page::procedures);
  EXPECT_EQ(terminal.screen.service.value, "child_benefit");
}

TEST_P(Code, NoTicketIsSpokenOfWhenReceptionIsOver) {
  enter_code();
  for (const AppointmentState state : {AppointmentState::missed, AppointmentState::cancelled}) {
    AppointmentPicture known = appointment();
    known.state = state;
    terminal.screen.claim = Claim{.code = "4815162342", .since = terminal.now};
    answer(known);
    EXPECT_TRUE(says("талон"));
    terminal.screen.menu->open = false;
    EXPECT_FALSE(says("талон"));
    terminal.screen.menu->open = true;
  }
}

TEST_P(Code, WhoCheckedInAlreadySeesHisPlace) {
  enter_code();
  AppointmentPicture known = appointment();
  known.state = AppointmentState::arrived;
  known.number = "В012";
  answer(known);
  choose({Act::own_number, 0});
  ASSERT_EQ(terminal.asked<AskStatus>().size(), 1U);
  EXPECT_EQ(terminal.asked<AskStatus>()[0].number, "В012");
  choose({Act::back, 0});
  EXPECT_EQ(terminal.seen(), Page::booking);
}

TEST_P(Code, AfterFiveWrongOnesTheKeysAreAwayForAMinute) {
  choose({Act::check_in, 0});
  type("4815162342");
  for (int wrong = 1; wrong <= most_wrong_codes; ++wrong) {
    choose({Act::enter, 0});
    answer({}, Refusal{RefusalCode::unknown_appointment, ""});
    EXPECT_TRUE(says("Запись не найдена"));
    EXPECT_TRUE(says("48151 62342"));
    choose({Act::back, 0});
  }
  EXPECT_TRUE(says("Позовите сотрудника"));
  EXPECT_FALSE(terminal.find({Act::letter, 0}));
  EXPECT_FALSE(says("Десять цифр")) << "nothing is asked for that cannot be typed";
  EXPECT_TRUE(says("Набрать код снова можно в"));
  EXPECT_TRUE(terminal.find({Act::help, 0}));
  terminal.screen.touched = terminal.now + codes_closed;  // somebody stands there all the time
  terminal.wait(codes_closed);
  EXPECT_TRUE(terminal.find({Act::letter, 0}));
}

TEST_P(Code, WithoutAnAnswerTheVisitorIsSentToTheStaff) {
  enter_code();
  terminal.wait(answer_limit);
  EXPECT_TRUE(says("Подойдите к сотруднику"));
  answer(appointment());
  EXPECT_FALSE(says("Вы записаны")) << "a late answer is not believed to be for who stands here now";
}

TEST_P(Code, IsForgottenAfterTheTimeOut) {
  enter_code();
  answer(appointment());
  terminal.wait(idle_limit + warning_span + Millis{1'000});
  EXPECT_EQ(terminal.seen(), Page::start);
  EXPECT_TRUE(terminal.screen.typed.empty());
  EXPECT_FALSE(terminal.screen.claim);
}

/// A number under the terminal's own letter opens no appointment: the same key is asked again instead.
TEST_P(Code, NoOwnNumberIsGivenForAnAppointment) {
  terminal.give(OwnNumbersSeen{true});
  enter_code();
  answer(appointment());
  choose({Act::take_booked, 0});
  terminal.wait(answer_limit + Millis{500});
  EXPECT_TRUE(terminal.asked<IssueHere>().empty());
  EXPECT_EQ(terminal.seen(), Page::refused);
  terminal.answer();
  EXPECT_EQ(terminal.seen(), Page::offer) << "the late number is offered";
}

TEST_P(Code, IsNotAskedForWhereNobodyCanHaveOne) {
  MenuPicture menu = pictures::town();
  for (ServicePicture& service : menu.services) {
    for (OfferPicture& offer : service.procedures) offer.booking = false;
  }
  terminal.give(menu);
  EXPECT_FALSE(terminal.find({Act::check_in, 0}));
}

TEST(Memo, WhatBecameOfThePaperIsSaidHonestly) {
  struct Row {
    SlipOutcome outcome;
    const char* reason;
    const char* title;
  };
  for (const Row& row : {Row{SlipOutcome::failed, "media-empty", "Список не напечатан"},
                         Row{SlipOutcome::unknown, "other", "Список мог не выйти"},
                         Row{SlipOutcome::unknown, "", "Возьмите список"}}) {
    Terminal terminal;
    terminal.to_procedures();
    terminal.calm_tap({Act::details, 1});
    terminal.calm_tap({Act::memo, 0});
    terminal.slip(row.outcome, row.reason);
    EXPECT_EQ(layout(terminal.screen, terminal.now).title, row.title);
  }
}

TEST(Memo, IsNotOfferedWhenThePrinterCannotPrint) {
  Terminal terminal;
  terminal.give(PrinterSeen{Health::failed, "media-empty"});
  terminal.to_procedures();
  terminal.calm_tap({Act::details, 1});
  EXPECT_FALSE(terminal.find({Act::memo, 0}));
}

TEST(Memo, IsPrintedAgainOnlyWhereThatHelps) {
  struct Row {
    PrinterSeen printer;
    bool will_repeat;
    bool again;
  };
  for (const Row& row :
       {Row{{Health::ok, ""}, false, true}, Row{{Health::failed, "media-empty"}, false, false},
        Row{{Health::ok, ""}, true, false}}) {
    Terminal terminal;
    terminal.to_procedures();
    terminal.calm_tap({Act::details, 1});
    terminal.calm_tap({Act::memo, 0});
    terminal.give(row.printer);
    terminal.slip(SlipOutcome::failed, "media-empty", row.will_repeat);
    EXPECT_EQ(terminal.find({Act::memo, 0}).has_value(), row.again);
  }
}

TEST(Memo, NoWordOfItIsUnknownAndAWordAfterTheVisitorLeftIsDropped) {
  Terminal terminal;
  terminal.to_procedures();
  terminal.calm_tap({Act::details, 1});
  terminal.calm_tap({Act::memo, 0});
  terminal.wait(slip_limit);
  EXPECT_EQ(layout(terminal.screen, terminal.now).title, "Список мог не выйти");
  terminal.calm_tap({Act::home, 0});
  terminal.slip(SlipOutcome::printed);
  EXPECT_TRUE(terminal.asked<ReportOutcome>().empty());
}

}  // namespace
}  // namespace talon::screens
