// SPDX-License-Identifier: MIT
// What the terminal does with the server for one visitor, in the order that survives a power cut: the request
// is on the disk before it is sent, the answer before it is shown, a slip's outcome before it is reported.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "kiosk/offline/journal.h"
#include "kiosk/screens/screen.h"
#include "server/client/client.h"

namespace talon::kiosk {

/// POST: client::Client in the program, a script in tests.
using Post = std::function<client::Reply(std::string_view path, std::string_view json,
                                         const std::optional<RequestId>& request)>;

/// Asks once. Empty: no answer (link, time-out, the server's disk): ask again with the same request.
/// first: false when the request is in the journal already.
[[nodiscard]] std::optional<screens::TicketAnswer> take_ticket(offline::Journal& journal, const Post& post,
                                                               const screens::TakeTicket& wanted, bool first);

/// Books a time, once; empty: no answer, ask again with the same request. The request stays open in the
/// journal until keep_booking or drop_booking: what nobody has seen is given back after the next start.
[[nodiscard]] std::optional<screens::BookAnswer> book_time(offline::Journal& journal, const Post& post,
                                                           const screens::BookTime& wanted, bool first);
void keep_booking(offline::Journal& journal, const RequestId& request);
/// Gives the place back, once; false: not known, try again.
[[nodiscard]] bool drop_booking(offline::Journal& journal, const Post& post,
                                const screens::DropBooking& unseen);

/// Gives the server a number issued here, once; false: not delivered, try again. When the server already gave
/// the same touch a number of its own, that one is taken out of the queue: the visitor holds ours.
[[nodiscard]] bool deliver_issued(offline::Journal& journal, const Post& post,
                                  const offline::IssuedHere& issued);

/// Reports a slip's outcome once; false: not delivered, try again. The slip of a number issued here waits
/// until the server has the number.
[[nodiscard]] bool deliver_slip(offline::Journal& journal, const Post& post, const offline::SlipKnown& known);

}  // namespace talon::kiosk
