// SPDX-License-Identifier: MIT
#include "server/model/refusal.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "server/model/result.h"

namespace talon {
namespace {

using enum RefusalCode;
constexpr std::array<std::pair<RefusalCode, std::string_view>, 51> names = {{
    {bad_request, "bad-request"},
    {unknown_service, "unknown-service"},
    {unknown_procedure, "unknown-procedure"},
    {unknown_ticket, "unknown-ticket"},
    {unknown_desk, "unknown-desk"},
    {unknown_device, "unknown-device"},
    {unknown_report, "unknown-report"},
    {unknown_appointment, "unknown-appointment"},
    {unknown_callback, "unknown-callback"},
    {unknown_outcome, "unknown-outcome"},
    {hall_closed, "hall-closed"},
    {procedure_closed, "procedure-closed"},
    {no_desk_serves, "no-desk-serves"},
    {number_taken, "number-taken"},
    {numbers_exhausted, "numbers-exhausted"},
    {desk_closed, "desk-closed"},
    {desk_occupied, "desk-occupied"},
    {desk_not_yours, "desk-not-yours"},
    {desk_paused, "desk-paused"},
    {desk_not_paused, "desk-not-paused"},
    {nobody_logged_in, "nobody-logged-in"},
    {last_desk, "last-desk"},
    {ticket_called_already, "ticket-called-already"},
    {ticket_in_service, "ticket-in-service"},
    {nothing_called, "nothing-called"},
    {nothing_in_service, "nothing-in-service"},
    {wrong_state, "wrong-state"},
    {nobody_waiting, "nobody-waiting"},
    {reason_required, "reason-required"},
    {desk_does_not_serve, "desk-does-not-serve"},
    {nothing_to_undo, "nothing-to-undo"},
    {undo_too_late, "undo-too-late"},
    {desk_on_phone, "desk-on-phone"},
    {forwarded_already, "forwarded-already"},
    {choice_not_permitted, "choice-not-permitted"},
    {no_booking, "no-booking"},
    {no_such_slot, "no-such-slot"},
    {slot_taken, "slot-taken"},
    {not_today, "not-today"},
    {not_authenticated, "not-authenticated"},
    {not_permitted, "not-permitted"},
    {wrong_password, "wrong-password"},
    {too_many_attempts, "too-many-attempts"},
    {wrong_origin, "wrong-origin"},
    {key_required, "key-required"},
    {key_reused, "key-reused"},
    {too_large, "too-large"},
    {not_found, "not-found"},
    {method_not_allowed, "method-not-allowed"},
    {unsupported_media_type, "unsupported-media-type"},
    {storage_unavailable, "storage-unavailable"},
}};

}  // namespace

std::string_view refusal_name(RefusalCode code) {
  for (const auto& [known, name] : names) {
    if (known == code) return name;
  }
  TALON_EXPECT(false && "every refusal has a name");
}

std::optional<RefusalCode> parse_refusal_name(std::string_view name) {
  for (const auto& [code, known] : names) {
    if (known == name) return code;
  }
  return std::nullopt;
}

void fail_expectation(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "talon: expectation failed: %s at %s:%d\n", condition, file, line);
  std::abort();
}

}  // namespace talon
