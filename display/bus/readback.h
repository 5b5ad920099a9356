// SPDX-License-Identifier: MIT
// Is what a board says it shows what it was told? Its words first, then the checksum of the dots themselves
// (REGISTERS.md, shown +11): a board that has the right number in its registers and other dots on its panel
// is found too.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "firmware/link/show.h"
#include "server/model/led_board.h"

namespace talon::bus {

/// The checksum of one content's dots as a board drew it first. For boards whose firmware is another version
/// than the one this program was built with: their font may differ, but not from one reading to the next.
struct Learnt {
  link::Text8 number{};
  link::Text8 room{};
  std::uint16_t sum = 0;

  bool operator==(const Learnt&) const = default;
};

struct Readback {
  link::Show told;  ///< what the board accepted last
  LedRole role = LedRole::hall_line;
  std::uint16_t columns = 64;  ///< of its settings
  std::uint32_t version = 0;   ///< of its firmware
  bool service = false;        ///< its strap was closed when it was last asked
};

enum class Seen {
  right,
  strapped,  ///< right, and with the dot of the closed service strap
  wrong
};

/// values: block `shown`, whole. learnt: of this board, taken and renewed here.
[[nodiscard]] Seen look(const Readback& about, std::span<const std::uint16_t> values,
                        std::optional<Learnt>& learnt);

}  // namespace talon::bus
