// SPDX-License-Identifier: MIT
// What each figure of the reports is: served by the API and shown beside the figures.
#pragma once

#include <string>
#include <vector>

#include "server/model/fields.h"

namespace talon::stats {

struct Definition {
  std::string figure;  ///< the field of the JSON, with its report: "summary.wait.p90_s"
  std::string title;
  std::string text;
  TALON_FIELDS(Definition, figure, title, text)
};
struct Definitions {
  std::vector<Definition> rows;
  TALON_FIELDS(Definitions, rows)
};

/// Every figure of every report; the rules of signs are among them with their thresholds.
[[nodiscard]] Definitions definitions();

}  // namespace talon::stats
