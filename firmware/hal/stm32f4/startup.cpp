// SPDX-License-Identifier: MIT
// From the reset to main(), and what happens when nothing works any more.
#include "firmware/hal/stm32f4/startup.h"

#include <cstdint>
#include <cstdlib>

#include "firmware/hal/stm32f4/chip.h"

extern "C" {
// Of the linker script.
extern std::uint32_t data_in_flash, data_begin, data_end, bss_begin, bss_end, stack_top;
extern void (*constructors_begin[])();
extern void (*constructors_end[])();

int main();

[[noreturn]] void on_reset() {
  const std::uint32_t* from = &data_in_flash;
  for (std::uint32_t* to = &data_begin; to < &data_end; ++to) *to = *from++;
  for (std::uint32_t* to = &bss_begin; to < &bss_end; ++to) *to = 0;
  for (auto* constructor = constructors_begin; constructor < constructors_end; ++constructor)
    (*constructor)();
  main();
  abort();
}

/// A processor fault: the program counter stands in the frame the processor pushed.
[[gnu::naked]] void on_fault() {
  asm volatile(
      "tst lr, #4\n"
      "ite eq\n"
      "mrseq r0, msp\n"
      "mrsne r0, psp\n"
      "ldr r0, [r0, #24]\n"
      "b fault_at\n");
}

[[noreturn, gnu::used]] void fault_at(std::uint32_t program_counter) {
  talon::firmware::stop(talon::link::RestartCause::fault, program_counter);
}

/// A check of ours or of the library's containers has failed.
[[noreturn]] void abort() {
  talon::firmware::stop(talon::link::RestartCause::assertion,
                        reinterpret_cast<std::uint32_t>(__builtin_return_address(0)));
}

[[noreturn]] void __cxa_pure_virtual() {
  abort();
}

void on_systick();
void on_usart1();
}

namespace {

union Vector {
  std::uint32_t* stack;
  void (*handler)();
};

constexpr unsigned vector_count = 16 + 82;

struct VectorTable {
  Vector vectors[vector_count];
};

constexpr VectorTable make_vectors() {
  VectorTable table{};
  table.vectors[0].stack = &stack_top;
  for (unsigned i = 1; i < vector_count; ++i) table.vectors[i].handler = on_fault;
  table.vectors[1].handler = on_reset;
  table.vectors[15].handler = on_systick;
  table.vectors[16 + talon::firmware::chip::usart1_interrupt].handler = on_usart1;
  return table;
}

[[gnu::section(".vectors"), gnu::used]] constinit const VectorTable vectors = make_vectors();

}  // namespace
