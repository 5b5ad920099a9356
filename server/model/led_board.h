// SPDX-License-Identifier: MIT
// LED boards of a hall and the RS-485 buses they hang on, as HALL.toml says.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/model/id.h"

namespace talon {

/// The keys of a desk's panel. start_finish and pause mean one or the other by the desk's state, which the
/// server knows.
enum class PanelKey { next, recall, start_finish, pause };

/// What one LED device shows: a line of the hall (number -> room), the number called at a desk, or that with
/// the specialist's keys below it.
enum class LedRole { hall_line, desk_board, desk_panel };

/// modbus: our own boards, answering and with keys. candle: boards that take frames and never answer.
enum class BusProtocol { modbus, candle };

struct LedBoard {
  int address = 0;  ///< modbus 1 to 247, candle 32 to 127
  LedRole role = LedRole::hall_line;
  DeskId desk;                ///< desk_board, desk_panel
  std::vector<RoomId> rooms;  ///< hall_line: only calls to these; empty: all

  bool operator==(const LedBoard&) const = default;
};

/// Brightness in percent of the boards of a bus, by hall time.
struct Brightness {
  int day = 80;
  int night = 30;
  std::chrono::minutes night_from{20 * 60};  ///< since local midnight; the night may pass it
  std::chrono::minutes night_to{7 * 60};

  bool operator==(const Brightness&) const = default;
};

struct LedBus {
  std::string id;
  DeviceId display;  ///< whose --bus it is; the n-th of a display is its n-th --bus
  BusProtocol protocol = BusProtocol::modbus;
  int baud = 115200;
  Brightness brightness;
  std::vector<LedBoard> boards;  ///< hall lines fill in this order

  bool operator==(const LedBus&) const = default;
};

/// Name of a board's component in device reports, "led/BUS/ADDRESS"; the bus itself is "bus/BUS".
[[nodiscard]] std::string led_component(const LedBus& bus, int address);
[[nodiscard]] std::string bus_component(const LedBus& bus);

}  // namespace talon
