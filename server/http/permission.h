// SPDX-License-Identifier: MIT
// Who may do what: one table of routes and roles, asked in one place (the router), deny by default.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "server/http/request.h"
#include "server/model/actor.h"

namespace talon::http {

enum class Route {
  time,
  menu,
  regulation,
  hall,
  live,
  desks,
  desk,
  desk_verb,
  desk_call,
  desk_key,
  callbacks,
  callback_made,
  slots,
  appointments,
  appointment,
  appointment_find,
  appointment_contact,
  book,
  appointment_move,
  appointment_cancel,
  erase_person,
  own_device,
  issue,
  ticket,
  ticket_status,
  ticket_paper,
  slip,
  cancel,
  rating,
  arrive,
  log_in,
  session,
  log_out,
  events_hall,
  events_desk,
  events_live,
  events_journal,
  session_arrival,
  session_handing,
  session_preparation,
  session_cancellation,
  session_receipt,
  sessions,
  report,
  own_report,
  definitions,
  device_state,
  help,
  answer_help,
  decision,
  users,
  add_user,
  remove_user,
  password,
  devices,
  add_device,
  revoke_device,
  accesses,
  ticket_page,
  health,
  ready,
  metrics,
  openapi,
  asset
};

/// A set of roles.
class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(std::initializer_list<Role> roles) {
    for (const Role role : roles) bits_ |= 1u << static_cast<unsigned>(role);
  }
  [[nodiscard]] constexpr bool has(Role role) const {
    return ((bits_ >> static_cast<unsigned>(role)) & 1u) != 0;
  }

 private:
  unsigned bits_ = 0;
};

/// Whether a call needs an Idempotency-Key, may have one, or ignores it.
enum class KeyRule { none, optional, required };

struct Rule {
  Route route;
  std::string_view method;
  std::string_view path;  ///< segments; "{x}" stands for any one segment
  Roles roles;            ///< visitor: anybody, logged in or not
  KeyRule key = KeyRule::none;
};

/// Every call the server knows. What is not here is 404 (or 405 when only the method differs).
[[nodiscard]] std::span<const Rule> rules();

/// The rule for a request; `known_path` tells 405 from 404 when there is none.
struct Match {
  const Rule* rule = nullptr;
  bool known_path = false;
};
[[nodiscard]] Match match(std::string_view method, const Target& target);

/// The one check.
[[nodiscard]] bool permitted(const Rule& rule, Role role);

}  // namespace talon::http
