// SPDX-License-Identifier: MIT
// The tactile keypad: a USB keyboard of arrows, OK, back, repeat and numbers, whose headphone socket reports
// as a key.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/screens/screen.h"

namespace talon::kiosk {

/// SDL's name of a key -> what it means to a visitor; every other key means nothing.
[[nodiscard]] std::optional<screens::KeyPressed> key_of(std::string_view name);

}  // namespace talon::kiosk
