// SPDX-License-Identifier: MIT
// The row scan of a HUB12 panel (single colour, 16 rows, scanned by quarters, e.g. P10): each call shows one
// of four groups of rows. A chip drives eight columns of one row, and the chips are chained so that for each
// eight columns the rows come as g+12, g+8, g+4, g. Data is low-active. Called at 4 kHz: 1000 pictures a
// second.
#pragma once

#include <cstddef>
#include <cstdint>

#include "firmware/app/picture.h"

namespace talon::firmware {

inline constexpr unsigned scan_groups = 4;

/// Pins: anything with data(bool), clock(bool), latch(bool), group(unsigned 0..3), light(unsigned percent).
/// The new rows are shifted in while the old ones shine; dark only while latch and address change, which is
/// what keeps a row's ghost off its neighbour.
template <class Pins>
void scan_rows(const Picture& picture, std::size_t columns, unsigned group, unsigned percent, Pins& pins) {
  for (std::size_t byte = 0; byte < columns / 8; ++byte) {
    for (unsigned part = 4; part-- > 0;) {
      const std::uint8_t dots = picture.bytes[(part * 4 + group) * row_bytes + byte];
      for (unsigned bit = 0; bit < 8; ++bit) {
        pins.data((dots & 0x80U >> bit) == 0);
        pins.clock(true);
        pins.clock(false);
      }
    }
  }
  pins.light(0);
  pins.latch(true);
  pins.latch(false);
  pins.group(group);
  pins.light(percent);
}

}  // namespace talon::firmware
