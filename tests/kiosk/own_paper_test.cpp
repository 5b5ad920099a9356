// SPDX-License-Identifier: MIT
// A ticket that waits without paper is printed at another terminal.
#include <gtest/gtest.h>

#include "tests/kiosk/terminal.h"

namespace talon::screens {
namespace {

class OwnPaper : public testing::Test {
 protected:
  /// The number is typed, the server says how its ticket stands.
  void find(SlipOutcome slip, TicketState state = TicketState::waiting) {
    terminal.screen.page = Page::own_ticket;
    terminal.screen.touched = terminal.now;
    terminal.screen.inquiry = Inquiry{.number = "А047"};
    TicketStatus status;
    status.state = state;
    status.slip = slip;
    terminal.give(StatusSeen{"А047", status, {}});
  }
  void print(const std::optional<TicketReply>& ticket) {
    terminal.calm_tap({Act::print_own, 0});
    terminal.give(PaperSeen{"А047", ticket});
  }
  [[nodiscard]] bool says(const std::string& part) const {
    return words_of_page(layout(terminal.screen, terminal.now), "ru").find(part) != std::string::npos;
  }

  Terminal terminal;
};

TEST_F(OwnPaper, IsPrintedMarkedAndReported) {
  find(SlipOutcome::failed);
  print(pictures::ticket());
  ASSERT_EQ(terminal.asked<AskPaper>().size(), 1U);
  EXPECT_EQ(terminal.asked<AskPaper>()[0].number, "А047");
  ASSERT_EQ(terminal.asked<PrintSlip>().size(), 1U);
  EXPECT_TRUE(terminal.asked<PrintSlip>()[0].slip.repeat) << "a first one may be there all the same";
  EXPECT_EQ(terminal.seen(), Page::ticket);
  terminal.slip(SlipOutcome::printed);
  EXPECT_EQ(terminal.asked<ReportOutcome>().back().ticket, pictures::ticket().id);
  EXPECT_EQ(terminal.asked<ReportOutcome>().back().outcome, SlipOutcome::printed);
  EXPECT_TRUE(terminal.asked<TakeTicket>().empty()) << "never a second number";
}

TEST_F(OwnPaper, WhoHasOneOrIsCalledIsOfferedNone) {
  find(SlipOutcome::printed);
  EXPECT_FALSE(terminal.find({Act::print_own, 0}));
  find(SlipOutcome::failed, TicketState::called);
  EXPECT_FALSE(terminal.find({Act::print_own, 0}));
  find(SlipOutcome::failed);
  EXPECT_TRUE(terminal.find({Act::print_own, 0}));
  terminal.give(PrinterSeen{Health::failed, "media-empty"});
  EXPECT_FALSE(terminal.find({Act::print_own, 0})) << "this terminal does not print either";
}

TEST_F(OwnPaper, APaperThatPerhapsIsThereStaysUnknownWhenThisPrintFails) {
  find(SlipOutcome::unknown);
  print(pictures::ticket());
  terminal.slip(SlipOutcome::failed, "media-jam");
  EXPECT_EQ(terminal.asked<ReportOutcome>().back().outcome, SlipOutcome::unknown);
}

TEST_F(OwnPaper, ARefusalIsSaidAndMayBeTriedAgain) {
  find(SlipOutcome::failed);
  print({});
  EXPECT_EQ(terminal.seen(), Page::own_ticket);
  EXPECT_TRUE(says("Талон напечатать не получилось"));
  EXPECT_TRUE(terminal.asked<PrintSlip>().empty());
  terminal.wait(between_tickets);
  print(pictures::ticket());
  EXPECT_EQ(terminal.asked<PrintSlip>().size(), 1U);
}

TEST_F(OwnPaper, AnAnswerAfterTheVisitorHasLeftPrintsNothing) {
  find(SlipOutcome::failed);
  terminal.calm_tap({Act::print_own, 0});
  terminal.calm_tap({Act::home, 0});
  terminal.give(PaperSeen{"А047", pictures::ticket()});
  EXPECT_TRUE(terminal.asked<PrintSlip>().empty());
}

TEST_F(OwnPaper, ATerminalThatCannotPrintNamesOneThatDoes) {
  terminal.give(DeviceSeen{DeviceId{"kiosk1"}});
  MenuPicture menu = pictures::town();
  menu.terminals = {{DeviceId{"kiosk1"}, "Терминал у входа", true}};
  terminal.give(PrinterSeen{Health::failed, "media-empty"});
  terminal.give(menu);
  terminal.take();
  terminal.answer();
  EXPECT_FALSE(says("Терминал у входа")) << "that is this one";
  menu.terminals.push_back({DeviceId{"kiosk2"}, "Терминал в коридоре", true});
  terminal.give(menu);
  EXPECT_TRUE(says("Талон можно получить здесь: Терминал в коридоре."));
}

}  // namespace
}  // namespace talon::screens
