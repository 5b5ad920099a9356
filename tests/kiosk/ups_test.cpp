// SPDX-License-Identifier: MIT
// The power supply: what upsd's words mean, that it is asked as NUT wants it, and what the visitor sees.
#include "kiosk/ups.h"

#include <arpa/inet.h>
#include <deque>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/kiosk/terminal.h"

namespace talon::kiosk {
namespace {

TEST(Ups, ItsWordsAreMainsBatteryOrTheEnd) {
  EXPECT_EQ(power_of("OL"), Power::mains);
  EXPECT_EQ(power_of("OL CHRG LB"), Power::mains) << "a low battery that is being charged is no end";
  EXPECT_EQ(power_of("OB DISCHRG"), Power::battery);
  EXPECT_EQ(power_of("OB DISCHRG LB"), Power::ending);
  EXPECT_EQ(power_of("FSD OL"), Power::ending) << "the shutdown was ordered";
  for (const char* nothing : {"", "WAIT", "COMM NOCOMM", "OLOB"})
    EXPECT_EQ(power_of(nothing), Power::unheard);
}

TEST(Ups, OnlyItsOwnWholeAnswerSaysSomething) {
  EXPECT_EQ(power_in("VAR hall ups.status \"OB LB\"", "hall"), Power::ending);
  EXPECT_EQ(power_in("VAR hall ups.status \"\"", "hall"), Power::unheard);
  for (const char* other :
       {"ERR DATA-STALE", "VAR hall ups.status \"OB LB", "VAR cellar ups.status \"OL\"", ""})
    EXPECT_FALSE(power_in(other, "hall")) << other;
}

TEST(Ups, ItsAddress) {
  EXPECT_EQ(ups_address("apc")->host, "127.0.0.1");
  EXPECT_EQ(ups_address("apc")->port, "3493");
  EXPECT_EQ(ups_address("apc@10.0.0.3:9000")->port, "9000");
  EXPECT_EQ(ups_address("apc@10.0.0.3")->host, "10.0.0.3");
  for (const char* wrong : {"", "@host", "a b@host", "apc@", "apc@host:", "apc@host:ups", "a\"b"})
    EXPECT_FALSE(ups_address(wrong)) << wrong;
}

/// upsd as NUT's developer guide has it (chapter "Network protocol"): a line is asked, a line is answered.
class Upsd {
 public:
  Upsd() {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(listener_, 4), 0);
    EXPECT_EQ(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = std::to_string(ntohs(address.sin_port));
  }
  ~Upsd() { ::close(listener_); }
  [[nodiscard]] UpsAddress address() const { return {"hall", "127.0.0.1", port_}; }
  /// Takes a connection and answers its questions with these lines; then hangs up.
  void serve(std::deque<std::string> answers) {
    const int connection = ::accept(listener_, nullptr, nullptr);
    std::string asked;
    for (char letter = 0; !answers.empty() && ::recv(connection, &letter, 1, 0) == 1;) {
      asked += letter;
      if (letter != '\n') continue;
      questions.push_back(std::exchange(asked, {}));
      const std::string answer = answers.front() + '\n';
      answers.pop_front();
      EXPECT_EQ(::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL),
                static_cast<ssize_t>(answer.size()));
    }
    ::close(connection);
  }
  std::vector<std::string> questions;

 private:
  int listener_ = -1;
  std::string port_;
};

TEST(Ups, IsAskedEachTwoSecondsAndItsChangesAreTold) {
  Upsd upsd;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<Power> heard;
  UpsWatch watch(upsd.address(), [&](Power power) {
    const std::lock_guard lock(mutex);
    heard.push_back(power);
    changed.notify_all();
  });
  const auto until = [&](std::size_t count) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds{20}, [&] { return heard.size() >= count; });
  };
  upsd.serve({"VAR hall ups.status \"OL CHRG\"", "VAR hall ups.status \"OL\"", "VAR hall ups.status \"OB\""});
  ASSERT_TRUE(until(3)) << "hung up";
  upsd.serve({"ERR DATA-STALE", "VAR hall ups.status \"OB LB\""});
  ASSERT_TRUE(until(4));
  upsd.serve({"VAR hall ups.status \"OL\""});
  ASSERT_TRUE(until(5));
  EXPECT_EQ((std::vector<Power>(heard.begin(), heard.begin() + 5)),
            (std::vector<Power>{Power::mains, Power::battery, Power::unheard, Power::ending, Power::mains}))
      << "that upsd ends before the machine does changes nothing";
  for (const std::string& each : upsd.questions) EXPECT_EQ(each, "GET VAR hall ups.status\n");
}

// ---- what the visitor sees --------------------------------------------------------------------------------

using screens::Act;
using screens::Page;
using screens::PowerSeen;
using screens::PrintSlip;
using screens::Terminal;

TEST(PowerGoes, NothingIsBegunUntilItIsBack) {
  Terminal terminal;
  terminal.to_procedures();
  terminal.give(PowerSeen{true});
  EXPECT_EQ(terminal.seen(), Page::ending);
  for (const screens::Target& each : screens::layout(terminal.screen, terminal.now).targets)
    EXPECT_TRUE(each.action.act == Act::help || each.action.act == Act::settings);
  terminal.wait(Millis{120'000});
  EXPECT_EQ(terminal.seen(), Page::ending);
  terminal.give(PowerSeen{false});
  EXPECT_EQ(terminal.seen(), Page::start);
  terminal.take();
  EXPECT_EQ(terminal.asked<screens::TakeTicket>().size(), 1U);
}

TEST(PowerGoes, ANumberOnItsWayIsShownAndNoSlipIsBegun) {
  Terminal terminal;
  terminal.take();
  terminal.give(PowerSeen{true});
  EXPECT_EQ(terminal.seen(), Page::issuing);
  terminal.answer();
  EXPECT_EQ(terminal.seen(), Page::ticket);
  EXPECT_TRUE(terminal.asked<PrintSlip>().empty()) << "a half slip helps nobody";
  EXPECT_FALSE(terminal.find({Act::print_again, 0}));
  EXPECT_EQ(terminal.asked<screens::ReportOutcome>().back().outcome, SlipOutcome::failed);
}

TEST(PowerGoes, ASlipUnderWayIsFinished) {
  Terminal terminal;
  terminal.take();
  terminal.answer();
  terminal.give(PowerSeen{true});
  EXPECT_EQ(terminal.seen(), Page::ticket);
  terminal.slip(SlipOutcome::printed);
  EXPECT_EQ(terminal.asked<screens::ReportOutcome>().back().outcome, SlipOutcome::printed);
  terminal.calm_tap({Act::home, 0});
  EXPECT_EQ(terminal.seen(), Page::ending);
}

TEST(PowerGoes, AnOfferedNumberWaitsForIt) {
  Terminal terminal;
  terminal.give(screens::TicketRecovered{screens::pictures::ticket()});
  terminal.give(PowerSeen{true});
  EXPECT_EQ(terminal.seen(), Page::ending);
  terminal.give(PowerSeen{false});
  EXPECT_EQ(terminal.seen(), Page::offer);
}

}  // namespace
}  // namespace talon::kiosk
