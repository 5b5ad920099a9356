// SPDX-License-Identifier: MIT
// The server's own machine: a disk that fills, a clock that nobody sets right.
#include "server/http/machine.h"

#include <gtest/gtest.h>

#include "server/queue/notices.h"
#include "tests/fakes/hall_fixture.h"

namespace talon::http {
namespace {

using namespace std::chrono_literals;

MachineReading used(double share) {
  return {share, {}, 0ms};
}
std::string reason(MachineHealth& health, const MachineReading& reading) {
  return health.look(reading).at(0).reason;
}

TEST(Machine, ADiskThatFillsIsToldInThreeSteps) {
  MachineHealth health;
  EXPECT_EQ(reason(health, used(0.79)), "");
  EXPECT_EQ(reason(health, used(0.80)), "disk-80");
  EXPECT_EQ(reason(health, used(0.90)), "disk-90");
  EXPECT_EQ(health.look(used(0.95)).at(0).health, Health::failed);
}

TEST(Machine, AShareAtTheEdgeIsNotToldAgainAndAgain) {
  MachineHealth health;
  EXPECT_EQ(reason(health, used(0.801)), "disk-80");
  EXPECT_EQ(reason(health, used(0.799)), "disk-80");
  EXPECT_EQ(reason(health, used(0.779)), "");
  EXPECT_EQ(reason(health, used(0.799)), "");
}

TEST(Machine, AClockThatNobodySetsForADayIsTold) {
  MachineHealth health;
  EXPECT_EQ(reason(health, {{}, false, 0h}), "");
  EXPECT_EQ(reason(health, {{}, false, 23h}), "");
  EXPECT_EQ(reason(health, {{}, false, 24h}), "undisciplined");
  EXPECT_EQ(reason(health, {{}, true, 25h}), "");
  EXPECT_EQ(reason(health, {{}, false, 26h}), "") << "a new day begins";
}

TEST(Machine, ThisOneCanBeRead) {
  const MachineReading reading = read_machine("/", 5ms);
  ASSERT_TRUE(reading.disk_used);
  EXPECT_GT(*reading.disk_used, 0);
  EXPECT_LE(*reading.disk_used, 1);
  EXPECT_FALSE(read_machine("/nowhere/at/all", 5ms).disk_used);
}

TEST(Machine, WhatIsWrongStandsInTheJournalOnceAndOnTheManagersPage) {
  fakes::Hall hall;
  const Actor system{Role::system, "", ""};
  const DeviceId own{std::string(queue::own_machine)};
  MachineHealth health;
  for (const double share : {0.5, 0.85, 0.86, 0.87}) {
    ASSERT_TRUE(hall.give(ReportDevice{own, health.look(used(share))}, system).ok());
  }
  EXPECT_EQ(hall.all<DeviceChanged>().size(), 2U) << "well, then not";
  const auto notices = queue::notices(hall.state(), hall.now().at);
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_EQ(notices[0].kind, "server");
  EXPECT_NE(notices[0].text.find("80 %"), std::string::npos) << notices[0].text;
  hall.pass(1h);
  EXPECT_TRUE(hall.all<DeviceSilent>().empty()) << "it is no device that could fall silent";
  EXPECT_FALSE(hall.give(ReportDevice{own, {}}, {Role::kiosk, "server", ""}).ok());
}

}  // namespace
}  // namespace talon::http
