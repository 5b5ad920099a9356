// SPDX-License-Identifier: MIT
// The board's shell: reads the pins and the line, asks the app, does what it says.
#include "firmware/app/board.h"
#include "firmware/app/scan.h"
#include "firmware/app/version.h"
#include "firmware/hal/stm32f4/chip.h"
#include "firmware/hal/stm32f4/chip_flash.h"
#include "firmware/hal/stm32f4/clock.h"
#include "firmware/hal/stm32f4/line.h"
#include "firmware/hal/stm32f4/pins.h"
#include "firmware/hal/stm32f4/startup.h"

namespace talon::firmware {

[[gnu::section(".kept")]] CrashRecord crash_record;

namespace {

/// The first bytes of the memory: what the scan reads, the registers give back and an emulator's monitor can
/// save.
struct Panel {
  Picture picture;
  volatile std::uint8_t percent;
};
[[gnu::section(".panel")]] Panel panel;

Line line;
PanelPins pins;
volatile std::uint32_t ticks = 0;
volatile std::uint32_t pictures = 0;
volatile std::uint16_t columns = module_columns;

/// On the chip each interrupt is a tick and shows the next group of rows: 1000 pictures a second. In an
/// emulator an interrupt costs its host a hundred times as much, so there it stands for four ticks: 250
/// pictures, still above what eyes ask for, and a silence seen after 1 to 2 ms.
std::uint32_t ticks_an_interrupt = 1;
std::uint32_t interrupts = 0;

constexpr unsigned slot = TALON_SLOT;

/// Steps of the main loop, for the watchdog's report.
enum LoopStep : std::uint32_t { waiting = 1, reading = 2, thinking = 3, acting = 4 };

/// The reset's flags stay until they are cleared.
ResetFlags take_reset_flags() {
  const std::uint32_t status = chip::rcc::Status::read();
  chip::rcc::Status::set(chip::bit(24));
  const auto is_set = [&](unsigned number) { return (status & chip::bit(number)) != 0; };
  ResetFlags flags;
  flags.power = is_set(27);
  flags.brown_out = is_set(25) && !is_set(27);  // a start from nothing sets both
  flags.watchdog = is_set(29) || is_set(30);
  flags.software = is_set(28);
  flags.pin = is_set(26);
  return flags;
}

void start_ticks(std::uint32_t clock_hz) {
  chip::core::SystemPriority3::write(0xF0U << 24U);  // the scan waits for bytes, not bytes for the scan
  chip::core::SysTickReload::write(clock_hz / ticks_a_second * ticks_an_interrupt - 1);
  chip::core::SysTickValue::write(0);
  chip::core::SysTickControl::write(7);
}

/// 32 bits of ticks come round in twelve days; the app's time does not.
Ticks extend(Ticks before, std::uint32_t now) {
  return before + static_cast<std::uint32_t>(now - static_cast<std::uint32_t>(before));
}

void act(const Outputs& outputs) {
  panel.percent = outputs.percent;
  if (outputs.answer) line.send(*outputs.answer);
  if (outputs.feed_watchdog) chip::feed_watchdog();
  if (outputs.forgive_faults) forgive(crash_record);
  if (outputs.restart) stop(link::RestartCause::software, 0);
}

[[noreturn]] void run(Board& board) {
  Inputs inputs;
  Ticks now = 0;
  for (;;) {
    mark_step(crash_record, waiting);
    while (static_cast<std::uint32_t>(now) == ticks)
      if (!line.poll()) chip::wait_for_interrupt();
    mark_step(crash_record, reading);
    now = extend(now, ticks);
    inputs.frame = line.take_frame();
    inputs.lost_bytes = line.take_lost();
    inputs.sending = line.sending();
    inputs.keys = read_keys();
    inputs.straps = read_straps();
    inputs.light_raw = read_light();
    inputs.pictures_scanned = pictures;
    mark_step(crash_record, thinking);
    const Outputs outputs = board.step(inputs, now);
    mark_step(crash_record, acting);
    columns = board.columns();
    act(outputs);
  }
}

}  // namespace

void stop(link::RestartCause cause, std::uint32_t detail) {
  chip::interrupts_off();
  pins.light(0);
  drive_line(false);
  note(crash_record, cause, detail);
  chip::reset();
}

}  // namespace talon::firmware

extern "C" void on_systick() {
  using namespace talon::firmware;
  ticks = ticks + ticks_an_interrupt;
  const std::uint32_t group = ++interrupts % scan_groups;
  scan_rows(panel.picture, columns, group, panel.percent, pins);
  if (group == 0) pictures = pictures + 1;
  for (std::uint32_t i = 0; i < ticks_an_interrupt; ++i) line.on_tick();
}

extern "C" void on_usart1() {
  talon::firmware::line.on_receive();
}

int main() {
  using namespace talon::firmware;
  chip::feed_watchdog();
  const std::uint32_t clock_hz = start_clock();
  const bool full_speed = clock_hz > 16'000'000;
  start_pins(clock_hz);
  if (chip::emulated()) ticks_an_interrupt = 4;
  const RestartReport report = explain(take_reset_flags(), crash_record);
  ChipFlash flash;
  Board board({read_unique_number(), 0x0405, firmware_version, slot}, report, flash, panel.picture);
  line.start(full_speed ? clock_hz / 2 : clock_hz);
  start_ticks(clock_hz);
  chip::interrupts_on();
  run(board);
}
