// SPDX-License-Identifier: MIT
// The boot loader's shell: starts the watchdog, asks the app's choose_slot, jumps.
#include "firmware/app/boot.h"
#include "firmware/app/image.h"
#include "firmware/hal/stm32f4/chip.h"
#include "firmware/hal/stm32f4/chip_flash.h"
#include "firmware/hal/stm32f4/startup.h"

namespace talon::firmware {
namespace {

[[noreturn]] void start(unsigned slot) {
  const std::uint32_t table = chip::flash_base + slots[slot].offset + header_bytes;
  chip::core::VectorTable::write(table);
  const auto* vectors = reinterpret_cast<const std::uint32_t*>(table);
  asm volatile(
      "msr msp, %0\n"
      "bx %1\n" ::"r"(vectors[0]),
      "r"(vectors[1])
      : "memory");
  __builtin_unreachable();
}

}  // namespace

/// The record of the cause is the app's; here a fault can only start over.
void stop(link::RestartCause, std::uint32_t) {
  chip::reset();
}

}  // namespace talon::firmware

extern "C" void on_systick() {}
extern "C" void on_usart1() {}

int main() {
  using namespace talon::firmware;
  chip::start_watchdog();  // firmware that hangs before it feeds is restarted, and after its trials replaced
  ChipFlash flash;
  const auto slot = choose_slot(flash);
  if (slot) start(*slot);
  for (;;) chip::wait_for_interrupt();  // no image: the watchdog looks again in 8 s
}
