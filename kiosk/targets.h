// SPDX-License-Identifier: MIT
// What can be touched now, as a file for acceptance tests and demonstrations: a hand that is no person reads
// where to press.
#pragma once

#include <string>

#include "kiosk/screens/layout.h"
#include "kiosk/screens/screen.h"

namespace talon::kiosk {

/// {"view":"start","number":"","targets":[{"act":"group","index":0,"x":..,"y":..,"width":..,"height":..}]},
/// boxes in pixels; number: of the ticket that was given, while its page stands.
[[nodiscard]] std::string describe_targets(const screens::Screen& screen, const screens::Layout& shown,
                                           Millis now);

}  // namespace talon::kiosk
