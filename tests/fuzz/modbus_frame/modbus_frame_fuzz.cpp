// SPDX-License-Identifier: MIT
// Any bytes between two silences, with and without a right checksum: what is taken for a request is one a
// master could have built, and what is taken for an answer fits its request.
#include <cstdint>
#include <vector>

#include "firmware/link/crc.h"
#include "firmware/link/frame.h"
#include "firmware/link/show.h"
#include "server/model/result.h"

namespace {

using namespace talon::link;

void check(std::span<const std::uint8_t> bytes) {
  const Parsed parsed = parse_request(bytes);
  if (!parsed.request) return;
  const Request& request = *parsed.request;
  if (request.function == Function::read) {
    const Frame again = read_request(request.address, request.first, request.count);
    TALON_EXPECT(std::vector(bytes.begin(), bytes.end()) ==
                 std::vector(again.view().begin(), again.view().end()));
  } else if (request.function == Function::write) {
    TALON_EXPECT(request.count <= most_written);
    const Frame again = write_request(request.address, request.first, request.written());
    TALON_EXPECT(std::vector(bytes.begin(), bytes.end()) ==
                 std::vector(again.view().begin(), again.view().end()));
    if (request.count >= show_data) {
      const auto show =
          show_from(std::span<const std::uint16_t, show_data>(request.values.data(), show_data));
      if (show) TALON_EXPECT(show_from(to_registers(*show)) == *show);
    }
  }
  const auto answer = parse_answer(request, bytes);
  if (answer && answer->exception == Exception::none) {
    TALON_EXPECT(answer->count == (request.function == Function::read ? request.count : 0));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check({data, size});
  if (size == 0) return 0;
  std::vector<std::uint8_t> right(data, data + size);
  const std::uint16_t crc = crc16(right);
  right.push_back(static_cast<std::uint8_t>(crc & 0xFFU));
  right.push_back(static_cast<std::uint8_t>(crc >> 8U));
  check(right);
  return 0;
}
