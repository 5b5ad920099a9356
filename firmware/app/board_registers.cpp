// SPDX-License-Identifier: MIT
// The board behind its registers: REGISTERS.md line by line.
#include <algorithm>

#include "firmware/app/board.h"
#include "firmware/app/boot.h"

namespace talon::firmware {

using link::Block;
using link::Exception;
using link::Refusal;
namespace map = link::map;

namespace {

bool same(const Block& one, const Block& other) {
  return one.first == other.first;
}

const Block* block_holding(std::span<const Block> blocks, std::uint16_t reg) {
  for (const Block& block : blocks)
    if (block.holds(reg)) return &block;
  return nullptr;
}

constexpr std::uint16_t whole_number(auto value) {
  return static_cast<std::uint16_t>(value);
}

constexpr std::uint32_t longest_self_test_s = 60;

}  // namespace

std::uint16_t Board::status() const {
  namespace bits = link::status;
  std::uint16_t low = 0;
  const auto set = [&](std::uint16_t bit, bool on) { low = whole_number(on ? low | bit : low); };
  set(bits::paired, persistent_.key.has_value());
  set(bits::service, straps_.service);
  set(bits::master_gone, master_gone());
  set(bits::self_test, self_testing());
  set(bits::updating, update_.phase() == link::UpdatePhase::receiving);
  set(bits::safe, safe_);
  set(bits::light_failed, persistent_.settings.light_sensor && light_.failed());
  set(bits::not_stored, !stored_);
  return whole_number((persistent_.session & 0xFFU) << 8U | low);
}

Exception Board::read(std::uint16_t first, std::span<std::uint16_t> values) {
  const Block* block = block_holding(map::readable, first);
  if (block == nullptr || first + values.size() > block->end()) return Exception::address;
  std::array<std::uint16_t, map::picture.count> whole{};
  fill(*block, std::span(whole).first(block->count));
  std::copy_n(whole.begin() + (first - block->first), values.size(), values.begin());
  return Exception::none;
}

void Board::fill(const Block& block, std::span<std::uint16_t> values) const {
  if (same(block, map::identity)) return fill_identity(values);
  if (same(block, map::state)) return fill_state(values);
  if (same(block, map::counters)) return fill_counters(values);
  if (same(block, map::shown)) return fill_shown(values);
  if (same(block, map::keys)) return fill_keys(values);
  if (same(block, map::update_state)) return fill_update(values);
  if (same(block, map::picture)) {
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = whole_number(picture_.bytes[2 * i] << 8U | picture_.bytes[2 * i + 1]);
  } else if (same(block, map::show)) {
    std::ranges::copy(link::to_registers(show_), values.begin());
  } else if (same(block, map::settings)) {
    std::ranges::copy(to_registers(persistent_.settings), values.begin());
  } else if (same(block, map::command)) {
    values[1] = command_value_;
  }
}

void Board::fill_identity(std::span<std::uint16_t> values) const {
  values[0] = link::magic;
  values[1] = link::map_version;
  values[2] = identity_.hardware;
  link::set_long(values, 3, identity_.version);
  std::ranges::copy(identity_.unique, values.begin() + 5);
  values[11] = persistent_.settings.columns;
  values[12] = whole_number(role());
  values[13] = address();
  values[14] = whole_number(unsigned{straps_.role} << 1U | (straps_.service ? 1U : 0U));
  values[15] = whole_number(identity_.slot);
}

void Board::fill_state(std::span<std::uint16_t> values) const {
  values[0] = status();
  link::set_long(values, 1, persistent_.session);
  link::set_long(values, 3, counter_);
  link::set_long(values, 5, static_cast<std::uint32_t>(now_ / ticks_a_second));
  values[7] = whole_number(report_.cause);
  link::set_long(values, 8, report_.detail);
  values[10] = whole_number(last_refusal_);
  values[11] = percent_;
  values[12] = persistent_.settings.light_sensor ? light_.light().value_or(0xFFFF) : 0xFFFF;
  values[13] = refresh_;
  prove(map::state, values);
}

void Board::fill_counters(std::span<std::uint16_t> values) const {
  const std::array all{counters_.answered, counters_.refused,    counters_.for_another, counters_.broadcast,
                       counters_.damaged,  counters_.lost_bytes, counters_.sealed,      counters_.bad_seals};
  for (std::size_t i = 0; i < all.size(); ++i) link::set_long(values, 2 * i, all[i]);
}

void Board::fill_shown(std::span<std::uint16_t> values) const {
  values[0] = whole_number(shown_);
  link::pack(drawn_.number, values.subspan<1, 4>());
  link::pack(drawn_.room, values.subspan<5, 4>());
  values[9] = shown_ == link::Shown::call ? show_.call : whole_number(0);
  values[10] = whole_number((flash_timer_.lit(now_) ? 1U : 0U) | (flash_timer_.running() ? 2U : 0U));
  values[11] = checksum(picture_);
  prove(map::shown, values);
}

void Board::fill_keys(std::span<std::uint16_t> values) const {
  values[0] = status();
  values[1] = keys_.sequence();
  const auto events = keys_.events(now_);
  for (std::size_t i = 0; i < events.size(); ++i) values[2 + i] = link::to_register(events[i]);
  prove(map::keys, values);
}

void Board::fill_update(std::span<std::uint16_t> values) const {
  values[0] = whole_number(update_.phase());
  link::set_long(values, 1, update_.received());
  values[3] = whole_number(1 - identity_.slot);
  link::set_long(values, 4, std::max(persistent_.least_version, identity_.version + 1));
  link::set_long(values, 6, update_.header().size);
}

/// An unpaired board proves nothing: its proofs are zero.
void Board::prove(const Block& block, std::span<std::uint16_t> values) const {
  if (!persistent_.key) return;
  const std::size_t data = block.count - link::proof_registers;
  link::set_long(values, data, link::read_tag(*persistent_.key, context(), block.first, values.first(data)));
}

Exception Board::refuse(Refusal why) {
  last_refusal_ = why;
  return why == Refusal::storage ? Exception::failure : Exception::value;
}

Exception Board::write(std::uint16_t first, std::span<const std::uint16_t> values) {
  const Block* block = block_holding(map::writable, first);
  if (block == nullptr || first + values.size() > block->end()) return Exception::address;
  const bool whole = first == block->first && values.size() == block->count;
  if (!straps_.service) {
    if (!persistent_.key) return refuse(Refusal::not_paired);
    if (!whole) return refuse(Refusal::unsealed);
    return write_sealed(*block, values);
  }
  if (whole && persistent_.key) {
    const auto check = link::check_seal(*persistent_.key, context(), block->first, values);
    if (check.fault == link::SealFault::none) return write_sealed(*block, values);
  }
  return write_plain(*block, first, values);
}

Exception Board::write_sealed(const Block& block, std::span<const std::uint16_t> values) {
  const auto check = link::check_seal(*persistent_.key, context(), block.first, values);
  if (check.fault != link::SealFault::none) {
    ++counters_.bad_seals;
    return refuse(check.fault == link::SealFault::old_counter ? Refusal::old_counter : Refusal::wrong_tag);
  }
  counter_ = check.counter;
  ++counters_.sealed;
  return apply(block, values.first(block.count - link::seal_registers));
}

/// With the service strap: the registers that were written over those that hold now.
Exception Board::write_plain(const Block& block, std::uint16_t first, std::span<const std::uint16_t> values) {
  std::array<std::uint16_t, link::most_read> whole{};
  const bool kept = same(block, map::show) || same(block, map::settings) || same(block, map::command);
  const std::size_t data = block.count - link::seal_registers;
  if (!kept && (first != block.first || values.size() < data)) return refuse(Refusal::bad_value);
  if (kept) fill(block, std::span(whole).first(block.count));
  std::ranges::copy(values, whole.begin() + (first - block.first));
  return apply(block, std::span(whole).first(data));
}

Exception Board::apply(const Block& block, std::span<const std::uint16_t> data) {
  if (same(block, map::update_data) && update_.busy()) return Exception::busy;
  Refusal why = Refusal::none;
  if (same(block, map::show))
    why = apply_show(data);
  else if (same(block, map::settings))
    why = apply_settings(data);
  else if (same(block, map::pairing))
    why = apply_key(data);
  else if (same(block, map::command))
    why = apply_command(data);
  else if (same(block, map::update_begin))
    why = begin_update(data);
  else if (same(block, map::update_data))
    why = take_chunk(data);
  else
    why = commit_update(data);
  return why == Refusal::none ? Exception::none : refuse(why);
}

Refusal Board::apply_show(std::span<const std::uint16_t> data) {
  const auto wanted = link::show_from(data.first<link::show_data>());
  if (!wanted) return Refusal::bad_value;
  const bool new_call = master_gone() || wanted->call != show_.call || wanted->number != show_.number;
  if (wanted->attention == link::Attention::steady || wanted->number[0] == 0)
    flash_timer_.stop();
  else if (new_call)
    flash_timer_.begin(now_);
  show_ = *wanted;
  confirmed_ = now_;
  draw_again_ = true;
  prove_firmware();
  return Refusal::none;
}

Refusal Board::apply_settings(std::span<const std::uint16_t> data) {
  const auto wanted = settings_from(data.first<settings_data>());
  if (!wanted) return Refusal::bad_value;
  if (*wanted == persistent_.settings) return Refusal::none;  // the flash is not worn by repeats
  persistent_.settings = *wanted;
  save();
  return Refusal::none;
}

Refusal Board::apply_key(std::span<const std::uint16_t> data) {
  link::Key key;
  for (std::size_t i = 0; i < 8; ++i) {
    key[2 * i] = static_cast<std::uint8_t>(data[i] >> 8U);
    key[2 * i + 1] = static_cast<std::uint8_t>(data[i] & 0xFFU);
  }
  if (key == persistent_.key) return Refusal::none;
  persistent_.key = key;
  save();
  return Refusal::none;
}

Refusal Board::apply_command(std::span<const std::uint16_t> data) {
  command_value_ = data[1];
  switch (static_cast<link::Command>(data[0])) {
    case link::Command::none:
      return Refusal::none;
    case link::Command::self_test:
      if (data[1] > longest_self_test_s) return Refusal::bad_value;
      self_test_until_ = now_ + seconds(data[1]);
      return Refusal::none;
    case link::Command::restart:
      restart_pending_ = true;
      return Refusal::none;
    case link::Command::clear_counters:
      counters_ = {};
      return Refusal::none;
  }
  return Refusal::bad_value;
}

Refusal Board::begin_update(std::span<const std::uint16_t> data) {
  // While this firmware is on trial the other slot is the one to fall back to.
  if (on_trial()) return Refusal::wrong_place;
  ImageHeader header;
  header.version = link::long_value(data, 0);
  header.size = link::long_value(data, 2);
  header.slot = data[4];
  for (std::size_t i = 0; i < 8; ++i) {
    header.tag[2 * i] = static_cast<std::uint8_t>(data[5 + i] >> 8U);
    header.tag[2 * i + 1] = static_cast<std::uint8_t>(data[5 + i] & 0xFFU);
  }
  const std::uint32_t least = std::max(persistent_.least_version, identity_.version + 1);
  update_heard_ = now_;
  const Refusal why = update_.begin(header, {identity_.slot, least});
  if (why == Refusal::none && persistent_.trials != 0) {
    persistent_.trials = 0;  // an image accepted before is about to be erased
    save();
  }
  return why;
}

Refusal Board::take_chunk(std::span<const std::uint16_t> data) {
  std::array<std::uint8_t, chunk_bytes> bytes;
  for (std::size_t i = 0; i < link::update_chunk_registers; ++i) {
    bytes[2 * i] = static_cast<std::uint8_t>(data[2 + i] >> 8U);
    bytes[2 * i + 1] = static_cast<std::uint8_t>(data[2 + i] & 0xFFU);
  }
  update_heard_ = now_;
  return update_.data(flash_, link::long_value(data, 0), bytes);
}

Refusal Board::commit_update(std::span<const std::uint16_t> data) {
  if (!persistent_.key) return Refusal::not_paired;
  const bool before = update_.phase() == link::UpdatePhase::accepted;
  const Refusal why = update_.commit(flash_, *persistent_.key, link::long_value(data, 0));
  if (why != Refusal::none || before) return why;
  persistent_.trials = trial_starts;
  save();
  if (stored_) return Refusal::none;
  persistent_.trials = 0;
  update_.abandon();
  return Refusal::storage;
}

}  // namespace talon::firmware
