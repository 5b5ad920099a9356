// SPDX-License-Identifier: MIT
// Bodies of requests, by the function of the first byte: read or refused with a sentence, whatever comes.
#include <cstdint>

#include "server/protocol/request.h"
#include "server/protocol/request_booking.h"
#include "server/protocol/request_session.h"

namespace {

using namespace talon;

template <class Value>
void expect_sentence(const Result<Value>& read) {
  TALON_EXPECT(read.ok() || !read.refusal().detail.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace talon::protocol;
  if (size == 0) return 0;
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
  constexpr const char* desk_verbs[] = {"open",     "next", "finish",      "hold",    "pause", "return",
                                        "transfer", "call", "next-matter", "receive", "phone", "phone-end"};
  constexpr const char* ticket_verbs[] = {"slip", "cancel", "rating", "arrive"};
  switch (data[0] % 20) {
    case 0:
      expect_sentence(read_issue_ticket(body));
      break;
    case 1:
      expect_sentence(read_report_device(DeviceId{"kiosk1"}, body));
      break;
    case 2:
      expect_sentence(read_decide(body));
      break;
    case 3:
      expect_sentence(read_log_in(body));
      break;
    case 4:
    case 5:
    case 6:
    case 7:
      expect_sentence(read_ticket_command(ticket_verbs[data[0] % 4], TicketId{"t"}, body));
      break;
    case 8:
      expect_sentence(read_book_appointment(body));
      break;
    case 9:
      expect_sentence(read_move_appointment(AppointmentId{"a"}, body));
      expect_sentence(read_cancel_appointment(AppointmentId{"a"}, body));
      break;
    case 10:
      expect_sentence(read_booking_code(body));
      expect_sentence(read_erase_person(body));
      break;
    case 11:
      expect_sentence(read_prepare_session(body));
      expect_sentence(read_receive_session(body));
      expect_sentence(read_cancel_session(body));
      expect_sentence(read_arrive_session(body));
      expect_sentence(read_hand_session(body));
      break;
    default:
      expect_sentence(read_desk_command(desk_verbs[data[0] % 12], DeskId{"3"}, body));
  }
  return 0;
}
