// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "firmware/app/flash.h"

namespace talon::firmware {

/// The chip's flash in memory: programming can only clear bits, erasing sets them. Before each word that
/// changes `before_write` is called, so that a test can lose the power there (by an exception) or refuse the
/// write (by false).
class MemoryFlash final : public Flash {
 public:
  MemoryFlash() : bytes_(flash_used, 0xFF) {}

  void read(std::uint32_t offset, std::span<std::uint8_t> bytes) override;
  bool program(std::uint32_t offset, std::span<const std::uint8_t> bytes) override;
  bool erase(const Area& area) override;

  std::function<bool()> before_write;

  std::vector<std::uint8_t>& bytes() { return bytes_; }
  const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  bool permitted() const { return !before_write || before_write(); }

  std::vector<std::uint8_t> bytes_;
};

}  // namespace talon::firmware
