// SPDX-License-Identifier: MIT
// Any address of a report: an order that a report can be made of, or a refusal with a sentence.
#include <cstdint>

#include "server/http/reports.h"
#include "tests/fakes/hall_fixture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace talon;
  static const Configuration hall = fakes::small_hall();
  const Date today{std::chrono::year{2026}, std::chrono::March, std::chrono::day{2}};
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto target = http::parse_target("/api/v1/reports/" + text);
  if (!target || target->segments.size() < 4 || target->segments[3].empty()) return 0;
  const auto order = http::read_report_order(target->segments[3], *target, today);
  if (!order.ok()) {
    TALON_EXPECT(!order.refusal().detail.empty());
    return 0;
  }
  TALON_EXPECT(order->period.from <= order->period.to);
  // It names a folder.
  TALON_EXPECT(order->hall.find_first_of("/.\\") == std::string::npos);
  TALON_EXPECT((order->name == http::ReportName::replay) == !order->changes.empty());
  if (outlook::check_changes(hall, order->changes)) return 0;
  for (const outlook::Change& change : order->changes)
    TALON_EXPECT(!outlook::change_text(hall, change).empty());
  return 0;
}
