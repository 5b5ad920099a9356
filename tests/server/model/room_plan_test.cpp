// SPDX-License-Identifier: MIT
// The way on a plan: around every room, in by the door, few corners.
#include "server/model/room_plan.h"

#include <cmath>
#include <gtest/gtest.h>

namespace talon {
namespace {

/// A corridor between two rows of rooms, and a block in its middle.
FloorPlan floor() {
  FloorPlan plan{"1 этаж", 20, 12, {}, {}};
  plan.rooms = {{RoomId{"1"}, "", 0, 0, 8, 4, {4, 4}},
                {RoomId{"2"}, "", 12, 0, 8, 4, {16, 4}},
                {RoomId{}, "лифт", 8, 5, 4, 4, {10, 9}}};
  plan.signs = {{PlanMark::here, 10, 11, {}}};
  return plan;
}

double length(const std::vector<PlanPoint>& way) {
  double sum = 0;
  for (std::size_t i = 1; i < way.size(); ++i)
    sum += std::hypot(way[i].x - way[i - 1].x, way[i].y - way[i - 1].y);
  return sum;
}

TEST(RoomPlan, TheWayGoesAroundRoomsAndInByTheDoor) {
  const FloorPlan plan = floor();
  for (const PlanRoom& room : plan.rooms) {
    const auto way = walk(plan, {10, 11}, room.door);
    ASSERT_GE(way.size(), 2U) << room.room.value;
    EXPECT_EQ(way.front(), (PlanPoint{10, 11}));
    EXPECT_EQ(way.back(), room.door);
    for (std::size_t i = 1; i < way.size(); ++i) {
      for (int part = 1; part < 20; ++part) {
        const double x = way[i - 1].x + (way[i].x - way[i - 1].x) * part / 20;
        const double y = way[i - 1].y + (way[i].y - way[i - 1].y) * part / 20;
        for (const PlanRoom& other : plan.rooms) {
          const bool within =
              x > other.x && x < other.x + other.width && y > other.y && y < other.y + other.height;
          EXPECT_FALSE(within) << room.room.value << " through " << other.room.value << other.title;
        }
      }
    }
  }
}

TEST(RoomPlan, TheWayIsOneAPersonWouldTell) {
  const auto way = walk(floor(), {10, 11}, {4, 4});
  EXPECT_LE(way.size(), 5U) << "along, up, in";
  EXPECT_LT(length(way), 1.25 * (6 + 7)) << "no longer than by the shortest corners";
}

TEST(RoomPlan, ATerminalKnowsWhereItStands) {
  FloorPlan plan = floor();
  EXPECT_EQ(here(plan, DeviceId{"kiosk1"}), &plan.signs[0]) << "the sign of every terminal";
  plan.signs[0].device = DeviceId{"kiosk2"};
  EXPECT_EQ(here(plan, DeviceId{"kiosk1"}), nullptr);
  EXPECT_EQ(here(plan, DeviceId{"kiosk2"}), &plan.signs[0]);
}

TEST(RoomPlan, ARoomWithoutAWayHasNone) {
  FloorPlan plan = floor();
  plan.rooms.push_back({RoomId{}, "стена", 0, 9, 20, 1, {1, 9}});
  EXPECT_TRUE(walk(plan, {10, 11}, {4, 4}).empty());
}

}  // namespace
}  // namespace talon
