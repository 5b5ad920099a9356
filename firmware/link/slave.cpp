// SPDX-License-Identifier: MIT
#include "firmware/link/slave.h"

namespace talon::link {
namespace {

Reaction refuse(const Parsed& parsed, Exception exception) {
  return {Heard::refused, exception_answer(parsed.address, parsed.function, exception)};
}

Reaction answer_read(const Parsed& parsed, Registers& registers) {
  const Request& request = *parsed.request;
  if (request.count == 0 || request.count > most_read) return refuse(parsed, Exception::value);
  if (request.first > 0xFFFFU - (request.count - 1U)) return refuse(parsed, Exception::address);
  std::array<std::uint16_t, most_read> values{};
  const std::span<std::uint16_t> wanted(values.data(), request.count);
  const Exception exception = registers.read(request.first, wanted);
  if (exception != Exception::none) return refuse(parsed, exception);
  return {Heard::answered, read_answer(request.address, wanted)};
}

Reaction answer_write(const Parsed& parsed, Registers& registers) {
  const Request& request = *parsed.request;
  if (request.count == 0) return refuse(parsed, Exception::value);
  if (request.first > 0xFFFFU - (request.count - 1U)) return refuse(parsed, Exception::address);
  const Exception exception = registers.write(request.first, request.written());
  if (exception != Exception::none) return refuse(parsed, exception);
  return {Heard::answered, write_answer(request)};
}

}  // namespace

Reaction react(std::span<const std::uint8_t> bytes, std::uint8_t address, Registers& registers) {
  const Parsed parsed = parse_request(bytes);
  if (!parsed.request) {
    const bool whole = parsed.fault == FrameFault::unknown_function || parsed.fault == FrameFault::malformed;
    if (!whole) return {Heard::damaged, std::nullopt};
    // Answers of other boards look malformed as requests; only a frame that names this board is worth an
    // exception.
    if (parsed.address != address) return {Heard::for_another, std::nullopt};
    return refuse(parsed,
                  parsed.fault == FrameFault::unknown_function ? Exception::function : Exception::value);
  }
  if (parsed.address == broadcast_address) return {Heard::broadcast, std::nullopt};
  if (parsed.address != address) return {Heard::for_another, std::nullopt};
  return parsed.request->function == Function::read ? answer_read(parsed, registers)
                                                    : answer_write(parsed, registers);
}

}  // namespace talon::link
