// SPDX-License-Identifier: MIT
// Where visitors go and what they stand before: [[room]], [[desk]], [[kiosk]], [[display]], [slip], [[bus]].
// Internal to configuration_toml.cpp.
#pragma once

#include "server/configuration/table_toml.h"

namespace talon::configuration {

void read_room(Table& table, Draft& draft);
void read_desk(Table& table, Draft& draft);
void read_device(Table& table, DeviceRole role, Draft& draft);
void read_slip(Table& table, Draft& draft);
void read_bus(Table& table, Draft& draft);

}  // namespace talon::configuration
