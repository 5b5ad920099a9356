// SPDX-License-Identifier: MIT
// What a visitor sees of every fault of the printer and its paper. What the printer's side of the same fault
// must do is tests/printer/escpos/printer_faults_test.cpp.
#include "display/text/text.h"
#include "printer/escpos/session.h"
#include "tests/kiosk/terminal.h"

namespace talon::screens {
namespace {

class PrinterFault : public testing::Test {
 protected:
  void issue() {
    terminal.take();
    terminal.answer();
  }
  [[nodiscard]] std::string words() const {
    return words_of_page(layout(terminal.screen, terminal.now), terminal.screen.language);
  }
  [[nodiscard]] bool says(const std::string& part) const { return words().find(part) != std::string::npos; }
  [[nodiscard]] std::vector<SlipOutcome> reported() const {
    std::vector<SlipOutcome> all;
    for (const ReportOutcome& each : terminal.asked<ReportOutcome>()) all.push_back(each.outcome);
    return all;
  }
  /// The printer stopped in the middle and printed the same slip whole after the repair.
  void stopped_and_repaired(const std::string& reason, const std::string& trouble) {
    issue();
    terminal.slip(SlipOutcome::failed, reason, true);
    EXPECT_TRUE(says("Запомните номер"));
    EXPECT_TRUE(says(trouble)) << words();
    EXPECT_TRUE(says("Талон выйдет сам")) << words();
    terminal.give(PrinterSeen{Health::ok, ""});
    EXPECT_FALSE(terminal.find({Act::print_again, 0})) << "the printer has it: this would be a second paper";
    terminal.slip(SlipOutcome::printed);
    EXPECT_TRUE(says("Возьмите талон"));
    EXPECT_EQ(reported(), (std::vector{SlipOutcome::failed, SlipOutcome::printed}));
    EXPECT_EQ(terminal.asked<TakeTicket>().size(), 1U) << "never a second number";
    EXPECT_EQ(terminal.asked<PrintSlip>().size(), 1U) << "never a second paper";
  }

