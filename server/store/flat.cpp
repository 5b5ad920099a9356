// SPDX-License-Identifier: MIT
#include "server/store/flat.h"

#include <string>

namespace talon::store {

std::optional<std::string_view> flat_text(std::string_view json, std::string_view key) {
  const std::string wanted = "\"" + std::string(key) + "\":\"";
  const std::size_t found = json.find(wanted);
  if (found == std::string_view::npos) return std::nullopt;
  const std::size_t begin = found + wanted.size();
  for (std::size_t end = begin; end < json.size(); ++end) {
    if (json[end] == '\\') {
      ++end;
    } else if (json[end] == '"') {
      return json.substr(begin, end - begin);
    }
  }
  return std::nullopt;
}

}  // namespace talon::store
