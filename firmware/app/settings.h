// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "firmware/link/registers.h"
#include "firmware/link/siphash.h"

namespace talon::firmware {

/// Register block `settings` without its seal.
struct Settings {
  std::uint8_t address = link::default_address;
  link::Role role = link::Role::by_strap;
  std::uint16_t columns = 64;
  std::uint16_t day_percent = 100;
  std::uint16_t night_percent = 30;
  std::uint16_t day_begins = 7 * 60;
  std::uint16_t night_begins = 20 * 60;
  bool light_sensor = false;

  bool operator==(const Settings&) const = default;
};

inline constexpr std::size_t settings_data = link::map::settings.count - link::seal_registers;

std::array<std::uint16_t, settings_data> to_registers(const Settings& settings);

/// nullopt: a value outside its range (REGISTERS.md).
std::optional<Settings> settings_from(std::span<const std::uint16_t, settings_data> registers);

/// What survives a power cut.
struct Persistent {
  Settings settings;
  std::optional<link::Key> key;
  std::uint32_t session = 0;        // starts so far
  std::uint32_t least_version = 0;  // of the newest firmware that has proved itself: none older is accepted
  std::uint8_t slot = 0;            // holds the firmware that has proved itself
  std::uint8_t trials = 0;          // starts left for the other slot's new firmware; 0: nothing is on trial

  bool operator==(const Persistent&) const = default;
};

}  // namespace talon::firmware
