// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "printer/emulator/emulator.h"
#include "printer/escpos/encode.h"
#include "printer/slip/slip.h"

namespace talon::emulator {
namespace {

const escpos::Profile& epson() {
  return *escpos::find_profile("epson-tm-t20");
}

Bytes slip_bytes() {
  return escpos::picture_job(slip::render(slip::test_slip(), slip::paper_80mm), epson());
}

TEST(EmulatorFaults, PaperOutStopsInTheMiddleAndNothingMoreIsTaken) {
  Emulator printer;
  ASSERT_TRUE(printer.obey("paper after 300"));
  const Bytes job = slip_bytes();
  EXPECT_LT(printer.receive(job), job.size());
  EXPECT_EQ(printer.strip().rows(), 300);
  EXPECT_TRUE(printer.condition().paper_end);
  EXPECT_TRUE(printer.take_slips().empty());
  EXPECT_EQ(printer.port_status() & 0x20, 0x20);
  EXPECT_EQ(printer.receive(job), 0U);
}

TEST(EmulatorFaults, AfterTheRefillItPrintsWhatItStillHad) {
  Emulator printer;
  printer.obey("paper after 300");
  const Bytes job = slip_bytes();
  std::size_t at = printer.receive(job);
  printer.obey("paper in");
  EXPECT_GT(printer.strip().rows(), 300);
  while (at < job.size()) at += printer.receive({job.data() + at, job.size() - at});
  EXPECT_EQ(printer.take_slips().size(), 1U);
}

TEST(EmulatorFaults, ClearingThrowsTheRestAway) {
  Emulator printer;
  printer.obey("cover open");
  EXPECT_GT(printer.receive(slip_bytes()), 1000U);
  const Bytes clear = escpos::clear_buffer();
  printer.soft_reset();
  EXPECT_EQ(printer.receive(clear), clear.size());
  printer.obey("cover closed");
  EXPECT_EQ(printer.strip().rows(), 0);
}

TEST(EmulatorFaults, ClearBufferActsOffLineAsItArrives) {
  Emulator printer;
  printer.obey("cover open");
  const Bytes job = slip_bytes();
  printer.receive({job.data(), 2000});
  printer.receive(escpos::clear_buffer());
  printer.obey("cover closed");
  EXPECT_EQ(printer.strip().rows(), 0);
}

TEST(EmulatorFaults, AutomaticStatusTellsEachChangeOnce) {
  Emulator printer;
  printer.receive(escpos::enable_automatic_status(epson()));
  EXPECT_EQ(printer.take_answers(), (Bytes{0x10, 0, 0, 0x0F}));
  printer.advance(Millis{1});
  EXPECT_TRUE(printer.take_answers().empty());
  printer.obey("cover open");
  EXPECT_EQ(printer.take_answers(), (Bytes{0x38, 0, 0, 0x0F}));
  printer.obey("cover closed");
  EXPECT_EQ(printer.take_answers(), (Bytes{0x10, 0, 0, 0x0F}));
  printer.obey("paper low");
  EXPECT_EQ(printer.take_answers(), (Bytes{0x10, 0, 0x03, 0x0F}));
  printer.obey("hot");
  EXPECT_EQ(printer.take_answers(), (Bytes{0x18, 0x40, 0x03, 0x0F}));
}

TEST(EmulatorFaults, QuestionsAreAnsweredAtOnce) {
  Emulator printer;
  printer.obey("cover open");
  const Bytes job = slip_bytes();
  printer.receive({job.data(), 1000});
  printer.receive(escpos::ask_status(2));
  EXPECT_EQ(printer.take_answers(), (Bytes{0x16}));
}

TEST(EmulatorFaults, AJamNeedsHandsAndACommand) {
  Emulator printer;
  printer.obey("jam");
  const Bytes job = slip_bytes();
  for (std::size_t at = 0; at < job.size();) {
    const std::size_t n = printer.receive({job.data() + at, job.size() - at});
    if (n == 0) break;
    at += n;
  }
  EXPECT_TRUE(printer.condition().cutter_error);
  printer.receive(escpos::recover());
  EXPECT_TRUE(printer.condition().cutter_error);  // still jammed
  printer.obey("unjam");
  printer.receive(escpos::recover());
  EXPECT_FALSE(printer.condition().cutter_error);
  EXPECT_TRUE(printer.take_slips().empty());
}

TEST(EmulatorFaults, SilentAndGarbledAndDeaf) {
  Emulator printer;
  printer.obey("silent");
  printer.receive(escpos::ask_status(1));
  EXPECT_TRUE(printer.take_answers().empty());
  printer.obey("repair");
  printer.obey("deaf");
  EXPECT_EQ(printer.receive(escpos::ask_status(1)), 0U);
  printer.obey("repair");
  printer.obey("garble");
  bool damaged = false;
  for (int i = 0; i < 20; ++i) {
    printer.receive(escpos::ask_status(1));
    damaged = damaged || printer.take_answers() != Bytes{0x12};
  }
  EXPECT_TRUE(damaged);
  EXPECT_FALSE(printer.obey("paper jammed"));
}

TEST(EmulatorFaults, PrintsAsFastAsItIsTold) {
  Model setup;
  setup.rows_per_second = 1200;
  Emulator printer(setup);
  printer.advance(Millis{0});
  const Bytes job = slip_bytes();
  std::size_t at = 0;
  int slips = 0;
  Millis now{0};
  for (; now < Millis{10000} && slips == 0; now += Millis{10}) {
    if (at < job.size()) at += printer.receive({job.data() + at, job.size() - at});
    printer.advance(now);
    slips += static_cast<int>(printer.take_slips().size());
  }
  EXPECT_EQ(slips, 1);
  EXPECT_GT(now, Millis{900});
  EXPECT_LT(now, Millis{2500});
}

}  // namespace
}  // namespace talon::emulator
