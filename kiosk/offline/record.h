// SPDX-License-Identifier: MIT
// What the terminal must not forget over a power cut, one line a fact. Grammar of the file:
//
//   file   = { line }                            append only; a torn last line is no line
//   line   = '{"crc":"' hex8 '",' rest LF        hex8 = CRC-32 of `rest`
//   rest   = '"type":"' type '",' fields '}'     a flat JSON object, the answer's ticket being one string
//
// JSON so that it can be read with any tool; the CRC first so that a torn or flipped line is seen before it
// is parsed. Unknown types are passed over: an older program reads a newer file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/model/picture.h"

namespace talon::offline {

/// Written before a ticket is asked for: the same key is sent again until there is an answer.
struct Requested {
  RequestId request;
  ServiceId service;
  ProcedureId procedure;
  std::string language;
  std::string booking_code{};  ///< of who has an appointment
};
struct Answered {
  RequestId request;
  TicketReply ticket;
};
/// The server said no: the request is over.
struct Refused {
  RequestId request;
  std::string reason;
};
/// What became of a ticket's paper; `serial` counts them, a slip may be printed again.
struct SlipKnown {
  TicketId ticket;
  int serial = 0;
  SlipOutcome outcome = SlipOutcome::unknown;
  std::string reason;
  bool will_repeat = false;  ///< the printer still had it: after a power cut nobody knows what came of it
  bool on_glass = false;     ///< no paper, and the visitor had not left his number yet
};
/// He has left it: he knows his number.
struct NumberRead {
  TicketId ticket;
};
/// The server has that outcome.
struct SlipDelivered {
  TicketId ticket;
  int serial = 0;
};

/// The kiosk's own letter and the highest number that is taken under it: learned from the server, or issued
/// here. The last one in the file counts.
struct OwnNumbers {
  std::string letter;
  std::uint32_t last = 0;
};
/// A number issued here without the server: durable before anybody sees it. Until the
/// server has it the ticket's id is our own (own_ticket_id).
struct IssuedHere {
  RequestId request;  ///< of the touch: the server may have it already, under a number of its own
  RequestId spare;    ///< key of the delivery when it has
  TicketReply ticket;
};
/// The server has it, as `ticket`.
struct Delivered {
  TicketId own;
  TicketId ticket;
};

/// A time was asked for: until the visitor has its code before him, or it was refused or given back.
struct BookingAsked {
  RequestId request;
  ServiceId service;
  ProcedureId procedure;
  Timestamp slot_at;
};
struct BookingOver {
  RequestId request;
};

using Record = std::variant<Requested, Answered, Refused, SlipKnown, NumberRead, SlipDelivered, OwnNumbers,
                            IssuedHere, Delivered, BookingAsked, BookingOver>;

/// The line with its LF.
[[nodiscard]] std::string encode_line(const Record& record);
/// Empty when `line` (without LF) is torn, flipped or of an unknown type.
[[nodiscard]] std::optional<Record> decode_line(std::string_view line);
/// All whole lines of a file, in order.
[[nodiscard]] std::vector<Record> decode_file(std::string_view text);

/// What the terminal still has to do.
struct Open {
  OwnNumbers numbers;                 ///< letter empty: none known yet
  std::vector<Requested> unanswered;  ///< send again with the same key
  std::vector<IssuedHere> issued;     ///< deliver, in this order
  std::vector<TicketReply>
      unprinted;  ///< neither a last word of its slip nor a number that was read: offer it
  std::vector<SlipKnown> undelivered;  ///< report it
  std::vector<Delivered> names;        ///< the server's ids of those whose slip is still open
  std::vector<BookingAsked> bookings;  ///< ask again with the same key; nobody will see the code
};
/// The id of a ticket issued here while the server has none for it: no UUID, so the two never meet.
[[nodiscard]] TicketId own_ticket_id(const RequestId& request);
[[nodiscard]] Open open_of(const std::vector<Record>& records);
/// The shortest file with the same open_of.
[[nodiscard]] std::string shortened(const Open& open);

/// CRC-32 as of Ethernet and PNG.
[[nodiscard]] std::uint32_t crc32(std::string_view bytes);

}  // namespace talon::offline
