// SPDX-License-Identifier: MIT
#include "server/http/request.h"

#include <gtest/gtest.h>

namespace talon::http {
namespace {

TEST(Target, CutsPathAndQuery) {
  const auto target = parse_target("/api/v1/reports/summary?from=2026-03-02&by=hour&title=%D0%90+%D0%91");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/api/v1/reports/summary");
  EXPECT_EQ(target->segments, (std::vector<std::string>{"api", "v1", "reports", "summary"}));
  EXPECT_EQ(target->value("by"), "hour");
  EXPECT_EQ(target->value("title"), "А Б");
  EXPECT_EQ(target->value("absent"), "");
}

TEST(Target, AnEncodedSlashMakesNoSegment) {
  const auto target = parse_target("/api/v1/desks/3%2Fnext");
  ASSERT_TRUE(target);
  ASSERT_EQ(target->segments.size(), 4u);
  EXPECT_EQ(target->segments[3], "3/next");
}

TEST(Target, RefusesWhatIsMalformed) {
  for (const char* text : {"", "api", "*", "http://host/", "/%", "/%4", "/%zz", "/%00", "/a?b=%0a", "/%7f"}) {
    EXPECT_FALSE(parse_target(text)) << text;
  }
}

TEST(Cookie, FindsTheWholeNameAlone) {
  EXPECT_EQ(cookie_value("a=1; talon=abc; b=2", "talon"), "abc");
  EXPECT_EQ(cookie_value("xtalon=evil; talon=abc", "talon"), "abc");
  EXPECT_EQ(cookie_value("talon2=evil", "talon"), "");
  EXPECT_EQ(cookie_value("", "talon"), "");
}

}  // namespace
}  // namespace talon::http
