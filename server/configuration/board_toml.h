// SPDX-License-Identifier: MIT
// The boards and the voice of HALL.toml: [[page]], [[layout]], the display's own keys, [voice]. Internal to
// configuration_toml.cpp.
#pragma once

#include "server/configuration/table_toml.h"

namespace talon::configuration {

/// [[page]], [[layout]] and [voice].
void read_boards(Table& root, Draft& draft);
/// layout, pixels, wall, voice and mount_height_m of a [[display]].
void read_display(Table& table, Device& display);

}  // namespace talon::configuration
