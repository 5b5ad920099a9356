// SPDX-License-Identifier: MIT
// Services found by the words people use.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/screen.h"

namespace talon::screens {

/// Indices into the menu's services whose title, official name, explanation, procedures or the hall's own
/// search words have, for each typed word, a word that begins with it; best first: found in the title, then
/// elsewhere. Case and ё do not matter. Nothing typed finds nothing.
[[nodiscard]] std::vector<std::size_t> found_services(const Screen& screen);

}  // namespace talon::screens
