// SPDX-License-Identifier: MIT
#include "server/simulation/table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace talon::simulation {
namespace {

std::optional<int> day_of(std::string_view text) {
  int day = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), day);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && day >= 0 && day <= last_day ? std::optional{day} : std::nullopt;
}

std::string cell(double value, int digits) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "\t%.*f", digits, value);
  return text.data();
}

std::string text_of(const Days& days) {
  return std::to_string(days.first) + "-" + std::to_string(days.last);
}

std::string hex(std::uint64_t value) {
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(value));
  return text.data();
}

}  // namespace

std::optional<Days> parse_days(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = day_of(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : day_of(text.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  return Days{*first, *last};
}

std::string table_header() {
  return "set\tscenario\tpolicy\tdays\tV%\ttol_pp\tV_C\tV_D\tV_R\tV_B\tV_P\tp95_wait_min\tday_max_wait_min\t"
         "over60m%\tp95_priority_min\tslip_line%\tutil";
}

std::string table_row(const std::string& scenario, const std::string& policy, const Days& days,
                      const Figures& figures) {
  constexpr double least_tolerance = 0.3;
  constexpr double tolerance = 0.04;
  std::string row = "-\t" + scenario + "\t" + policy + "\t" + text_of(days);
  row += cell(figures.violations, 2) + cell(std::max(least_tolerance, tolerance * figures.violations), 2);
  for (const double kind : figures.of_kind) row += cell(kind, 2);
  row += cell(figures.of_booked, 2) + cell(figures.of_priority, 2);
  row += cell(figures.p95_min, 1) + cell(figures.longest_min, 1) + cell(figures.over_an_hour, 2);
  row += cell(figures.p95_priority_min, 1) + cell(figures.overtaken, 2) + cell(figures.utilisation, 3);
  return row;
}

std::string visitors_row(const Scenario& scenario, const Days& days) {
  std::uint64_t all = 0;
  std::uint64_t first = 0;
  std::size_t visitors = 0;
  for (int day = days.first; day <= days.last; ++day) {
    const VisitorDay stream = visitors_of(scenario, day);
    const std::uint64_t hash = hash_of(stream);
    if (day == days.first) first = hash;
    all = 31 * all + hash;
    visitors += stream.visitors.size();
  }
  return scenario.name + "\tday" + std::to_string(days.first) + " " + hex(first) + "\tdays" +
         std::to_string(days.first) + ".." + std::to_string(days.last) + " " + hex(all) + "\tvisitors " +
         std::to_string(visitors);
}

}  // namespace talon::simulation
