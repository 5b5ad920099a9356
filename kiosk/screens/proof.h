// SPDX-License-Identifier: MIT
// The pages of a real menu, proved before a visitor stands before them.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/screen.h"

namespace talon::screens {

/// What breaks a rule of check_layout on any page that `menu` leads to, ordinary and large text; each fault
/// says where. At most 20.
[[nodiscard]] std::vector<std::string> faults_of_pages(const MenuPicture& menu, const Glass& glass,
                                                       const std::string& language);

}  // namespace talon::screens
