// SPDX-License-Identifier: MIT
#include "display/bus/press.h"

#include <gtest/gtest.h>
#include <set>

namespace talon::bus {
namespace {

TEST(PressRequest, IsAUuidOfItsOwnForEveryPress) {
  std::set<RequestId> all;
  for (const std::uint16_t board : std::initializer_list<std::uint16_t>{1, 2}) {
    for (const std::uint32_t session : {1U, 2U, 65537U}) {
      for (const std::uint16_t sequence : std::initializer_list<std::uint16_t>{1, 2, 65535}) {
        all.insert(press_request({board, 0, 0, 0, 0, 7}, session, sequence));
      }
    }
  }
  EXPECT_EQ(all.size(), 18U);
  const std::string text = press_request({1, 2, 3, 4, 5, 6}, 7, 8).value;
  ASSERT_EQ(text.size(), 36U);
  EXPECT_EQ(text[14], '8') << "version";
  EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos) << "variant";
  EXPECT_EQ(press_request({1, 2, 3, 4, 5, 6}, 7, 8).value, text);
}

TEST(PressRequest, AnUnknownKeyIsNone) {
  EXPECT_EQ(panel_key(link::PanelKey::recall), PanelKey::recall);
  EXPECT_FALSE(panel_key(static_cast<link::PanelKey>(9)));
}

}  // namespace
}  // namespace talon::bus
