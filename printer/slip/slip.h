// SPDX-License-Identifier: MIT
// Ticket -> paper. The slip's picture is black and white dots ready for the head; its text form is the
// fallback for printers without graphics. Regulation: S2-5.4.1-g to -j (issue time, number, brief
// information, the place for the exact time of being seen).
#pragma once

#include <string>
#include <vector>

#include "display/canvas/canvas.h"
#include "server/model/picture.h"

namespace talon::slip {

/// The printable width of a roll and the head's density. 203 dpi heads have 8 dots a millimetre.
struct Paper {
  int width_dots = 576;
  double dots_per_mm = 8;
  bool operator==(const Paper&) const = default;
};
inline constexpr Paper paper_80mm{576, 8};  ///< 72 mm printable
inline constexpr Paper paper_58mm{384, 8};  ///< 48 mm printable

/// The slip, as wide as the paper and as long as its text needs: nothing is ever cut. Every pixel is black or
/// white. Letters are at least 3.2 mm high, the number at least 14 mm (it shrinks only when five or more
/// signs do not fit on 58 mm), the QR symbol at least 20 mm.
[[nodiscard]] canvas::Canvas render(const SlipContent& slip, const Paper& paper);

/// One line of the text form.
struct TextLine {
  std::string text;  ///< UTF-8, not longer than the columns (a large one takes `large` columns a letter)
  bool bold = false;
  int large = 1;  ///< magnification: 1, or more for the number
};
/// The same content for a printer that prints only letters, wrapped at `columns`.
[[nodiscard]] std::vector<TextLine> render_text(const SlipContent& slip, int columns);

/// A slip with something in every field, for test prints.
[[nodiscard]] SlipContent test_slip();
/// A short one that a terminal prints by itself before the reception begins: large digits, small letters, a
/// number that nobody is ever given.
[[nodiscard]] SlipContent self_test_slip(const Timestamp& now);

}  // namespace talon::slip
