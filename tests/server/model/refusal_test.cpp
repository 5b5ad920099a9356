// SPDX-License-Identifier: MIT
#include "server/model/refusal.h"

#include <gtest/gtest.h>
#include <set>

namespace talon {
namespace {

TEST(Refusal, EveryCodeHasItsOwnStableName) {
  std::set<std::string_view> seen;
  for (int code = 0; code <= static_cast<int>(RefusalCode::storage_unavailable); ++code) {
    const auto refusal = static_cast<RefusalCode>(code);
    const auto name = refusal_name(refusal);
    EXPECT_TRUE(seen.insert(name).second) << name;
    EXPECT_EQ(parse_refusal_name(name), refusal);
  }
  EXPECT_FALSE(parse_refusal_name("no-such-thing"));
}

}  // namespace
}  // namespace talon
