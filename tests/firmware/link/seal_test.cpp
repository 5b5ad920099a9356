// SPDX-License-Identifier: MIT
// Security control 9: each write carries a tag and a counter; a replay is refused.
#include "firmware/link/seal.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include "firmware/link/show.h"

namespace talon::link {
namespace {

const Key key{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

std::array<std::uint16_t, map::show.count> sealed(const SealContext& context) {
  std::array<std::uint16_t, map::show.count> block{};
  Show call;
  call.number = {0xC0, '0', '1', '7'};
  const auto data = to_registers(call);
  std::copy(data.begin(), data.end(), block.begin());
  seal(key, context, map::show.first, block);
  return block;
}

TEST(Seal, IsAcceptedByTheBoardItWasMadeFor) {
  const auto block = sealed({7, 3, 101});
  const SealCheck check = check_seal(key, {7, 3, 100}, map::show.first, block);
  EXPECT_EQ(check.fault, SealFault::none);
  EXPECT_EQ(check.counter, 101U);
}

TEST(Seal, IsWorthNothingAnywhereElse) {
  const auto block = sealed({7, 3, 101});
  EXPECT_EQ(check_seal(key, {8, 3, 100}, map::show.first, block).fault, SealFault::wrong_tag)
      << "another board";
  EXPECT_EQ(check_seal(key, {7, 4, 0}, map::show.first, block).fault, SealFault::wrong_tag)
      << "after a restart";
  EXPECT_EQ(check_seal(key, {7, 3, 100}, map::settings.first, block).fault, SealFault::wrong_tag)
      << "elsewhere";
  EXPECT_EQ(check_seal(Key{}, {7, 3, 100}, map::show.first, block).fault, SealFault::wrong_tag)
      << "another key";
}

TEST(Seal, EveryChangedBitIsNoticed) {
  const auto good = sealed({7, 3, 101});
  for (std::size_t i = 0; i < good.size() * 16; ++i) {
    auto block = good;
    block[i / 16] = static_cast<std::uint16_t>(block[i / 16] ^ (1U << (i % 16)));
    EXPECT_NE(check_seal(key, {7, 3, 100}, map::show.first, block).fault, SealFault::none) << i;
  }
}

TEST(Seal, AReplayIsRefusedEvenAfterTheSixteenBitsHaveComeRound) {
  const auto block = sealed({7, 3, 101});
  EXPECT_EQ(check_seal(key, {7, 3, 101}, map::show.first, block).fault, SealFault::old_counter);
  EXPECT_EQ(check_seal(key, {7, 3, 30000}, map::show.first, block).fault, SealFault::old_counter);
  EXPECT_EQ(check_seal(key, {7, 3, 65536 + 100}, map::show.first, block).fault, SealFault::wrong_tag);
}

TEST(Seal, TheCounterIsTheNearestAhead) {
  EXPECT_EQ(counter_ahead(0, 1), 1U);
  EXPECT_EQ(counter_ahead(0xFFFF, 0), 0x10000U);
  EXPECT_EQ(counter_ahead(0x1FFF0, 0x10), 0x20010U);
  EXPECT_EQ(counter_ahead(100, 100 + 0x7FFF), 100U + 0x7FFF);
  EXPECT_FALSE(counter_ahead(100, 100));
  EXPECT_FALSE(counter_ahead(100, 99));
  EXPECT_FALSE(counter_ahead(100, static_cast<std::uint16_t>(100 + 0x8000)));
  EXPECT_FALSE(counter_ahead(0xFFFFFFFF, 0)) << "the counter never comes round";
}

TEST(Seal, AnAnswerIsNoWriteAndAWriteNoAnswer) {
  const std::array<std::uint16_t, 2> data{1, 2};
  EXPECT_NE(write_tag(key, {7, 3, 5}, 0x60, data), read_tag(key, {7, 3, 5}, 0x60, data));
}

TEST(Seal, TheTagIsTheOneTheDocumentDescribes) {
  const std::array<std::uint8_t, 15> message{'W', 7, 0, 0, 0, 3, 0, 1, 0, 2, 0x01, 0x00, 0xC0, 0x30, 9};
  const std::array<std::uint16_t, 1> data{0xC030};
  std::uint64_t expected = 0;
  crypto_shorthash(reinterpret_cast<unsigned char*>(&expected), message.data(), 14, key.data());
  EXPECT_EQ(write_tag(key, {7, 3, 0x00010002}, 0x0100, data), expected & 0xFFFFFFFFU);
}

TEST(Proof, FitsTheAnswerAndNothingElse) {
  std::array<std::uint16_t, map::keys.count> block{0x0301, 12, 0x1005};
  set_long(block, 6, read_tag(key, {7, 3, 55}, map::keys.first, std::span(block).first(6)));
  EXPECT_TRUE(proof_fits(key, {7, 3, 55}, map::keys.first, block));
  EXPECT_FALSE(proof_fits(key, {7, 3, 54}, map::keys.first, block)) << "an answer from before the last write";
  block[1] = 13;
  EXPECT_FALSE(proof_fits(key, {7, 3, 55}, map::keys.first, block)) << "a key that nobody pressed";
}

}  // namespace
}  // namespace talon::link
