// SPDX-License-Identifier: MIT
// A printer's worst year: stopped in the middle of a slip a thousand times, by its paper, its cover and its
// cable. Each time the whole slip comes out after the repair, without a hand and soon. Virtual time.
#include <gtest/gtest.h>
#include <random>

#include "tests/printer/escpos/world.h"

namespace talon::escpos {
namespace {

constexpr int cycles = 1000;
constexpr Millis soonest{10};  ///< a step of the world

enum class Cause { paper, cover, cable };

void strike(World& world, Cause cause) {
  if (cause == Cause::paper) world.printer().obey("paper out");
  if (cause == Cause::cover) world.printer().obey("cover open");
  if (cause == Cause::cable) world.unplug();
}

void mend(World& world, Cause cause) {
  if (cause == Cause::paper) world.printer().obey("paper in");
  if (cause == Cause::cover) world.printer().obey("cover closed");
  if (cause == Cause::cable) world.plug();
}

/// How long after the repair the slip is begun again; more than `most` when it is not.
Millis begun_after(World& world, std::size_t sent_before, Millis most) {
  Millis waited{0};
  for (; world.sent().size() == sent_before && waited <= most; waited += soonest) world.run(soonest);
  return waited;
}

class Recovery : public testing::TestWithParam<const char*> {};

TEST_P(Recovery, OfAThousandStopsIsWithoutAHandAndWithinTwoSeconds) {
  World world(GetParam());
  world.port_status = true;
  std::minstd_rand random(17);
  const auto between = [&random](int low, int high) {
    return Millis{std::uniform_int_distribution(low, high)(random)};
  };
  Millis longest{0};
  for (int cycle = 0; cycle < cycles; ++cycle) {
    SCOPED_TRACE(cycle);
    const auto cause = static_cast<Cause>(cycle % 3);
    const std::string job = "A" + std::to_string(cycle);
    const std::size_t before = world.paper();
    std::size_t sent = world.sent().size();
    world.print(job);
    ASSERT_LE(begun_after(world, sent, Millis{5'000}), Millis{5'000});
    world.run(between(10, 300));
    strike(world, cause);
    const auto first = world.next_end();
    ASSERT_TRUE(first);
    ASSERT_EQ(first->job, job);
    ASSERT_NE(first->outcome, SlipOutcome::printed);
    ASSERT_TRUE(first->will_repeat);
    world.run(between(0, 20'000));
    sent = world.sent().size();
    mend(world, cause);
    const Millis waited = begun_after(world, sent, Millis{10'000});
    longest = std::max(longest, waited);
    EXPECT_LE(waited, Millis{2000}) << "cause " << cycle % 3;
    const auto second = world.next_end();
    ASSERT_TRUE(second);
    ASSERT_EQ(second->job, job) << "never a second number";
    ASSERT_EQ(second->outcome, SlipOutcome::printed) << second->reason;
    ASSERT_TRUE(world.sent().back().repeat) << "marked «повтор»";
    ASSERT_EQ(world.paper(), before + 1) << "the whole one only";
    world.printer().obey("take");
    world.run(Millis{500});
  }
  RecordProperty("longest_ms", static_cast<int>(longest.count()));
}

INSTANTIATE_TEST_SUITE_P(Profiles, Recovery, testing::Values("epson-tm-t20", "star-line", "custom-vkp80"),
                         [](const auto& each) {
                           std::string name = each.param;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace talon::escpos
