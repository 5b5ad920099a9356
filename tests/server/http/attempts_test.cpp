// SPDX-License-Identifier: MIT
#include "server/http/attempts.h"

#include <gtest/gtest.h>

namespace talon::http {
namespace {

using std::chrono::seconds;
constexpr std::chrono::sys_seconds start{seconds{1'000'000}};

TEST(Attempts, FiveFailuresAreFreeThenTheDelayDoublesAndEnds) {
  Attempts attempts;
  for (int i = 0; i < 4; ++i) attempts.failed("a", start);
  EXPECT_EQ(attempts.wait("a", start), seconds{0});
  attempts.failed("a", start);
  EXPECT_EQ(attempts.wait("a", start), seconds{1});
  attempts.failed("a", start);
  EXPECT_EQ(attempts.wait("a", start), seconds{2});
  EXPECT_EQ(attempts.wait("a", start + seconds{2}), seconds{0});
  for (int i = 0; i < 1000; ++i) attempts.failed("a", start);
  EXPECT_LE(attempts.wait("a", start), seconds{15 * 60});  // never for ever
}

TEST(Attempts, OneDelayedLoginDelaysNoOther) {
  Attempts attempts;
  for (int i = 0; i < 20; ++i) attempts.failed("a", start);
  EXPECT_GT(attempts.wait("a", start), seconds{0});
  EXPECT_EQ(attempts.wait("b", start), seconds{0});
}

TEST(Attempts, SuccessForgets) {
  Attempts attempts;
  for (int i = 0; i < 20; ++i) attempts.failed("a", start);
  attempts.succeeded("a");
  EXPECT_EQ(attempts.wait("a", start), seconds{0});
}

TEST(Attempts, AFloodOfNamesKeepsTheMemorySmall) {
  Attempts attempts;
  for (int i = 0; i < 30'000; ++i) attempts.failed("login " + std::to_string(i), start + seconds{i});
  SUCCEED();  // bounded by construction; the sanitizers watch the erasing
}

TEST(Quota, IsPerKeyAndMinute) {
  Quota quota(2);
  EXPECT_TRUE(quota.take("a", start));
  EXPECT_TRUE(quota.take("a", start));
  EXPECT_FALSE(quota.take("a", start));
  EXPECT_TRUE(quota.take("b", start));
  EXPECT_TRUE(quota.take("a", start + seconds{60}));
}

}  // namespace
}  // namespace talon::http
