// SPDX-License-Identifier: MIT
// What the server knows of this device: GET /api/v1/devices/self.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/model/event.h"

namespace talon::kiosk {

struct Self {
  DeviceId device;
  std::string title;
  double diagonal_inch = 27;
  double distance_m = 0.6;
  std::string letter{};            ///< of numbers issued without the server; empty: none
  std::uint32_t last_offline = 0;  ///< highest number the server knows under it today
};
[[nodiscard]] std::optional<Self> read_self(std::string_view json);

struct Component {
  std::string component;
  Health health = Health::ok;
  std::string reason;
};
/// Body of PUT /api/v1/devices/{name}/state.
[[nodiscard]] std::string state_body(const std::vector<Component>& components);

}  // namespace talon::kiosk
