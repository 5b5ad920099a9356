// SPDX-License-Identifier: MIT
#include "kiosk/screens/plain.h"

namespace talon::screens {

MenuPicture plain_menu(MenuPicture menu) {
  if (menu.groups.empty()) return menu;
  menu.groups.resize(1);
  menu.plans.clear();
  for (ServicePicture& service : menu.services) {
    service.group = menu.groups.front().id;
    service.words.clear();
    for (OfferPicture& offer : service.procedures) offer.booking = false;
  }
  return menu;
}

}  // namespace talon::screens
