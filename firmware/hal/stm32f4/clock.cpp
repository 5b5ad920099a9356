// SPDX-License-Identifier: MIT
#include "firmware/hal/stm32f4/clock.h"

#include "firmware/hal/stm32f4/chip.h"

namespace talon::firmware {
namespace {

using namespace chip;

constexpr std::uint32_t full_speed = 168'000'000;
constexpr std::uint32_t inner_speed = 16'000'000;
constexpr std::uint32_t crystal_mhz = 8;

/// A crystal starts within some milliseconds; this is ten times as long at 16 MHz.
constexpr std::uint32_t patience = 200'000;

template <class Reg>
bool comes(std::uint32_t mask, std::uint32_t value) {
  for (std::uint32_t i = 0; i < patience; ++i)
    if ((Reg::read() & mask) == value) return true;
  return false;
}

}  // namespace

std::uint32_t start_clock() {
  if (emulated()) return full_speed;
  rcc::Control::set(bit(16));  // crystal on
  const bool crystal = comes<rcc::Control>(bit(17), bit(17));
  const std::uint32_t divider = crystal ? crystal_mhz : inner_speed / 1'000'000;
  // 1 MHz * 336 / 2 = 168 MHz; 336 / 7 for the unused USB.
  rcc::Pll::write(divider | 336U << 6U | 0U << 16U | (crystal ? bit(22) : 0U) | 7U << 24U);
  rcc::Control::set(bit(24));
  if (!comes<rcc::Control>(bit(25), bit(25))) return inner_speed;
  flash::Access::write(5U | bit(8) | bit(9) | bit(10));  // 5 wait states, prefetch, both caches
  rcc::Config::write(5U << 10U | 4U << 13U | 2U);        // APB1 / 4, APB2 / 2, run on the PLL
  return comes<rcc::Config>(3U << 2U, 2U << 2U) ? full_speed : inner_speed;
}

}  // namespace talon::firmware
