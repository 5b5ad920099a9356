// SPDX-License-Identifier: MIT
// The process side of the terminal: when it says that it lives, what counts as a crash, which step stands
// again after one.
#include <cstring>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <semaphore>
#include <set>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "kiosk/crashes.h"
#include "kiosk/kept_step.h"
#include "kiosk/pulse.h"
#include "tests/kiosk/terminal.h"

namespace talon::kiosk {
namespace {

class InAFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::string(TALON_BINARY_DIR) + "/run-XXXXXX";
    ASSERT_NE(::mkdtemp(folder_.data()), nullptr);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string folder_;
};

// ---- the sign of life -------------------------------------------------------------------------------------

/// The service manager's end of the socket.
class SignOfLife : public InAFolder {
 protected:
  void SetUp() override {
    InAFolder::SetUp();
    socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = folder_ + "/notify";
    ASSERT_LT(path.size(), sizeof address.sun_path);
    std::memcpy(address.sun_path, path.data(), path.size());
    ASSERT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  }
  void TearDown() override {
    ::close(socket_);
    InAFolder::TearDown();
  }
  /// All words since the last call, each with a space behind it.
  std::string heard() {
    std::string all;
    char word[64];
    for (ssize_t size = 0; (size = ::recv(socket_, word, sizeof word, 0)) > 0;)
      all.append(word, static_cast<std::size_t>(size)) += ' ';
    return all;
  }
  /// The storage answers when the test lets it.
  Pulse pulse(Millis patience) {
    return {ServiceManager(folder_ + "/notify", patience), [this] {
              asked_.release();
              answer_.acquire();
              answered_.release();
            }};
  }
  void storage_answers(Pulse& pulse, Millis now) {
    answer_.release();
    answered_.acquire();
    // The thread's last step comes after: the loop turns until it is seen.
    for (int turns = 0; turns < 100'000; ++turns) {
      pulse.turned(now, [this] { return shown_; });
      said_ += heard();
      if (!said_.empty()) return;
    }
  }
  std::string said() { return std::exchange(said_, {}); }

