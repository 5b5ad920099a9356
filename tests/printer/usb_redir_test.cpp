// SPDX-License-Identifier: MIT
// `talon-printer emulate --usb-redir`: the emulated printer at a virtual machine's USB socket. A kernel's own
// view of it is tests/vm's.
#include <algorithm>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <string>

#include "tests/printer/cli.h"
#include "tests/printer/guest_redir.h"

namespace talon::printer {
namespace {

using rig::GuestRedir;
using testing::HasSubstr;
using testing::SizeIs;

constexpr int success = 0, cancelled = 1, stalled = 4;  ///< usb_redir_success and so on
constexpr std::uint8_t standard_in = 0x80, class_in = 0xA1;

Bytes content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class UsbRedir : public testing::Test {
 protected:
  const Folder folder_;
  GuestRedir guest_{folder_ / "usb"};
};

TEST_F(UsbRedir, IsAPrinterToTheMachine) {
  Emulated printer({"--usb-redir", folder_ / "usb"});
  EXPECT_EQ(printer.line(), "plugged " + (folder_ / "usb"));
  const auto device = guest_.plugged();
  ASSERT_TRUE(device);
  EXPECT_EQ(device->vendor, 0x04B8);
  EXPECT_EQ(device->face_class, printer_class);
  EXPECT_EQ(device->face_protocol, bidirectional);

  const GuestRedir::Reply description = guest_.ask(standard_in, 6, 0x0100, 18);
  ASSERT_THAT(description.data, SizeIs(18));
  EXPECT_EQ(description.data[8] | description.data[9] << 8, device->vendor);
  EXPECT_EQ(description.data[10] | description.data[11] << 8, device->product);
  const GuestRedir::Reply id = guest_.ask(class_in, 0, 0, 1000);
  EXPECT_THAT(std::string(id.data.begin() + 2, id.data.end()), HasSubstr("MDL:TM-T20"));
  EXPECT_EQ(guest_.ask(standard_in, 6, 0x0F00, 5).status, stalled) << "no such descriptor";
}

TEST_F(UsbRedir, IsTheModelItStandsFor) {
  Emulated printer({"--usb-redir", folder_ / "usb", "--model", "star-line"});
  const auto device = guest_.plugged();
  ASSERT_TRUE(device);
  EXPECT_EQ(device->vendor, 0x0519);
  const GuestRedir::Reply id = guest_.ask(class_in, 0, 0, 1000);
  EXPECT_EQ(std::string(id.data.begin() + 2, id.data.end()),
            "MFG:Star;CMD:STAR;MDL:TSP600 (STR_T-U001);CLS:PRINTER;");
  EXPECT_EQ(guest_.ask(standard_in, 6, 0x0303, 255).status, stalled) << "it has no serial number";
}

TEST_F(UsbRedir, APrinterThatSaysNothingHasNoWayBack) {
  Emulated printer({"--usb-redir", folder_ / "usb", "--model", "none"});
  const auto device = guest_.plugged();
  ASSERT_TRUE(device);
  EXPECT_EQ(device->face_protocol, unidirectional);
  const GuestRedir::Reply configuration = guest_.ask(standard_in, 6, 0x0200, 255);
  EXPECT_THAT(configuration.data, SizeIs(9 + 9 + 7)) << "one endpoint";
  EXPECT_EQ(configuration.data[2], configuration.data.size());
}

TEST_F(UsbRedir, TheSlipIsTheFilesAndTheAnswersComeBack) {
  const std::string bytes = folder_ / "test.escpos";
  (void)call("test file:" + bytes);  // a file cannot confirm
  ASSERT_GT(content(bytes).size(), 50'000U);
  ASSERT_EQ(call("emulate --no-keyboard --from " + bytes + " --slips " + (folder_ / "file")).code, 0);
  Emulated printer({"--usb-redir", folder_ / "usb", "--slips", folder_ / "usb-slips"});
  ASSERT_TRUE(guest_.plugged());
  const Bytes all = content(bytes);
  constexpr std::size_t piece = 16'384;  // libusb's
  for (std::size_t at = 0; at < all.size(); at += piece) {
    const auto size = std::min(piece, all.size() - at);
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(at);
    const auto sent = guest_.send({begin, begin + static_cast<std::ptrdiff_t>(size)});
    ASSERT_EQ(sent.status, success);
    ASSERT_EQ(sent.length, size);
  }
  EXPECT_THAT(printer.line(), HasSubstr("plugged "));
  EXPECT_EQ(printer.line(), "slip " + (folder_ / "usb-slips/slip-0001.png"));
  EXPECT_TRUE(content(folder_ / "usb-slips/slip-0001.png") == content(folder_ / "file/slip-0001.png"));

  ASSERT_EQ(guest_.send({0x1D, 'a', 0, 0x10, 0x04, 0x01}).status, success);
  Bytes said = guest_.fetch(64).data;
  while (!said.empty() && (said.back() & 0x93) != 0x12)
    said = guest_.fetch(64).data;  // automatic status before
  EXPECT_EQ(said.back(), 0x12);
}

TEST_F(UsbRedir, ATransferGivenUpSaysHowMuchWasTaken) {
  Emulated printer({"--usb-redir", folder_ / "usb", "--command", "deaf after 300"});
  ASSERT_TRUE(guest_.plugged());
  const auto given_up = guest_.send_and_cancel(Bytes(1024, 0));
  EXPECT_EQ(given_up.status, cancelled);
  EXPECT_EQ(given_up.length, 300U);
  EXPECT_THAT(printer.line(), HasSubstr("plugged "));
  EXPECT_EQ(printer.line(), "cancelled after 300 of 1024");
}

TEST_F(UsbRedir, ACableIsPulledPutElsewhereAndFindsAMachineThatCameBack) {
  GuestRedir other(folder_ / "usb2");
  Emulated printer({"--usb-redir", folder_ / "usb", "--usb-redir", folder_ / "usb2", "--unplugged"});
  printer.say("plug 2");
  EXPECT_EQ(printer.line(), "plugged " + (folder_ / "usb2"));
  EXPECT_EQ(printer.line(), "ok plug 2");
  ASSERT_TRUE(other.plugged());
  printer.say("plug");
  EXPECT_EQ(printer.line(), "? plug") << "a cable has one end";
  printer.say("unplug");
  EXPECT_EQ(printer.line(), "unplugged " + (folder_ / "usb2"));
  EXPECT_EQ(printer.line(), "ok unplug");
  printer.say("plug 1");
  EXPECT_EQ(printer.line(), "plugged " + (folder_ / "usb"));
  EXPECT_EQ(printer.line(), "ok plug 1");
  ASSERT_TRUE(guest_.plugged());
  guest_.close_cable();
  EXPECT_EQ(printer.line(), "unplugged " + (folder_ / "usb"));
  EXPECT_EQ(printer.line(), "plugged " + (folder_ / "usb"));
  EXPECT_TRUE(guest_.plugged());
  printer.say("plug 3");
  EXPECT_EQ(printer.line(), "? plug 3");
}

TEST(UsbRedirAlone, WaitsForTheMachine) {
  const Folder folder;
  Emulated printer({"--usb-redir", folder / "usb"});
  EXPECT_EQ(printer.line(), "waiting " + (folder / "usb"));
  GuestRedir guest(folder / "usb");
  EXPECT_EQ(printer.line(), "plugged " + (folder / "usb"));
  EXPECT_TRUE(guest.plugged());
}

}  // namespace
}  // namespace talon::printer