  Terminal terminal;
};

TEST_F(PrinterFault, PaperNearItsEndIsNothingToTheVisitor) {
  const Layout before = layout(terminal.screen, terminal.now);
  terminal.give(PrinterSeen{Health::warning, "media-low"});
  EXPECT_TRUE(difference(before, layout(terminal.screen, terminal.now)).empty());
  issue();
  EXPECT_EQ(terminal.asked<PrintSlip>().size(), 1U);
}

TEST_F(PrinterFault, PaperEndBeforeTheSlipShowsAndSaysTheNumber) {
  terminal.screen.can_speak = true;
  terminal.key(KeyPressed::Key::speech_on);
  terminal.give(PrinterSeen{Health::failed, "media-empty"});
  EXPECT_TRUE(says("закончилась бумага")) << "told before anything is taken: " << words();
  issue();
  EXPECT_TRUE(says("Запомните номер"));
  EXPECT_TRUE(says("закончилась бумага"));
  EXPECT_TRUE(terminal.asked<PrintSlip>().empty());
  EXPECT_EQ(reported(), (std::vector{SlipOutcome::failed}));
  const std::string number = text::spoken_number(pictures::ticket().number.text());
  EXPECT_NE(terminal.asked<Speak>().back().words.find(number), std::string::npos)
      << terminal.asked<Speak>().back().words;
}

TEST_F(PrinterFault, PaperEndInMidSlip) {
  stopped_and_repaired("media-empty", "закончилась бумага");
}

TEST_F(PrinterFault, CoverOpenedInMidSlip) {
  stopped_and_repaired("cover-open", "Открыта крышка");
}

TEST_F(PrinterFault, AKnifeThatIsStuck) {
  stopped_and_repaired("media-jam", "застряла бумага");
}

TEST_F(PrinterFault, AfterAnUnrecoverableErrorNumbersStandOnTheGlass) {
  terminal.give(PrinterSeen{Health::failed, "other"});
  for (int visitor = 0; visitor < 2; ++visitor) {
    issue();
    EXPECT_EQ(terminal.seen(), Page::ticket);
    EXPECT_TRUE(says("Запомните номер"));
    EXPECT_FALSE(terminal.find({Act::print_again, 0})) << "nothing is offered that cannot be done";
    terminal.calm_tap({Act::home, 0});
    terminal.wait(between_tickets);
  }
  EXPECT_TRUE(terminal.asked<PrintSlip>().empty());
  EXPECT_EQ(reported(), (std::vector{SlipOutcome::failed, SlipOutcome::failed}));
}

TEST_F(PrinterFault, AHotHeadIsWaitedForAndThenTheNumberStandsOnTheGlass) {
  issue();
  terminal.give(PrinterSeen{Health::warning, "other"});
  const escpos::SessionTimes printer;
  EXPECT_LT(printer.overheat + printer.confirm, slip_limit) << "the printer's own word comes first";
  terminal.wait(printer.overheat + printer.confirm);
  EXPECT_TRUE(says("Печатаем талон"));
  EXPECT_TRUE(says("через несколько секунд")) << words();
  terminal.slip(SlipOutcome::failed, "other");
  EXPECT_TRUE(says("Запомните номер"));
  EXPECT_EQ(reported(), (std::vector{SlipOutcome::failed}));
}

TEST_F(PrinterFault, UnpluggedInMidSlipThePaperMayOrMayNotBeThere) {
  issue();
  terminal.give(PrinterSeen{Health::failed, "offline"});
  terminal.slip(SlipOutcome::unknown, "offline");
  EXPECT_TRUE(says("Запомните номер"));
  EXPECT_TRUE(says("Талон мог не выйти")) << words();
  EXPECT_FALSE(terminal.find({Act::print_again, 0}));
  terminal.give(PrinterSeen{Health::ok, ""});
  EXPECT_TRUE(terminal.find({Act::print_again, 0})) << "the same number again, when the printer is back";
}

/// On another port, or another model: the terminal asks for paper as before, without a hand.
TEST_F(PrinterFault, APrinterThatIsPluggedInAgainServesTheNextVisitor) {
  terminal.give(PrinterSeen{Health::failed, "offline"});
  issue();
  terminal.calm_tap({Act::home, 0});
  terminal.give(PrinterSeen{Health::ok, ""});
  EXPECT_FALSE(says("Номер покажем на экране"));
  terminal.wait(between_tickets);
  issue();
  EXPECT_EQ(terminal.asked<PrintSlip>().size(), 1U);
  EXPECT_FALSE(terminal.asked<PrintSlip>()[0].slip.repeat);
}

TEST_F(PrinterFault, AWhiteSlipIsToldByTheVisitorAndTheNumberComesOnTheGlass) {
  issue();
  terminal.slip(SlipOutcome::printed);
  terminal.wait(Millis{15'000});
  terminal.calm_tap({Act::no_slip, 0});
  EXPECT_TRUE(says("Запомните номер"));
  EXPECT_EQ(reported().back(), SlipOutcome::unknown);
  EXPECT_EQ(terminal.asked<SlipMissed>().size(), 1U) << "counted: one more than usual is told to the staff";
  terminal.calm_tap({Act::print_again, 0});
  EXPECT_TRUE(terminal.asked<PrintSlip>().back().slip.repeat);
}

TEST_F(PrinterFault, GarbledStatusLeavesTheNumberOnTheGlass) {
  issue();
  terminal.slip(SlipOutcome::unknown, "other");
  EXPECT_TRUE(says("Запомните номер"));
  EXPECT_EQ(reported(), (std::vector{SlipOutcome::unknown}));
}

TEST_F(PrinterFault, AConfirmationThatNeverComesRepeatsNothingUnasked) {
  issue();
  terminal.slip(SlipOutcome::unknown, "");
  EXPECT_TRUE(says("Возьмите талон"));
  terminal.wait(Millis{30'000});
  EXPECT_EQ(terminal.asked<PrintSlip>().size(), 1U);
  EXPECT_EQ(terminal.seen(), Page::ticket) << "the number stays until the visitor goes";
}

TEST_F(PrinterFault, ASlipLeftInThePresenterIsAskedToBeTaken) {
  issue();
  terminal.slip(SlipOutcome::printed);
  terminal.wait(ticket_span - Millis{1'000});
  EXPECT_TRUE(says("Возьмите талон"));
}

/// Its visitor still stands there, or has gone: the number is his, and another paper is to be had.
TEST_F(PrinterFault, ASlipThatIsDrawnInAgainIsToldAndMayBePrintedOnceMore) {
  issue();
  terminal.slip(SlipOutcome::printed);
  terminal.slip(SlipOutcome::printed, "not-collected");
  EXPECT_TRUE(says("принтер забрал его"));
  EXPECT_EQ(terminal.asked<ReportOutcome>().back().outcome, SlipOutcome::printed);
  EXPECT_EQ(terminal.asked<ReportOutcome>().back().reason, "not-collected");
  const std::string older = terminal.asked<PrintSlip>().back().job;
  terminal.calm_tap({Act::print_again, 0});
  EXPECT_TRUE(terminal.asked<PrintSlip>().back().slip.repeat);
  const std::size_t reports = terminal.asked<ReportOutcome>().size();
  terminal.give(SlipSeen{older, SlipOutcome::printed, "not-collected"});
  EXPECT_EQ(terminal.asked<ReportOutcome>().size(), reports) << "of the first paper: the second counts";
  terminal.slip(SlipOutcome::printed);
  EXPECT_EQ(terminal.asked<ReportOutcome>().back().reason, "");

  terminal.calm_tap({Act::home, 0});
  terminal.slip(SlipOutcome::printed, "not-collected");
  EXPECT_EQ(terminal.asked<ReportOutcome>().back().reason, "not-collected") << "nobody stands there";
  EXPECT_TRUE(terminal.asked<TakeTicket>().size() == 1) << "never a second number";
}

}  // namespace
}  // namespace talon::screens
