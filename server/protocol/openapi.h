// SPDX-License-Identifier: MIT
// The OpenAPI 3.1 description of the API: openapi.json, written by openapi.mjs.
#pragma once

#include <string_view>

namespace talon::protocol {

[[nodiscard]] std::string_view openapi_document();

}  // namespace talon::protocol
