// SPDX-License-Identifier: MIT
#include "firmware/link/image_tag.h"

#include <array>

namespace talon::link {

ImageTag::ImageTag(const Key& key, std::uint32_t version, std::uint32_t size, std::uint32_t slot)
    : hash_(key, SipHash::Length::bits128) {
  std::array<std::uint8_t, 12> head{};
  std::size_t at = 0;
  for (const std::uint32_t value : {version, size, slot}) {
    for (unsigned byte = 0; byte < 4; ++byte) head[at++] = static_cast<std::uint8_t>(value >> (8U * byte));
  }
  hash_.add(head);
}

}  // namespace talon::link
