// SPDX-License-Identifier: MIT
#include "firmware/link/siphash.h"

#include <bit>

namespace talon::link {
namespace {

std::uint64_t little_endian(const std::uint8_t* bytes) {
  std::uint64_t word = 0;
  for (int i = 7; i >= 0; --i) word = word << 8U | bytes[i];
  return word;
}

}  // namespace

SipHash::SipHash(const Key& key, Length length)
    : v0_(0x736f6d6570736575U ^ little_endian(key.data())),
      v1_(0x646f72616e646f6dU ^ little_endian(key.data() + 8)),
      v2_(0x6c7967656e657261U ^ little_endian(key.data())),
      v3_(0x7465646279746573U ^ little_endian(key.data() + 8)) {
  if (length == Length::bits128) v1_ ^= 0xEEU;
}

void SipHash::rounds(int count) {
  for (int i = 0; i < count; ++i) {
    v0_ += v1_;
    v2_ += v3_;
    v1_ = std::rotl(v1_, 13) ^ v0_;
    v3_ = std::rotl(v3_, 16) ^ v2_;
    v0_ = std::rotl(v0_, 32);
    v2_ += v1_;
    v0_ += v3_;
    v1_ = std::rotl(v1_, 17) ^ v2_;
    v3_ = std::rotl(v3_, 21) ^ v0_;
    v2_ = std::rotl(v2_, 32);
  }
}

void SipHash::absorb(std::uint64_t word) {
  v3_ ^= word;
  rounds(2);
  v0_ ^= word;
}

void SipHash::add(std::span<const std::uint8_t> bytes) {
  for (const std::uint8_t byte : bytes) {
    word_ |= std::uint64_t{byte} << (8U * (length_ % 8));
    if (++length_ % 8 == 0) {
      absorb(word_);
      word_ = 0;
    }
  }
}

void SipHash::pad() {
  absorb(word_ | std::uint64_t{length_ & 0xFFU} << 56U);
}

std::uint64_t SipHash::end64() {
  pad();
  v2_ ^= 0xFFU;
  rounds(4);
  return v0_ ^ v1_ ^ v2_ ^ v3_;
}

Tag128 SipHash::end128() {
  pad();
  Tag128 tag{};
  const auto store = [&](std::size_t at) {
    const std::uint64_t word = v0_ ^ v1_ ^ v2_ ^ v3_;
    for (std::size_t i = 0; i < 8; ++i) tag[at + i] = static_cast<std::uint8_t>(word >> (8U * i));
  };
  v2_ ^= 0xEEU;
  rounds(4);
  store(0);
  v1_ ^= 0xDDU;
  rounds(4);
  store(8);
  return tag;
}

std::uint64_t siphash64(const Key& key, std::span<const std::uint8_t> message) {
  SipHash hash(key);
  hash.add(message);
  return hash.end64();
}

Tag128 siphash128(const Key& key, std::span<const std::uint8_t> message) {
  SipHash hash(key, SipHash::Length::bits128);
  hash.add(message);
  return hash.end128();
}

}  // namespace talon::link
