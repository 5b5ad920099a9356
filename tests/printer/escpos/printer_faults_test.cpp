// SPDX-License-Identifier: MIT
// Every fault of a printer and of its paper, a test each: what the printer's side of it must be. What the
// visitor sees of the same faults is tests/kiosk/printer_faults_test.cpp. Another port is proved with a real
// one in usb_worker_check; what stands on the paper is read by a foreign reader in tests/printer/foreign.
#include <algorithm>
#include <gtest/gtest.h>

#include "tests/printer/escpos/world.h"

namespace talon::escpos {
namespace {

/// The slip stopped in the middle and is told so; repaired, the same number comes out whole and marked.
void expect_again(World& world, std::string_view reason, const char* repair,
                  SlipOutcome first_outcome = SlipOutcome::failed) {
  const auto first = world.next_end();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->outcome, first_outcome);
  EXPECT_EQ(first->reason, reason);
  EXPECT_TRUE(first->will_repeat);
  EXPECT_EQ(world.paper(), 0U);
  world.printer().obey(repair);
  const auto second = world.next_end();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->job, first->job) << "never a second number";
  EXPECT_EQ(second->outcome, SlipOutcome::printed);
  EXPECT_TRUE(world.sent().back().repeat) << "marked «повтор»";
  EXPECT_EQ(world.paper(), 1U) << "the whole one only";
}

void expect_refused(World& world, std::string_view reason) {
  const auto end = world.next_end();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->outcome, SlipOutcome::failed);
  EXPECT_EQ(end->reason, reason);
  EXPECT_FALSE(end->will_repeat);
}

TEST(PrinterFault, PaperNearItsEndWarnsAndPrints) {
  World world("epson-tm-t20");
  world.printer().obey("paper low");
  world.run(Millis{1000});
  EXPECT_EQ(world.session().verdict(), (Verdict{Health::warning, "media-low"}));
  world.printer().obey("paper in");
  world.run(Millis{1000});
  EXPECT_EQ(world.session().verdict(), (Verdict{Health::ok, ""}));
}

TEST(PrinterFault, PaperEndBeforeTheSlipIsToldAtOnce) {
  World world("epson-tm-t20");
  world.printer().obey("paper out");
  world.run(Millis{1000});
  world.print("A048");
  expect_refused(world, "media-empty");
  world.printer().obey("paper in");
  world.run(Millis{10000});
  EXPECT_EQ(world.paper(), 0U) << "the visitor has the number from the screen";
}

TEST(PrinterFault, PaperEndInMidSlip) {
  World world("epson-tm-t20");
  world.run(Millis{500});
  world.printer().obey("paper after 500");
  world.print("A017");
  expect_again(world, "media-empty", "paper in");
}

/// Rows without ink directly above row `below`.
int white_above(const emulator::Strip& strip, int below) {
  int white = 0;
  for (int y = below - 1; y >= 0; --y, ++white) {
    const auto row = strip.row(y);
    if (std::any_of(row.begin(), row.end(), [](std::uint8_t bits) { return bits != 0; })) break;
  }
  return white;
}

// Wherever the paper was torn: "повтор" and the last words of the torn slip are not one heap of letters.
TEST(PrinterFault, ARepeatedSlipStandsApartFromTheTornOne) {
  for (const char* model : {"epson-tm-t20", "star-line"}) {
    World world(model);
    world.print("A016");
    ASSERT_TRUE(world.next_end());
    const auto whole = world.printer().take_strips();
    ASSERT_EQ(whole.size(), 1U);
    for (int rows = 20; rows < 900; rows += 45) {
      SCOPED_TRACE(std::string(model) + " " + std::to_string(rows));
      world.run(Millis{500});
      world.printer().obey("paper after " + std::to_string(rows));
      world.print("A017");
      ASSERT_TRUE(world.next_end());
      world.printer().obey("paper in");
      ASSERT_TRUE(world.next_end());
      const auto strips = world.printer().take_strips();
      ASSERT_EQ(strips.size(), 1U);
      EXPECT_GE(white_above(strips[0], strips[0].rows() - whole[0].rows()), 24) << "3 mm";
    }
  }
}

