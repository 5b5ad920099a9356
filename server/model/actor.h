// SPDX-License-Identifier: MIT
// Who asks: found by the shell from a session or a device key, recorded with every event.
#pragma once

#include <string>

#include "server/model/id.h"

namespace talon {

/// Deny by default: what each role may do is one table, server/http/permission.h.
enum class Role { visitor, kiosk, display, specialist, manager, administrator, system };

/// Whether somebody of the staff asks: a log-in and a name stand behind it.
[[nodiscard]] constexpr bool is_person(Role role) {
  return role == Role::specialist || role == Role::manager || role == Role::administrator;
}

struct Actor {
  Role role = Role::visitor;
  std::string name;  ///< user's log-in or device's name; empty for visitor and system
  std::string via;   ///< "panel" when a desk key acts for its specialist; else empty

  auto operator<=>(const Actor&) const = default;
};

}  // namespace talon
