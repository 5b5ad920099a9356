// SPDX-License-Identifier: MIT
// What can be touched now, as a file for acceptance tests and demonstrations: a hand that is no person reads
// where to press.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/screens/layout.h"
#include "kiosk/screens/screen.h"

namespace talon::kiosk {

/// As it stands in targets and traces: "start", "code_entry".
[[nodiscard]] std::string_view page_name(screens::Page page);

/// {"view":"start","number":"","typed":"",
///  "targets":[{"act":"group","index":0,"x":..,"y":..,"width":..,"height":..}]},
/// boxes in pixels; number: of the ticket that was given, while its page stands; typed: on the page's keys,
/// which are letters and digits.
[[nodiscard]] std::string describe_targets(const screens::Screen& screen, const screens::Layout& shown,
                                           Millis now);

}  // namespace talon::kiosk
