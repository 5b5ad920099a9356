// SPDX-License-Identifier: MIT
// A firmware image in its slot:
//
//   header = "TLFW" version(4) size(4) slot(4) tag(16) body check(8) header check(8), filled with 0xFF to 512
//   bytes body   = vector table and code, `size` bytes, linked for this slot             little endian
//
// The tag (SipHash-128 under the pairing key over version, size, slot, body) is looked at once, when the
// image is accepted. The checks are looked at on every start: they tell a whole image from a torn one, and
// hold after the key has changed. The header is written last, so a slot without a whole body has none.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "firmware/app/flash.h"
#include "firmware/link/image_tag.h"

namespace talon::firmware {

inline constexpr std::uint32_t header_bytes = 512;  // the vector table behind it must be aligned so
inline constexpr std::uint32_t header_used = 48;
inline constexpr std::uint32_t most_body_bytes = slots[0].size - header_bytes;
static_assert(most_body_bytes == link::most_image_bytes);

struct ImageHeader {
  std::uint32_t version = 0;
  std::uint32_t size = 0;  // of the body
  std::uint32_t slot = 0;
  link::Tag128 tag{};

  bool operator==(const ImageHeader&) const = default;
};

/// The tag of the body that lies in the slot now.
link::Tag128 tag_in_slot(Flash& flash, const link::Key& key, const ImageHeader& header);

/// Header bytes for a body that already lies in its slot.
std::array<std::uint8_t, header_used> encode_header(const ImageHeader& header, std::uint64_t body_check);
std::uint64_t body_check(std::span<const std::uint8_t> body);

/// Writes the header behind a body; from then on the slot holds an image.
bool write_header(Flash& flash, const ImageHeader& header);

/// The header of a whole image in `slot`; nullopt: none, or torn.
std::optional<ImageHeader> whole_image(Flash& flash, unsigned slot);

}  // namespace talon::firmware
