// SPDX-License-Identifier: MIT
// talon-printer as people call it: exit codes, Russian help, and printing over TCP into its own emulator.
#include "tests/printer/cli.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace talon::printer {
namespace {

using testing::HasSubstr;

TEST(TalonPrinter, SpeaksRussianAndKeepsItsExitCodes) {
  EXPECT_EQ(call("--help").code, 0);
  EXPECT_THAT(call("--help").text, HasSubstr("Принтеры талонов"));
  EXPECT_THAT(call("--version").text, HasSubstr("talon-printer "));
  EXPECT_EQ(call("").code, 2);
  EXPECT_EQ(call("test lpt1").code, 2);
  EXPECT_EQ(call("print usb:").code, 2);
  EXPECT_EQ(call("status file:/nowhere/printer").code, 1);
  EXPECT_EQ(call("test file:/nowhere/printer").code, 1);
  EXPECT_THAT(call("profiles").text, HasSubstr("epson-tm-t20\t576"));
}

TEST(TalonPrinter, RendersWhatItPrints) {
  const Folder folder;
  EXPECT_EQ(call("test file:" + (folder / "a.escpos")).code, 0);
  EXPECT_EQ(call("render " + (folder / "a.escpos") + " " + (folder / "a.png")).code, 0);
  EXPECT_EQ(call("render --test " + (folder / "b.png")).code, 0);
  EXPECT_GT(fs::file_size(folder / "a.png"), 3000U);
  EXPECT_GT(fs::file_size(folder / "b.png"), 3000U);
  EXPECT_EQ(call("render " + (folder / "none") + " " + (folder / "c.png")).code, 1);
}

TEST(TalonPrinter, PrintsOverTcpIntoItsEmulator) {
  const Folder folder;
  Emulated printer({"--listen", "tcp:127.0.0.1:0", "--slips", folder / "slips"});
  const std::string device = printer.device();
  const std::string profile = " --profile epson-tm-t20";
  const Ended printed = call("test " + device + profile);
  EXPECT_EQ(printed.code, 0) << printed.text;
  EXPECT_THAT(printed.text, HasSubstr("напечатан"));
  EXPECT_EQ(printer.line(), "slip " + (folder / "slips/slip-0001.png"));
  EXPECT_TRUE(fs::exists(folder / "slips/slip-0001.png"));

  printer.say("paper out");
  EXPECT_EQ(printer.line(), "ok paper out");
  const Ended status = call("status " + device + profile);
  EXPECT_EQ(status.code, 1);
  EXPECT_THAT(status.text, HasSubstr("нет бумаги (media-empty)"));
  const Ended refused = call("test " + device + profile);
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.text, HasSubstr("не напечатан: нет бумаги"));

  printer.say("paper in");
  EXPECT_EQ(printer.line(), "ok paper in");
  EXPECT_EQ(call("status " + device + profile).code, 0);
  printer.say("make coffee");
  EXPECT_EQ(printer.line(), "? make coffee");
}

TEST(TalonPrinter, StarPrintersConfirmByTheirCounter) {
  const Folder folder;
  Emulated printer({"--listen", "tcp:127.0.0.1:0", "--slips", folder / "slips", "--model", "star-line"});
  const Ended printed = call("test " + printer.device() + " --profile star-line");
  EXPECT_EQ(printed.code, 0) << printed.text;
  EXPECT_THAT(printed.text, HasSubstr("напечатан"));
}

}  // namespace
}  // namespace talon::printer
