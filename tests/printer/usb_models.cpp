// SPDX-License-Identifier: MIT
// The same faults with printers of other makers, known by their descriptors alone: what each can prove, and
// that one whole slip comes out in the end. RIG_MODEL names the profile the rig stands for.
#include <array>
#include <cstdio>

#include "printer/device.h"
#include "printer/escpos/profiles.h"
#include "tests/printer/usb_worker.h"

namespace talon::printer {
namespace {

const escpos::Profile& profile_of_the_rig() {
  const char* name = std::getenv("RIG_MODEL");
  const auto* profile = escpos::find_profile(name != nullptr ? name : "epson-tm-t20");
  if (profile == nullptr) throw std::runtime_error(std::string("RIG_MODEL: ") + name);
  return *profile;
}

class UsbModel : public UsbWorker {
 protected:
  /// A slip that came out well, as surely as this printer can tell.
  void expect_whole(PrinterWorker& printer, const std::string& job, std::size_t slips_before) {
    const auto done = next_end(printer);
    ASSERT_TRUE(done);
    EXPECT_EQ(done->job, job);
    EXPECT_EQ(done->outcome, sure_ ? SlipOutcome::printed : SlipOutcome::unknown) << done->reason;
    EXPECT_EQ(slips(), slips_before + 1);
    if (!profile_.presenter) return;
    rig("take");  // seen by this worker: the next one must not find the slip in the mouth
    EXPECT_TRUE(taken(printer));
  }
  void ready(PrinterWorker& printer) { EXPECT_TRUE(becomes(printer, Health::ok, "")); }

  const escpos::Profile& profile_ = profile_of_the_rig();
  const bool sure_ = escpos::proves(profile_.confirm);
};

TEST_F(UsbModel, IsKnownByItsDescriptors) {
  const auto found = list_usb_devices();
  ASSERT_EQ(found.size(), 1U);
  const escpos::UsbIdentity& usb = profile_.usb;
  std::array<char, 32> address{};
  std::snprintf(address.data(), address.size(), "usb:%04x:%04x", usb.vendor, usb.product);
  EXPECT_EQ(found[0].address, address.data() + (usb.serial.empty() ? "" : ":" + std::string(usb.serial)));
  const bool says_maker = usb.model.starts_with(usb.maker);
  EXPECT_EQ(found[0].model, (says_maker ? "" : std::string(usb.maker) + " ") + std::string(usb.model));
  EXPECT_EQ(found[0].device_id, escpos::device_id_of(usb));

  PrinterWorker printer(found[0].address);
  ready(printer);
  EXPECT_EQ(printer.status().model, found[0].model);
  EXPECT_EQ(printer.status().can_confirm, sure_);
}

TEST_F(UsbModel, PrintsInItsOwnWidthAndLanguage) {
  PrinterWorker printer("usb:");
  ready(printer);
  const std::size_t before = slips();
  printer.print("A017", slip::test_slip());
  expect_whole(printer, "A017", before);
}

TEST_F(UsbModel, PaperEndInMidSlip) {
  PrinterWorker printer("usb:");
  ready(printer);
  const std::size_t before = slips();
  rig("paper after 700");
  EXPECT_TRUE(becomes(printer, Health::warning, "media-low"));
  printer.print("A017", slip::test_slip());
  expect(next_end(printer), "A017", SlipOutcome::failed, "media-empty", true);
  rig("paper in");
  expect_whole(printer, "A017", before);
}

TEST_F(UsbModel, CoverOpenedInMidSlip) {
  PrinterWorker printer("usb:");
  ready(printer);
  const std::size_t before = slips();
  print_half(printer, "A017");
  rig("cover open");
  // One that speaks only when asked cannot be asked behind bytes it does not take: first it is silent, and
  // its reason comes when the line was cleared.
  const bool tells = profile_.automatic_status;
  expect(next_end(printer), "A017", SlipOutcome::failed, tells ? "cover-open" : "offline", true);
  EXPECT_TRUE(becomes(printer, Health::failed, "cover-open"));
  rig("cover closed");
  expect_whole(printer, "A017", before);
}

TEST_F(UsbModel, UnpluggedInMidSlipAndPluggedAgain) {
  PrinterWorker printer("usb:");
  ready(printer);
  const std::size_t before = slips();
  print_half(printer, "A017");
  rig("unplug");
  expect(next_end(printer), "A017", SlipOutcome::failed, "offline", true);
  rig("plug");
  expect_whole(printer, "A017", before);
}

TEST_F(UsbModel, AStalledWriteIsNotBelieved) {
  PrinterWorker printer("usb:");
  ready(printer);
  const std::size_t before = slips();
  rig("silent");
  rig("deaf after 30000");
  printer.print("A017", slip::test_slip());
  expect(next_end(printer), "A017", SlipOutcome::failed, "offline", true);
  rig("repair");
  expect_whole(printer, "A017", before);
}

}  // namespace
}  // namespace talon::printer
