// SPDX-License-Identifier: MIT
#include "firmware/hal/stm32f4/pins.h"

namespace talon::firmware {
namespace {

using namespace chip;

// An emulator has no pins. What keys and straps would say comes as bytes on its second serial line instead:
// bits 0..3 keys, bit 4 service strap, bits 5, 6 role straps; the last byte holds.
std::uint8_t emulated_pins = 0;

std::uint8_t look_at_emulated_pins() {
  if ((Usart2::Status::read() & usart_received) != 0)
    emulated_pins = static_cast<std::uint8_t>(Usart2::Data::read() & 0x7FU);
  return emulated_pins;
}

std::uint8_t all_inputs() {
  return static_cast<std::uint8_t>(emulated() ? look_at_emulated_pins() : PortC::In::read() & 0x7FU);
}

void start_light_timer(std::uint32_t clock_hz) {
  constexpr std::uint32_t steps = 100;
  constexpr std::uint32_t periods_a_second = 20'000;
  timer1::Prescaler::write(clock_hz / (steps * periods_a_second) - 1);
  timer1::Reload::write(steps - 1);
  timer1::Compare1::write(0);
  timer1::Mode1::write(6U << 4U);  // PWM mode 1 without preload
  timer1::Enable::write(bit(0));
  timer1::Break::write(bit(15));
  timer1::Events::write(bit(0));
  timer1::Control1::write(bit(0));
}

void start_light_sensor() {
  adc1::SampleTime2::write(7);  // channel 0, 480 cycles
  adc1::Sequence3::write(0);
  adc1::Control2::write(bit(0));
  adc1::Control2::set(bit(30));
}

}  // namespace

void start_pins(std::uint32_t clock_hz) {
  rcc::Ahb1Enable::set(bit(0) | bit(1) | bit(2));
  rcc::Apb1Enable::set(bit(17));                   // USART2, for the emulator
  rcc::Apb2Enable::set(bit(0) | bit(4) | bit(8));  // TIM1, USART1, ADC1
  // Modes: 0 input, 1 output, 2 alternate, 3 analog.
  PortA::Mode::write(3U << 0U | 1U << 10U | 1U << 14U | 2U << 16U | 2U << 18U | 2U << 20U | 1U << 22U |
                     2U << 26U | 2U << 28U);  // 13, 14 stay with the programmer
  PortA::Speed::write(2U << 10U | 2U << 14U);
  PortA::AlternateHigh::write(1U << 0U | 7U << 4U | 7U << 8U);  // PA8 TIM1, PA9 and PA10 USART1
  PortA::Pull::write(1U << 20U);                                // a receiver without a cable stays silent
  PortB::Mode::write(1U << 0U | 1U << 2U | 1U << 4U);
  PortC::Mode::write(0);
  PortC::Pull::write(0x2AAA);  // PC0..PC6 down
  start_light_timer(clock_hz);
  start_light_sensor();
  if (emulated()) Usart2::Control1::write(bit(13) | bit(2));
}

std::uint8_t read_keys() {
  return all_inputs() & 0x0FU;
}

Straps read_straps() {
  const std::uint8_t inputs = all_inputs();
  return {(inputs & 0x10U) != 0, static_cast<std::uint8_t>(inputs >> 5U & 3U)};
}

std::uint16_t read_light() {
  constexpr std::uint32_t done = bit(1);
  if ((adc1::Status::read() & done) == 0) return static_cast<std::uint16_t>(adc1::Data::read() & 0xFFFU);
  const std::uint32_t value = adc1::Data::read();
  adc1::Control2::set(bit(30));
  return static_cast<std::uint16_t>(value & 0xFFFU);
}

std::array<std::uint16_t, 6> read_unique_number() {
  std::array<std::uint16_t, 6> number{};
  if (emulated()) return number;
  for (std::size_t i = 0; i < number.size(); ++i)
    number[i] = *reinterpret_cast<const volatile std::uint16_t*>(unique_number + 2 * i);
  return number;
}

}  // namespace talon::firmware