TEST(PrinterFault, CoverOpenedInMidSlip) {
  World world("epson-tm-t88");
  world.printer().obey("after 9000 cover open");
  world.print("A017");
  expect_again(world, "cover-open", "cover closed");
}

TEST(PrinterFault, AKnifeThatYieldsBringsTheSlipOutAfterAll) {
  World world("epson-tm-t20");
  world.printer().obey("jam once");
  world.print("A017");
  const auto end = world.next_end();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->outcome, SlipOutcome::printed);
  EXPECT_EQ(world.sent().size(), 1U) << "no second slip is printed";
  EXPECT_EQ(world.paper(), 1U);
}

TEST(PrinterFault, AKnifeThatDoesNotYieldIsTriedOnceAndTold) {
  World world("epson-tm-t20");
  world.printer().obey("jam");
  world.print("A017");
  expect_again(world, "media-jam", "unjam");
}

TEST(PrinterFault, AnUnrecoverableErrorRefusesEverySlip) {
  World world("epson-tm-t20");
  world.printer().obey("broken");
  world.run(Millis{1000});
  for (const char* job : {"A017", "A018"}) {
    world.print(job);
    expect_refused(world, "other");
  }
  EXPECT_EQ(world.session().verdict(), (Verdict{Health::failed, "other"}));
}

TEST(PrinterFault, AHotHeadIsWaitedForTwentySecondsThenTold) {
  World world("epson-tm-t20");
  world.print("A017");
  world.run(Millis{600});
  world.printer().obey("hot");
  world.run(Millis{15000});
  EXPECT_EQ(world.session().verdict(), (Verdict{Health::warning, "other"})) << "still waiting";
  expect_again(world, "other", "cool");
}

TEST(PrinterFault, UnpluggedBetweenDataAndAnswerIsUnknown) {
  World world("epson-tm-t20");
  world.run(Millis{500});
  world.print("A017");
  while (!world.all_handed()) world.run(Millis{10});
  world.unplug();
  const auto end = world.next_end();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->outcome, SlipOutcome::unknown) << "the printer may have all of it";
  EXPECT_EQ(end->reason, "offline");
  EXPECT_EQ(world.session().verdict(), (Verdict{Health::failed, "offline"}));
}

TEST(PrinterFault, UnpluggedInTheMiddleIsFailed) {
  World world("epson-tm-t20");
  world.run(Millis{500});
  world.print("A017");
  world.run(Millis{300});
  ASSERT_FALSE(world.all_handed());
  world.unplug();
  const auto end = world.next_end();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->outcome, SlipOutcome::failed) << "its end was never handed over";
}

TEST(PrinterFault, PluggedInAgainPrintsTheOpenSlipWithinThreeSeconds) {
  World world("epson-tm-t20");
  world.print("A017");
  world.run(Millis{600});
  world.unplug();
  ASSERT_TRUE(world.next_end());
  world.run(Millis{4000});
  const std::size_t before = world.sent().size();
  world.plug();
  world.run(Millis{3000});
  EXPECT_EQ(world.sent().size(), before + 1) << "begun";
  const auto end = world.next_end();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->outcome, SlipOutcome::printed);
}

TEST(PrinterFault, AnotherModelGetsTheSlipInItsOwnLanguageAndWidth) {
  World world("epson-tm-t20");
  world.print("A017");
  world.run(Millis{600});
  world.swap("star-line");
  ASSERT_TRUE(world.next_end());
  const auto end = world.next_end();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->job, "A017");
  EXPECT_EQ(end->outcome, SlipOutcome::printed);
  EXPECT_EQ(world.session().profile()->name, "star-line");
  EXPECT_EQ(world.paper(), 1U);
}

