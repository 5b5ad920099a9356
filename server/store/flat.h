// SPDX-License-Identifier: MIT
// A text field of a flat JSON object without reading the object: verify needs three fields of a million
// events. Inside a JSON text every quote is escaped, so `"key":"` can only be a key and its value.
#pragma once

#include <optional>
#include <string_view>

namespace talon::store {

/// The bytes of the value, escapes as they are written; nothing when there is no such text field.
[[nodiscard]] std::optional<std::string_view> flat_text(std::string_view json, std::string_view key);

}  // namespace talon::store
