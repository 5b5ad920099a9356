// SPDX-License-Identifier: MIT
// Whatever answers in upsd's place: only its own words about this power supply say something of the power.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/ups.h"
#include "server/model/result.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace talon::kiosk;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto power = power_in(text, "ups");
  TALON_EXPECT(!power || text.starts_with("VAR ups ups.status \""));
  const auto address = ups_address(std::string(text));
  // What is asked with it is one word of the protocol.
  TALON_EXPECT(!address || address->ups.find_first_of(" \n\r\t\"") == std::string::npos);
  return 0;
}
