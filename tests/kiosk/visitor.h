// SPDX-License-Identifier: MIT
// A visitor at the terminal, once with a finger and once with the keypad: what both do, and what they see.
#pragma once

#include "tests/kiosk/terminal.h"

namespace talon::screens {

enum class By { touch, keypad };

inline std::string name_of(const testing::TestParamInfo<By>& which) {
  return which.param == By::touch ? "Touch" : "Keypad";
}

class Visitor : public testing::TestWithParam<By> {
 protected:
  void choose(const Action& action) {
    if (GetParam() == By::keypad) {
      terminal.by_keys(action);
    } else {
      terminal.calm_tap(action);
    }
  }
  [[nodiscard]] bool says(const std::string& words) const {
    const Layout shown = layout(terminal.screen, terminal.now);
    return std::any_of(shown.items.begin(), shown.items.end(),
                       [&](const Item& each) { return each.text.find(words) != std::string::npos; });
  }

  Terminal terminal;
};

}  // namespace talon::screens
