// SPDX-License-Identifier: MIT
#include "firmware/app/image.h"

#include <algorithm>

namespace talon::firmware {
namespace {

constexpr std::uint32_t magic = 0x57464C54;  // "TLFW"
constexpr std::size_t tag_at = 16;
constexpr std::size_t body_check_at = 32;
constexpr std::size_t header_check_at = 40;
constexpr link::Key check_key{'t', 'a', 'l', 'o', 'n', ' ', 'i', 'm', 'a', 'g', 'e', ' ', ' ', ' ', ' ', '1'};

void put_check(std::span<std::uint8_t> bytes, std::size_t at, std::uint64_t value) {
  put_long(bytes, at, static_cast<std::uint32_t>(value & 0xFFFFFFFFU));
  put_long(bytes, at + 4, static_cast<std::uint32_t>(value >> 32U));
}

/// Gives the body of a slot to `take`, piece by piece.
template <class Take>
void for_body(Flash& flash, const ImageHeader& header, Take take) {
  std::array<std::uint8_t, 256> piece;
  const std::uint32_t begin = slots[header.slot].offset + header_bytes;
  for (std::uint32_t at = 0; at < header.size;) {
    const auto length = std::min<std::uint32_t>(piece.size(), header.size - at);
    flash.read(begin + at, std::span(piece).first(length));
    take(std::span<const std::uint8_t>(piece).first(length));
    at += length;
  }
}

std::uint64_t check_in_slot(Flash& flash, const ImageHeader& header) {
  link::SipHash hash(check_key);
  for_body(flash, header, [&](std::span<const std::uint8_t> piece) { hash.add(piece); });
  return hash.end64();
}

}  // namespace

link::Tag128 tag_in_slot(Flash& flash, const link::Key& key, const ImageHeader& header) {
  link::ImageTag tag(key, header.version, header.size, header.slot);
  for_body(flash, header, [&](std::span<const std::uint8_t> piece) { tag.add(piece); });
  return tag.end();
}

std::uint64_t body_check(std::span<const std::uint8_t> body) {
  return link::siphash64(check_key, body);
}

std::array<std::uint8_t, header_used> encode_header(const ImageHeader& header, std::uint64_t body_check) {
  std::array<std::uint8_t, header_used> bytes{};
  put_long(bytes, 0, magic);
  put_long(bytes, 4, header.version);
  put_long(bytes, 8, header.size);
  put_long(bytes, 12, header.slot);
  std::copy(header.tag.begin(), header.tag.end(), bytes.begin() + tag_at);
  put_check(bytes, body_check_at, body_check);
  put_check(bytes, header_check_at, link::siphash64(check_key, std::span(bytes).first(header_check_at)));
  return bytes;
}

bool write_header(Flash& flash, const ImageHeader& header) {
  return flash.program(slots[header.slot].offset, encode_header(header, check_in_slot(flash, header)));
}

std::optional<ImageHeader> whole_image(Flash& flash, unsigned slot) {
  std::array<std::uint8_t, header_used> bytes;
  flash.read(slots[slot].offset, bytes);
  ImageHeader header;
  header.version = get_long(bytes, 4);
  header.size = get_long(bytes, 8);
  header.slot = get_long(bytes, 12);
  if (get_long(bytes, 0) != magic || header.slot != slot || header.size > most_body_bytes)
    return std::nullopt;
  std::copy_n(bytes.begin() + tag_at, header.tag.size(), header.tag.begin());
  return encode_header(header, check_in_slot(flash, header)) == bytes ? std::optional(header) : std::nullopt;
}

}  // namespace talon::firmware
