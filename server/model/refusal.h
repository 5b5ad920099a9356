// SPDX-License-Identifier: MIT
// Why something was not done. Each code has a stable name (the `type` of problem+json) and a sentence in
// display/text.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace talon {

enum class RefusalCode {
  // what was asked for does not exist or is not well-formed
  bad_request,
  unknown_service,
  unknown_procedure,
  unknown_ticket,
  unknown_desk,
  unknown_device,
  unknown_report,
  unknown_appointment,
  unknown_callback,
  unknown_outcome,
  // the hall
  hall_closed,
  procedure_closed,
  no_desk_serves,
  number_taken,
  numbers_exhausted,
  // the desk
  desk_closed,
  desk_occupied,
  desk_not_yours,
  desk_paused,
  desk_not_paused,
  nobody_logged_in,
  last_desk,
  ticket_called_already,
  ticket_in_service,
  nothing_called,
  nothing_in_service,
  wrong_state,
  nobody_waiting,
  reason_required,
  desk_does_not_serve,
  nothing_to_undo,
  undo_too_late,
  desk_on_phone,
  forwarded_already,
  choice_not_permitted,
  // appointments
  no_booking,
  no_such_slot,
  slot_taken,
  not_today,
  // who is asking
  not_authenticated,
  not_permitted,
  wrong_password,
  too_many_attempts,
  wrong_origin,
  // how it was asked
  key_required,
  key_reused,
  too_large,
  not_found,
  method_not_allowed,
  unsupported_media_type,
  // the machine
  storage_unavailable
};

struct Refusal {
  RefusalCode code = RefusalCode::bad_request;
  /// What it is about, in the user's language where a person reads it: a field's name, a number, a time. May
  /// be empty.
  std::string detail;
};

/// "desk-closed": stable, lower case, the last part of the problem's `type`.
[[nodiscard]] std::string_view refusal_name(RefusalCode code);
[[nodiscard]] std::optional<RefusalCode> parse_refusal_name(std::string_view name);

}  // namespace talon
