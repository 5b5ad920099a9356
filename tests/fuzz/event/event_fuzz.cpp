// SPDX-License-Identifier: MIT
// Journal records: read or refused; what was read is written and read again as the same bytes.
#include <cstdint>

#include "server/protocol/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace talon;
  const auto event = protocol::decode_event({reinterpret_cast<const char*>(data), size});
  if (!event) return 0;
  const std::string text = protocol::encode(*event);
  const auto again = protocol::decode_event(text);
  TALON_EXPECT(again.ok());
  TALON_EXPECT(protocol::encode(*again) == text);
  return 0;
}
