// SPDX-License-Identifier: MIT
// The menu of an example hall as its terminal shows it in the middle of a day.
#pragma once

#include <string>

#include "server/model/picture.h"

namespace talon::screens::pictures {

/// name: "snezhinsk" or "rostov", of deploy/halls.
[[nodiscard]] MenuPicture hall(const std::string& name);

}  // namespace talon::screens::pictures
