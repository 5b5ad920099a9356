// SPDX-License-Identifier: MIT
// How a hall's slip looks: data of the administrator (`[slip]` of HALL.toml), carried with every slip and
// drawn by printer/slip. What the regulation and the access criteria ask for cannot be configured away:
// check() says which rule forbids it.
#pragma once

#include <string>
#include <vector>

#include "server/model/fields.h"

namespace talon {

/// Heights are of capital letters, in millimetres on paper. The letters' default is the smallest the rules
/// allow, so that a usual slip is short.
struct SlipLayout {
  /// Blocks from top to bottom: office, number, issued, errand, waiting, way, brief, stamp, missed, code,
  /// contact, note.
  std::vector<std::string> parts = {"office", "number", "issued", "errand", "waiting", "way",
                                    "brief",  "stamp",  "missed", "code",   "contact"};
  double number_mm = 20;       ///< 14 to 30; less only where the paper is too narrow for it
  double text_mm = 3.2;        ///< 3.2 to 8
  double qr_mm = 20;           ///< side of the symbol, 20 to 40
  std::string note;            ///< the office's own words, for part "note"
  bool large_print = false;    ///< every text at least 5 mm
  bool high_contrast = false;  ///< heavy letters and rules, the number white on black
  bool official_names = true;  ///< the procedure's official name under its plain one
  bool operator==(const SlipLayout&) const = default;
  TALON_FIELDS(SlipLayout, parts, number_mm, text_mm, qr_mm, note, large_print, high_contrast, official_names)
};

/// Why a layout is refused: the key of `[slip]` and a Russian sentence that names the rule.
struct SlipLayoutProblem {
  std::string key;
  std::string reason;
};
[[nodiscard]] std::vector<SlipLayoutProblem> check(const SlipLayout& layout);

}  // namespace talon
