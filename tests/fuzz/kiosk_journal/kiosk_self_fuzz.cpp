// SPDX-License-Identifier: MIT
// Whatever the server says of this device, its glass stays a possible one.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kiosk/self.h"
#include "server/model/result.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto self = talon::kiosk::read_self({reinterpret_cast<const char*>(data), size});
  TALON_EXPECT(!self || (self->diagonal_inch >= 5 && self->distance_m >= 0.2));
  return 0;
}
