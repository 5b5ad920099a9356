// SPDX-License-Identifier: MIT
// What a visitor comes for, from the first press to the last, once with a finger and once with the keypad;
// and hands that press otherwise than meant.
#include <map>

#include "tests/kiosk/visitor.h"

namespace talon::screens {
namespace {

using Key = KeyPressed::Key;

class Journey : public Visitor {
 protected:
  void type(std::string_view words) {
    const std::vector<std::string> letters = keyboard(terminal.screen);
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t length = static_cast<unsigned char>(words[at]) < 0x80 ? 1 : 2;
      const auto letter = std::find(letters.begin(), letters.end(), words.substr(at, length));
      ASSERT_NE(letter, letters.end()) << words.substr(at, length);
      choose({Act::letter, static_cast<int>(letter - letters.begin())});
      at += length;
    }
  }
  void status(TicketState state, int ahead = 0) {
    TicketStatus status;
    status.number = *parse_ticket_number("А047");
    status.state = state;
    status.ahead = ahead;
    terminal.give(StatusSeen{"А047", status, {}});
  }
};

INSTANTIATE_TEST_SUITE_P(Visitor, Journey, testing::Values(By::touch, By::keypad), name_of);

TEST_P(Journey, TakesATicketInThreeChoices) {
  choose({Act::group, 0});
  choose({Act::service, 0});
  choose({Act::take, 1});
  ASSERT_EQ(terminal.asked<TakeTicket>().size(), 1U);
  EXPECT_EQ(terminal.asked<TakeTicket>()[0].procedure.value, "submission");
  terminal.answer();
  terminal.slip(SlipOutcome::printed);
  terminal.wait(movement_span);
  EXPECT_TRUE(says("А047"));
  EXPECT_TRUE(says("Перед вами"));
  choose({Act::home, 0});
  EXPECT_EQ(terminal.seen(), Page::start);
  EXPECT_FALSE(access_mode(terminal.screen) && GetParam() == By::touch);
}

TEST_P(Journey, ReadsTheDocumentListBeforeTakingATicket) {
  choose({Act::group, 0});
  choose({Act::service, 0});
  choose({Act::details, 1});
  EXPECT_EQ(terminal.seen(), Page::details);
  EXPECT_TRUE(says("Свидетельство о рождении ребёнка"));
  choose({Act::take, 1});
  EXPECT_EQ(terminal.asked<TakeTicket>().size(), 1U);
}

TEST_P(Journey, ChangesTheLanguageAtAnyStepAndTheSlipFollows) {
  choose({Act::group, 0});
  choose({Act::settings, 0});
  choose({Act::language, 2});
  EXPECT_EQ(terminal.screen.language, "tt");
  choose({Act::back, 0});
  EXPECT_EQ(terminal.seen(), Page::services);
  EXPECT_TRUE(says("Балага ай саен пособие"));
  choose({Act::service, 0});
  choose({Act::take, 1});
  EXPECT_EQ(terminal.asked<TakeTicket>()[0].language, "tt");
  terminal.answer();
  choose({Act::home, 0});
  EXPECT_EQ(terminal.screen.language, "ru") << "the next visitor finds nothing of the last one";
}

TEST_P(Journey, FindsAServiceByTheWordsPeopleUse) {
  choose({Act::search, 0});
  type("ДЕТС");  // not in the title: "детские" is how people call it
  choose({Act::service, 0});
  EXPECT_EQ(terminal.seen(), Page::procedures);
  EXPECT_EQ(terminal.screen.service.value, "child_benefit");
  choose({Act::take, 0});
  EXPECT_EQ(terminal.asked<TakeTicket>().size(), 1U);
}

/// In the low layout the letters leave room for one of two: the other is not lost.
TEST_P(Journey, FindsAllServicesThatHaveNoRoomAboveTheLetters) {
  choose({Act::settings, 0});
  while (!terminal.find({Act::low, 0})) choose({Act::next_page, 0});
  choose({Act::low, 0});
  choose({Act::back, 0});
  choose({Act::search, 0});
  type("ПОСО");
  EXPECT_FALSE(terminal.find({Act::service, 1}));
  choose({Act::enter, 0});
  EXPECT_EQ(terminal.seen(), Page::found);
  choose({Act::back, 0});
  EXPECT_EQ(terminal.screen.typed, "ПОСО") << "as it was left";
  choose({Act::enter, 0});
  choose({Act::service, 1});
  EXPECT_EQ(terminal.seen(), Page::procedures);
}

TEST_P(Journey, ReadsHoursLimitsAndRooms) {
  choose({Act::info, 0});
  choose({Act::hours, 0});
  EXPECT_TRUE(says("8:30–17:30"));
  choose({Act::back, 0});
  choose({Act::limits, 0});
  EXPECT_TRUE(says("7.2"));
  choose({Act::back, 0});
  choose({Act::rooms, 0});
  EXPECT_TRUE(says("кабинет 5"));
  choose({Act::room, 0});
  EXPECT_EQ(terminal.seen(), Page::room);
  EXPECT_TRUE(says("1 этаж, направо"));
  choose({Act::back, 0});
  EXPECT_EQ(terminal.seen(), Page::rooms);
  choose({Act::home, 0});
  EXPECT_EQ(terminal.seen(), Page::start);
  EXPECT_TRUE(terminal.asked<TakeTicket>().empty());
}

TEST_P(Journey, SeesThePlaceOfATicket) {
  choose({Act::entry, 0});
  EXPECT_FALSE(terminal.find({Act::enter, 0})) << "nothing is typed";
  type("А47");
  choose({Act::enter, 0});
  ASSERT_EQ(terminal.asked<AskStatus>().size(), 1U);
  EXPECT_EQ(terminal.asked<AskStatus>()[0].number, "А047");
  status(TicketState::waiting, 3);
  EXPECT_TRUE(says("3\u00a0человека"));
}

TEST_P(Journey, ComesBackAfterAMissedCall) {
  choose({Act::entry, 0});
  type("А047");
  choose({Act::enter, 0});
  status(TicketState::no_show);
  choose({Act::came_back, 0});
  ASSERT_EQ(terminal.asked<NoteReturn>().size(), 1U);
  EXPECT_EQ(terminal.asked<NoteReturn>()[0].number, "А047");
  terminal.give(NoteSeen{true});
  EXPECT_EQ(terminal.asked<AskStatus>().size(), 2U) << "what became of the ticket is the server's to say";
  status(TicketState::waiting, 0);
  EXPECT_TRUE(says("Вы в очереди."));
}

TEST_P(Journey, RatesTheServiceAtAnyStageAndMayThinkAgain) {
  choose({Act::entry, 0});
  type("А047");
  choose({Act::enter, 0});
  status(TicketState::waiting, 1);
  choose({Act::rate, 1});
  terminal.give(NoteSeen{true});
  EXPECT_TRUE(says("Спасибо за оценку."));
  choose({Act::rate, 3});
  const auto ratings = terminal.asked<NoteRating>();
  ASSERT_EQ(ratings.size(), 2U);
  EXPECT_EQ(ratings[0].rating, 1);
  EXPECT_EQ(ratings[1].rating, 3);
}

TEST_P(Journey, ARatingThatDidNotArriveIsTold) {
  choose({Act::entry, 0});
  type("А047");
  choose({Act::enter, 0});
  status(TicketState::served);
  choose({Act::rate, 2});
  terminal.give(NoteSeen{false});
  EXPECT_TRUE(says("Не записано"));
}

TEST_P(Journey, CallsAMemberOfStaffFromAnyPage) {
  choose({Act::group, 0});
  choose({Act::help, 0});
  EXPECT_EQ(terminal.asked<CallStaff>().size(), 1U);
  terminal.give(HelpAnswer{true});
  EXPECT_TRUE(says("Сотрудник приглашён"));
  choose({Act::back, 0});
  EXPECT_EQ(terminal.seen(), Page::services);
}

TEST_P(Journey, GetsANumberWhenTheServerDoesNotAnswer) {
  terminal.give(OwnNumbersSeen{true});
  choose({Act::group, 0});
  choose({Act::service, 0});
  choose({Act::take, 1});
  terminal.wait(own_number_after + Millis{500});
  const auto here = terminal.asked<IssueHere>();
  ASSERT_EQ(here.size(), 1U);
  EXPECT_EQ(here[0].request, terminal.asked<TakeTicket>()[0].request) << "the same touch";
  TicketReply ticket = here[0].ticket;
  ticket.number = *parse_ticket_number("У001");
  terminal.give(TicketAnswer{here[0].request, ticket, {}});
  EXPECT_EQ(terminal.seen(), Page::ticket);
  terminal.wait(movement_span);
  EXPECT_TRUE(says("У001"));
  EXPECT_TRUE(says("уточняется")) << "no forecast is made up";
  EXPECT_EQ(terminal.asked<PrintSlip>().size(), 1U);
}

// ---- speech -----------------------------------------------------------------------------------------------

TEST(Ring, NeverStandsFirstOnWhatTakesBackComplainsOrJudges) {
  const auto first = [](const pictures::Named& page) {
    return first_focus(layout(page.screen, page.now))->action.act;
  };
  std::map<std::string, Act> on;
  for (const pictures::Named& each : pictures::walk(pictures::town(), pictures::portrait, false, "ru")) {
    if (layout(each.screen, each.now).targets.empty()) continue;
    on[each.name] = first(each);
    for (const Act harm :
         {Act::rate, Act::no_slip, Act::cancel_booking, Act::cancel_surely, Act::drop_offer}) {
      EXPECT_NE(on[each.name], harm) << each.name;
    }
  }
  EXPECT_EQ(on.at("start"), Act::group);
  EXPECT_EQ(on.at("details_consultation"), Act::take) << "not the document list";
  EXPECT_EQ(on.at("own_ticket_waiting"), Act::back);
  EXPECT_EQ(on.at("own_ticket_no_show"), Act::came_back);
}

TEST(Speech, EveryShownWordIsSpokenOnEveryPage) {
  for (const char* language : {"ru", "en", "tt"}) {
    for (const pictures::Named& each :
         pictures::walk(pictures::town(), pictures::portrait, false, language)) {
      const Layout shown = layout(each.screen, each.now);
      std::string all = words_of_page(shown, language);
      for (const Target* target : reading_order(shown))
        all += " " + words_of_target(shown, *target, language);
      for (const Item& item : shown.items) {
        const bool number = item.style.face == canvas::Face::numbers;  // spelt, as the hall's voice does
        if (item.kind != Item::Kind::text || number) continue;
        EXPECT_NE(all.find(item.text), std::string::npos) << each.name << ": " << item.text;
      }
    }
  }
}

TEST(Speech, HeadphonesStartItAndTheEndOfTheSessionStopsIt) {
  Terminal terminal;
  terminal.screen.can_speak = true;
  terminal.key(Key::speech_on);
  ASSERT_FALSE(terminal.asked<Speak>().empty());
  EXPECT_NE(terminal.asked<Speak>().back().words.find("По какому вопросу"), std::string::npos);
  terminal.key(Key::next);
  EXPECT_NE(terminal.asked<Speak>().back().words.find("Пособия на детей"), std::string::npos);
  const auto before = terminal.asked<Speak>().size();
  terminal.key(Key::repeat);
  ASSERT_EQ(terminal.asked<Speak>().size(), before + 1);
  EXPECT_NE(terminal.asked<Speak>().back().words.find("По какому вопросу"), std::string::npos);
  terminal.key(Key::speech_off);
  EXPECT_EQ(terminal.asked<Hush>().size(), 1U);
  EXPECT_FALSE(terminal.screen.speech);
}

// ---- hands that press otherwise than meant ----------------------------------------------------------------

TEST(Hands, ALongPressIsOneTicket) {
  Terminal terminal;
  terminal.to_procedures();
  terminal.wait(Millis{1'000});
  terminal.tap({Act::take, 1}, Millis{7'000});
  terminal.wait(Millis{2'000});
  EXPECT_EQ(terminal.asked<TakeTicket>().size(), 1U);
}

TEST(Hands, AFingerThatSlipsToTheNextChoiceTakesNeither) {
  Terminal terminal;
  terminal.to_procedures();
  terminal.wait(Millis{1'000});
  const canvas::Rect first = terminal.find({Act::take, 0})->box;
  const canvas::Rect second = terminal.find({Act::take, 1})->box;
  terminal.down(first.x + 40, first.bottom() - 5);
  terminal.now += Millis{60};
  terminal.give(TouchMove{1, first.x + 40, second.y + 5});
  terminal.now += Millis{60};
  terminal.up(first.x + 40, second.y + 5);
  EXPECT_TRUE(terminal.asked<TakeTicket>().empty());
}

TEST(Hands, APalmOfTenPointsTakesAtMostOneTicket) {
  Terminal terminal;
  terminal.to_procedures();
  terminal.wait(Millis{1'000});
  const canvas::Rect box = terminal.find({Act::take, 0})->box;
  for (int finger = 0; finger < 10; ++finger)
    terminal.down(box.x + 30 + 20 * finger, box.y + 20 + 9 * finger, finger);
  terminal.now += Millis{300};
  for (int finger = 9; finger >= 0; --finger)
    terminal.up(box.x + 30 + 20 * finger, box.y + 20 + 9 * finger, finger);
  EXPECT_EQ(terminal.asked<TakeTicket>().size(), 1U);
}

TEST(Hands, TwoFingersOnTwoChoicesTakeTheFirst) {
  Terminal terminal;
  terminal.to_procedures();
  terminal.wait(Millis{1'000});
  const canvas::Rect one = terminal.find({Act::take, 0})->box;
  const canvas::Rect two = terminal.find({Act::take, 2})->box;
  terminal.down(one.x + 40, one.y + 40, 1);
  terminal.down(two.x + 40, two.y + 40, 2);
  terminal.now += Millis{150};
  terminal.up(two.x + 40, two.y + 40, 2);
  terminal.up(one.x + 40, one.y + 40, 1);
  ASSERT_EQ(terminal.asked<TakeTicket>().size(), 1U);
  EXPECT_EQ(terminal.asked<TakeTicket>()[0].procedure.value, "consultation");
}

/// 200 taps a second for a minute, each shorter than a meant one: nothing; and the terminal is alive after.
TEST(Hands, AFloodOfShortTapsTakesNothing) {
  Terminal terminal;
  terminal.to_procedures();
  const canvas::Rect box = terminal.find({Act::take, 1})->box;
  for (int tap = 0; tap < 12'000; ++tap) {
    terminal.down(box.x + 50, box.y + 50, tap);
    terminal.now += Millis{5};
    terminal.up(box.x + 50, box.y + 50, tap);
  }
  EXPECT_TRUE(terminal.asked<TakeTicket>().empty());
  terminal.calm_tap({Act::take, 1});
  EXPECT_EQ(terminal.asked<TakeTicket>().size(), 1U);
}

/// A child: ticket after ticket as fast as the terminal gives them.
TEST(Hands, AfterEightTicketsInAMinuteTheStaffIsNamedAndTheTerminalStaysAlive) {
  Terminal terminal;
  int taken = 0;
  const Millis begin = terminal.now;
  while (terminal.now - begin < Millis{50'000} && !terminal.screen.flood) {
    terminal.to_procedures();
    terminal.calm_tap({Act::take, 1});
    if (terminal.seen() != Page::issuing) break;
    ++taken;
    terminal.answer();
    terminal.slip(SlipOutcome::printed);
    terminal.calm_tap({Act::home, 0});
  }
  EXPECT_EQ(taken, static_cast<int>(most_in_a_row));
  EXPECT_EQ(terminal.seen(), Page::refused);
  EXPECT_TRUE(terminal.find({Act::help, 0}));
  terminal.calm_tap({Act::home, 0});
  EXPECT_EQ(terminal.seen(), Page::start);
  terminal.wait(flood_span);
  terminal.to_procedures();
  terminal.calm_tap({Act::take, 1});
  EXPECT_EQ(terminal.seen(), Page::issuing) << "after a minute it gives tickets again";
}

TEST(Hands, AHeavyHandOnOkIsOneTicket) {
  Terminal terminal;
  terminal.by_keys({Act::group, 0});
  terminal.by_keys({Act::service, 0});
  terminal.by_keys({Act::take, 1});
  for (int press = 0; press < 50; ++press) {
    terminal.now += Millis{20};
    terminal.give(KeyPressed{Key::ok});
  }
  EXPECT_EQ(terminal.asked<TakeTicket>().size(), 1U);
}

/// Whatever keys and fingers do, in any order: one ticket at a time, and never a page without a way on.
TEST(Hands, PressesAtRandomKeepTheRules) {
  Terminal terminal;
  std::size_t taken = 0;
  std::uint64_t seed = 20'260'302;
  const auto next = [&](std::uint64_t below) {
    seed = seed * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    return (seed >> 33U) % below;
  };
  for (int press = 0; press < 2'000; ++press) {
    const bool on_its_way = terminal.screen.pending.has_value();
    const std::size_t before = terminal.asked<TakeTicket>().size();
    terminal.now += Millis{static_cast<Millis::rep>(next(700))};
    if (next(3) == 0) {
      terminal.give(KeyPressed{static_cast<Key>(next(5))});
    } else {
      const double x = static_cast<double>(next(1'080));
      const double y = static_cast<double>(next(1'920));
      terminal.down(x, y);
      terminal.now += Millis{static_cast<Millis::rep>(next(200))};
      terminal.up(x, y);
    }
    const std::size_t after = terminal.asked<TakeTicket>().size();
    ASSERT_LE(after, before + (on_its_way ? 0 : 1)) << press;
    taken += after - before;
    terminal.give(Tick{});
    if (terminal.screen.pending && next(4) == 0) {
      terminal.answer();
      terminal.slip(SlipOutcome::printed);
    }
    if (terminal.seen() != Page::issuing) {
      ASSERT_FALSE(layout(terminal.screen, terminal.now).targets.empty()) << press;
    }
  }
  EXPECT_GT(taken, 5U) << "the presses did not get anywhere";
}

}  // namespace
}  // namespace talon::screens
