// SPDX-License-Identifier: MIT
#include "firmware/app/settings.h"

namespace talon::firmware {
namespace {

constexpr std::uint16_t minutes_a_day = 24 * 60;

bool is_percent(std::uint16_t value) {
  return value >= 1 && value <= 100;
}

}  // namespace

std::array<std::uint16_t, settings_data> to_registers(const Settings& settings) {
  return {settings.address,       static_cast<std::uint16_t>(settings.role),
          settings.columns,       settings.day_percent,
          settings.night_percent, settings.day_begins,
          settings.night_begins,  static_cast<std::uint16_t>(settings.light_sensor ? 1 : 0)};
}

std::optional<Settings> settings_from(std::span<const std::uint16_t, settings_data> registers) {
  const bool good = registers[0] >= 1 && registers[0] <= 247 && registers[1] <= 3 && registers[2] >= 32 &&
                    registers[2] <= 128 && registers[2] % 32 == 0 && is_percent(registers[3]) &&
                    is_percent(registers[4]) && registers[5] < minutes_a_day &&
                    registers[6] < minutes_a_day && registers[7] <= 1;
  if (!good) return std::nullopt;
  return Settings{static_cast<std::uint8_t>(registers[0]),
                  static_cast<link::Role>(registers[1]),
                  registers[2],
                  registers[3],
                  registers[4],
                  registers[5],
                  registers[6],
                  registers[7] == 1};
}

}  // namespace talon::firmware
