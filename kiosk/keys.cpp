// SPDX-License-Identifier: MIT
#include "kiosk/keys.h"

#include <array>
#include <utility>

namespace talon::kiosk {

namespace {

/// Of "7" and of "Keypad 7".
std::optional<int> digit_of(std::string_view name) {
  constexpr std::string_view keypad = "Keypad ";
  if (name.starts_with(keypad)) name.remove_prefix(keypad.size());
  const bool digit = name.size() == 1 && name[0] >= '0' && name[0] <= '9';
  return digit ? std::optional(name[0] - '0') : std::nullopt;
}

}  // namespace

std::optional<screens::KeyPressed> key_of(std::string_view name) {
  using enum screens::KeyPressed::Key;
  // On a keypad of numbers 8, 2 and 5 are the arrows and OK of every page that takes no number.
  if (const auto digit = digit_of(name)) {
    const auto key = name == "Keypad 8" ? former : name == "Keypad 2" ? next : name == "Keypad 5" ? ok : none;
    return screens::KeyPressed{key, digit};
  }
  static constexpr std::array<std::pair<std::string_view, screens::KeyPressed::Key>, 13> keys{
      {{"Up", former},
       {"Left", former},
       {"Down", next},
       {"Right", next},
       {"Return", ok},
       {"Keypad Enter", ok},
       {"Backspace", back},
       {"Space", repeat},
       {"F2", loudness},
       {"VolumeUp", loudness},
       {"F1", speech_on},      // the marked key
       {"F15", speech_on},     // headphones in
       {"F16", speech_off}}};  // and out
  for (const auto& [known, key] : keys) {
    if (known == name) return screens::KeyPressed{key};
  }
  return std::nullopt;
}

}  // namespace talon::kiosk
