// SPDX-License-Identifier: MIT
// The worker over the real libusb path. Runs as the child of usb_rig and commands the printer itself through
// the rig's control file: what happens next is waited for, never timed. In the virtual machine (tests/vm) the
// same program runs over a kernel's USB.
#include <gtest/gtest.h>

#include "printer/device.h"
#include "printer/slip/slip.h"
#include "tests/printer/usb_worker.h"
#include "tests/printer/waiting.h"

namespace talon::printer {
namespace {

TEST_F(UsbWorker, FindsThePrinter) {
  const auto found = list_usb_devices();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].address, "usb:04b8:0e15:J3DF000001");
  EXPECT_EQ(found[0].model, "EPSON TM-T20II");
  EXPECT_EQ(found[0].device_id, "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;");
}

TEST_F(UsbWorker, PrintsConfirmed) {
  PrinterWorker printer("usb:04b8:0e15:J3DF000001");
  const std::size_t before = slips();
  printer.print("A017", slip::test_slip());
  expect(next_end(printer), "A017", SlipOutcome::printed, "");
  EXPECT_TRUE(printer.status().can_confirm);
  EXPECT_EQ(printer.status().model, "EPSON TM-T20II");
  EXPECT_EQ(slips(), before + 1);
}

TEST_F(UsbWorker, AnotherSerialNumberIsAnotherPrinter) {
  PrinterWorker printer("usb:04b8:0e15:J3DF000002");
  EXPECT_TRUE(becomes(printer, Health::failed, "offline"));
}

TEST_F(UsbWorker, TellsItsStateByItself) {
  PrinterWorker printer("usb:");
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  rig("paper low");
  EXPECT_TRUE(becomes(printer, Health::warning, "media-low"));
  rig("paper out");
  EXPECT_TRUE(becomes(printer, Health::failed, "media-empty"));
  printer.print("A017", slip::test_slip());
  expect(next_end(printer), "A017", SlipOutcome::failed, "media-empty");
  rig("paper in");
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
}

TEST_F(UsbWorker, PaperEndInMidSlip) {
  PrinterWorker printer("usb:");
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  const std::size_t before = slips();
  rig("paper after 700");
  EXPECT_TRUE(becomes(printer, Health::warning, "media-low"));
  printer.print("A017", slip::test_slip());
  expect(next_end(printer), "A017", SlipOutcome::failed, "media-empty", true);
  EXPECT_EQ(slips(), before);
  rig("paper in");
  expect(next_end(printer), "A017", SlipOutcome::printed, "");
  EXPECT_EQ(slips(), before + 1) << "only the whole slip, not the rest of the first one";
}

TEST_F(UsbWorker, CoverOpenedInMidSlip) {
  PrinterWorker printer("usb:");
  const std::size_t before = slips();
  print_half(printer, "A017");
  rig("cover open");
  expect(next_end(printer), "A017", SlipOutcome::failed, "cover-open", true);
  rig("cover closed");
  expect(next_end(printer), "A017", SlipOutcome::printed, "");
  EXPECT_EQ(slips(), before + 1);
}

TEST_F(UsbWorker, UnpluggedInMidSlipAndPluggedAgain) {
  PrinterWorker printer("usb:");
  const std::size_t before = slips();
  print_half(printer, "A017");
  rig("unplug");
  expect(next_end(printer), "A017", SlipOutcome::failed, "offline", true);
  EXPECT_TRUE(becomes(printer, Health::failed, "offline"));
  printer.print("A018", slip::test_slip());
  expect(next_end(printer), "A018", SlipOutcome::failed, "offline");
  rig("plug");
  expect(next_end(printer), "A017", SlipOutcome::printed, "");
  EXPECT_EQ(slips(), before + 1) << "only the open slip";
  EXPECT_EQ(printer.status().health, Health::ok);
}

// libusb's transfers keep the device they were last used with, and it keeps the context: freed after the
// context, they crash when the device has gone before.
TEST_F(UsbWorker, EndsWhileThePrinterIsAway) {
  PrinterWorker printer("usb:");
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  rig("unplug");
  EXPECT_TRUE(becomes(printer, Health::failed, "offline"));
}

// NAK: the printer takes nothing more, and says nothing.
TEST_F(UsbWorker, AStalledWriteIsNotBelieved) {
  PrinterWorker printer("usb:");
  const std::size_t before = slips();
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  rig("silent");
  rig("deaf after 30000");
  printer.print("A017", slip::test_slip());
  // Most of it was never handed over: it cannot be whole.
  expect(next_end(printer), "A017", SlipOutcome::failed, "offline", true);
  rig("repair");
  expect(next_end(printer), "A017", SlipOutcome::printed, "");
  EXPECT_EQ(slips(), before + 1);
}

}  // namespace
}  // namespace talon::printer
