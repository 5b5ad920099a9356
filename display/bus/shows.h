// SPDX-License-Identifier: MIT
// What each LED board of a bus is to show of the hall's picture.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "firmware/link/show.h"
#include "server/model/led_board.h"
#include "server/model/picture.h"

namespace talon::bus {

/// What is painted: a picture of the hall, or nothing that holds (server gone): then every board shows "—".
struct Hall {
  const HallPicture* picture = nullptr;         ///< borrowed for the call
  std::uint16_t minute = link::unknown_minute;  ///< of the local day, for the boards' brightness
};

/// Which call stands in a hall line, since when.
struct Row {
  std::optional<CallPicture> call;
  Ticks since;
};

/// A call keeps its line at least so long when others wait for one.
inline constexpr Millis row_minimum{30'000};

/// Puts the calls that stand now into the hall lines of `boards` (rows[i] belongs to boards[i]; rows of other
/// roles stay empty). A call keeps its line while it stands: nothing moves that somebody is reading. Lines
/// with the same rooms share their calls, each in one line; a call nobody has room for waits until a line is
/// free or had its 30 s, oldest first.
[[nodiscard]] std::vector<Row> assign(std::vector<Row> rows, std::span<const LedBoard> boards,
                                      const HallPicture& picture, Ticks now);

/// The content of one board. `row` is its own for a hall line, else unused.
[[nodiscard]] link::Show show_of(const LedBoard& board, const Row& row, const Hall& hall);

/// At most 8 characters of UTF-8 text as boards draw them: capitals of Windows-1251; what no glyph exists for
/// is a dash.
[[nodiscard]] link::Text8 led_text(std::string_view utf8);

}  // namespace talon::bus
