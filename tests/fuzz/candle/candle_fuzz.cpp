// SPDX-License-Identifier: MIT
// Any bytes on a Candle line: what is read as a command is a command, and is written the same again.
#include <cstdint>
#include <cstdlib>

#include "display/bus/candle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace talon::bus::candle;
  Decoder decoder;
  for (std::size_t i = 0; i < size; ++i) {
    const auto command = decoder.push(data[i]);
    if (!command) continue;
    Decoder again;
    std::optional<Command> read;
    for (const std::uint8_t byte : encode(*command)) read = again.push(byte);
    if (read != command) std::abort();
  }
  return 0;
}
