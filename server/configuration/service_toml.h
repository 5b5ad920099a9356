// SPDX-License-Identifier: MIT
// What an office does: [[procedure]], [[group]], [[service]] with its offers, [[translation]],
// [[registry]], [[outcome]]. Internal to configuration_toml.cpp.
#pragma once

#include "server/configuration/table_toml.h"

namespace talon::configuration {

void read_procedure(Table& table, Draft& draft);
void read_group(Table& table, Draft& draft);
void read_service(Table& table, Draft& draft);
/// The languages of the terminal beside Russian; a translation names at least one of them.
void read_translation(Table& table, Draft& draft);
void read_registry(Table& table, Draft& draft);
void read_outcome(Table& table, Draft& draft);

}  // namespace talon::configuration
