// SPDX-License-Identifier: MIT
// The session against the emulated printer, in virtual time.
#include "printer/escpos/session.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "tests/printer/escpos/world.h"

namespace talon::escpos {
namespace {

void expect_end(const std::optional<SlipEnded>& end, SlipOutcome outcome, std::string_view reason,
                bool will_repeat = false) {
  ASSERT_TRUE(end);
  EXPECT_EQ(end->outcome, outcome);
  EXPECT_EQ(end->reason, reason);
  EXPECT_EQ(end->will_repeat, will_repeat);
}

TEST(Session, ASlipIsPrintedWhenThePrinterSaysSo) {
  for (const char* profile : {"epson-tm-t20", "epson-tm-t88", "star-line"}) {
    World world(profile);
    world.print("A017");
    expect_end(world.next_end(), SlipOutcome::printed, "");
    EXPECT_EQ(world.paper(), 1U) << profile;
    EXPECT_TRUE(world.session().done());
    EXPECT_TRUE(world.session().can_confirm());
    EXPECT_EQ(world.session().verdict(), (Verdict{Health::ok, ""}));
  }
}

TEST(Session, PrintersThatCannotConfirmEndUnknown) {
  for (const char* profile : {"citizen-ct-s", "generic", "generic-58", "gs-r", "none"}) {
    World world(profile);
    world.print("A017");
    expect_end(world.next_end(), SlipOutcome::unknown, "");
    EXPECT_FALSE(world.session().can_confirm()) << profile;
    EXPECT_EQ(world.session().verdict(), (Verdict{Health::ok, ""})) << profile;
  }
}

TEST(Session, SlipsFollowEachOtherUnderRisingIds) {
  World world("epson-tm-t20");
  for (const char* job : {"1", "2", "3"}) world.print(job);
  for (const char* job : {"1", "2", "3"}) {
    const auto end = world.next_end();
    expect_end(end, SlipOutcome::printed, "");
    EXPECT_EQ(end->job, job);
  }
  EXPECT_EQ(world.paper(), 3U);
  ASSERT_EQ(world.sent().size(), 3U);
  EXPECT_LT(world.sent()[0].after, world.sent()[1].after);
  EXPECT_LT(world.sent()[1].after, world.sent()[2].after);
}

TEST(Session, ASlipNotBegunIsRefusedWithTheReason) {
  const std::pair<const char*, const char*> faults[] = {{"paper out", "media-empty"},
                                                        {"cover open", "cover-open"},
                                                        {"broken", "other"},
                                                        {"offline", "offline"}};
  for (const auto& [fault, reason] : faults) {
    World world("epson-tm-t20");
    world.printer().obey(fault);
    world.run(Millis{2500});
    EXPECT_EQ(world.session().verdict(), (Verdict{Health::failed, reason}));
    world.print("A017");
    expect_end(world.next_end(), SlipOutcome::failed, reason);
    world.printer().obey("repair");
    world.run(Millis{5000});
    EXPECT_EQ(world.paper(), 0U) << "a refused slip is not printed later";
    world.print("A018");
    expect_end(world.next_end(), SlipOutcome::printed, "");
  }
}

// Found by the fuzzer: "busy", then silence or "busy" for ever.
// The first answers of a round of questions may be older than what the printer told by itself meanwhile.
TEST(Session, ARoundOvertakenByTheAutomaticStatusIsNotBelieved) {
  for (int moment = 0; moment < 1200; moment += 10) {
    SCOPED_TRACE(moment);
    World world("epson-tm-t20");
    world.run(Millis{3000 + moment});
    world.printer().obey("offline");
    world.run(Millis{50});
    world.print("A017");
    const auto end = world.next_end();
    ASSERT_TRUE(end);
    EXPECT_EQ(end->outcome, SlipOutcome::failed);
    EXPECT_FALSE(end->will_repeat) << "it was not begun";
    EXPECT_TRUE(world.sent().empty());
  }
}

TEST(Session, ASlipThatCannotBeginIsRefused) {
  const Bytes busy = {0x10, 0x0F, 0x00, 0x04, 0x00, 0x00};
  for (const bool goes_on : {false, true}) {
    Session session(1000);
    Millis now{0};
    std::optional<SlipEnded> end;
    const auto step = [&](const Input& input) {
      for (const Output& output : session.step(input, now))
        if (const auto* ended = std::get_if<SlipEnded>(&output)) end = *ended;
    };
    step(Arrived{find_profile("custom-vkp80")});
    step(AllWritten{});
    step(Received{busy});
    step(SlipAsked{"A017"});
    for (; now < Millis{30000} && !end; now += Millis{100}) {
      step(AllWritten{});
      if (goes_on) step(Received{busy});
    }
    expect_end(end, SlipOutcome::failed, "other");
    EXPECT_TRUE(session.done());
    EXPECT_GE(now, SessionTimes{}.overheat) << "a printer may be busy for a while";
  }
}

// Wherever the paper ends.
TEST(Session, PaperEndInMidSlipPrintsItAgainWhole) {
  int repeated = 0;
  for (int rows = 0; rows < 2200; rows += 97) {
    World world("epson-tm-t20");
    world.run(Millis{500});
    world.printer().obey("paper after " + std::to_string(rows));
    world.print("A017");
    const auto first = world.next_end();
    ASSERT_TRUE(first);
    if (first->outcome == SlipOutcome::printed) continue;  // the roll was long enough
    EXPECT_EQ(first->reason, "media-empty");
    world.run(Millis{20000});
    EXPECT_EQ(world.paper(), 0U);
    world.printer().obey("paper in");
    if (!first->will_repeat) continue;  // out before it began
    ++repeated;
    expect_end(world.next_end(), SlipOutcome::printed, "");
    ASSERT_EQ(world.sent().size(), 2U) << rows;
    EXPECT_FALSE(world.sent()[0].repeat);
    EXPECT_TRUE(world.sent()[1].repeat);
    world.run(Millis{5000});
    EXPECT_EQ(world.paper(), 1U) << "the rest of the first slip came out too, at row " << rows;
  }
  EXPECT_GE(repeated, 10);
}

TEST(Session, CoverOpenedInMidSlip) {
  World world("epson-tm-t20");
  world.print("A017");
  world.run(Millis{700});
  world.printer().obey("cover open");
  expect_end(world.next_end(), SlipOutcome::failed, "cover-open", true);
  world.print("A018");
  expect_end(world.next_end(), SlipOutcome::failed, "cover-open");  // somebody else's: at once
  world.printer().obey("cover closed");
  const auto again = world.next_end();
  expect_end(again, SlipOutcome::printed, "");
  EXPECT_EQ(again->job, "A017");
  EXPECT_EQ(world.paper(), 1U);
}

/// The paper of A017 stands in the knife, and that was told.
void jam(World& world) {
  world.printer().obey("jam");
  world.print("A017");
  expect_end(world.next_end(), SlipOutcome::failed, "media-jam", true);
}

TEST(Session, CutterJamIsRecovered) {
  World world("epson-tm-t20");
  jam(world);
  world.printer().obey("unjam");
  expect_end(world.next_end(), SlipOutcome::printed, "");
}

// Recovery was tried while the paper was still in the knife: it must be tried again after somebody was there.
TEST(Session, AJamClearedLaterIsRecoveredWhenTheCoverCloses) {
  World world("epson-tm-t20");
  jam(world);
  world.run(Millis{10'000});
  world.printer().obey("cover open");
  world.run(Millis{5'000});
  world.printer().obey("unjam");
  world.printer().obey("cover closed");
  world.run(Millis{10'000});
  expect_end(world.next_end(), SlipOutcome::printed, "");
}

TEST(Session, AJamClearedFromOutsideIsRecoveredToo) {
  World world("epson-tm-t20");
  jam(world);
  world.run(Millis{10'000});
  world.printer().obey("unjam");
  world.run(SessionTimes{}.recover_again);
  expect_end(world.next_end(), SlipOutcome::printed, "");
}

TEST(Session, AHotHeadIsWaitedFor) {
  World world("epson-tm-t20");
  world.print("A017");
  world.run(Millis{600});
  world.printer().obey("hot");
  world.run(Millis{8000});
  EXPECT_EQ(world.session().verdict().health, Health::warning);
  world.printer().obey("cool");
  expect_end(world.next_end(), SlipOutcome::printed, "");
  EXPECT_EQ(world.sent().size(), 1U);
}

TEST(Session, UnplugInMidSlipAndBackPrintsOnlyTheOpenOne) {
  World world("epson-tm-t20");
  world.print("A017");
  world.run(Millis{600});
  world.unplug();
  expect_end(world.next_end(), SlipOutcome::failed, "offline", true);
  world.run(Millis{4000});
  world.print("A018");
  expect_end(world.next_end(), SlipOutcome::failed, "offline");
  world.plug();
  const auto again = world.next_end();
  expect_end(again, SlipOutcome::printed, "");
  EXPECT_EQ(again->job, "A017");
  world.run(Millis{5000});
  EXPECT_EQ(world.paper(), 1U);
}

TEST(Session, APrinterThatIsSlowToComeIsWaitedFor) {
  World world("epson-tm-t20", 1, false);
  world.run(Millis{100});
  world.print("A017");
  world.run(Millis{1500});
  world.plug();
  expect_end(world.next_end(), SlipOutcome::printed, "");
}

bool ended(const std::vector<Output>& outputs) {
  return std::any_of(outputs.begin(), outputs.end(),
                     [](const Output& output) { return std::holds_alternative<SlipEnded>(output); });
}

TEST(Session, ALateAnswerToAnEarlierSlipIsNotBelieved) {
  Session session(100);
  Millis now{0};
  const auto step = [&](const Input& input) { return session.step(input, now += Millis{10}); };
  const auto confirm = [&](std::uint32_t n) {
    const ProcessId id = process_id(n);
    return step(Received{{0x37, 0x22, id[0], id[1], id[2], id[3], 0}});
  };
  step(Arrived{find_profile("epson-tm-t20")});
  step(AllWritten{});
  step(Received{{0x10, 0, 0, 0x0F}});
  step(AllWritten{});
  step(SlipAsked{"1"});
  step(AllWritten{});
  EXPECT_TRUE(ended(confirm(101)));
  step(AllWritten{});
  step(SlipAsked{"2"});
  step(AllWritten{});
  EXPECT_FALSE(ended(confirm(101)));
  EXPECT_TRUE(ended(confirm(102)));
  EXPECT_EQ(session.garbage(), 1);
}

// The process id never comes, the printer prints.
TEST(Session, AConfirmationThatNeverComesIsUnknownAndNotRepeated) {
  World world("epson-tm-t20");
  world.run(Millis{500});
  world.print("A017");
  world.run(Millis{50});
  world.printer().faults.silent = true;
  const auto end = world.next_end();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->outcome, SlipOutcome::unknown);
  EXPECT_FALSE(end->will_repeat);
  world.printer().faults.silent = false;
  world.run(Millis{10000});
  EXPECT_EQ(world.paper(), 1U);
}

TEST(Session, ASilentPrinterStillPrints) {
  World world("epson-tm-t20", 1, false);
  world.printer().faults.silent = true;
  world.plug();
  world.print("A017");
  const auto end = world.next_end();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->outcome, SlipOutcome::unknown);
  EXPECT_EQ(world.paper(), 1U);
  EXPECT_FALSE(world.session().can_confirm());
  EXPECT_EQ(world.session().verdict().health, Health::warning);
}

TEST(Session, GarbledStatusNeverConfirms) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    World world("epson-tm-t20", seed * 1000);
    world.run(Millis{500});
    world.print("A017");
    world.run(Millis{30});
    world.printer().faults.garble = true;
    const auto end = world.next_end();
    ASSERT_TRUE(end);
    EXPECT_NE(end->outcome, SlipOutcome::printed);
  }
}

// The printer takes nothing more (NAK): nothing is believed about the bytes handed over.
TEST(Session, AStalledWriteIsAbandonedAndTheSlipRepeatedWhole) {
  World world("epson-tm-t20");
  world.print("A017");
  world.run(Millis{600});
  world.printer().obey("deaf");
  // Most of it was never handed over: it cannot be whole.
  expect_end(world.next_end(), SlipOutcome::failed, "offline", true);
  EXPECT_EQ(world.session().verdict(), (Verdict{Health::failed, "offline"}));
  world.run(Millis{10000});
  world.printer().obey("repair");
  expect_end(world.next_end(), SlipOutcome::printed, "");
  EXPECT_EQ(world.paper(), 1U);
  EXPECT_TRUE(world.sent().back().repeat);
}

TEST(Session, ThePortStatusTellsPaperOutWhileAWriteWaits) {
  World world("generic");
  world.port_status = true;
  world.run(Millis{500});
  world.print("A017");
  world.run(Millis{300});
  world.printer().obey("paper after 10");
  expect_end(world.next_end(), SlipOutcome::failed, "media-empty", true);
}

TEST(Session, NobodyWaitsForASlipAfterFiveMinutes) {
  World world("epson-tm-t20");
  world.run(Millis{500});
  world.printer().obey("paper after 100");
  world.print("A017");
  expect_end(world.next_end(), SlipOutcome::failed, "media-empty", true);
  world.run(Millis{301000});
  expect_end(world.next_end(), SlipOutcome::failed, "media-empty", false);
  world.printer().obey("paper in");
  world.run(Millis{10000});
  EXPECT_EQ(world.paper(), 0U);
}

TEST(Session, LowPaperIsAWarningOnly) {
  World world("epson-tm-t20");
  world.printer().faults.rows_left = 2300;
  world.run(Millis{1000});
  EXPECT_EQ(world.session().verdict(), (Verdict{Health::warning, "media-low"}));
  world.print("A017");
  expect_end(world.next_end(), SlipOutcome::printed, "");
}

TEST(Session, APrinterThatTakesNothingRefusesSlips) {
  World world("generic", 1, false);
  world.printer().obey("deaf");
  world.plug();
  world.print("A017");
  expect_end(world.next_end(), SlipOutcome::failed, "offline");
  world.run(Millis{20000});
  world.print("A018");
  expect_end(world.next_end(), SlipOutcome::failed, "offline");
  world.printer().obey("repair");
  world.run(Millis{10000});
  world.print("A019");
  expect_end(world.next_end(), SlipOutcome::unknown, "");
}

// Whatever happens in whatever order: each slip ends, none is printed twice without its mark.
TEST(Session, AnyOrderOfFaultsEndsEverySlip) {
  const char* faults[] = {"paper out", "paper in", "cover open", "cover closed", "hot",  "cool",
                          "offline",   "online",   "garble",     "silent",       "deaf", "jam",
                          "repair",    "repair",   "repair",     "unjam"};
  const char* kinds[] = {"generic", "epson-tm-t20", "star-line"};
  for (unsigned seed = 1; seed <= 30; ++seed) {
    std::minstd_rand random(seed);
    World world(kinds[seed % 3], seed);
    int asked = 0;
    for (int i = 0; i < 40; ++i) {
      if (random() % 3 == 0) world.print(std::to_string(asked++));
      if (random() % 12 == 0) {
        world.unplug();
        world.run(Millis{static_cast<int>(random() % 5000)});
        world.plug();
      }
      world.printer().obey(faults[random() % std::size(faults)]);
      world.run(Millis{static_cast<int>(random() % 3000)});
    }
    world.printer().obey("repair");
    world.run(Millis{330000});
    EXPECT_TRUE(world.session().done()) << "seed " << seed;
    std::map<std::string, int> plain;
    for (const SendSlip& slip : world.sent())
      if (!slip.repeat) ++plain[slip.job];
    for (const auto& [job, times] : plain) EXPECT_EQ(times, 1) << "seed " << seed << " job " << job;
  }
}

}  // namespace
}  // namespace talon::escpos
