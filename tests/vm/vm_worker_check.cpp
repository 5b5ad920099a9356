// SPDX-License-Identifier: MIT
// The kiosk's printer code under a kernel that has its own opinion of the printer: usblp on it, another port,
// a transfer cut in the middle. Runs in the virtual machine, commands `talon-printer emulate` through its
// control file.
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <thread>

#include "printer/device.h"
#include "printer/slip/slip.h"
#include "tests/printer/usb_worker.h"
#include "tests/printer/waiting.h"

namespace talon::printer {
namespace {

namespace fs = std::filesystem;

/// The kernel's driver on the printer's interface: "usblp", "usbfs", "" for none or no printer.
std::string kernel_driver() {
  for (const auto& entry : fs::directory_iterator("/sys/bus/usb/devices")) {
    std::ifstream file(entry.path() / "bInterfaceClass");
    std::string kind;
    if (!(file >> kind) || kind != "07") continue;
    std::error_code none;
    return fs::read_symlink(entry.path() / "driver", none).filename();
  }
  return {};
}

bool becomes_driver(const std::string& wanted) {
  const auto until = std::chrono::steady_clock::now() + long_enough;
  while (kernel_driver() != wanted) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(Millis{20});
  }
  return true;
}

/// The bus's place of the printer: "1-1", "1-2".
std::string place() {
  for (const auto& entry : fs::directory_iterator("/sys/bus/usb/devices")) {
    std::ifstream file(entry.path() / "idVendor");
    std::string vendor;
    if (file >> vendor && vendor == "04b8") return entry.path().filename();
  }
  return {};
}

class VmWorker : public UsbWorker {
 protected:
  VmWorker() { EXPECT_TRUE(becomes_driver("usblp")) << kernel_driver(); }
};

TEST_F(VmWorker, TakesThePrinterFromUsblpAndGivesItBack) {
  ASSERT_TRUE(fs::exists("/dev/usb/lp0"));
  {
    PrinterWorker printer("usb:");
    EXPECT_TRUE(becomes(printer, Health::ok, ""));
    EXPECT_EQ(kernel_driver(), "usbfs");
    EXPECT_FALSE(fs::exists("/dev/usb/lp0")) << "no spooler between us and the paper";
    printer.print("A017", slip::test_slip());
    expect(next_end(printer), "A017", SlipOutcome::printed, "");
  }
  EXPECT_TRUE(becomes_driver("usblp")) << kernel_driver();
}

TEST_F(VmWorker, PluggedIntoAnotherPortInMidSlip) {
  PrinterWorker printer("usb:04b8:0e15:J3DF000001");
  const std::size_t before = slips();
  print_half(printer, "A017");
  const std::string first = place();
  rig("unplug");
  expect(next_end(printer), "A017", SlipOutcome::failed, "offline", true);
  rig("plug 2");
  expect(next_end(printer), "A017", SlipOutcome::printed, "");
  EXPECT_EQ(slips(), before + 1);
  EXPECT_FALSE(first.empty());
  EXPECT_NE(place(), first);
  rig("unplug");
}

// The printer takes 300 bytes of the piece in flight and no more. What the kernel says of a transfer that was
// given up (here: that all of it went out) is not believed.
TEST_F(VmWorker, APieceTakenInPart) {
  PrinterWorker printer("usb:");
  const std::size_t before = slips();
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  rig("silent");
  rig("deaf after 20300");
  printer.print("A017", slip::test_slip());
  expect(next_end(printer), "A017", SlipOutcome::failed, "offline", true);
  rig("repair");
  expect(next_end(printer), "A017", SlipOutcome::printed, "");
  EXPECT_EQ(slips(), before + 1);
}

// The question for its state is what the printer does not take: it is found out before anybody wants a slip.
TEST_F(VmWorker, NothingIsTakenAtAll) {
  PrinterWorker printer("usb:");
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  const std::size_t before = slips();
  rig("deaf");
  EXPECT_TRUE(becomes(printer, Health::failed, "offline"));
  printer.print("A017", slip::test_slip());
  expect(next_end(printer), "A017", SlipOutcome::failed, "offline");
  rig("hear");
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  EXPECT_EQ(slips(), before) << "nobody waits for it any more";
}

// All of it is on paper, but the cable goes before the printer could say so: nobody can know.
TEST_F(VmWorker, UnpluggedBetweenPaperAndConfirmation) {
  PrinterWorker printer("usb:");
  EXPECT_TRUE(becomes(printer, Health::ok, ""));
  const std::size_t before = slips();
  rig("silent");
  printer.print("A017", slip::test_slip());
  const auto until = std::chrono::steady_clock::now() + long_enough;
  while (slips() == before && std::chrono::steady_clock::now() < until) printer.wait(Millis{5});
  rig("unplug");
  expect(next_end(printer), "A017", SlipOutcome::unknown, "offline", true);
  rig("repair");
  rig("plug");
  expect(next_end(printer), "A017", SlipOutcome::printed, "");
  EXPECT_EQ(slips(), before + 2) << "the second one is marked";
}

}  // namespace
}  // namespace talon::printer
