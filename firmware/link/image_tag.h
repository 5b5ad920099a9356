// SPDX-License-Identifier: MIT
// The tag of a firmware image. Who sends an image makes it, the board makes it again over what lies in its
// flash.
#pragma once

#include <cstdint>
#include <span>

#include "firmware/link/registers.h"
#include "firmware/link/siphash.h"

namespace talon::link {

/// Of one slot, without the header that the board puts in front: a longer body is refused.
inline constexpr std::uint32_t most_image_bytes = 0x20000 - 512;
/// Bytes of the image in one write.
inline constexpr std::uint32_t chunk_bytes = 2U * update_chunk_registers;

/// SipHash-128 under the pairing key over version, size, slot (4 each, little endian) and the body.
class ImageTag {
 public:
  ImageTag(const Key& key, std::uint32_t version, std::uint32_t size, std::uint32_t slot);
  void add(std::span<const std::uint8_t> body) { hash_.add(body); }
  /// Once, at the end.
  Tag128 end() { return hash_.end128(); }

 private:
  SipHash hash_;
};

}  // namespace talon::link
