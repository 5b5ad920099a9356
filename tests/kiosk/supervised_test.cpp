// SPDX-License-Identifier: MIT
// The real program under a supervisor that speaks systemd's protocol: crashes, standing still, a busy
// printer.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "tests/kiosk/supervisor.h"

namespace talon::kiosk {
namespace {

using Seen = Supervisor::Seen;

constexpr Millis patience{2'000};

class SupervisedTerminal : public TerminalInAWindow {
 protected:
  void supervise(const std::string& printer = {}) {
    std::vector<std::string> call = words({"--targets", folder_ + "/targets"});
    if (!printer.empty()) *(std::find(call.begin(), call.end(), "--printer") + 1) = printer;
    supervisor_ = std::make_unique<Supervisor>(folder_ + "/notify", call, x_.display(), patience);
    ASSERT_TRUE(supervisor_->until([](const Seen& seen) { return seen.beats > 0; })) << "never ready";
  }
  void TearDown() override {
    supervisor_.reset();
    TerminalInAWindow::TearDown();
  }
  [[nodiscard]] std::string targets() const {
    std::ifstream file(folder_ + "/targets");
    return {std::istreambuf_iterator<char>(file), {}};
  }
  /// Looks each time the supervised program gives a sign of life.
  bool stands(const std::string& view) {
    return supervisor_->until(
        [&](const Seen&) { return targets().find("\"view\":\"" + view + '"') != std::string::npos; });
  }
  [[nodiscard]] bool offers(const std::string& act) const {
    return targets().find("\"act\":\"" + act + '"') != std::string::npos;
  }
  static int number_after(const std::string& text, const std::string& name, std::size_t from) {
    return std::stoi(text.substr(text.find('"' + name + "\":", from) + name.size() + 3));
  }
  /// A finger where `act` stands; again while the place is still deaf from the last page.
  void tap(const std::string& act, int index, const std::string& then) {
    for (int tries = 0; tries < 20; ++tries) {
      const std::string all = targets();
      const auto at = all.find("{\"act\":\"" + act + "\",\"index\":" + std::to_string(index) + ",");
      if (at != std::string::npos) {
        const int x = number_after(all, "x", at) + number_after(all, "width", at) / 2;
        const int y = number_after(all, "y", at) + number_after(all, "height", at) / 2;
        run({"xdotool", "mousemove", std::to_string(x), std::to_string(y), "mousedown", "1", "sleep", "0.15",
             "mouseup", "1", "sleep", "0.15"},
            x_.display());
      }
      if (targets().find("\"view\":\"" + then + '"') != std::string::npos) return;
    }
    ADD_FAILURE() << act << " does not lead to " << then << ": " << targets();
  }
  void to_procedures() {
    ASSERT_TRUE(stands("start"));
    tap("group", 0, "services");
    tap("service", 0, "procedures");
  }
  /// Crashes as by an error in a page, as soon as it is there again.
  void crash(int times) {
    for (int i = 0; i < times; ++i) {
      const int ready = supervisor_->seen().ready;
      supervisor_->signal(SIGSEGV);
      ASSERT_TRUE(supervisor_->until([&](const Seen& seen) { return seen.ready > ready && seen.beats > 0; }));
    }
  }
  [[nodiscard]] bool told(const std::string& words) {
    return server_.wait_until([&] {
      const auto states = server_.asked("PUT", "/devices/kiosk1/state");
      return !states.empty() && states.back().body.find(words) != std::string::npos;
    });
  }

  std::unique_ptr<Supervisor> supervisor_;
};

TEST_F(SupervisedTerminal, AnIdleScreenProvesThatItLivesAtHalfThePatience) {
  supervise();
  ASSERT_TRUE(supervisor_->until([](const Seen& seen) { return seen.beats >= 5; }));
  EXPECT_EQ(supervisor_->seen().killed, 0);
  EXPECT_LT(supervisor_->seen().worst_gap, patience);
  EXPECT_EQ(supervisor_->stop(), 0);
}

TEST_F(SupervisedTerminal, AfterACrashTheSameStepStandsAgain) {
  supervise();
  to_procedures();
  const auto begun = Supervisor::Clock::now();
  crash(1);
  RecordProperty("back_ms", static_cast<int>((Supervisor::Clock::now() - begun) / Millis{1}));
  EXPECT_TRUE(stands("procedures"));
  EXPECT_TRUE(told("сбоев за сутки: 1"));
  tap("take", 1, "ticket");
  EXPECT_EQ(server_.tickets(), 1);
}

/// The visitor still stands there: the same touch is answered, its slip printed once and unmarked.
TEST_F(SupervisedTerminal, ACrashWhileTheTicketIsOnItsWayPrintsItOnce) {
  server_.drop_answers(1'000);
  supervise();
  to_procedures();
  tap("take", 1, "issuing");
  ASSERT_TRUE(server_.wait_until([&] { return server_.tickets() == 1; }));
  supervisor_->signal(SIGSEGV);
  ASSERT_TRUE(supervisor_->until([](const Seen& seen) { return seen.ready == 2; }));
  server_.drop_answers(0);
  EXPECT_TRUE(stands("ticket"));
  EXPECT_TRUE(server_.wait_until([&] { return !server_.asked("POST", "/slip").empty(); }));
  EXPECT_EQ(server_.tickets(), 1);
  EXPECT_EQ(server_.asked("POST", "/slip").size(), 1U);
}

TEST_F(SupervisedTerminal, AProgramThatStandsStillIsRestartedOnTheSameStep) {
  supervise();
  to_procedures();
  const auto begun = Supervisor::Clock::now();
  supervisor_->signal(SIGSTOP);
  ASSERT_TRUE(supervisor_->until([](const Seen& seen) { return seen.killed == 1 && seen.beats > 0; }));
  RecordProperty("back_ms", static_cast<int>((Supervisor::Clock::now() - begun) / Millis{1}));
  EXPECT_TRUE(stands("procedures"));
}

/// The display server takes no picture: the loop waits for it, and nothing pretends to be well.
TEST_F(SupervisedTerminal, AGlassThatTakesNothingEndsTheSignOfLife) {
  supervise();
  x_.signal(SIGSTOP);
  EXPECT_TRUE(supervisor_->until([](const Seen& seen) { return seen.killed > 0; }));
  x_.signal(SIGCONT);
  EXPECT_TRUE(supervisor_->until([](const Seen& seen) { return seen.ready > 1 && seen.beats > 0; }));
}

TEST_F(SupervisedTerminal, FiveCrashesInAMinuteAreSafeModeUntilARestartByHand) {
  supervise();
  ASSERT_TRUE(stands("start"));
  EXPECT_TRUE(offers("settings") && offers("search") && offers("entry"));
  crash(4);
  ASSERT_TRUE(stands("start"));
  EXPECT_TRUE(offers("search")) << "four are not enough";
  crash(1);
  ASSERT_TRUE(stands("start"));
  EXPECT_TRUE(offers("service")) << "all services as a plain list";
  for (const char* optional : {"settings", "search", "entry", "info", "language", "check_in", "group"}) {
    EXPECT_FALSE(offers(optional)) << optional;
  }
  EXPECT_TRUE(told("упрощённый режим"));
  tap("service", 0, "procedures");
  EXPECT_FALSE(offers("details"));
  tap("take", 1, "ticket");
  EXPECT_EQ(server_.tickets(), 1);
  EXPECT_TRUE(server_.wait_until([&] { return !server_.asked("POST", "/slip").empty(); })) << "printed";

  EXPECT_EQ(supervisor_->stop(), 0);
  supervisor_.reset();
  std::filesystem::remove(folder_ + "/notify");
  supervise();
  ASSERT_TRUE(stands("start"));
  EXPECT_TRUE(offers("search")) << "a restart by hand leaves safe mode";
}

/// A printer that takes no byte: its slip waits, the sign of life does not.
TEST_F(SupervisedTerminal, ABusyPrinterDoesNotStopTheSignOfLife) {
  const int printer = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int few_bytes = 1;
  ::setsockopt(printer, SOL_SOCKET, SO_RCVBUF, &few_bytes, sizeof few_bytes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(::bind(printer, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(::listen(printer, 4), 0);
  ASSERT_EQ(::getsockname(printer, reinterpret_cast<sockaddr*>(&address), &size), 0);
  supervise("tcp:127.0.0.1:" + std::to_string(ntohs(address.sin_port)));
  to_procedures();
  tap("take", 1, "ticket");
  const int beats = supervisor_->seen().beats;
  EXPECT_TRUE(supervisor_->until([&](const Seen& seen) { return seen.beats >= beats + 4; }));
  EXPECT_EQ(supervisor_->seen().killed, 0);
  EXPECT_LT(supervisor_->seen().worst_gap, patience);
  ::close(printer);
}

}  // namespace
}  // namespace talon::kiosk
