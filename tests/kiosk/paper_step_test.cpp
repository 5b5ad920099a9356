// SPDX-License-Identifier: MIT
// The rules of a number and its paper on virtual time.
#include <gtest/gtest.h>

#include "tests/kiosk/terminal.h"

namespace talon::screens {
namespace {

TEST(Printer, ItsStateIsReadBeforeTheNumberIsTaken) {
  Terminal terminal;
  terminal.give(PrinterSeen{Health::failed, "cover-open"});
  terminal.take();
  terminal.answer();
  EXPECT_EQ(terminal.seen(), Page::ticket);
  EXPECT_TRUE(terminal.asked<PrintSlip>().empty());
  ASSERT_EQ(terminal.asked<ReportOutcome>().size(), 1U);
  EXPECT_EQ(terminal.asked<ReportOutcome>()[0].outcome, SlipOutcome::failed);
  EXPECT_EQ(terminal.asked<ReportOutcome>()[0].reason, "cover-open");
}

TEST(Printer, TheSameNumberIsPrintedAgainMarkedAsRepeat) {
  for (const SlipOutcome outcome : {SlipOutcome::failed, SlipOutcome::unknown}) {
    Terminal terminal;
    terminal.take();
    terminal.answer();
    terminal.slip(outcome, "media-jam");
    terminal.calm_tap({Act::print_again, 0});
    const auto prints = terminal.asked<PrintSlip>();
    ASSERT_EQ(prints.size(), 2U);
    EXPECT_EQ(prints[1].slip.number, prints[0].slip.number);
    EXPECT_TRUE(prints[1].slip.repeat);
    EXPECT_NE(prints[1].job, prints[0].job);
    terminal.slip(SlipOutcome::printed);
    EXPECT_EQ(terminal.asked<ReportOutcome>().back().outcome, SlipOutcome::printed);
    EXPECT_EQ(terminal.asked<TakeTicket>().size(), 1U);
  }
}

TEST(Printer, NoWordOfTheSlipIsUnknown) {
  Terminal terminal;
  terminal.take();
  terminal.answer();
  terminal.wait(slip_limit + Millis{500});
  ASSERT_EQ(terminal.asked<ReportOutcome>().size(), 1U);
  EXPECT_EQ(terminal.asked<ReportOutcome>()[0].outcome, SlipOutcome::unknown);
  EXPECT_EQ(terminal.seen(), Page::ticket);
}

TEST(Printer, ThePrinterSaysPrintedButThereIsNoSlip) {
  Terminal terminal;
  terminal.take();
  terminal.answer();
  terminal.slip(SlipOutcome::printed);
  terminal.calm_tap({Act::no_slip, 0});
  EXPECT_EQ(terminal.asked<ReportOutcome>().back().outcome, SlipOutcome::unknown);
  EXPECT_TRUE(terminal.find({Act::print_again, 0}));
}

TEST(Printer, APrinterThatCannotConfirmIsTrustedButTheNumberStaysUntilTheVisitorGoes) {
  Terminal terminal;
  terminal.take();
  terminal.answer();
  terminal.slip(SlipOutcome::unknown);
  EXPECT_TRUE(terminal.find({Act::no_slip, 0}));
  EXPECT_EQ(terminal.asked<ReportOutcome>().back().outcome, SlipOutcome::unknown);
  terminal.wait(Millis{50'000});
  EXPECT_EQ(terminal.seen(), Page::ticket);
  terminal.calm_tap({Act::no_slip, 0});
  EXPECT_TRUE(terminal.find({Act::print_again, 0}));
  EXPECT_FALSE(terminal.find({Act::no_slip, 0}));
}

TEST(Printer, AnOutcomeAfterTheVisitorLeftIsStillReported) {
  Terminal terminal;
  terminal.take();
  terminal.answer();
  terminal.calm_tap({Act::home, 0});
  EXPECT_EQ(terminal.seen(), Page::start);
  terminal.slip(SlipOutcome::printed);
  ASSERT_EQ(terminal.asked<ReportOutcome>().size(), 1U);
  EXPECT_EQ(terminal.asked<ReportOutcome>()[0].ticket, pictures::ticket().id);
}

// ---- the server -------------------------------------------------------------------------------------------

TEST(Printer, APrintThatFailedAfterOneThatPerhapsCameOutIsUnknown) {
  Terminal terminal;
  terminal.take();
  terminal.answer();
  terminal.slip(SlipOutcome::printed);
  terminal.calm_tap({Act::no_slip, 0});
  terminal.calm_tap({Act::print_again, 0});
  terminal.slip(SlipOutcome::failed, "media-jam");
  EXPECT_EQ(terminal.asked<ReportOutcome>().back().outcome, SlipOutcome::unknown) << "the first may be there";
  EXPECT_EQ(terminal.asked<ReportOutcome>().back().reason, "media-jam");
}

TEST(Printer, ASlipThePrinterKeepsHasNoLastWordYet) {
  Terminal terminal;
  terminal.take();
  terminal.answer();
  terminal.slip(SlipOutcome::failed, "cover-open", true);
  EXPECT_TRUE(terminal.asked<ReportOutcome>().back().will_repeat);
  terminal.slip(SlipOutcome::printed);
  EXPECT_FALSE(terminal.asked<ReportOutcome>().back().will_repeat);
}

TEST(Printer, ANumberWithoutPaperIsOnTheGlassUntilTheVisitorLeavesIt) {
  Terminal terminal;
  terminal.take();
  terminal.answer();
  terminal.slip(SlipOutcome::failed, "media-empty");
  EXPECT_TRUE(terminal.asked<ReportOutcome>().back().on_glass);
  EXPECT_TRUE(terminal.asked<NumberRead>().empty());
  terminal.calm_tap({Act::home, 0});
  ASSERT_EQ(terminal.asked<NumberRead>().size(), 1U);
  EXPECT_EQ(terminal.asked<NumberRead>()[0].ticket, pictures::ticket().id);
}

TEST(Printer, WhoHasPaperHasNoNumberToRead) {
  Terminal terminal;
  terminal.take();
  terminal.answer();
  terminal.slip(SlipOutcome::printed);
  EXPECT_FALSE(terminal.asked<ReportOutcome>().back().on_glass);
  terminal.calm_tap({Act::home, 0});
  EXPECT_TRUE(terminal.asked<NumberRead>().empty());
}

}  // namespace
}  // namespace talon::screens
