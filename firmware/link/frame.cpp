// SPDX-License-Identifier: MIT
#include "firmware/link/frame.h"

#include "firmware/link/crc.h"

namespace talon::link {
namespace {

constexpr std::size_t checksum_bytes = 2;
constexpr std::uint8_t exception_bit = 0x80;

std::uint16_t big_endian(std::span<const std::uint8_t> bytes, std::size_t at) {
  return static_cast<std::uint16_t>(bytes[at] << 8U | bytes[at + 1]);
}

bool checksum_fits(std::span<const std::uint8_t> bytes) {
  const std::size_t body = bytes.size() - checksum_bytes;
  const auto sent = static_cast<std::uint16_t>(bytes[body] | bytes[body + 1] << 8U);
  return crc16(bytes.first(body)) == sent;
}

void append(Frame& frame, std::uint8_t byte) {
  frame.bytes[frame.length++] = byte;
}

void append_word(Frame& frame, std::uint16_t word) {
  append(frame, static_cast<std::uint8_t>(word >> 8U));
  append(frame, static_cast<std::uint8_t>(word & 0xFFU));
}

void append_checksum(Frame& frame) {
  const std::uint16_t crc = crc16(frame.view());
  append(frame, static_cast<std::uint8_t>(crc & 0xFFU));
  append(frame, static_cast<std::uint8_t>(crc >> 8U));
}

Frame begin(std::uint8_t address, Function function) {
  Frame frame;
  append(frame, address);
  append(frame, static_cast<std::uint8_t>(function));
  return frame;
}

/// The fields of a request whose length already fits its function; nullopt where they contradict one another.
std::optional<Request> fields(std::span<const std::uint8_t> bytes, Function function) {
  Request request;
  request.address = bytes[0];
  request.function = function;
  request.first = big_endian(bytes, 2);
  if (function == Function::read) {
    request.count = big_endian(bytes, 4);
    return request;
  }
  if (function == Function::write_one) {
    request.count = 1;
    request.values[0] = big_endian(bytes, 4);
    return request;
  }
  request.count = big_endian(bytes, 4);
  const std::size_t expected = 9U + 2U * request.count;
  if (request.count > most_written || bytes[6] != 2U * request.count || bytes.size() != expected)
    return std::nullopt;
  for (std::size_t i = 0; i < request.count; ++i) request.values[i] = big_endian(bytes, 7 + 2 * i);
  return request;
}

}  // namespace

Parsed parse_request(std::span<const std::uint8_t> bytes) {
  Parsed parsed;
  const auto fault = [&](FrameFault why) {
    parsed.fault = why;
    return parsed;
  };
  if (bytes.size() < 4) return fault(FrameFault::too_short);
  if (bytes.size() > most_frame_bytes) return fault(FrameFault::too_long);
  if (!checksum_fits(bytes)) return fault(FrameFault::checksum);
  parsed.address = bytes[0];
  parsed.function = bytes[1];
  const bool fixed = parsed.function == static_cast<std::uint8_t>(Function::read) ||
                     parsed.function == static_cast<std::uint8_t>(Function::write_one);
  const bool several = parsed.function == static_cast<std::uint8_t>(Function::write);
  if (!fixed && !several) return fault(FrameFault::unknown_function);
  if (fixed ? bytes.size() != 8 : bytes.size() < 9) return fault(FrameFault::malformed);
  parsed.request = fields(bytes, static_cast<Function>(parsed.function));
  return parsed;
}

Frame read_request(std::uint8_t address, std::uint16_t first, std::uint16_t count) {
  Frame frame = begin(address, Function::read);
  append_word(frame, first);
  append_word(frame, count);
  append_checksum(frame);
  return frame;
}

Frame write_request(std::uint8_t address, std::uint16_t first, std::span<const std::uint16_t> values) {
  Frame frame = begin(address, Function::write);
  append_word(frame, first);
  append_word(frame, static_cast<std::uint16_t>(values.size()));
  append(frame, static_cast<std::uint8_t>(2 * values.size()));
  for (const std::uint16_t value : values) append_word(frame, value);
  append_checksum(frame);
  return frame;
}

Frame read_answer(std::uint8_t address, std::span<const std::uint16_t> values) {
  Frame frame = begin(address, Function::read);
  append(frame, static_cast<std::uint8_t>(2 * values.size()));
  for (const std::uint16_t value : values) append_word(frame, value);
  append_checksum(frame);
  return frame;
}

Frame write_answer(const Request& request) {
  Frame frame = begin(request.address, request.function);
  append_word(frame, request.first);
  append_word(frame, request.function == Function::write_one ? request.values[0] : request.count);
  append_checksum(frame);
  return frame;
}

Frame exception_answer(std::uint8_t address, std::uint8_t function, Exception exception) {
  Frame frame;
  append(frame, address);
  append(frame, static_cast<std::uint8_t>(function | exception_bit));
  append(frame, static_cast<std::uint8_t>(exception));
  append_checksum(frame);
  return frame;
}

std::optional<Answer> parse_answer(const Request& request, std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 5 || bytes.size() > most_frame_bytes || !checksum_fits(bytes)) return std::nullopt;
  if (bytes[0] != request.address) return std::nullopt;
  const auto function = static_cast<std::uint8_t>(request.function);
  Answer answer;
  if (bytes[1] == (function | exception_bit) && bytes.size() == 5 && bytes[2] != 0) {
    answer.exception = static_cast<Exception>(bytes[2]);
    return answer;
  }
  if (bytes[1] != function) return std::nullopt;
  if (request.function != Function::read) {
    const std::uint16_t echoed = request.function == Function::write_one ? request.values[0] : request.count;
    if (bytes.size() != 8 || big_endian(bytes, 2) != request.first || big_endian(bytes, 4) != echoed)
      return std::nullopt;
    return answer;
  }
  if (request.count > most_read || bytes[2] != 2U * request.count || bytes.size() != 5U + bytes[2])
    return std::nullopt;
  answer.count = request.count;
  for (std::size_t i = 0; i < answer.count; ++i) answer.values[i] = big_endian(bytes, 3 + 2 * i);
  return answer;
}

}  // namespace talon::link
