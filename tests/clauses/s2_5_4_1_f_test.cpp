// SPDX-License-Identifier: MIT
// S2-5.4.1-f: «Терминал автоматически выдает гражданину квиток, где обозначено»
// No staff action is needed; a slip that did not come out is recorded on the ticket, and the manager sees
// why.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

const Actor kiosk{Role::kiosk, "kiosk1", ""};

TEST(Clause541f, ATicketNeedsNobodyOfTheStaff) {
  Hall hall;  // no desk is open, nobody is logged in
  EXPECT_TRUE(hall.issue(submission).ok());
  EXPECT_EQ(hall.all<TicketIssued>().size(), 1U);
}

TEST(Clause541f, WhetherTheSlipCameOutStandsOnTheTicket) {
  Hall hall;
  const TicketId ticket = hall.ticket(submission);
  EXPECT_EQ(hall.visit(ticket).slip, SlipOutcome::pending);
  ASSERT_TRUE(hall.give(ReportSlip{ticket, SlipOutcome::failed, "media-empty"}, kiosk).ok());
  EXPECT_EQ(hall.visit(ticket).slip, SlipOutcome::failed);
  ASSERT_TRUE(hall.give(ReportSlip{ticket, SlipOutcome::printed, ""}, kiosk).ok());
  EXPECT_EQ(hall.visit(ticket).slip, SlipOutcome::printed);
}

TEST(Clause541f, AnEmptyPrinterIsAnAlarmOfTheManager) {
  Hall hall;
  ReportDevice report;
  report.device = DeviceId{"kiosk1"};
  report.components = {{"printer", Health::failed, "media-empty"}};
  ASSERT_TRUE(hall.give(report, kiosk).ok());
  const LivePicture live = queue::live_picture(hall.state(), hall.time());
  ASSERT_FALSE(live.devices.front().components.empty());
  EXPECT_EQ(live.devices.front().components.front().reason, "media-empty");
  EXPECT_EQ(live.devices.front().components.front().health, Health::failed);
}

}  // namespace
}  // namespace talon
