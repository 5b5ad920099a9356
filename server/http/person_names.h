// SPDX-License-Identifier: MIT
// What people were called when they did something, as the journal says (person_named).
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "server/store/reader.h"

namespace talon::http {

/// By login.
using PersonNames = std::map<std::string, std::string>;

/// Of the events from <= seq < to; the last name of somebody counts. Throws store::StorageFailure.
[[nodiscard]] PersonNames person_names(const store::Reader& reader, std::int64_t from, std::int64_t to);

}  // namespace talon::http
