// SPDX-License-Identifier: MIT
#include "display/bus/press.h"

#include <string>

#include "firmware/link/siphash.h"

namespace talon::bus {
namespace {

/// No secret: it only spreads the numbers over the UUID's bits.
constexpr link::Key spreading{'t', 'a', 'l', 'o', 'n', '-', 'k', 'e', 'y', '-', 'p', 'r', 'e', 's', 's', 0};

}  // namespace

std::optional<PanelKey> panel_key(link::PanelKey key) {
  switch (key) {
    case link::PanelKey::next:
      return PanelKey::next;
    case link::PanelKey::recall:
      return PanelKey::recall;
    case link::PanelKey::start_finish:
      return PanelKey::start_finish;
    case link::PanelKey::pause:
      return PanelKey::pause;
    case link::PanelKey::none:
      break;
  }
  return std::nullopt;
}

RequestId press_request(const std::array<std::uint16_t, 6>& unique, std::uint32_t session,
                        std::uint16_t sequence) {
  std::array<std::uint8_t, 18> press{};
  std::size_t length = 0;
  const auto add = [&](std::uint32_t value) {
    press[length++] = static_cast<std::uint8_t>(value >> 8U);
    press[length++] = static_cast<std::uint8_t>(value);
  };
  for (const std::uint16_t part : unique) add(part);
  add(session >> 16U);
  add(session);
  add(sequence);
  link::Tag128 bits = link::siphash128(spreading, press);
  bits[6] = static_cast<std::uint8_t>((bits[6] & 0x0FU) | 0x80U);  // RFC 9562: version 8
  bits[8] = static_cast<std::uint8_t>((bits[8] & 0x3FU) | 0x80U);  // and its variant
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < bits.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += digits[bits[i] >> 4U];
    text += digits[bits[i] & 0x0FU];
  }
  return RequestId{text};
}

}  // namespace talon::bus
