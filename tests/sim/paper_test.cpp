// SPDX-License-Identifier: MIT
// 5 000 prints by seed (50 000 with TALON_TEST_SCALE=10), a fault in nine of ten, each from the touch on the
// real screens over the real journal and the real queue to the dots on the paper, on virtual time: every
// touch that became a decision is one number at the server, every number came to paper or to the glass and
// the server knows which, no two papers without the mark, nothing is lost in silence. TALON_SIM_SEED=n runs
// one day again.
#include <array>
#include <cstdio>
#include <gtest/gtest.h>

#include "tests/sim/paper_day.h"
#include "tests/sim/scale.h"

namespace talon::sim {
namespace {

constexpr int prints_a_day = 100;

TEST(Paper, NoNumberIsLostInSilence) {
  constexpr std::array kinds = {"epson-tm-t20", "star-line", "custom-vkp80", "citizen-ct-s",
                                "generic",      "gs-r",      "none",         "epson-tm-t88"};
  const int days = scaled(50, 8);
  Tally tally;
  for (int day = 0; day < days; ++day) {
    const auto seed = static_cast<unsigned>(chosen_seed().value_or(static_cast<std::uint64_t>(day)));
    PaperDay one(*escpos::find_profile(kinds[seed / 2 % kinds.size()]), seed);
    for (int i = 0; i < prints_a_day && one.faults().empty(); ++i) one.visit(i % 10 != 9);
    one.close(tally);
    for (const std::string& fault : one.faults())
      ADD_FAILURE() << fault << " (TALON_SIM_SEED=" << seed << ")";
    if (chosen_seed() || testing::Test::HasFailure()) break;
  }
  std::printf("%-18s visits nothing printed failed unknown | repeats own-letter offered\n", "fault");
  for (const auto& [fault, of] : tally)
    std::printf("%-18s %6ld %7ld %7ld %6ld %7ld | %7ld %10ld %7ld\n", fault.c_str(), of.visits, of.nothing,
                of.printed, of.failed, of.unknown, of.repeats, of.own, of.offered);
}

}  // namespace
}  // namespace talon::sim
