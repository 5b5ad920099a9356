// SPDX-License-Identifier: MIT
#include "server/http/clock.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace talon::http {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

std::chrono::sys_time<Millis> utc(const char* text) {
  return parse_timestamp(text)->utc;
}

struct Machine {
  MachineTime time{utc("2026-03-02T04:00:00.000+00:00"), Millis{5'000'000}};
  ReadMachine read() {
    return [this] { return time; };
  }
  void pass(Millis span) {
    time.wall += span;
    time.steady += span;
  }
};

std::string fresh_file() {
  std::string folder = (std::filesystem::temp_directory_path() / "talon-clock-XXXXXX").string();
  EXPECT_NE(mkdtemp(folder.data()), nullptr);
  return folder + "/clock";
}

TEST(RealClock, GivesWallWithTheZonesOffsetAndTicksFromZero) {
  Machine machine;
  const auto clock = real_clock("Asia/Yekaterinburg", {}, machine.read());
  EXPECT_EQ(format_timestamp(clock->now().at), "2026-03-02T09:00:00.000+05:00");
  EXPECT_EQ(clock->now().t.since, Millis{0});
  machine.pass(seconds{90});
  EXPECT_EQ(clock->now().t.since, seconds{90});
}

TEST(RealClock, AStepOfTheWallMovesNoTicksAndIsToldOnce) {
  Machine machine;
  const auto clock = real_clock("Asia/Yekaterinburg", {}, machine.read());
  machine.pass(seconds{1});
  EXPECT_FALSE(clock->wall_step());
  machine.time.wall += minutes{7};
  EXPECT_EQ(clock->wall_step(), Millis{minutes{7}});
  EXPECT_FALSE(clock->wall_step());
  EXPECT_EQ(clock->now().t.since, seconds{1});
  machine.time.wall -= Millis{900};  // within what slewing does
  EXPECT_FALSE(clock->wall_step());
}

TEST(RealClock, TicksGoOnOverARestartAndNeverBackwards) {
  Machine machine;
  const Moment last{{machine.time.wall - seconds{30}, minutes{300}}, Ticks{Millis{777}}};
  EXPECT_EQ(real_clock("Asia/Yekaterinburg", last, machine.read())->now().t.since, Millis{30'777});
  const Moment ahead{{machine.time.wall + seconds{30}, minutes{300}}, Ticks{Millis{777}}};
  EXPECT_EQ(real_clock("Asia/Yekaterinburg", ahead, machine.read())->now().t.since, Millis{777});
}

TEST(VirtualClock, RunsFasterAndGoesOnOverARestart) {
  Machine machine;
  const std::string file = fresh_file();
  const auto start = parse_clock_option("virtual:2026-03-02T08:50,rate=60");
  ASSERT_TRUE(start && *start);
  const auto first = virtual_clock("Asia/Yekaterinburg", **start, {}, file, machine.read());
  EXPECT_EQ(format_timestamp(first->now().at), "2026-03-02T08:50:00.000+05:00");
  machine.pass(seconds{10});
  const Moment last = first->now();
  EXPECT_EQ(format_timestamp(last.at), "2026-03-02T09:00:00.000+05:00");
  EXPECT_EQ(last.t.since, minutes{10});

  machine.time.steady = Millis{0};  // another process
  machine.time.wall += seconds{5};
  const auto again = virtual_clock("Asia/Yekaterinburg", **start, last, file, machine.read());
  EXPECT_EQ(format_timestamp(again->now().at), "2026-03-02T09:05:00.000+05:00");
  EXPECT_EQ(again->now().t.since, minutes{15});
  EXPECT_TRUE(again->is_virtual());
  EXPECT_EQ(again->rate(), 60);
}

TEST(VirtualClock, NeverStartsBeforeTheLastEvent) {
  Machine machine;
  const auto start = parse_clock_option("virtual:2026-03-02T08:50");
  const Moment last{*parse_timestamp("2026-03-02T11:00:00.000+05:00"), Ticks{Millis{42}}};
  const auto clock = virtual_clock("Asia/Yekaterinburg", **start, last, fresh_file(), machine.read());
  EXPECT_EQ(clock->now().at, last.at);
  EXPECT_EQ(clock->now().t, last.t);
}

TEST(ClockOption, RefusesWhatIsNoClock) {
  EXPECT_TRUE(parse_clock_option("real"));
  for (const char* text :
       {"", "virtual", "virtual:2026-03-02", "virtual:2026-02-30T08:00", "virtual:2026-03-02T25:00",
        "virtual:2026-03-02T08:50,rate=0", "virtual:2026-03-02T08:50,rate=x", "virtual:2026-03-02T08:50 ",
        "virtual:2026-03-02T08:50,rate=60,"}) {
    EXPECT_FALSE(parse_clock_option(text)) << text;
  }
}

TEST(Zone, AnUnknownOneIsAnError) {
  EXPECT_ANY_THROW(Zone("Asia/Nowhere"));
}

}  // namespace
}  // namespace talon::http
