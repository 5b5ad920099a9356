// SPDX-License-Identifier: MIT
#include "printer/worker.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "printer/escpos/encode.h"
#include "printer/escpos/profiles.h"
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
    EXPECT_GT(done->paper_mm, 100);
    EXPECT_EQ(printer.status().health, Health::ok);
    EXPECT_FALSE(printer.status().can_confirm);
  }
  EXPECT_GT(std::filesystem::file_size(path), 20000U);
  std::filesystem::remove(path);
}

/// After a power cut nobody knows what hangs out of the printer: a slip asked for as a repetition stands 4 mm
/// below it, any other begins at once.
TEST(PrinterWorker, ASlipThatIsAskedForAsARepetitionIsSetApart) {
  const auto path = std::filesystem::temp_directory_path() / ("apart-" + std::to_string(getpid()) + ".bin");
  {
    PrinterWorker printer("file:" + path.string(), "epson-tm-t20");
    for (const bool repeat : {false, true}) {
      SlipContent slip = slip::test_slip();
      slip.repeat = repeat;
      printer.print(repeat ? "again" : "first", slip);
      ASSERT_TRUE(next_end(printer));
    }
  }
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const escpos::Bytes apart = escpos::set_apart(*escpos::find_profile("epson-tm-t20"));
  const std::string mark(apart.begin(), apart.end());
  const auto found = bytes.find(mark);
  ASSERT_NE(found, std::string::npos);
  EXPECT_GT(found, 20'000U) << "before the second slip";
  EXPECT_EQ(bytes.find(mark, found + 1), std::string::npos);
  std::filesystem::remove(path);
}

TEST(PrinterWorker, RefusesASlipWhenThePrinterIsAway) {
  PrinterWorker printer("file:/nowhere/printer");
  printer.print("1", slip::test_slip());
  const auto done = next_end(printer);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->outcome, SlipOutcome::failed);
  EXPECT_EQ(done->reason, "offline");
  EXPECT_EQ(done->paper_mm, 0);
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

/// A driver that hangs for ever in its first call, as a write to a kernel device may.
class StuckDevice final : public Device {
 public:
  struct Gate {
    std::mutex mutex;
    std::condition_variable changed;
    bool inside = false, open = false;
  };
  explicit StuckDevice(Gate& gate) : gate_(gate) {}
  void write(std::span<const std::uint8_t>) override {}
  void abort() override {}
  std::vector<DeviceEvent> wait(Millis) override {
    std::unique_lock lock(gate_.mutex);
    gate_.inside = true;
    gate_.changed.notify_all();
    gate_.changed.wait(lock, [this] { return gate_.open; });
    return {};
  }
  std::optional<std::uint8_t> port_status() override { return {}; }
  void wake() override {}

 private:
  Gate& gate_;
};

// The caller never waits for the printer: all it may call returns while the device holds its thread for ever.
TEST(PrinterWorker, ADeviceThatNeverReturnsHoldsNobody) {
  StuckDevice::Gate gate;
  PrinterWorker printer(std::make_unique<StuckDevice>(gate), "epson-tm-t20");
  {
    std::unique_lock lock(gate.mutex);
    gate.changed.wait(lock, [&] { return gate.inside; });
  }
  for (int i = 0; i < 100; ++i) {
    printer.print(std::to_string(i), slip::test_slip());
    (void)printer.poll();
    EXPECT_EQ(printer.status().health, Health::silent);
  }
  const std::scoped_lock lock(gate.mutex);
  EXPECT_FALSE(gate.open) << "it was stuck all the while";
  gate.open = true;
  gate.changed.notify_all();
}

TEST(PrinterWorker, RefusesWrongNames) {
  EXPECT_THROW(PrinterWorker("lpt1"), std::invalid_argument);
  EXPECT_THROW(PrinterWorker("usb:", "no-such-model"), std::invalid_argument);
}

}  // namespace
}  // namespace talon::printer
