// SPDX-License-Identifier: MIT
// REGISTERS.md says what the code says.
#include "firmware/link/registers.h"

#include <cstdio>
#include <fstream>
#include <gtest/gtest.h>
#include <numeric>
#include <sstream>

#include "firmware/link/seal.h"
#include "firmware/link/show.h"

namespace talon::link {
namespace {

std::string document() {
  std::ifstream file(TALON_SOURCE_DIR "/firmware/link/REGISTERS.md");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string hexadecimal(std::uint16_t value, int digits, const char* format) {
  char text[16];
  std::snprintf(text, sizeof text, format, digits, static_cast<unsigned>(value));
  return text;
}

TEST(Registers, EveryBlockStandsInTheDocumentWithItsLength) {
  const std::string text = document();
  const auto check = [&](const Block& block) {
    const std::string row = "| **" + hexadecimal(block.first, 4, "0x%0*X") + "** | **";
    const auto at = text.find(row);
    ASSERT_NE(at, std::string::npos) << row;
    const std::string line = text.substr(at, text.find('\n', at) - at);
    EXPECT_NE(line.find(", " + std::to_string(block.count) + " registers"), std::string::npos) << line;
  };
  for (const Block& block : map::readable) check(block);
  for (const Block& block : map::writable) check(block);
}

TEST(Registers, NoTwoBlocksOverlapAndEachFitsOneFrame) {
  std::vector<Block> all(map::readable.begin(), map::readable.end());
  for (const Block& block : map::writable) {
    if (block.first != map::show.first && block.first != map::settings.first &&
        block.first != map::command.first)
      all.push_back(block);
    EXPECT_LE(block.count, most_written);
  }
  for (const Block& one : all)
    for (const Block& other : all)
      if (one.first != other.first) {
        EXPECT_TRUE(one.end() <= other.first || other.end() <= one.first);
      }
}

TEST(Registers, TheExampleSealOfTheDocumentIsRight) {
  Key key;
  std::iota(key.begin(), key.end(), std::uint8_t{0});
  Show call;
  call.number = {0xC0, '0', '1', '7'};
  call.call = 1;
  std::array<std::uint16_t, map::show.count> block{};
  const auto data = to_registers(call);
  std::copy(data.begin(), data.end(), block.begin());
  seal(key, {7, 3, 0x00010002}, map::show.first, block);
  std::string example;
  for (std::size_t i = show_data; i < block.size(); ++i)
    example += (example.empty() ? "" : " ") + hexadecimal(block[i], 4, "0x%0*X");
  EXPECT_NE(document().find("gives the seal `" + example + "`"), std::string::npos) << example;
}

}  // namespace
}  // namespace talon::link
