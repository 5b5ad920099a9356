// SPDX-License-Identifier: MIT
// The rules of the terminal on virtual time: what a finger, an answer, the printer and waiting do.
#include <algorithm>
#include <gtest/gtest.h>

#include "tests/kiosk/terminal.h"

namespace talon::screens {
namespace {

TEST(Step, ATicketTakesThreeTaps) {
  Terminal terminal;
  terminal.calm_tap({Act::group, 0});
  EXPECT_EQ(terminal.seen(), Page::services);
  terminal.calm_tap({Act::service, 0});
  EXPECT_EQ(terminal.seen(), Page::procedures);
  terminal.calm_tap({Act::take, 1});
  EXPECT_EQ(terminal.seen(), Page::issuing);
  ASSERT_EQ(terminal.asked<TakeTicket>().size(), 1U);
  EXPECT_EQ(terminal.asked<TakeTicket>()[0].service.value, "child_benefit");
  EXPECT_EQ(terminal.asked<TakeTicket>()[0].procedure.value, "submission");
  EXPECT_EQ(terminal.asked<TakeTicket>()[0].request.value, "key0");
  terminal.answer();
  EXPECT_EQ(terminal.seen(), Page::ticket);
  ASSERT_EQ(terminal.asked<PrintSlip>().size(), 1U);
  EXPECT_FALSE(terminal.asked<PrintSlip>()[0].slip.repeat);
  terminal.slip(SlipOutcome::printed);
  ASSERT_EQ(terminal.asked<ReportOutcome>().size(), 1U);
  EXPECT_EQ(terminal.asked<ReportOutcome>()[0].outcome, SlipOutcome::printed);
}

TEST(Step, ALevelWithOneChoiceIsSkipped) {
  Terminal terminal;
  terminal.calm_tap({Act::group, 2});  // one service with one procedure
  EXPECT_EQ(terminal.seen(), Page::details);
  terminal.calm_tap({Act::take, 0});
  EXPECT_EQ(terminal.asked<TakeTicket>().size(), 1U);
}

TEST(Step, DetailsCostNothingAndLeadBack) {
  Terminal terminal;
  terminal.to_procedures();
  terminal.calm_tap({Act::details, 1});
  EXPECT_EQ(terminal.seen(), Page::details);
  EXPECT_TRUE(terminal.requests.empty());
  terminal.calm_tap({Act::back, 0});
  EXPECT_EQ(terminal.seen(), Page::procedures);
  terminal.calm_tap({Act::back, 0});
  EXPECT_EQ(terminal.seen(), Page::services);
  terminal.calm_tap({Act::home, 0});
  EXPECT_EQ(terminal.seen(), Page::start);
}

// ---- touch ------------------------------------------------------------------------------------------------

TEST(Touch, APressIsShownAtOnceAndActsOnRelease) {
  Terminal terminal;
  const auto target = terminal.find({Act::group, 0});
  ASSERT_TRUE(target);
  const Layout before = layout(terminal.screen, terminal.now);
  terminal.down(target->box.x + 9, target->box.y + 9);
  EXPECT_FALSE(difference(before, layout(terminal.screen, terminal.now)).empty());
  EXPECT_EQ(terminal.seen(), Page::start);
  terminal.now += Millis{80};
  terminal.up(target->box.x + 9, target->box.y + 9);
  EXPECT_EQ(terminal.seen(), Page::services);
}

TEST(Touch, AShortTapIsIgnored) {
  Terminal terminal;
  terminal.tap({Act::group, 0}, Millis{79});
  EXPECT_EQ(terminal.seen(), Page::start);
  EXPECT_FALSE(terminal.screen.press);
}

TEST(Touch, LeavingTheTargetCancelsForGood) {
  Terminal terminal;
  const canvas::Rect box = terminal.find({Act::group, 0})->box;
  terminal.down(box.x + 9, box.y + 9);
  terminal.give(TouchMove{1, box.x + 9, box.y - 40});
  EXPECT_FALSE(terminal.screen.press);
  terminal.give(TouchMove{1, box.x + 9, box.y + 9});
  terminal.now += Millis{200};
  terminal.up(box.x + 9, box.y + 9);
  EXPECT_EQ(terminal.seen(), Page::start);
}

TEST(Touch, TheSamePlaceIsDeafFor400MsAfterAPageChange) {
  Terminal terminal;
  const canvas::Rect box = terminal.find({Act::group, 0})->box;
  terminal.tap({Act::group, 0});
  ASSERT_EQ(terminal.seen(), Page::services);
  terminal.now += Millis{300};
  terminal.down(box.x + 30, box.y + 30);
  terminal.now += Millis{200};
  terminal.up(box.x + 30, box.y + 30);
  EXPECT_EQ(terminal.seen(), Page::services);
  terminal.now += Millis{300};
  terminal.tap({Act::service, 0});
  EXPECT_EQ(terminal.seen(), Page::procedures);
}

TEST(Touch, TheSameKeyTwiceIsTwoDigitsAndATremblingHandOne) {
  Terminal terminal;
  terminal.calm_tap({Act::check_in, 0});
  terminal.calm_tap({Act::letter, 3});
  terminal.now += Millis{150};
  terminal.tap({Act::letter, 3});
  EXPECT_EQ(terminal.screen.typed, "44");
  terminal.now += Millis{60};
  terminal.tap({Act::letter, 3});
  EXPECT_EQ(terminal.screen.typed, "44");
}

TEST(Touch, AnotherPlaceMayBePressedAtOnce) {
  Terminal terminal;
  terminal.tap({Act::group, 0});
  terminal.now += Millis{100};
  terminal.tap({Act::home, 0});
  EXPECT_EQ(terminal.seen(), Page::start);
}

TEST(Touch, ASecondFingerIsIgnored) {
  Terminal terminal;
  const canvas::Rect first = terminal.find({Act::group, 0})->box;
  const canvas::Rect second = terminal.find({Act::group, 1})->box;
  terminal.down(first.x + 9, first.y + 9, 1);
  terminal.down(second.x + 9, second.y + 9, 2);
  terminal.now += Millis{120};
  terminal.up(second.x + 9, second.y + 9, 2);
  EXPECT_EQ(terminal.seen(), Page::start);
  terminal.up(first.x + 9, first.y + 9, 1);
  EXPECT_EQ(terminal.seen(), Page::services);
  EXPECT_EQ(terminal.screen.group, "child");
}

TEST(Touch, AFingerThatNeverLeftIsForgotten) {
  Terminal terminal;
  terminal.down(5, 5, 7);
  terminal.now += Millis{10'000};
  terminal.tap({Act::group, 0});
  EXPECT_EQ(terminal.seen(), Page::services);
}

TEST(Touch, AFloodOfTapsTakesOneTicketIn3Seconds) {
  Terminal terminal;
  terminal.to_procedures();
  terminal.wait(Millis{1'000});
  const canvas::Rect box = terminal.find({Act::take, 1})->box;
  const Millis begin = terminal.now;
  while (terminal.now - begin < Millis{2'900}) {
    terminal.down(box.x + 50, box.y + 50);
    terminal.now += Millis{81};
    terminal.up(box.x + 50, box.y + 50);
    terminal.give(Tick{});
  }
  EXPECT_EQ(terminal.asked<TakeTicket>().size(), 1U);
}

TEST(Touch, NoSecondTicketWhileTheFirstIsOnItsWay) {
  Terminal terminal;
  terminal.take();
  ASSERT_EQ(terminal.asked<TakeTicket>().size(), 1U);
  EXPECT_FALSE(terminal.find({Act::take, 1}));
  terminal.wait(Millis{5'000});
  EXPECT_EQ(terminal.seen(), Page::issuing);
}

// ---- time -------------------------------------------------------------------------------------------------

TEST(Time, SixtySecondsIdleThenThirtyOfWarningThenStart) {
  Terminal terminal;
  terminal.calm_tap({Act::group, 0});
  terminal.wait(Millis{59'750});
  EXPECT_EQ(terminal.seen(), Page::services);
  terminal.wait(Millis{500});
  EXPECT_EQ(terminal.seen(), Page::warning);
  EXPECT_EQ(seconds_left(terminal.screen, terminal.now), 30);
  terminal.wait(Millis{29'500});
  EXPECT_EQ(terminal.seen(), Page::warning);
  terminal.wait(Millis{500});
  EXPECT_EQ(terminal.seen(), Page::start);
}

TEST(Time, OneTapAnywhereExtendsAgainAndAgain) {
  Terminal terminal;
  terminal.calm_tap({Act::group, 0});
  for (int i = 0; i < 12; ++i) {
    terminal.wait(Millis{70'000});
    ASSERT_EQ(terminal.seen(), Page::warning);
    terminal.down(500, 1'300);
    terminal.now += Millis{100};
    terminal.up(500, 1'300);
    ASSERT_EQ(terminal.seen(), Page::services);
  }
  EXPECT_EQ(terminal.asked<Tone>().size(), 12U);
  EXPECT_EQ(terminal.requests.size(), 12U) << "nothing but the warnings' tones";
}

TEST(Time, LargeTextHasTwiceTheTimeAndEndsWithTheSession) {
  Terminal terminal;
  terminal.calm_tap({Act::settings, 0});
  terminal.calm_tap({Act::large, 0});
  EXPECT_TRUE(terminal.screen.large);
  terminal.wait(Millis{119'000});
  EXPECT_EQ(terminal.seen(), Page::settings);
  terminal.wait(Millis{2'000});
  EXPECT_EQ(terminal.seen(), Page::warning);
  terminal.wait(Millis{30'000});
  EXPECT_EQ(terminal.seen(), Page::start);
  EXPECT_FALSE(terminal.screen.large);
}

TEST(Time, APrintedTicketStaysTwentySeconds) {
  Terminal terminal;
  terminal.take();
  terminal.answer();
  terminal.slip(SlipOutcome::printed);
  terminal.wait(Millis{19'500});
  EXPECT_EQ(terminal.seen(), Page::ticket);
  terminal.wait(Millis{1'000});
  EXPECT_EQ(terminal.seen(), Page::start);
}

TEST(Time, ANumberOnTheGlassWaitsForTheVisitor) {
  Terminal terminal;
  terminal.take();
  terminal.answer();
  terminal.slip(SlipOutcome::failed, "media-empty");
  terminal.wait(Millis{55'000});
  EXPECT_EQ(terminal.seen(), Page::ticket);
  terminal.wait(Millis{10'000});
  EXPECT_EQ(terminal.seen(), Page::warning);
}

// ---- the printer ------------------------------------------------------------------------------------------

TEST(Server, ARefusalIsShownWithItsSentence) {
  Terminal terminal;
  terminal.take();
  terminal.give(
      TicketAnswer{RequestId{"key0"}, {}, Refusal{RefusalCode::procedure_closed, "На сегодня всё."}});
  EXPECT_EQ(terminal.seen(), Page::refused);
  const Layout shown = layout(terminal.screen, terminal.now);
  EXPECT_TRUE(std::any_of(shown.items.begin(), shown.items.end(),
                          [](const Item& each) { return each.text == "На сегодня всё."; }));
  terminal.calm_tap({Act::back, 0});
  EXPECT_EQ(terminal.seen(), Page::procedures) << "another choice may be open";
}

TEST(Server, InAnotherLanguageTheClosedPageNamesTheNextReception) {
  Terminal terminal;
  MenuPicture menu = *terminal.screen.menu;
  menu.open = false;
  menu.closed_text = "Приём на сегодня окончен.";
  menu.next_open = parse_timestamp("2026-03-03T08:30:00.000+05:00");
  terminal.give(menu);
  const auto says = [&](const std::string& words) {
    const Layout shown = layout(terminal.screen, terminal.now);
    return std::any_of(shown.items.begin(), shown.items.end(),
                       [&](const Item& each) { return each.text.find(words) != std::string::npos; });
  };
  EXPECT_TRUE(says(menu.closed_text));
  terminal.screen.language = "en";
  terminal.screen.touched = terminal.now;
  EXPECT_TRUE(says("Tuesday, 3"));
  EXPECT_TRUE(says("08:30"));
  terminal.screen.menu->next_open.reset();
  EXPECT_TRUE(says("Please come during reception hours."));
}

TEST(Server, ALateAnswerIsOfferedForSixtySeconds) {
  Terminal terminal;
  terminal.take();
  terminal.wait(answer_limit + Millis{500});
  EXPECT_EQ(terminal.seen(), Page::refused);
  terminal.answer();
  EXPECT_EQ(terminal.seen(), Page::offer);
  terminal.wait(Millis{59'000});
  EXPECT_EQ(terminal.seen(), Page::offer);
  terminal.wait(Millis{2'000});
  EXPECT_EQ(terminal.seen(), Page::start);
  ASSERT_EQ(terminal.asked<ReportOutcome>().size(), 1U);
  EXPECT_EQ(terminal.asked<ReportOutcome>()[0].outcome, SlipOutcome::failed);
}

TEST(Server, ARecoveredNumberIsPrintedOnRequestMarkedAsRepeat) {
  Terminal terminal;
  terminal.give(TicketRecovered{pictures::ticket()});
  EXPECT_EQ(terminal.seen(), Page::offer);
  terminal.calm_tap({Act::print_offer, 0});
  ASSERT_EQ(terminal.asked<PrintSlip>().size(), 1U);
  EXPECT_TRUE(terminal.asked<PrintSlip>()[0].slip.repeat);
}

TEST(Server, AShortCutOfTheLinkIsNotSeen) {
  Terminal terminal;
  terminal.calm_tap({Act::group, 0});
  terminal.give(LinkSeen{Link::lost});
  terminal.wait(Millis{4'500});
  EXPECT_EQ(terminal.seen(), Page::services);
  terminal.give(LinkSeen{Link::up});
  terminal.wait(Millis{5'000});
  EXPECT_EQ(terminal.seen(), Page::services);
  terminal.give(LinkSeen{Link::lost});
  terminal.wait(Millis{5'500});
  EXPECT_EQ(terminal.seen(), Page::no_server);
  terminal.give(LinkSeen{Link::up});
  EXPECT_EQ(terminal.seen(), Page::start);
}

TEST(Server, AClosedHallAndAnEmergencyStandBeforeAllPages) {
  Terminal terminal;
  MenuPicture closed = pictures::town();
  closed.open = false;
  terminal.give(closed);
  EXPECT_EQ(terminal.seen(), Page::closed);
  terminal.give(EmergencySeen{"Покиньте помещение."});
  EXPECT_EQ(terminal.seen(), Page::emergency);
  EXPECT_TRUE(layout(terminal.screen, terminal.now).targets.empty());
  terminal.give(EmergencySeen{""});
  EXPECT_EQ(terminal.seen(), Page::closed);
}

TEST(Server, AServiceTakenAwayLeadsHome) {
  Terminal terminal;
  terminal.to_procedures();
  MenuPicture other = pictures::town();
  other.services.erase(other.services.begin());
  terminal.give(other);
  EXPECT_EQ(terminal.seen(), Page::start);
}

TEST(Help, IsCalledFromAPageAndLeadsBackToIt) {
  Terminal terminal;
  terminal.to_procedures();
  terminal.calm_tap({Act::help, 0});
  EXPECT_EQ(terminal.seen(), Page::help);
  EXPECT_EQ(terminal.asked<CallStaff>().size(), 1U);
  terminal.give(HelpAnswer{true});
  EXPECT_EQ(terminal.screen.help, HelpState::called);
  terminal.calm_tap({Act::back, 0});
  EXPECT_EQ(terminal.seen(), Page::procedures);
}

}  // namespace
}  // namespace talon::screens
