// SPDX-License-Identifier: MIT
// Any bytes as a firmware file: what is taken carries the key's tags and comes back byte for byte. A right
// tag is beyond a fuzzer, so the same bytes are also signed as bodies.
#include <cstdint>
#include <vector>

#include "display/bus/image_file.h"
#include "server/model/result.h"

namespace {

using namespace talon::bus;

constexpr talon::link::Key key{7};

void check(std::span<const std::uint8_t> bytes) {
  const auto read = decode(bytes, key);
  if (const auto* image = std::get_if<BoardImage>(&read))
    TALON_EXPECT(encode(*image) == std::vector(bytes.begin(), bytes.end()));
  else
    TALON_EXPECT(!say(std::get<ImageFault>(read)).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  check(bytes);
  if (size < 2 || size > 4096) return 0;
  const auto first = bytes.first(size / 2), second = bytes.subspan(size / 2);
  const BoardImage image = sign(
      data[0], {std::vector(first.begin(), first.end()), std::vector(second.begin(), second.end())}, key);
  auto file = encode(image);
  check(file);
  TALON_EXPECT(std::holds_alternative<BoardImage>(decode(file, key)));
  file[data[1] % file.size()] ^= 1;
  TALON_EXPECT(std::holds_alternative<ImageFault>(decode(file, key)));
  return 0;
}