TEST(PrinterFault, AWhiteSlipIsNotSeenByThePrinter) {
  World world("epson-tm-t20");
  world.printer().obey("fade");
  world.print("A017");
  const auto end = world.next_end();
  ASSERT_TRUE(end);
  // The paper moved and was cut: only the visitor knows ("нет талона" on the screen).
  EXPECT_EQ(end->outcome, SlipOutcome::printed);
}

TEST(PrinterFault, GarbledStatusIsCountedAndConfirmsNothing) {
  World world("epson-tm-t20");
  world.run(Millis{500});
  world.printer().obey("after 2000 garble");
  world.print("A017");
  const auto end = world.next_end();
  ASSERT_TRUE(end);
  EXPECT_NE(end->outcome, SlipOutcome::printed);
  world.run(Millis{5000});
  EXPECT_GT(world.session().garbage(), 0);
}

TEST(PrinterFault, AProcessIdThatNeverComesIsUnknownAndNotRepeated) {
  World world("epson-tm-t20");
  world.run(Millis{500});
  world.swallow_confirmations = true;
  world.print("A017");
  const auto end = world.next_end();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->outcome, SlipOutcome::unknown);
  EXPECT_EQ(end->reason, "") << "asked by DLE EOT it says that all is well";
  EXPECT_FALSE(end->will_repeat);
  world.run(Millis{10000});
  EXPECT_EQ(world.sent().size(), 1U);
}

TEST(PrinterFault, ASlipTakenFromThePresenterIsTold) {
  World world("custom-vkp80");
  world.print("A017");
  const auto end = world.next_end();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->outcome, SlipOutcome::printed) << "it stands in the mouth";
  world.run(Millis{3000});
  world.printer().obey("take");
  world.run(Millis{2000});
  ASSERT_EQ(world.collected().size(), 1U);
  EXPECT_EQ(world.collected()[0].where, Collected::taken);
  EXPECT_EQ(world.collected()[0].job, "A017");
}

TEST(PrinterFault, ASlipLeftInThePresenterIsToldAndDrawnInAfterTwentySeconds) {
  World world("custom-vkp80");
  world.print("A017");
  ASSERT_TRUE(world.next_end());
  world.run(Millis{19000});
  EXPECT_EQ(world.printer().retracted(), 0);
  ASSERT_EQ(world.collected().size(), 1U);
  EXPECT_EQ(world.collected()[0].where, Collected::waiting);
  world.run(Millis{4000});
  EXPECT_EQ(world.printer().retracted(), 1);
  ASSERT_EQ(world.collected().size(), 2U);
  EXPECT_EQ(world.collected()[1].where, Collected::retracted);
}

TEST(PrinterFault, TheNextVisitorDoesNotWaitForASlipLeftInThePresenterAndAStuckOneIsAJam) {
  World world("custom-vkp80");
  world.print("A017");
  ASSERT_TRUE(world.next_end());
  world.print("A018");
  const auto next = world.next_end();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->job, "A018");
  EXPECT_EQ(next->outcome, SlipOutcome::printed);
  world.printer().obey("stick");
  world.print("A019");
  expect_refused(world, "media-jam");
}

TEST(PrinterFault, CyrillicIsDrawnAndNeedsNoFontOfThePrinter) {
  for (const Profile& profile : profiles()) {
    if (!profile.raster) continue;
    const Bytes job =
        picture_job(slip::render(slip::test_slip(), {profile.width_dots, profile.dots_per_mm()}), profile);
    emulator::Model model = emulator::model_of(profile);
    emulator::Emulator printer(model);
    for (std::size_t at = 0; at < job.size();) at += printer.receive({job.data() + at, job.size() - at});
    const auto strips = printer.take_strips();
    ASSERT_EQ(strips.size(), 1U) << profile.name;
    EXPECT_TRUE(strips[0].inked());
    EXPECT_EQ(strips[0].width(), profile.width_dots);
  }
}

}  // namespace
}  // namespace talon::escpos
