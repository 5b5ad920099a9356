// SPDX-License-Identifier: MIT
// Canned pictures of two halls, and a walk over every page of the terminal: for layout tests and the gallery.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/screen.h"

namespace talon::screens::pictures {

/// The hall of a town: three groups, the three procedures of the regulation.
[[nodiscard]] MenuPicture town();
/// A hall that strains the layout: nine groups, long titles, long lists, closed procedures, virtual clock.
[[nodiscard]] MenuPicture crowded();
[[nodiscard]] TicketReply ticket(const std::string& number = "А047");

struct Named {
  std::string name;
  Screen screen;
  Millis now{0};
};
/// How the visitor wants the screen.
struct Mode {
  bool large = false;
  bool contrast = false;
  bool low = false;
  std::string language = "ru";
  bool keypad = false;  ///< the ring stands at the first choice

  [[nodiscard]] std::string name() const;
};
/// The hall's own words in the invented language too, two fifths longer each.
[[nodiscard]] MenuPicture with_longer_words(MenuPicture menu);
/// Every look in every language; the low layout is one of an upright glass.
[[nodiscard]] std::vector<Mode> modes(const Glass& glass);
/// Every page of the terminal over `menu`, each with all its sheets.
[[nodiscard]] std::vector<Named> walk(const MenuPicture& menu, const Glass& glass, const Mode& mode);
[[nodiscard]] inline std::vector<Named> walk(const MenuPicture& menu, const Glass& glass, bool large,
                                             const std::string& language = "ru") {
  return walk(menu, glass, Mode{.large = large, .language = language});
}

inline const Glass portrait{1080, 1920, 27, 0.6};
inline const Glass landscape{1920, 1080, 27, 0.6};

}  // namespace talon::screens::pictures
