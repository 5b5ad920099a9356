// SPDX-License-Identifier: MIT
// The made-up halls of these tests, from files and by hand.
#pragma once

#include <fstream>
#include <gtest/gtest.h>
#include <string>

#include "server/simulation/policies.h"

namespace talon::simulation {

inline std::string text_of(const std::string& file) {
  std::ifstream in(std::string(TALON_SOURCE_DIR) + "/" + file, std::ios::binary);
  EXPECT_TRUE(in.good()) << file;
  return {std::istreambuf_iterator<char>(in), {}};
}

/// "village", "town", "privileged".
inline Scenario hall(const std::string& name) {
  ScenarioReading reading = read_scenario(text_of("tests/server/simulation/scenarios/" + name + ".scn"));
  EXPECT_TRUE(reading.scenario) << reading.line << ": " << reading.reason;
  return *reading.scenario;
}

/// One desk from 9 to 17 that serves a consultation of 7 minutes and a result of 4, limits of 30 minutes (15
/// for booked); a call in vain takes a minute, between two visitors 20 s pass.
inline Scenario one_desk() {
  Scenario hall;
  hall.name = "one desk";
  hall.open = 9 * 3600;
  hall.close = 17 * 3600;
  hall.last_ticket = hall.close - 1800;
  hall.limit = {1800, 1800, 1800};
  hall.booked_limit = 900;
  hall.services = {{Kind::consultation, 420, 0, 1}, {Kind::result, 240, 0, 1}};
  hall.desks = {{false, {{hall.open, hall.close}}, {0, 1}}};
  hall.call_timeout = 60;
  hall.gap = 20;
  return hall;
}

/// Comes so many seconds after nine.
inline Visitor visitor(int seconds, int service_time, int service = 0) {
  Visitor made;
  made.arrival = 9 * 3600 + seconds;
  made.service = service;
  made.service_time = service_time;
  return made;
}

inline DayRun run(const Scenario& scenario, std::vector<Visitor> visitors, const char* mode = "live") {
  return run_day(scenario, {std::move(visitors), {}}, *policy_named(mode));
}

/// Seconds after nine.
inline int called(const DayRun& run, std::size_t visitor) {
  return run.fates.at(visitor).first_call - 9 * 3600;
}

}  // namespace talon::simulation
