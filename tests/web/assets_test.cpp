// SPDX-License-Identifier: MIT
#include "server/web/assets.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <set>
#include <string>

namespace talon::web {
namespace {

const Asset* find(std::string_view path) {
  const auto all = assets();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Asset& one) { return one.path == path; });
  return found == all.end() ? nullptr : &*found;
}

std::string file_text(const std::string& name) {
  std::ifstream file(TALON_BINARY_DIR "/server/web/dist/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Assets, HoldEveryPageAndFileByteForByte) {
  for (const auto* page : {"/", "/desk", "/manager"}) {
    ASSERT_NE(find(page), nullptr) << page;
    EXPECT_EQ(find(page)->content_type, "text/html; charset=utf-8");
  }
  for (const auto& asset : assets()) {
    if (!asset.path.starts_with("/assets/")) continue;
    EXPECT_EQ(asset.body, file_text(std::string(asset.path.substr(1)))) << asset.path;
  }
  EXPECT_EQ(find("/assets/golos-text-cyrillic-400-normal.woff2")->content_type, "font/woff2");
}

TEST(Assets, HaveTheirOwnAddressAndTag) {
  std::set<std::string_view> paths;
  for (const auto& asset : assets()) {
    EXPECT_TRUE(paths.insert(asset.path).second) << asset.path;
    EXPECT_EQ(asset.etag.size(), 18U);
    EXPECT_FALSE(asset.body.empty()) << asset.path;
  }
}

TEST(Assets, PagesHaveNoInlineScriptOrStyle) {
  for (const auto& asset : assets()) {
    if (!asset.content_type.starts_with("text/html")) continue;
    EXPECT_EQ(asset.body.find("<style"), std::string_view::npos) << asset.path;
    EXPECT_EQ(asset.body.find("style="), std::string_view::npos) << asset.path;
    EXPECT_EQ(asset.body.find("<script>"), std::string_view::npos) << asset.path;
  }
}

}  // namespace
}  // namespace talon::web
