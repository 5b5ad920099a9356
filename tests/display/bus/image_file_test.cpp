// SPDX-License-Identifier: MIT
#include "display/bus/image_file.h"

#include <gtest/gtest.h>

namespace talon::bus {
namespace {

const link::Key key{1, 2, 3};

BoardImage example() {
  return sign(5, {std::vector<std::uint8_t>(1001, 7), std::vector<std::uint8_t>(900, 8)}, key);
}

ImageFault fault_of(std::span<const std::uint8_t> bytes, const link::Key& with = key) {
  const auto read = decode(bytes, with);
  EXPECT_TRUE(std::holds_alternative<ImageFault>(read));
  return std::get<ImageFault>(read);
}

TEST(ImageFile, ComesBackAsItWasSigned) {
  const auto read = decode(encode(example()), key);
  ASSERT_TRUE(std::holds_alternative<BoardImage>(read));
  EXPECT_EQ(std::get<BoardImage>(read), example());
  EXPECT_EQ(example().slots[0].body.size(), 1004U) << "whole words";
}

TEST(ImageFile, IsRefusedWithAnotherKey) {
  EXPECT_EQ(fault_of(encode(example()), link::Key{1, 2, 4}), ImageFault::wrong_key);
  EXPECT_NE(say(ImageFault::wrong_key).find("другим ключом"), std::string::npos);
}

TEST(ImageFile, IsRefusedWhereverItIsCutOrChanged) {
  const auto bytes = encode(example());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const auto fault = fault_of(std::span(bytes).first(length));
    EXPECT_EQ(fault, length < 4 ? ImageFault::other_file : ImageFault::wrong_size) << length;
  }
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    auto changed = bytes;
    changed[at] ^= 0x10;
    static_cast<void>(fault_of(changed));
  }
  auto longer = bytes;
  longer.push_back(0);
  EXPECT_EQ(fault_of(longer), ImageFault::wrong_size);
}

TEST(ImageFile, ABodyNoBoardHasRoomForIsRefused) {
  const std::vector<std::uint8_t> big(link::most_image_bytes + 4, 1), small(4, 1);
  EXPECT_EQ(fault_of(encode(sign(5, {small, big}, key))), ImageFault::wrong_size);
  EXPECT_EQ(fault_of(encode(sign(5, {small, {}}, key))), ImageFault::wrong_size);
}

TEST(ImageFile, EveryFaultHasItsSentence) {
  for (const auto fault : {ImageFault::other_file, ImageFault::unknown_layout, ImageFault::wrong_size})
    EXPECT_NE(say(fault), say(ImageFault::wrong_key));
}

}  // namespace
}  // namespace talon::bus
