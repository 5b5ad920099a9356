// SPDX-License-Identifier: MIT
// The limits and terms that an office keeps: [[regulation]]. Internal to configuration_toml.cpp.
#pragma once

#include "server/configuration/table_toml.h"

namespace talon::configuration {

/// A name may have several versions, each valid from another date.
void read_regulation(Table& table, Draft& draft);

}  // namespace talon::configuration
