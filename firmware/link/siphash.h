// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace talon::link {

using Key = std::array<std::uint8_t, 16>;
using Tag128 = std::array<std::uint8_t, 16>;

/// SipHash-2-4 (Aumasson, Bernstein 2012) fed piece by piece, so that a firmware image need not lie in memory
/// at once. Ours because no packaged library of it is freestanding; proved against the published vectors.
class SipHash {
 public:
  enum class Length { bits64, bits128 };

  explicit SipHash(const Key& key, Length length = Length::bits64);
  void add(std::span<const std::uint8_t> bytes);

  /// Ends the message. Call the one that belongs to the length given at construction, once.
  std::uint64_t end64();
  Tag128 end128();

 private:
  void absorb(std::uint64_t word);
  void rounds(int count);
  void pad();

  std::uint64_t v0_, v1_, v2_, v3_;
  std::uint64_t word_ = 0;
  std::size_t length_ = 0;
};

std::uint64_t siphash64(const Key& key, std::span<const std::uint8_t> message);
Tag128 siphash128(const Key& key, std::span<const std::uint8_t> message);

}  // namespace talon::link
