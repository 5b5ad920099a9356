// SPDX-License-Identifier: MIT
#include "printer/worker.h"

#include <chrono>
#include <filesystem>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>

#include "printer/slip/slip.h"
#include "tests/printer/waiting.h"

namespace talon::printer {
namespace {

TEST(PrinterWorker, WritesASlipIntoAFile) {
  const auto path = std::filesystem::temp_directory_path() / ("slip-" + std::to_string(getpid()) + ".bin");
  {
    PrinterWorker printer("file:" + path.string());
    printer.print("1", slip::test_slip());
    const auto done = next_end(printer);
    ASSERT_TRUE(done);
    EXPECT_EQ(done->job, "1");
    EXPECT_EQ(done->outcome, SlipOutcome::unknown);  // a file confirms nothing
    EXPECT_FALSE(done->will_repeat);
    EXPECT_EQ(printer.status().health, Health::ok);
    EXPECT_FALSE(printer.status().can_confirm);
  }
  EXPECT_GT(std::filesystem::file_size(path), 20000U);
  std::filesystem::remove(path);
}

TEST(PrinterWorker, RefusesASlipWhenThePrinterIsAway) {
  PrinterWorker printer("file:/nowhere/printer");
  printer.print("1", slip::test_slip());
  const auto done = next_end(printer);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->outcome, SlipOutcome::failed);
  EXPECT_EQ(done->reason, "offline");
  EXPECT_EQ(printer.status().reason, "offline");
}

TEST(PrinterWorker, KeepsItsQueueShort) {
  PrinterWorker printer("file:/nowhere/printer");
  for (int i = 0; i < 17; ++i) printer.print(std::to_string(i), slip::test_slip());
  const auto done = next_end(printer);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->job, "16");
  EXPECT_EQ(done->outcome, SlipOutcome::failed);
}

TEST(PrinterWorker, RefusesWrongNames) {
  EXPECT_THROW(PrinterWorker("lpt1"), std::invalid_argument);
  EXPECT_THROW(PrinterWorker("usb:", "no-such-model"), std::invalid_argument);
}

}  // namespace
}  // namespace talon::printer
