// SPDX-License-Identifier: MIT
// Firmware for boards as a file, signed for one hall:
//
//   file = "TLFI" layout(4) = 1, version(4), size of slot 0(4), size of slot 1(4), tag of slot 0(16),
//          tag of slot 1(16), body of slot 0, body of slot 1                               little endian
//
// A body is linked for its place in flash, and a board takes the one it does not run from: hence both. The
// tags are the ones boards check (link/image_tag.h). Refused: one body and a tag made while sending, since
// then whoever holds the bus would hold the boards' programs too.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "firmware/link/image_tag.h"

namespace talon::bus {

struct BoardImage {
  struct Slot {
    std::vector<std::uint8_t> body;  ///< at most link::most_image_bytes, a multiple of 4, not empty
    link::Tag128 tag{};

    bool operator==(const Slot&) const = default;
  };
  std::uint32_t version = 0;
  std::array<Slot, 2> slots;

  bool operator==(const BoardImage&) const = default;
};

enum class ImageFault {
  other_file,      ///< does not begin as such a file does
  unknown_layout,  ///< made by a later program
  wrong_size,      ///< shorter or longer than it says, or a body no board has room for
  wrong_key        ///< not signed, changed since, or signed for another hall
};
/// A sentence for each.
[[nodiscard]] std::string say(ImageFault fault);

/// The bodies, filled up to whole words, with the tags of `key`.
[[nodiscard]] BoardImage sign(std::uint32_t version, std::array<std::vector<std::uint8_t>, 2> bodies,
                              const link::Key& key);
[[nodiscard]] std::vector<std::uint8_t> encode(const BoardImage& image);

/// Any bytes are safe. What comes out carries the tags of `key`.
[[nodiscard]] std::variant<BoardImage, ImageFault> decode(std::span<const std::uint8_t> bytes,
                                                          const link::Key& key);

}  // namespace talon::bus
