// SPDX-License-Identifier: MIT
#include "firmware/hal/stm32f4/chip_flash.h"

#include <cstring>

#include "firmware/hal/stm32f4/chip.h"

namespace talon::firmware {
namespace {

using namespace chip;

constexpr std::uint32_t busy = bit(16);
constexpr std::uint32_t programming = bit(0);
constexpr std::uint32_t sector_erase = bit(1);
constexpr std::uint32_t words_of_32 = 2U << 8U;
constexpr std::uint32_t start = bit(16);
constexpr std::uint32_t locked = bit(31);
constexpr std::uint32_t all_errors = 0xF2;

const std::uint8_t* at(std::uint32_t offset) {
  return reinterpret_cast<const std::uint8_t*>(flash_base + offset);
}

/// The longest erasing takes 4 s; the watchdog is longer. A flash that stays busy ends in its bite.
void wait() {
  while ((flash::Status::read() & busy) != 0) {
  }
}

void unlock() {
  if ((flash::Control::read() & locked) == 0) return;
  flash::Key::write(0x45670123);
  flash::Key::write(0xCDEF89AB);
}

void lock() {
  flash::Control::write(locked);
}

std::uint32_t sector_of(const Area& area) {
  if (area.offset < 0x10000) return area.offset / 0x4000;
  return area.offset < 0x20000 ? 4 : 4 + area.offset / 0x20000;
}

}  // namespace

void ChipFlash::read(std::uint32_t offset, std::span<std::uint8_t> bytes) {
  std::memcpy(bytes.data(), at(offset), bytes.size());
}

bool ChipFlash::program(std::uint32_t offset, std::span<const std::uint8_t> bytes) {
  wait();
  unlock();
  flash::Status::write(all_errors);
  flash::Control::write(programming | words_of_32);
  for (std::uint32_t i = 0; i < bytes.size(); i += 4) {
    *reinterpret_cast<volatile std::uint32_t*>(flash_base + offset + i) = get_long(bytes, i);
    wait();
  }
  lock();
  return std::memcmp(at(offset), bytes.data(), bytes.size()) == 0;
}

bool ChipFlash::erase(const Area& area) {
  feed_watchdog();
  wait();
  unlock();
  flash::Status::write(all_errors);
  flash::Control::write(sector_erase | words_of_32 | sector_of(area) << 3U);
  flash::Control::set(start);
  wait();
  lock();
  // The data cache may still hold what was there.
  flash::Access::clear(bit(10));
  flash::Access::set(bit(12));
  flash::Access::clear(bit(12));
  flash::Access::set(bit(10));
  for (std::uint32_t i = 0; i < area.size; ++i)
    if (*at(area.offset + i) != 0xFF) return false;
  return true;
}

}  // namespace talon::firmware
