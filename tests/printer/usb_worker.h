// SPDX-License-Identifier: MIT
// A worker under test beside a printer that obeys a control file: RIG_FOLDER holds `control`, `bytes` and
// `slips`, as usb_rig and `talon-printer emulate` beside the virtual machine keep them.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <string>

#include "printer/slip/slip.h"
#include "tests/printer/waiting.h"

namespace talon::printer {

class UsbWorker : public testing::Test {
 protected:
  UsbWorker() : folder_(std::getenv("RIG_FOLDER")), control_(folder_ / "control", std::ios::app) {
    rig("repair");
    rig("plug");
  }

  /// A command to the printer (Emulator::obey) or its cable: "plug", "plug 2", "unplug".
  void rig(const std::string& command) { control_ << command << std::endl; }
  /// How many whole slips were cut off.
  [[nodiscard]] std::size_t slips() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "slips"))
      if (entry.path().extension() == ".png") ++count;
    return count;
  }
  [[nodiscard]] std::uintmax_t received() const {
    std::error_code none_yet;
    const auto size = std::filesystem::file_size(folder_ / "bytes", none_yet);
    return none_yet ? 0 : size;
  }
  /// Begins a slip and returns when the printer has a good part of it.
  void print_half(PrinterWorker& printer, const std::string& job) {
    const auto before = received();
    printer.print(job, slip::test_slip());
    const auto until = std::chrono::steady_clock::now() + long_enough;
    while (received() < before + 20000 && std::chrono::steady_clock::now() < until) printer.wait(Millis{5});
    ASSERT_GE(received(), before + 20000);
  }
  static void expect(const std::optional<SlipDone>& done, const std::string& job, SlipOutcome outcome,
                     const std::string& reason, bool will_repeat = false) {
    ASSERT_TRUE(done);
    EXPECT_EQ(done->job, job);
    EXPECT_EQ(done->outcome, outcome);
    EXPECT_EQ(done->reason, reason);
    EXPECT_EQ(done->will_repeat, will_repeat);
  }

 private:
  std::filesystem::path folder_;
  std::ofstream control_;
};

}  // namespace talon::printer
