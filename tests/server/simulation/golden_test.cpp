// SPDX-License-Identifier: MIT
// Figures of sixty days in three halls under every order, and the hashes of who came, as they were when the
// simulator agreed with the published figures of 22 other halls. TALON_ACCEPT=1 writes them anew: after a
// look.
#include <cstdlib>
#include <fstream>

#include "server/simulation/table.h"
#include "tests/server/simulation/halls.h"

namespace talon::simulation {
namespace {

constexpr Days days{0, 59};
const std::vector<std::string> halls = {"village", "town", "privileged"};

void equals_golden(const std::string& name, const std::string& text) {
  const std::string file = "tests/golden/simulation/" + name;
  if (std::getenv("TALON_ACCEPT") != nullptr) {
    std::ofstream(std::string(TALON_SOURCE_DIR) + "/" + file, std::ios::binary) << text;
  }
  EXPECT_EQ(text_of(file), text);
}

Figures figures(const Scenario& scenario, const Policy& policy) {
  Tally tally;
  for (int day = days.first; day <= days.last; ++day) {
    const VisitorDay visitors = visitors_of(scenario, day);
    tally.add(scenario, visitors, run_day(scenario, visitors, policy));
  }
  return tally.figures();
}

TEST(Golden, Visitors) {
  std::string text;
  for (const std::string& name : halls) text += visitors_row(hall(name), days) + "\n";
  equals_golden("visitors.txt", text);
}

TEST(Golden, FiguresOfEveryOrder) {
  std::vector<Policy> policies;
  for (const char* mode :
       {"live", "live_0", "live_60", "balanced", "compliance", "fifo", "strict", "patient"}) {
    policies.push_back(*policy_named(mode));
  }
  for (const bool guard : {false, true}) {
    policies.push_back(with_priority(*policy_named("live"), PriorityRule::out_of_turn, guard));
    policies.push_back(with_priority(*policy_named("balanced"), PriorityRule::out_of_turn, guard));
  }
  std::string text = table_header() + "\n";
  for (const std::string& name : halls) {
    for (const Policy& policy : policies) {
      text += table_row(name, policy.name, days, figures(hall(name), policy)) + "\n";
    }
  }
  equals_golden("figures.tsv", text);
}

}  // namespace
}  // namespace talon::simulation
