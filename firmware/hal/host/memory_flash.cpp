// SPDX-License-Identifier: MIT
#include "firmware/hal/host/memory_flash.h"

#include <algorithm>

namespace talon::firmware {
namespace {

constexpr std::uint32_t word = 4;
/// Erasing is not sudden: a power cut leaves an area erased in part. So many places to be cut at are
/// modelled.
constexpr std::uint32_t erase_steps = 8;

}  // namespace

void MemoryFlash::read(std::uint32_t offset, std::span<std::uint8_t> bytes) {
  std::copy_n(bytes_.begin() + offset, bytes.size(), bytes.begin());
}

bool MemoryFlash::program(std::uint32_t offset, std::span<const std::uint8_t> bytes) {
  bool holds = true;
  for (std::uint32_t at = 0; at < bytes.size(); at += word) {
    if (!permitted()) return false;
    for (std::uint32_t i = at; i < at + word; ++i) {
      std::uint8_t& cell = bytes_[offset + i];
      cell = static_cast<std::uint8_t>(cell & bytes[i]);
      holds = holds && cell == bytes[i];
    }
  }
  return holds;
}

bool MemoryFlash::erase(const Area& area) {
  const std::uint32_t part = area.size / erase_steps;
  for (std::uint32_t step = 0; step < erase_steps; ++step) {
    if (!permitted()) return false;
    // Odd parts first: what a cut leaves is neither old nor blank, and not in order.
    const std::uint32_t at = area.offset + (step * 2 + (step < erase_steps / 2 ? 1 : 0)) % erase_steps * part;
    std::fill_n(bytes_.begin() + at, part, std::uint8_t{0xFF});
  }
  return true;
}

}  // namespace talon::firmware