  int socket_ = -1;
  std::counting_semaphore<> asked_{0}, answer_{0}, answered_{0};
  bool shown_ = true;
  std::string said_;
};

TEST_F(SignOfLife, NeedsTheStorageTheGlassAndTheLoop) {
  Pulse pulse = this->pulse(Millis{2'000});
  const auto turn = [&](Millis now) { pulse.turned(now, [this] { return shown_; }); };
  turn(Millis{0});
  EXPECT_EQ(heard(), "") << "the storage has not answered yet";
  storage_answers(pulse, Millis{10});
  EXPECT_EQ(said(), "READY=1 WATCHDOG=1 ");

  asked_.acquire();
  asked_.acquire();
  answer_.release();
  answered_.acquire();
  turn(Millis{500});
  EXPECT_EQ(heard(), "") << "half of the patience is not over";
  shown_ = false;
  turn(Millis{1'010});
  EXPECT_EQ(heard(), "") << "the glass took nothing";
  shown_ = true;
  for (int turns = 0; turns < 100'000 && said_.empty(); ++turns) {
    turn(Millis{1'020});
    said_ += heard();
  }
  EXPECT_EQ(said(), "WATCHDOG=1 ");

  asked_.acquire();
  turn(Millis{2'100});
  turn(Millis{9'000});
  EXPECT_EQ(heard(), "") << "the storage hangs";
  storage_answers(pulse, Millis{9'010});
  EXPECT_EQ(said(), "WATCHDOG=1 ");
  answer_.release();
}

TEST_F(SignOfLife, WithoutAPatienceItIsReadyOnceAndAsksTheStorageNoMore) {
  {
    Pulse pulse = this->pulse(Millis{0});
    storage_answers(pulse, Millis{10});
    EXPECT_EQ(said(), "READY=1 ");
    pulse.turned(Millis{100'000}, [] { return true; });
    EXPECT_EQ(heard(), "");
    asked_.acquire();
    EXPECT_FALSE(asked_.try_acquire());
  }
  EXPECT_EQ(heard(), "STOPPING=1 ");
}

// ---- crashes ----------------------------------------------------------------------------------------------

class CrashCount : public InAFolder {
 protected:
  Crashes begin(long long at_ms, const std::string& machine_run = "today") {
    return {folder_ + "/crashes", machine_run, Millis{at_ms}};
  }
};

TEST_F(CrashCount, FiveWithinAMinuteAreSafeModeForTenQuietMinutes) {
  (void)begin(1'000);
  for (int i = 1; i < 5; ++i) EXPECT_FALSE(begin(1'000 + i * 10'000).safe(Millis{1'000 + i * 10'000})) << i;
  Crashes fifth = begin(51'000);
  EXPECT_TRUE(fifth.safe(Millis{51'000}));
  EXPECT_EQ(fifth.component(Millis{51'000}).health, Health::warning);
  EXPECT_NE(fifth.component(Millis{51'000}).reason.find("упрощённый режим"), std::string::npos);
  EXPECT_TRUE(fifth.safe(Millis{650'000}));
  EXPECT_FALSE(fifth.safe(Millis{651'000})) << "ten minutes";
  EXPECT_TRUE(begin(400'000).safe(Millis{999'000})) << "a crash in safe mode: ten minutes more";
}

TEST_F(CrashCount, FiveInAnHourAreNone) {
  (void)begin(0);
  for (int i = 1; i <= 5; ++i) EXPECT_FALSE(begin(i * 600'000).safe(Millis{i * 600'000}));
  EXPECT_EQ(begin(3'600'000).count(Millis{86'400'000}, Millis{3'600'000}), 6);
}

TEST_F(CrashCount, AnOrderlyEndIsNoneAndLeavesSafeMode) {
  for (int i = 0; i < 6; ++i) (void)begin(i * 1'000);
  Crashes last = begin(7'000);
  ASSERT_TRUE(last.safe(Millis{7'000}));
  last.ended();
  const Crashes by_hand = begin(8'000);
  EXPECT_FALSE(by_hand.safe(Millis{8'000}));
  EXPECT_EQ(by_hand.count(Millis{60'000}, Millis{8'000}), 6) << "what was stays known";
}

TEST_F(CrashCount, APowerCutIsNone) {
  for (int i = 0; i < 6; ++i) (void)begin(i * 1'000);
  const Crashes after = begin(500, "tomorrow");
  EXPECT_FALSE(after.safe(Millis{500}));
  EXPECT_EQ(after.component(Millis{500}).health, Health::ok);
}

TEST_F(CrashCount, AnHourAfterTheLastAllIsWell) {
  (void)begin(0);
  const Crashes after = begin(1'000);
  EXPECT_EQ(after.component(Millis{1'000}).reason, "перезапускалась после сбоя (сбоев за сутки: 1)");
  EXPECT_EQ(after.component(Millis{3'601'000}).health, Health::ok);
}

TEST_F(CrashCount, ADamagedFileAndAFolderThatIsNotThereCountNothing) {
  std::ofstream(folder_ + "/crashes") << "today x\x01 -7\nseven";
  EXPECT_FALSE(begin(1'000).safe(Millis{1'000}));
  const Crashes nowhere(folder_ + "/none/crashes", "today", Millis{0});
  EXPECT_EQ(nowhere.component(Millis{0}).health, Health::ok);
}

// ---- the step that stands again ---------------------------------------------------------------------------

using screens::Act;
using screens::Page;
using screens::Terminal;

screens::Screen after_a_crash(const Terminal& before, const offline::Open& open = {}) {
  Terminal after;
  after.screen.can_speak = true;
  take_up_step(after.screen, text_of_step(before.screen), open, after.now);
  return after.screen;
}

TEST(KeptSteps, ChoosingGoesOnWhereItWas) {
  Terminal terminal;
  EXPECT_EQ(text_of_step(terminal.screen), "") << "the start page needs no file";
  terminal.to_procedures();
  EXPECT_EQ(after_a_crash(terminal).page, Page::procedures);
  EXPECT_EQ(after_a_crash(terminal).service, terminal.screen.service);
  terminal.calm_tap({Act::details, 0});
  EXPECT_EQ(after_a_crash(terminal).page, Page::details);
  terminal.calm_tap({Act::help, 0});
  EXPECT_EQ(after_a_crash(terminal).page, Page::details) << "somebody is on the way already";
}

TEST(KeptSteps, LanguageAndLooksStay) {
  Terminal terminal;
  terminal.screen.can_speak = true;
  terminal.screen.language = "tt";
  terminal.screen.large = terminal.screen.contrast = terminal.screen.low = terminal.screen.speech = true;
  const screens::Screen after = after_a_crash(terminal);
  EXPECT_EQ(after.page, Page::start);
  EXPECT_EQ(after.language, "tt");
  EXPECT_TRUE(after.large && after.contrast && after.low && after.speech);
}

TEST(KeptSteps, NothingTypedAndNoCodeIsKept) {
  Terminal terminal;
  terminal.calm_tap({Act::check_in, 0});
  for (int i = 0; i < 5; ++i) terminal.calm_tap({Act::letter, i});
  ASSERT_FALSE(terminal.screen.typed.empty());
  EXPECT_EQ(text_of_step(terminal.screen).find(terminal.screen.typed), std::string::npos);
  const screens::Screen after = after_a_crash(terminal);
  EXPECT_EQ(after.page, Page::code_entry);
  EXPECT_EQ(after.typed, "");
}

TEST(KeptSteps, ATicketOnItsWayIsWaitedForAndPrintedOnce) {
  Terminal terminal;
  terminal.take();
  ASSERT_EQ(terminal.screen.page, Page::issuing);
  const RequestId request = terminal.screen.pending->request;
  offline::Open open;
  open.unanswered.push_back({request, terminal.screen.service, terminal.screen.procedure, "ru"});
  Terminal after;
  after.screen = after_a_crash(terminal, open);
  ASSERT_EQ(after.screen.page, Page::issuing);
  after.give(screens::TicketAnswer{request, screens::pictures::ticket(), {}});
  EXPECT_EQ(after.screen.page, Page::ticket);
  ASSERT_EQ(after.asked<screens::PrintSlip>().size(), 1U);
  EXPECT_FALSE(after.asked<screens::PrintSlip>()[0].slip.repeat);
  EXPECT_EQ(after_a_crash(terminal).page, Page::start) << "answered already: the journal offers the number";
}

TEST(KeptSteps, ANumberInTheHandStandsAgainAnotherIsOfferedByTheJournal) {
  Terminal terminal;
  terminal.take();
  terminal.answer();
  EXPECT_EQ(after_a_crash(terminal).page, Page::start) << "its paper has no last word";
  terminal.slip(SlipOutcome::printed);
  const screens::Screen after = after_a_crash(terminal);
  ASSERT_EQ(after.page, Page::ticket);
  EXPECT_EQ(after.given->ticket.number, screens::pictures::ticket().number);
  EXPECT_TRUE(screens::in_hand(*after.given));
  offline::Open open;
  open.unprinted.push_back(terminal.screen.given->ticket);
  EXPECT_EQ(after_a_crash(terminal, open).page, Page::start);
}

TEST(KeptSteps, AServiceThatIsGoneIsTheStartPage) {
  Terminal terminal;
  terminal.to_procedures();
  terminal.screen.service = ServiceId{"gone"};
  EXPECT_EQ(after_a_crash(terminal).page, Page::start);
  Terminal after;
  take_up_step(after.screen, "page nowhere\nsheet -1\nlooks \nlanguage xx\n", {}, after.now);
  EXPECT_EQ(after.screen.page, Page::start);
  EXPECT_EQ(after.screen.language, "ru");
}

// ---- safe mode --------------------------------------------------------------------------------------------

TEST(SafeMode, AllServicesAreOneListAndNothingIsOptional) {
  for (const screens::Glass& glass : {screens::pictures::portrait, screens::pictures::landscape}) {
    Terminal terminal;
    terminal.screen.plain = true;
    terminal.give(screens::GlassSeen{glass});
    terminal.give(screens::pictures::town());
    const auto keeps_the_rules = [&] {
      const screens::Layout shown = screens::layout(terminal.screen, terminal.now);
      EXPECT_EQ(screens::check_layout(shown, terminal.screen), std::vector<std::string>{});
      for (const screens::Target& each : shown.targets) {
        const std::set<Act> needed{Act::service, Act::take, Act::next_page, Act::former_page, Act::back,
                                   Act::home,    Act::help, Act::no_slip,   Act::print_again};
        EXPECT_TRUE(needed.contains(each.action.act)) << static_cast<int>(each.action.act);
      }
    };
    keeps_the_rules();
    terminal.calm_tap({Act::service, 0});
    keeps_the_rules();
    terminal.calm_tap({Act::take, 1});
    ASSERT_EQ(terminal.asked<screens::TakeTicket>().size(), 1U);
    keeps_the_rules();
    terminal.answer();
    terminal.slip(SlipOutcome::printed);
    terminal.wait(Millis{2'000});
    keeps_the_rules();
  }
}

TEST(SafeMode, NoServiceIsLost) {
  const MenuPicture menu = screens::pictures::town();
  Terminal terminal;
  terminal.screen.plain = true;
  terminal.give(menu);
  std::set<int> offered;
  for (int sheet = 0; sheet < 10; ++sheet) {
    for (const screens::Target& each : screens::layout(terminal.screen, terminal.now).targets)
      if (each.action.act == Act::service) offered.insert(each.action.index);
    if (terminal.find({Act::next_page, 0})) terminal.calm_tap({Act::next_page, 0});
  }
  EXPECT_EQ(offered.size(), menu.services.size());
}

class KeptStepFile : public InAFolder {
 protected:
  /// Ends when the file is written.
  void keep(const screens::Screen& screen, Millis now) {
    KeptStep step(folder_ + "/step", "today");
    step.keep(screen, now);
    for (int turns = 0; turns < 1'000'000 && !std::filesystem::exists(folder_ + "/step"); ++turns)
      step.keep(screen, now);
  }
};

TEST_F(KeptStepFile, IsFreshForTenSecondsOfTheSameRunOfTheMachine) {
  Terminal terminal;
  terminal.to_procedures();
  keep(terminal.screen, Millis{50'000});
  EXPECT_TRUE(KeptStep(folder_ + "/step", "today").fresh_step(Millis{59'999}));
  EXPECT_FALSE(KeptStep(folder_ + "/step", "today").fresh_step(Millis{60'000})) << "another may stand there";
  EXPECT_FALSE(KeptStep(folder_ + "/step", "tomorrow").fresh_step(Millis{51'000})) << "the power was off";
  EXPECT_FALSE(KeptStep(folder_ + "/none", "today").fresh_step(Millis{51'000}));
}

TEST_F(KeptStepFile, TheStartPageLeavesNoStep) {
  keep(Terminal().screen, Millis{50'000});
  EXPECT_FALSE(KeptStep(folder_ + "/step", "today").fresh_step(Millis{50'001}));
}

}  // namespace
}  // namespace talon::kiosk
