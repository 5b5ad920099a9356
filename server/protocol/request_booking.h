// SPDX-License-Identifier: MIT
// Bodies of the calls about appointments. Their contact is personal data: it goes to people.db and nowhere
// else, so it is never part of the command.
#pragma once

#include <string>
#include <string_view>

#include "server/model/command.h"
#include "server/model/contact.h"
#include "server/model/result.h"

namespace talon::protocol {

/// A code as people say and write it: "48151 62342" and "48151-62342" are the same, and so are letters that
/// look like digits (О and O for 0, З for 3, Б for 6, I and l for 1): a code has digits only.
[[nodiscard]] std::string plain_code(std::string_view typed);

/// POST /appointments. `appointment` and `codes` of the command stay empty.
struct BookingRequest {
  BookAppointment command;
  Contact contact;  ///< as parse_phone and parse_email write them; empty: the citizen gave none
};

/// Refusal bad_request with a sentence. A contact needs `consent` (152-FZ, article 9; S4-II.6-d), a reminder
/// needs what its channel is sent to.
[[nodiscard]] Result<BookingRequest> read_book_appointment(std::string_view body);
[[nodiscard]] Result<MoveAppointment> read_move_appointment(const AppointmentId& id, std::string_view body);
[[nodiscard]] Result<CancelAppointment> read_cancel_appointment(const AppointmentId& id,
                                                                std::string_view body);
/// {"booking_code"}, never empty.
[[nodiscard]] Result<std::string> read_booking_code(std::string_view body);
/// {"contact"}: a telephone number or an address of mail, as they are kept.
[[nodiscard]] Result<std::string> read_erase_person(std::string_view body);

}  // namespace talon::protocol
