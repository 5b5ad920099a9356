// SPDX-License-Identifier: MIT
// The emulator's log of pin writes, read back into a picture.
#include "firmware/hal/host/pin_trace.h"

#include <cstdio>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "firmware/app/scan.h"

namespace talon::firmware {
namespace {

/// The pins of firmware/hal/stm32f4/pins.h as QEMU writes them down.
class LoggedPins {
 public:
  void data(bool level) { gpio('A', level ? 1U << 7 : 1U << 23); }
  void clock(bool level) { gpio('A', level ? 1U << 5 : 1U << 21); }
  void latch(bool level) { gpio('B', level ? 1U << 2 : 1U << 18); }
  void group(unsigned number) {
    gpio('B', ((number & 1U) != 0 ? 1U << 0 : 1U << 16) | ((number & 2U) != 0 ? 1U << 1 : 1U << 17));
  }
  void light(unsigned percent) {
    add("timer[1]: unimplemented device write (size 4, offset 0x034, value 0x%08x)", percent);
  }

  const std::vector<std::string>& lines() const { return lines_; }

 private:
  void gpio(char port, unsigned value) {
    add((std::string("GPIO") + port + ": unimplemented device write (size 4, offset 0x018, value 0x%08x)")
            .c_str(),
        value);
  }
  void add(const char* format, unsigned value) {
    char line[128];
    std::snprintf(line, sizeof line, format, value);
    lines_.emplace_back(line);
  }

  std::vector<std::string> lines_;
};

Picture diagonals(std::size_t columns) {
  Picture picture;
  for (std::size_t x = 0; x < columns; ++x) picture.set(x, x % panel_rows);
  picture.set(columns - 1, 0);
  return picture;
}

std::vector<std::string> log_of(const Picture& picture, std::size_t columns, unsigned percent,
                                unsigned groups) {
  LoggedPins pins;
  for (unsigned i = 0; i < groups; ++i) scan_rows(picture, columns, i % scan_groups, percent, pins);
  return pins.lines();
}

TEST(PinTrace, GivesThePictureAndItsLight) {
  for (const std::size_t columns : {32U, 64U, 96U, 128U}) {
    const Picture picture = diagonals(columns);
    PinTrace trace(columns);
    for (const std::string& line : log_of(picture, columns, 80, scan_groups)) trace.take(line);
    ASSERT_TRUE(trace.whole());
    EXPECT_EQ(trace.seen(), (SeenPanel{picture, 80})) << columns;
  }
}

TEST(PinTrace, ALogThatBeginsInTheMiddleOfARowIsNotBelievedUntilItIsWhole) {
  const Picture picture = diagonals(64);
  const std::vector<std::string> lines = log_of(picture, 64, 100, scan_groups + 1);
  PinTrace trace(64);
  for (std::size_t i = 100; i < lines.size(); ++i) {
    EXPECT_FALSE(trace.whole()) << i;
    trace.take(lines[i]);
  }
  EXPECT_TRUE(trace.whole());
  EXPECT_EQ(trace.seen().picture, picture);
}

TEST(PinTrace, PassesOverWhatIsNoWriteToThePanelsPins) {
  PinTrace trace(32);
  std::vector<std::string> lines = log_of(diagonals(32), 32, 50, scan_groups);
  const std::vector<std::string> strange{
      "",
      "GPIOA:",
      "GPIOA: unimplemented device read (size 4, offset 0x018)",
      "GPIOC: unimplemented device write (size 4, offset 0x018, value 0x00000020)",
      "GPIOA: unimplemented device write (size 4, offset 0x000, value 0x00000020)",
      "GPIOA: unimplemented device write (size 4, offset 0x018, value 0xЖ)",
      "timer[1]: unimplemented device write (size 4, offset 0x034, value 0xffffffff)"};
  for (const std::string& line : lines) {
    trace.take(line);
    for (const std::string& other : strange) trace.take(other);
  }
  ASSERT_TRUE(trace.whole());
  EXPECT_EQ(trace.seen(), (SeenPanel{diagonals(32), 50}));
}

}  // namespace
}  // namespace talon::firmware
