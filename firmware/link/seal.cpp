// SPDX-License-Identifier: MIT
#include "firmware/link/seal.h"

#include <array>

namespace talon::link {
namespace {

void add_word(SipHash& hash, std::uint16_t word) {
  const std::array<std::uint8_t, 2> bytes{static_cast<std::uint8_t>(word >> 8U),
                                          static_cast<std::uint8_t>(word & 0xFFU)};
  hash.add(bytes);
}

void add_long(SipHash& hash, std::uint32_t value) {
  add_word(hash, static_cast<std::uint16_t>(value >> 16U));
  add_word(hash, static_cast<std::uint16_t>(value & 0xFFFFU));
}

/// `direction` keeps an answer from being played back as a request.
std::uint32_t tag(const Key& key, const SealContext& context, char direction, std::uint16_t first,
                  std::span<const std::uint16_t> data) {
  SipHash hash(key);
  const std::array<std::uint8_t, 2> head{static_cast<std::uint8_t>(direction), context.address};
  hash.add(head);
  add_long(hash, context.session);
  add_long(hash, context.counter);
  add_word(hash, first);
  for (const std::uint16_t value : data) add_word(hash, value);
  return static_cast<std::uint32_t>(hash.end64() & 0xFFFFFFFFU);
}

}  // namespace

std::uint32_t write_tag(const Key& key, const SealContext& context, std::uint16_t first,
                        std::span<const std::uint16_t> data) {
  return tag(key, context, 'W', first, data);
}

std::uint32_t read_tag(const Key& key, const SealContext& context, std::uint16_t first,
                       std::span<const std::uint16_t> data) {
  return tag(key, context, 'R', first, data);
}

void seal(const Key& key, const SealContext& context, std::uint16_t first, std::span<std::uint16_t> block) {
  const std::size_t data = block.size() - seal_registers;
  block[data] = static_cast<std::uint16_t>(context.counter & 0xFFFFU);
  set_long(block, data + 1, write_tag(key, context, first, block.first(data)));
}

std::optional<std::uint32_t> counter_ahead(std::uint32_t last, std::uint16_t low) {
  const auto ahead = static_cast<std::uint16_t>(low - static_cast<std::uint16_t>(last & 0xFFFFU));
  if (ahead == 0 || ahead > 0x7FFFU || last > 0xFFFFFFFFU - ahead) return std::nullopt;
  return last + ahead;
}

SealCheck check_seal(const Key& key, const SealContext& context, std::uint16_t first,
                     std::span<const std::uint16_t> block) {
  const std::size_t data = block.size() - seal_registers;
  const auto counter = counter_ahead(context.counter, block[data]);
  if (!counter) return {SealFault::old_counter, 0};
  SealContext claimed = context;
  claimed.counter = *counter;
  const bool fits = write_tag(key, claimed, first, block.first(data)) == long_value(block, data + 1);
  return {fits ? SealFault::none : SealFault::wrong_tag, *counter};
}

bool proof_fits(const Key& key, const SealContext& context, std::uint16_t first,
                std::span<const std::uint16_t> block) {
  const std::size_t data = block.size() - proof_registers;
  return read_tag(key, context, first, block.first(data)) == long_value(block, data);
}

}  // namespace talon::link
