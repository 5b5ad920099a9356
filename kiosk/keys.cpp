// SPDX-License-Identifier: MIT
#include "kiosk/keys.h"

#include <array>
#include <utility>

namespace talon::kiosk {

std::optional<screens::KeyPressed> key_of(std::string_view name) {
  using enum screens::KeyPressed::Key;
  static constexpr std::array<std::pair<std::string_view, screens::KeyPressed::Key>, 14> keys{
      {{"Up", former},
       {"Left", former},
       {"Down", next},
       {"Right", next},
       {"Return", ok},
       {"Keypad Enter", ok},
       {"Backspace", back},
       {"Space", repeat},
       {"Keypad 5", ok},
       {"Keypad 8", former},
       {"Keypad 2", next},
       {"F1", speech_on},      // the marked key
       {"F15", speech_on},     // headphones in
       {"F16", speech_off}}};  // and out
  for (const auto& [known, key] : keys) {
    if (known == name) return screens::KeyPressed{key};
  }
  return std::nullopt;
}

}  // namespace talon::kiosk
