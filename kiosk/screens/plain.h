// SPDX-License-Identifier: MIT
#pragma once

#include "server/model/picture.h"

namespace talon::screens {

/// What is left of a menu in safe mode: all services in one list, to take a ticket of; no appointments, no
/// floors, no words to search by.
[[nodiscard]] MenuPicture plain_menu(MenuPicture menu);

}  // namespace talon::screens
