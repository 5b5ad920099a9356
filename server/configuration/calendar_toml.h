// SPDX-License-Identifier: MIT
// When there is reception: [[hours]], [[break]], [[special_day]]. Internal to configuration_toml.cpp.
#pragma once

#include "server/configuration/table_toml.h"

namespace talon::configuration {

/// weeks: only where a procedure has hours of its own ("1st and 3rd Tuesday"); the hall opens every week.
void read_hours(Table& table, const std::string& title, std::vector<Hours>& hours, bool own);
void read_calendar(Table& root, Draft& draft);

}  // namespace talon::configuration
