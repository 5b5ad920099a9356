// SPDX-License-Identifier: MIT
// A scenario, or one fault with a line and a reason; a small hall that was read lives through a day.
#include <cstdint>

#include "server/model/result.h"
#include "server/simulation/figures.h"
#include "server/simulation/policies.h"

namespace {

/// Few enough people that a day is quickly over.
bool small(const talon::simulation::Scenario& scenario) {
  double hourly = scenario.crowd;
  for (const auto& rate : scenario.rates) hourly += rate.per_hour;
  return hourly < 200 && scenario.day_cv < 0.5 && scenario.places < 5 && scenario.slot >= 600;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace talon::simulation;
  const ScenarioReading reading = read_scenario({reinterpret_cast<const char*>(data), size});
  TALON_EXPECT(reading.scenario.has_value() == reading.reason.empty());
  if (!reading.scenario) {
    TALON_EXPECT(reading.line > 0);
    return 0;
  }
  const Scenario& scenario = *reading.scenario;
  if (!small(scenario)) return 0;
  const VisitorDay day = visitors_of(scenario, 0);
  for (const char* mode : {"live", "strict"}) {
    Tally tally;
    tally.add(scenario, day, run_day(scenario, day, *policy_named(mode)));
    TALON_EXPECT(tally.figures().broken <= tally.figures().counted);
  }
  return 0;
}
