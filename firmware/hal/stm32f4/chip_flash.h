// SPDX-License-Identifier: MIT
#pragma once

#include "firmware/app/flash.h"

namespace talon::firmware {

/// The chip's own flash. While it erases or programs, nothing can be fetched from it: interrupts wait, the
/// panel is dark. Every write is read back, so a flash that is none (an emulator's) refuses honestly.
class ChipFlash final : public Flash {
 public:
  void read(std::uint32_t offset, std::span<std::uint8_t> bytes) override;
  bool program(std::uint32_t offset, std::span<const std::uint8_t> bytes) override;
  bool erase(const Area& area) override;
};

}  // namespace talon::firmware
