// SPDX-License-Identifier: MIT
// "Candle" boards, which many halls already have: frames without checksum and without answer, so they are
// painted again and again, and nobody can say what they show.
//
//   show        01 | address 20..7F | blink | characters, Windows-1251 | 07
//   brightness  02 | address | 20 (most) .. 23 (least) | 07
//   blink       20 steady, 21 always, 22..7F: (code - 21) times
//
// Values below 20 never occur in data, so a board that lost a byte is right again with the next frame.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "display/bus/shows.h"

namespace talon::bus::candle {

struct Command {
  enum class What { show, brightness, address } what = What::show;
  std::uint8_t address = 0x20;
  std::uint8_t value = 0x20;       ///< blink, brightness, or the new address
  std::vector<std::uint8_t> text;  ///< show

  bool operator==(const Command&) const = default;
};

inline constexpr std::uint8_t steady = 0x20;
inline constexpr std::uint8_t five_times = 0x26;
inline constexpr std::size_t most_characters = 16;

/// Precondition: address and value are in their ranges, text holds glyphs alone (glyph()).
[[nodiscard]] std::vector<std::uint8_t> encode(const Command& command);

/// What a board makes of the bytes of a line. Any bytes are safe.
class Decoder {
 public:
  /// A command when this byte ended one.
  std::optional<Command> push(std::uint8_t byte);

 private:
  std::vector<std::uint8_t> frame_;
};

/// The character if a Candle board has it, else the dash it has for everything.
[[nodiscard]] std::uint8_t glyph(std::uint8_t windows_1251);

/// One board, and when it was told what.
struct Place {
  LedBoard board;
  link::Show wanted;
  std::optional<link::Show> told;
  Ticks told_at;
  Ticks news_at;  ///< when `told` was told first
  Ticks blinks_until;
};

struct Painter {
  std::vector<LedBoard> boards;
  std::vector<Place> places;
  std::vector<Row> rows;
  Ticks dimmed_at;
  std::size_t next_dimmed = 0;
  Brightness brightness;
  std::uint16_t minute = link::unknown_minute;
};

[[nodiscard]] Painter start(const LedBus& bus, Ticks now);
[[nodiscard]] Painter show(Painter painter, const Hall& hall, Ticks now);

struct Step {
  Painter painter;
  std::vector<std::uint8_t> bytes;  ///< to be sent now; empty: nothing before `again`
  Ticks again;
};
/// What changed goes first, every 150 ms for 1.8 s; then every board again after 500 ms, steady once it has
/// blinked; brightness each minute, one board at a time.
[[nodiscard]] Step step(Painter painter, Ticks now);

}  // namespace talon::bus::candle
