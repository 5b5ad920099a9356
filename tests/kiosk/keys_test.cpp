// SPDX-License-Identifier: MIT
// The keys of a real keyboard or keypad, by the names the window gives them, up to what the page does.
#include "kiosk/keys.h"

#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <linux/input.h>
#include <mutex>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/jack.h"
#include "kiosk/speaker.h"
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

TEST_F(Keyboard, OneKeyGoesThroughTheLoudnessInStepsOfThreeDecibels) {
  press("F2");
  EXPECT_EQ(terminal.screen.loudness_db, usual_loudness_db) << "nothing is spoken yet";
  press("F15");
  int before = terminal.asked<Speak>().back().loudness_db;
  EXPECT_EQ(before, usual_loudness_db);
  std::set<int> heard;
  for (int presses = 0; presses < 12; ++presses) {
    const std::size_t spoken = terminal.asked<Speak>().size();
    press("F2");
    ASSERT_GT(terminal.asked<Speak>().size(), spoken) << "heard at once";
    const int now = terminal.asked<Speak>().back().loudness_db;
    EXPECT_EQ(std::abs(now - before), loudness_step_db);
    heard.insert(now);
    before = now;
  }
  EXPECT_EQ(heard, (std::set<int>{0, -3, -6, -9, -12, -15}));
}

TEST_F(Keyboard, TheNextVisitorHearsTheUsualLoudness) {
  press("F15");
  press("F2");
  EXPECT_NE(terminal.screen.loudness_db, usual_loudness_db);
  terminal.wait(2 * (idle_limit + warning_span) + Millis{1'000});
  EXPECT_FALSE(terminal.screen.speech);
  EXPECT_EQ(terminal.screen.loudness_db, usual_loudness_db);
  press("F15");
  press("F2");
  press("F16");
  press("F15");
  EXPECT_EQ(terminal.asked<Speak>().back().loudness_db, usual_loudness_db) << "headphones out and in";
}

TEST(Loudness, ThreeDecibelsAreThreeDecibels) {
  const voice::Sound sound{44'100, {0.5F, -0.5F}};
  EXPECT_FLOAT_EQ(kiosk::at_loudness(sound, 0).samples[0], 0.5F);
  EXPECT_NEAR(20 * std::log10(kiosk::at_loudness(sound, -3).samples[0] / 0.5F), -3, 0.001);
}

/// A pipe instead of the kernel's device.
TEST(HeadphoneJack, InsertingAndPullingIsHeardOnceEach) {
  std::string path = std::string(TALON_BINARY_DIR) + "/jack-XXXXXX";
  ASSERT_NE(::mkdtemp(path.data()), nullptr);
  const std::string device = path + "/event";
  ASSERT_EQ(::mkfifo(device.c_str(), 0600), 0);
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<bool> heard;
  kiosk::Jack jack(device, [&](bool in) {
    const std::lock_guard lock(mutex);
    heard.push_back(in);
    changed.notify_all();
  });
  const int kernel = ::open(device.c_str(), O_WRONLY | O_CLOEXEC);  // waits for the jack to open it
  ASSERT_GE(kernel, 0);
  const auto send = [&](std::uint16_t type, std::uint16_t code, int value) {
    input_event event{};
    event.type = type;
    event.code = code;
    event.value = value;
    ASSERT_EQ(::write(kernel, &event, sizeof event), static_cast<ssize_t>(sizeof event));
  };
  send(EV_SW, SW_HEADPHONE_INSERT, 1);
  send(EV_SYN, SYN_REPORT, 0);
  send(EV_SW, SW_MICROPHONE_INSERT, 1);
  send(EV_SW, SW_HEADPHONE_INSERT, 1);
  send(EV_SW, SW_HEADPHONE_INSERT, 0);
  {
    std::unique_lock lock(mutex);
    ASSERT_TRUE(changed.wait_for(lock, std::chrono::seconds{20}, [&] { return heard.size() >= 2; }));
    EXPECT_EQ(heard, (std::vector<bool>{true, false}));
  }
  ::close(kernel);
  std::filesystem::remove_all(path);
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
