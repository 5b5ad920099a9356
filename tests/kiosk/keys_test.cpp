// SPDX-License-Identifier: MIT
// The keys of a real keyboard or keypad, by the names the window gives them, up to what the page does.
#include "kiosk/keys.h"

#include "tests/kiosk/terminal.h"

namespace talon::screens {
namespace {

using kiosk::key_of;

class Keyboard : public testing::Test {
 protected:
  void SetUp() override { terminal.screen.can_speak = true; }
  void press(std::string_view name) {
    terminal.wait(Millis{500});
    const auto key = key_of(name);
    ASSERT_TRUE(key) << name;
    terminal.give(*key);
  }
  void press_digits(std::string_view digits, const std::string& before = {}) {
    for (const char digit : digits) press(before + digit);
  }
  [[nodiscard]] std::string last_words() const {
    const auto said = terminal.asked<Speak>();
    return said.empty() ? "" : said.back().words;
  }

  Terminal terminal;
};

TEST_F(Keyboard, OtherKeysMeanNothing) {
  for (const char* name : {"Escape", "F12", "A", "Left Ctrl", "Keypad +", "Keypad 10", "", "10"})
    EXPECT_FALSE(key_of(name)) << name;
}

TEST_F(Keyboard, BothRowsOfDigitsTypeTheCodeAndEnterSendsIt) {
  for (const char* row : {"", "Keypad "}) {
    terminal = Terminal{};
    terminal.calm_tap({Act::check_in, 0});
    press_digits("4815162340", row);
    EXPECT_EQ(terminal.screen.typed, "4815162340") << row;
    EXPECT_EQ(terminal.ring(), (Action{Act::enter, 0})) << "whole: OK is next";
    press(std::string(row).empty() ? "Return" : "Keypad Enter");
    ASSERT_EQ(terminal.asked<AskBooking>().size(), 1U);
    EXPECT_EQ(terminal.asked<AskBooking>()[0].code, "4815162340");
  }
}

TEST_F(Keyboard, AnEleventhDigitIsNoDigitOfACode) {
  terminal.calm_tap({Act::check_in, 0});
  press_digits("48151623427");
  EXPECT_EQ(terminal.screen.typed, "4815162342");
}

TEST_F(Keyboard, BackTakesADigitBackAndThenThePage) {
  terminal.calm_tap({Act::check_in, 0});
  press_digits("48");
  press("Backspace");
  EXPECT_EQ(terminal.screen.typed, "4");
  press("Backspace");
  EXPECT_EQ(terminal.seen(), Page::code_entry);
  press("Backspace");
  EXPECT_EQ(terminal.seen(), Page::start);
}

TEST_F(Keyboard, OnAPageWithoutNumbersAKeypadOfNumbersHasArrows) {
  press("Keypad 2");
  EXPECT_EQ(terminal.ring(), (Action{Act::group, 0}));
  press("Keypad 2");
  EXPECT_EQ(terminal.ring(), (Action{Act::group, 1}));
  press("Keypad 8");
  press("Keypad 7");
  press("2");
  EXPECT_EQ(terminal.ring(), (Action{Act::group, 0})) << "a digit that no page takes does nothing";
  press("Keypad 5");
  EXPECT_EQ(terminal.seen(), Page::services);
}

TEST_F(Keyboard, ATicketsNumberTakesDigitsAfterItsLetter) {
  terminal.calm_tap({Act::entry, 0});
  press("Keypad 2");
  EXPECT_EQ(terminal.ring(), (Action{Act::letter, 0})) << "the arrow on the way to the letter";
  press("Keypad 5");
  press_digits("012", "Keypad ");
  EXPECT_EQ(terminal.screen.typed, "А012");
}

/// While the codes are closed there are no keys on the glass, and those of the keyboard are as dead.
TEST_F(Keyboard, TypesNothingWhereTheGlassHasNoKeys) {
  terminal.screen.codes_closed_until = terminal.now + codes_closed;
  terminal.calm_tap({Act::check_in, 0});
  press_digits("4815162342");
  EXPECT_TRUE(terminal.screen.typed.empty());
}

TEST_F(Keyboard, EachDigitIsSaidAndNotThePageAgain) {
  press("F1");
  terminal.calm_tap({Act::check_in, 0});
  EXPECT_NE(last_words().find("Код записи"), std::string::npos);
  press_digits("481");
  EXPECT_EQ(last_words(), "1");
  press("Backspace");
  EXPECT_EQ(last_words(), "4, 8") << "what is left";
  press("Space");
  EXPECT_NE(last_words().find("Код записи"), std::string::npos) << "asked for, all of it is said again";
  press("Backspace");
  press("Backspace");
  EXPECT_NE(last_words().find("Десять цифр"), std::string::npos) << "an empty field says what it wants";
  press_digits("4815162342");
  EXPECT_EQ(last_words(), "2. Найти запись");
}

}  // namespace
}  // namespace talon::screens
