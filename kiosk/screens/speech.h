// SPDX-License-Identifier: MIT
// A layout for those who do not see it: in which order its targets follow each other, and what is said of it.
// Everything that is shown is said: the words come from the same list that is drawn.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/layout.h"

namespace talon::screens {

/// Choices from top to bottom, then back and home, then the bar.
[[nodiscard]] std::vector<const Target*> reading_order(const Layout& shown);
/// Where the ring of the keypad stands first: on what leads on. Never on what takes something back,
/// complains, judges or prints twice: one OK too many would do what nobody meant. nullptr: nothing can be
/// pressed.
[[nodiscard]] const Target* first_focus(const Layout& shown);
/// The target of `focus`, first_focus() when it is not there (any more).
[[nodiscard]] const Target* focused(const Layout& shown, const Action& focus);

/// All words outside the targets, then how many choices there are.
[[nodiscard]] std::string words_of_page(const Layout& shown, const std::string& language);
[[nodiscard]] std::string words_of_target(const Layout& shown, const Target& target,
                                          const std::string& language);

/// What a key added to a field, or what is left in it, letter by letter.
[[nodiscard]] std::string words_of_typing(const std::string& before, const std::string& now);

}  // namespace talon::screens
