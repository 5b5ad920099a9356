// SPDX-License-Identifier: MIT
// The office itself: [hall] and [reminders]. Internal to configuration_toml.cpp.
#pragma once

#include "server/configuration/table_toml.h"

namespace talon::configuration {

void read_hall(Table& table, Draft& draft);
void read_reminders(Table& table, Reminders& reminders);

}  // namespace talon::configuration
