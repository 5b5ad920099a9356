// SPDX-License-Identifier: MIT
// Tickets taken too quickly are told to the staff.
#include "kiosk/touch_watch.h"

#include <gtest/gtest.h>

namespace talon::kiosk {
namespace {

TEST(TouchWatch, AChildAtTheTerminalIsToldWithTheCount) {
  TouchWatch watch;
  Millis now{1'000'000};
  for (int tickets = 1; tickets <= 7; ++tickets) {
    watch.taken(now);
    const Component seen = watch.component(now);
    EXPECT_EQ(seen.health, tickets < 5 ? Health::ok : Health::warning) << tickets;
    now += Millis{3'500};
  }
  EXPECT_EQ(watch.component(now).reason, "подозрение: 7 талонов за 30 с, посмотрите, кто у терминала");
  EXPECT_EQ(watch.component(now + TouchWatch::told_for).health, Health::ok) << "not for ever";
}

TEST(TouchWatch, AQueueOfVisitorsIsNothing) {
  TouchWatch watch;
  for (Millis now{0}; now < Millis{3'600'000}; now += Millis{7'500}) {
    watch.taken(now);
    ASSERT_EQ(watch.component(now).health, Health::ok) << now.count();
  }
}

TEST(TouchWatch, ALaterFloodIsCountedAnew) {
  TouchWatch watch;
  Millis now{0};
  for (int tickets = 0; tickets < 8; ++tickets) watch.taken(now += Millis{3'000});
  now += TouchWatch::told_for;
  for (int tickets = 0; tickets < 5; ++tickets) watch.taken(now += Millis{3'000});
  EXPECT_TRUE(watch.component(now).reason.starts_with("подозрение: 5 талонов"))
      << watch.component(now).reason;
}

}  // namespace
}  // namespace talon::kiosk
