// SPDX-License-Identifier: MIT
// What the server knows about this display, and what the display tells about itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/model/board_picture.h"
#include "server/model/command.h"
#include "server/model/id.h"
#include "server/model/led_board.h"

namespace talon::display {

/// GET /devices/self.
struct Self {
  DeviceId device;
  double diagonal_inch = 43;
  double distance_m = 6;      ///< farthest seat
  std::vector<RoomId> rooms;  ///< only calls to these; empty: all
  std::vector<LedBus> buses;  ///< of LED boards, the n-th is the n-th --bus
  BoardPicture board;         ///< layout, pages, who receives where, the voice's rules
  bool operator==(const Self&) const = default;
};

/// Nothing when it is no device's description. Sizes no screen has are left at their defaults.
[[nodiscard]] std::optional<Self> read_self(std::string_view json);

using Component = ReportDevice::Component;
/// Body of PUT /devices/{name}/state.
[[nodiscard]] std::string state_body(const std::vector<Component>& components);

}  // namespace talon::display
