// SPDX-License-Identifier: MIT
// One line of a CSV file after another; used inside stats.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/model/leg.h"

namespace talon::stats {

class Csv {
 public:
  explicit Csv(char separator, bool with_mark = true);
  Csv& cell(std::string_view text);
  Csv& cell(const char* text) { return cell(std::string_view{text}); }
  Csv& cell(std::integral auto number) { return raw(std::to_string(number)); }
  Csv& cell(const std::optional<Seconds>& span) { return span ? cell(span->count()) : raw(""); }
  /// Local wall time without offset: "2026-03-02 09:14:07".
  Csv& cell(const Timestamp& time);
  /// A share as percent with two decimals.
  Csv& percent(const std::optional<double>& share);
  /// digits: behind the comma, 1 or 2.
  Csv& decimal(double number, int digits = 1);
  /// Fills the line with empty cells up to `width` and ends it.
  void end(std::size_t width = 0);
  void header(const std::vector<std::string_view>& titles);
  [[nodiscard]] std::string&& text() && { return std::move(out_); }

 private:
  Csv& raw(std::string_view text);
  char separator_;
  std::size_t cells_ = 0;
  std::string out_;
};

/// The last line of a report of a hall on a virtual clock; nothing else.
void put_virtual_clock(Csv& out, bool virtual_clock, std::size_t width);

/// Lines of the raw rows, for LegText.
[[nodiscard]] std::string leg_csv_header(char separator);
void put_leg_csv(const Leg& leg, char separator, std::string& text);
[[nodiscard]] std::string leg_csv_virtual_clock(char separator);

}  // namespace talon::stats
