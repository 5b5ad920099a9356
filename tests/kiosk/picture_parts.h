// SPDX-License-Identifier: MIT
// What the walk over the pages is made of. Internal to the pictures.
#pragma once

#include <string>
#include <vector>

#include "tests/kiosk/pictures.h"

namespace talon::screens::pictures {

[[nodiscard]] Timestamp moment(const char* text);
[[nodiscard]] RoomPicture room(const std::string& number, const std::string& way);
[[nodiscard]] Given given(SlipOutcome outcome, const std::string& reason = {},
                          const std::string& number = "А047");

/// The code of an appointment and everything the server may say of it.
void booked(std::vector<Named>& all, const Screen& start);
/// A time for later, from the day to the paper with its code.
void planned(std::vector<Named>& all, const Screen& start);

}  // namespace talon::screens::pictures
