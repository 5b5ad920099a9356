// SPDX-License-Identifier: MIT
// Modbus knows no sender. Every write therefore ends with a seal, and every answer that matters with a proof:
// a SipHash-2-4 tag under the pairing key that board and master share. Replay is refused by a counter that
// never runs backwards within a session; a session is one run of the board, numbered in its flash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "firmware/link/registers.h"
#include "firmware/link/siphash.h"

namespace talon::link {

/// What both sides know besides the registers themselves.
struct SealContext {
  std::uint8_t address = 0;
  std::uint32_t session = 0;
  std::uint32_t counter = 0;  // all 32 bits; only the low 16 travel
};

/// The tag of `data` written from register `first` on. SipHash-2-4, low 32 bits, over
/// 'W', address, session (4), counter (4), first (2), data (2 each), big endian.
std::uint32_t write_tag(const Key& key, const SealContext& context, std::uint16_t first,
                        std::span<const std::uint16_t> data);

/// The tag of a block that was read, over 'R', address, session, counter, first register, data.
std::uint32_t read_tag(const Key& key, const SealContext& context, std::uint16_t first,
                       std::span<const std::uint16_t> data);

/// Fills the last three registers of a writable block; `block` holds the data and room for the seal.
void seal(const Key& key, const SealContext& context, std::uint16_t first, std::span<std::uint16_t> block);

/// The whole counter of a frame that carried its low half: the nearest above `last`, at most 32767 ahead.
/// nullopt: not ahead, so a replay.
std::optional<std::uint32_t> counter_ahead(std::uint32_t last, std::uint16_t low);

enum class SealFault { none, old_counter, wrong_tag };

struct SealCheck {
  SealFault fault = SealFault::wrong_tag;
  std::uint32_t counter = 0;  // to be remembered when there is no fault
};

/// Checks a sealed block as a board does. `context.counter` is the last one accepted.
SealCheck check_seal(const Key& key, const SealContext& context, std::uint16_t first,
                     std::span<const std::uint16_t> block);

/// Checks the proof at the end of a block that was read whole, as a master does. `context.counter` is the
/// counter of the last write this board accepted.
bool proof_fits(const Key& key, const SealContext& context, std::uint16_t first,
                std::span<const std::uint16_t> block);

constexpr std::uint32_t long_value(std::span<const std::uint16_t> registers, std::size_t at) {
  return static_cast<std::uint32_t>(registers[at]) << 16U | registers[at + 1];
}

constexpr void set_long(std::span<std::uint16_t> registers, std::size_t at, std::uint32_t value) {
  registers[at] = static_cast<std::uint16_t>(value >> 16U);
  registers[at + 1] = static_cast<std::uint16_t>(value & 0xFFFFU);
}

}  // namespace talon::link
