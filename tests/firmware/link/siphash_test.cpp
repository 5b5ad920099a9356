// SPDX-License-Identifier: MIT
// SipHash-2-4 against the vectors its authors published and against libsodium.
#include "firmware/link/siphash.h"

#include <gtest/gtest.h>
#include <numeric>
#include <random>
#include <sodium.h>
#include <vector>

namespace talon::link {
namespace {

Key published_key() {
  Key key;
  std::iota(key.begin(), key.end(), std::uint8_t{0});
  return key;
}

std::vector<std::uint8_t> counting(std::size_t length) {
  std::vector<std::uint8_t> bytes(length);
  std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
  return bytes;
}

TEST(SipHash, GivesThePublishedTagsOf64Bits) {
  EXPECT_EQ(siphash64(published_key(), counting(15)), 0xa129ca6149be45e5U);  // the paper, appendix A
  EXPECT_EQ(siphash64(published_key(), counting(0)), 0x726fdb47dd0e0e31U);   // vectors_sip64[0], [1], [8]
  EXPECT_EQ(siphash64(published_key(), counting(1)), 0x74f839c593dc67fdU);
  EXPECT_EQ(siphash64(published_key(), counting(8)), 0x93f5f5799a932462U);
}

TEST(SipHash, GivesThePublishedTagOf128Bits) {
  const Tag128 of_nothing{0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6,
                          0x6d, 0xf6, 0x72, 0x14, 0xc7, 0x55, 0x02, 0x93};
  const Tag128 of_one_byte{0xda, 0x87, 0xc1, 0xd8, 0x6b, 0x99, 0xaf, 0x44,
                           0x34, 0x76, 0x59, 0x11, 0x9b, 0x22, 0xfc, 0x45};
  EXPECT_EQ(siphash128(published_key(), counting(0)), of_nothing);
  EXPECT_EQ(siphash128(published_key(), counting(1)), of_one_byte);
}

TEST(SipHash, AgreesWithLibsodiumForEveryLengthAndInPieces) {
  std::mt19937 random(5);
  for (std::size_t length = 0; length < 300; ++length) {
    std::vector<std::uint8_t> message(length);
    for (auto& byte : message) byte = static_cast<std::uint8_t>(random());
    Key key;
    for (auto& byte : key) byte = static_cast<std::uint8_t>(random());
    std::uint64_t short_tag = 0;
    crypto_shorthash(reinterpret_cast<unsigned char*>(&short_tag), message.data(), length, key.data());
    EXPECT_EQ(siphash64(key, message), short_tag) << length;
    Tag128 long_tag{};
    crypto_shorthash_siphashx24(long_tag.data(), message.data(), length, key.data());
    SipHash pieces(key, SipHash::Length::bits128);
    const std::span<const std::uint8_t> all(message);
    pieces.add(all.first(length / 3));
    pieces.add(all.subspan(length / 3));
    EXPECT_EQ(pieces.end128(), long_tag) << length;
  }
}

}  // namespace
}  // namespace talon::link
