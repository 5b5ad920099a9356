// SPDX-License-Identifier: MIT
// What is served as it was built: the consoles' files and the API's description.
#pragma once

#include <optional>
#include <string>

#include "server/http/router.h"

namespace talon::http {

[[nodiscard]] std::optional<StaticFile> find_file(const std::string& path);
[[nodiscard]] std::string openapi_text();

}  // namespace talon::http
