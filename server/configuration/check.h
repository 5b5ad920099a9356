// SPDX-License-Identifier: MIT
// What must hold between the parts of a configuration that were each read well. Internal to this folder.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/configuration/configuration_file.h"

namespace talon::configuration {

struct Place {
  int line = 0;
  int column = 0;
};

/// A configuration being read: where its parts stand in the file, and what cannot be resolved before all is
/// read.
struct Draft {
  Configuration hall;
  std::vector<Problem> problems;
  /// "service child_benefit", "desk 1", "letter of kiosk kiosk1", "offer a/b" ... -> where it stands.
  std::map<std::string, Place, std::less<>> places;
  std::vector<std::vector<std::pair<std::string, Place>>> serves;  ///< patterns, one list a desk

  void problem(Place place, std::string reason) {
    problems.push_back({place.line, place.column, std::move(reason)});
  }
  [[nodiscard]] Place place(std::string_view of) const {
    const auto found = places.find(of);
    return found == places.end() ? Place{} : found->second;
  }
};

/// Fills Desk::serves from the patterns and adds every problem found between the parts.
void resolve_and_check(Draft& draft);

/// Layouts, pages, and what can be read of each display from its farthest seat.
void check_boards(Draft& draft);

/// Characters (not bytes) of UTF-8 text.
[[nodiscard]] std::size_t characters(std::string_view text);

}  // namespace talon::configuration
