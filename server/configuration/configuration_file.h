// SPDX-License-Identifier: MIT
// HALL.toml -> Configuration, or everything that is wrong with it at once, by line and reason.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/model/configuration.h"

namespace talon::configuration {

struct Problem {
  int line = 0;  ///< from 1; 0: about the file as a whole
  int column = 0;
  std::string reason;  ///< Russian, without a full stop
};

/// What reading gave: a configuration, or at least one problem.
struct Reading {
  std::string file_name;
  std::shared_ptr<const Configuration> configuration;  ///< null when there are problems
  std::vector<Problem> problems;                       ///< by line

  [[nodiscard]] bool ok() const { return configuration != nullptr; }
  /// "hall.toml:12: причина", a line each.
  [[nodiscard]] std::string text() const;
};

/// Reads the text of a HALL.toml (README.md has its keys). Pure: looks at nothing but its arguments, so the
/// zone's name is checked by its shape alone. `file_name` is for the problems' text.
[[nodiscard]] Reading read_configuration(std::string_view toml, std::string_view file_name);

}  // namespace talon::configuration
