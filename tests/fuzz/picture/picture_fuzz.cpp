// SPDX-License-Identifier: MIT
// Pictures as a device reads them: read or refused; what was read is written and read again as the same
// bytes.
#include <cstdint>

#include "server/protocol/json.h"

namespace {

template <class Picture>
void round_trip(std::string_view text) {
  using namespace talon;
  const auto picture = protocol::decode<Picture>(text);
  if (!picture) return;
  const std::string written = protocol::encode(*picture);
  const auto again = protocol::decode<Picture>(written);
  TALON_EXPECT(again.ok());
  TALON_EXPECT(protocol::encode(*again) == written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  round_trip<talon::HallPicture>(text);
  round_trip<talon::MenuPicture>(text);
  round_trip<talon::TicketReply>(text);
  round_trip<talon::TicketStatus>(text);
  return 0;
}
