// SPDX-License-Identifier: MIT
// The order of calls in HALL.toml: [order] and the [[priority]] categories.
#pragma once

#include "server/configuration/table_toml.h"

namespace talon::configuration {

void read_order(Table& table, OrderSettings& order);
void read_priority(Table& table, Draft& draft);

}  // namespace talon::configuration
