// SPDX-License-Identifier: MIT
// The plan of the rooms: [[plan]] with its [[plan.room]] and [[plan.sign]]. Internal to
// configuration_toml.cpp.
#pragma once

#include "server/configuration/table_toml.h"

namespace talon::configuration {

void read_plan(Table& table, Draft& draft);
/// Rooms and terminals of the plans are the hall's, each drawn once; each plan can be walked.
void check_plans(Draft& draft);

}  // namespace talon::configuration
