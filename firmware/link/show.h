// SPDX-License-Identifier: MIT
// What a board is told to show, and what it says it shows.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "firmware/link/registers.h"

namespace talon::link {

/// Text of a board: code page Windows-1251 as LED boards speak it, padded with zero bytes at the end.
using Text8 = std::array<std::uint8_t, 8>;

/// Block `show` without its seal. An empty number is a dark board.
struct Show {
  Text8 number{};
  Text8 room{};  // shown by a hall line alone
  Attention attention = Attention::steady;
  std::uint16_t call = 0;                 // any change with Attention::flash begins the five flashes anew
  std::uint16_t minute = unknown_minute;  // of the local day, for the brightness schedule

  bool operator==(const Show&) const = default;
};

inline constexpr std::size_t show_data = map::show.count - seal_registers;

void pack(const Text8& text, std::span<std::uint16_t, 4> registers);
Text8 unpack(std::span<const std::uint16_t, 4> registers);

std::array<std::uint16_t, show_data> to_registers(const Show& show);

/// nullopt: a text with a character no LED glyph exists for or with bytes after its end, an unknown
/// attention, a minute that is none.
std::optional<Show> show_from(std::span<const std::uint16_t, show_data> registers);

/// True for the Windows-1251 characters boards can draw: space, digits, the Russian capitals, Latin
/// look-alikes of them, and ! + , - . / : < = > № and dashes.
bool drawable(std::uint8_t character);

/// Length of the text before its padding; nullopt when a byte follows the padding.
std::optional<std::size_t> text_length(const Text8& text);

/// A key press as a panel reports it: newest first in block `keys`.
struct KeyEvent {
  PanelKey key = PanelKey::none;
  std::uint16_t age = 0;  // in hundredths of a second at the time of the answer; 4095 is that or more

  bool operator==(const KeyEvent&) const = default;
};

inline constexpr std::size_t key_events_kept = 4;
inline constexpr std::uint16_t oldest_age = 0x0FFF;

std::uint16_t to_register(const KeyEvent& event);
/// A code nobody knows gives PanelKey::none.
KeyEvent key_event_from(std::uint16_t value);

}  // namespace talon::link
