// SPDX-License-Identifier: MIT
// The few registers of the STM32F405 this board uses. Source: reference manual RM0090.
#pragma once

#include <cstdint>

namespace talon::firmware::chip {

/// A register at a fixed address.
template <std::uintptr_t address>
struct Register {
  static std::uint32_t read() { return *reinterpret_cast<volatile std::uint32_t*>(address); }
  static void write(std::uint32_t value) { *reinterpret_cast<volatile std::uint32_t*>(address) = value; }
  static void set(std::uint32_t bits) { write(read() | bits); }
  static void clear(std::uint32_t bits) { write(read() & ~bits); }
};

constexpr std::uint32_t bit(unsigned number) {
  return 1U << number;
}

inline constexpr std::uintptr_t flash_base = 0x08000000;
inline constexpr std::uintptr_t unique_number = 0x1FFF7A10;

template <std::uintptr_t base>
struct Gpio {
  using Mode = Register<base>;
  using Speed = Register<base + 0x08>;
  using Pull = Register<base + 0x0C>;
  using In = Register<base + 0x10>;
  using SetReset = Register<base + 0x18>;
  using AlternateLow = Register<base + 0x20>;
  using AlternateHigh = Register<base + 0x24>;
};
using PortA = Gpio<0x40020000>;
using PortB = Gpio<0x40020400>;
using PortC = Gpio<0x40020800>;

namespace rcc {
using Control = Register<0x40023800>;
using Pll = Register<0x40023804>;
using Config = Register<0x40023808>;
using Ahb1Enable = Register<0x40023830>;
using Apb1Enable = Register<0x40023840>;
using Apb2Enable = Register<0x40023844>;
using Status = Register<0x40023874>;
}  // namespace rcc

template <std::uintptr_t base>
struct Usart {
  using Status = Register<base>;
  using Data = Register<base + 0x04>;
  using Baud = Register<base + 0x08>;
  using Control1 = Register<base + 0x0C>;
};
using Usart1 = Usart<0x40011000>;
using Usart2 = Usart<0x40004400>;
inline constexpr std::uint32_t usart_received = bit(5);
inline constexpr std::uint32_t usart_sent = bit(6);
inline constexpr std::uint32_t usart_room = bit(7);
inline constexpr std::uint32_t usart_errors = bit(1) | bit(2) | bit(3);  // framing, noise, overrun

namespace timer1 {
using Control1 = Register<0x40010000>;
using Events = Register<0x40010014>;
using Mode1 = Register<0x40010018>;
using Enable = Register<0x40010020>;
using Prescaler = Register<0x40010028>;
using Reload = Register<0x4001002C>;
using Compare1 = Register<0x40010034>;
using Break = Register<0x40010044>;
}  // namespace timer1

namespace adc1 {
using Status = Register<0x40012000>;
using Control2 = Register<0x40012008>;
using SampleTime2 = Register<0x40012010>;
using Sequence3 = Register<0x40012034>;
using Data = Register<0x4001204C>;
}  // namespace adc1

namespace flash {
using Access = Register<0x40023C00>;
using Key = Register<0x40023C04>;
using Status = Register<0x40023C0C>;
using Control = Register<0x40023C10>;
}  // namespace flash

namespace watchdog {
using Key = Register<0x40003000>;
using Prescaler = Register<0x40003004>;
using Reload = Register<0x40003008>;
}  // namespace watchdog

namespace core {
using SysTickControl = Register<0xE000E010>;
using SysTickReload = Register<0xE000E014>;
using SysTickValue = Register<0xE000E018>;
using InterruptEnable1 = Register<0xE000E104>;  // interrupts 32..63
using VectorTable = Register<0xE000ED08>;
using Reset = Register<0xE000ED0C>;
using SystemPriority3 = Register<0xE000ED20>;
}  // namespace core

inline constexpr unsigned usart1_interrupt = 37;

inline void interrupts_off() {
  asm volatile("cpsid i" ::: "memory");
}
inline void interrupts_on() {
  asm volatile("cpsie i" ::: "memory");
}
inline void wait_for_interrupt() {
  asm volatile("wfi" ::: "memory");
}

/// True where there is no clock controller: in an emulator, which reads zero there; a chip that runs shows at
/// least its running oscillator. An emulator has neither unique number nor pins, and runs as fast as the chip
/// with its PLL.
inline bool emulated() {
  return rcc::Control::read() == 0;
}

[[noreturn]] inline void reset() {
  asm volatile("dsb" ::: "memory");
  core::Reset::write(0x05FA0004);
  for (;;) {
  }
}

/// About 8 s at the slow clock's slowest: longer than erasing the largest area.
inline void start_watchdog() {
  watchdog::Key::write(0x5555);
  watchdog::Prescaler::write(4);  // 32 kHz / 64
  watchdog::Reload::write(0xFFF);
  watchdog::Key::write(0xCCCC);
}
inline void feed_watchdog() {
  watchdog::Key::write(0xAAAA);
}

}  // namespace talon::firmware::chip
