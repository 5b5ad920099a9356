// SPDX-License-Identifier: MIT
// Whatever the disk gives back, the terminal starts, and its shortened journal means the same.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kiosk/offline/record.h"
#include "server/model/result.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace talon::offline;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Open open = open_of(decode_file(text));
  const std::string kept = shortened(open);
  TALON_EXPECT(shortened(open_of(decode_file(kept))) == kept);
  return 0;
}
