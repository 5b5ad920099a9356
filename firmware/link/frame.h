// SPDX-License-Identifier: MIT
// Modbus RTU frames: what stands between two silences on the line. Specification: MODBUS Application
// Protocol 1.1b3 sections 6.3, 6.6, 6.12 and 7; MODBUS over Serial Line 1.02 section 2.5.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "firmware/link/registers.h"

namespace talon::link {

inline constexpr std::size_t most_frame_bytes = 256;

/// A frame made here, checksum included.
struct Frame {
  std::array<std::uint8_t, most_frame_bytes> bytes{};
  std::size_t length = 0;

  std::span<const std::uint8_t> view() const { return {bytes.data(), length}; }
};

enum class Function : std::uint8_t { read = 0x03, write_one = 0x06, write = 0x10 };

/// Exception codes of the specification; `none` is no exception.
enum class Exception : std::uint8_t { none = 0, function = 1, address = 2, value = 3, failure = 4, busy = 6 };

/// A request as it stood in a frame. For `read`, `values` is unused.
struct Request {
  std::uint8_t address = 0;
  Function function = Function::read;
  std::uint16_t first = 0;
  std::uint16_t count = 0;
  std::array<std::uint16_t, most_read> values{};

  std::span<const std::uint16_t> written() const { return {values.data(), count}; }
};

/// Why bytes between two silences are no request.
enum class FrameFault { too_short, too_long, checksum, unknown_function, malformed };

struct Parsed {
  std::optional<Request> request;
  FrameFault fault = FrameFault::malformed;  // meaningful without a request
  std::uint8_t address = 0;                  // of a frame with a right checksum, request or not
  std::uint8_t function = 0;
};

/// Reads a request out of the bytes between two silences. Never reads past `bytes`; any bytes are safe.
Parsed parse_request(std::span<const std::uint8_t> bytes);

/// The master's requests. count: 1..most_read; values: 1..most_written.
Frame read_request(std::uint8_t address, std::uint16_t first, std::uint16_t count);
Frame write_request(std::uint8_t address, std::uint16_t first, std::span<const std::uint16_t> values);

/// The board's answers.
Frame read_answer(std::uint8_t address, std::span<const std::uint16_t> values);
Frame write_answer(const Request& request);
Frame exception_answer(std::uint8_t address, std::uint8_t function, Exception exception);

/// What a master reads out of an answer to `request`: the values (none for a write), or the exception.
struct Answer {
  Exception exception = Exception::none;
  std::uint16_t count = 0;
  std::array<std::uint16_t, most_read> values{};
};

/// nullopt: no answer to this request (noise, another board, another length).
std::optional<Answer> parse_answer(const Request& request, std::span<const std::uint8_t> bytes);

}  // namespace talon::link
