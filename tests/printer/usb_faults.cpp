// SPDX-License-Identifier: MIT
// Every fault of the paper path over the real libusb path, as usb_worker_check.cpp does the cable's: what the
// worker says, and that exactly one whole slip comes out in the end.
#include "tests/printer/usb_worker.h"

namespace talon::printer {
namespace {

struct Fault {
  const char* name;
  const char* strike;
  const char* mend;
  const char* reason;
};

void PrintTo(const Fault& fault, std::ostream* out) {
  *out << fault.name;
}

/// Faults that stop the printer in the middle of a slip until somebody comes.
class UsbStop : public UsbWorker, public testing::WithParamInterface<Fault> {};

TEST_P(UsbStop, InMidSlipIsToldAndThePaperComesAfterTheRepair) {
  const Fault& fault = GetParam();
  PrinterWorker printer("usb:");
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  const std::size_t before = slips();
  print_half(printer, "A017");
  rig(fault.strike);
  expect(next_end(printer), "A017", SlipOutcome::failed, fault.reason, true);
  rig(fault.mend);
  expect(next_end(printer), "A017", SlipOutcome::printed, "");
  EXPECT_EQ(slips(), before + 1);
}

TEST_P(UsbStop, BeforeASlipIsToldAtOnceAndTheNextOneIsPrinted) {
  const Fault& fault = GetParam();
  PrinterWorker printer("usb:");
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  const std::size_t before = slips();
  rig(fault.strike);
  EXPECT_TRUE(becomes(printer, Health::failed, fault.reason));
  printer.print("A017", slip::test_slip());
  expect(next_end(printer), "A017", SlipOutcome::failed, fault.reason);
  rig(fault.mend);
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  printer.print("A018", slip::test_slip());
  expect(next_end(printer), "A018", SlipOutcome::printed, "");
  EXPECT_EQ(slips(), before + 1) << "who was refused is not printed later";
}

INSTANTIATE_TEST_SUITE_P(Every, UsbStop,
                         testing::Values(Fault{"cover", "cover open", "cover closed", "cover-open"},
                                         Fault{"broken", "broken", "repair", "other"},
                                         Fault{"offline", "offline", "online", "offline"}),
                         [](const auto& each) { return std::string(each.param.name); });

/// The paper ends after so many rows of dots of a slip that has some 1 900.
class UsbPaperEnd : public UsbWorker, public testing::WithParamInterface<int> {};

TEST_P(UsbPaperEnd, AnywhereLeavesOneWholeSlip) {
  PrinterWorker printer("usb:");
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  const std::size_t before = slips();
  rig("paper after " + std::to_string(GetParam()));
  EXPECT_TRUE(becomes(printer, Health::warning, "media-low"));
  printer.print("A017", slip::test_slip());
  expect(next_end(printer), "A017", SlipOutcome::failed, "media-empty", true);
  rig("paper in");
  expect(next_end(printer), "A017", SlipOutcome::printed, "");
  EXPECT_EQ(slips(), before + 1);
}

INSTANTIATE_TEST_SUITE_P(Rows, UsbPaperEnd,
                         testing::Values(1, 97, 300, 500, 900, 1'100, 1'300, 1'500, 1'700));

// The knife is set going once by itself: nobody is called, nothing is printed twice.
TEST_F(UsbWorker, AKnifeThatJamsOnceIsSetGoing) {
  PrinterWorker printer("usb:");
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  const std::size_t before = slips();
  rig("jam once");
  printer.print("A017", slip::test_slip());
  expect(next_end(printer), "A017", SlipOutcome::printed, "");
  EXPECT_EQ(slips(), before + 1);
}

TEST_F(UsbWorker, AKnifeThatStaysJammedIsTold) {
  PrinterWorker printer("usb:");
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  const std::size_t before = slips();
  rig("jam");
  printer.print("A017", slip::test_slip());
  expect(next_end(printer), "A017", SlipOutcome::failed, "media-jam", true);
  rig("cover open");
  EXPECT_TRUE(becomes(printer, Health::failed, "cover-open"));
  rig("unjam");
  rig("cover closed");
  expect(next_end(printer), "A017", SlipOutcome::printed, "");
  EXPECT_EQ(slips(), before + 1);
}

TEST_F(UsbWorker, AHotHeadIsWaitedFor) {
  PrinterWorker printer("usb:");
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  const std::size_t before = slips();
  print_half(printer, "A017");
  rig("hot");
  EXPECT_TRUE(becomes(printer, Health::warning, "other"));
  rig("cool");
  expect(next_end(printer), "A017", SlipOutcome::printed, "");
  EXPECT_EQ(slips(), before + 1) << "it went on where it was";
}

}  // namespace
}  // namespace talon::printer
