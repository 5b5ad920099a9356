// SPDX-License-Identifier: MIT
#include "firmware/app/store.h"

#include <algorithm>

namespace talon::firmware {
namespace {

constexpr std::uint32_t record_bytes = 64;
constexpr std::uint32_t records_an_area = settings_areas[0].size / record_bytes;
constexpr std::uint8_t layout = 1;
constexpr std::size_t check_at = 56;
constexpr link::Key check_key{'t', 'a', 'l', 'o', 'n', ' ', 's', 'e', 't', 't', 'i', 'n', 'g', 's', ' ', '1'};

using Record = std::array<std::uint8_t, record_bytes>;

void put_check(Record& record) {
  const std::uint64_t check = link::siphash64(check_key, std::span(record).first(check_at));
  for (std::size_t i = 0; i < 8; ++i) record[check_at + i] = static_cast<std::uint8_t>(check >> (8U * i));
}

Record encode(const Persistent& persistent, std::uint32_t sequence) {
  Record record{};
  put_long(record, 0, sequence);
  const auto registers = to_registers(persistent.settings);
  for (std::size_t i = 0; i < registers.size(); ++i) {
    record[4 + 2 * i] = static_cast<std::uint8_t>(registers[i] & 0xFFU);
    record[5 + 2 * i] = static_cast<std::uint8_t>(registers[i] >> 8U);
  }
  record[20] = persistent.key ? 1 : 0;
  record[21] = persistent.slot;
  record[22] = persistent.trials;
  record[23] = layout;
  if (persistent.key) std::copy(persistent.key->begin(), persistent.key->end(), record.begin() + 24);
  put_long(record, 40, persistent.session);
  put_long(record, 44, persistent.least_version);
  put_check(record);
  return record;
}

struct Decoded {
  Persistent persistent;
  std::uint32_t sequence = 0;
};

std::optional<Decoded> decode(const Record& record) {
  Record again = record;
  put_check(again);
  if (again != record || record[23] != layout || record[21] > 1) return std::nullopt;
  std::array<std::uint16_t, settings_data> registers{};
  for (std::size_t i = 0; i < registers.size(); ++i)
    registers[i] = static_cast<std::uint16_t>(record[4 + 2 * i] | record[5 + 2 * i] << 8U);
  const auto settings = settings_from(registers);
  if (!settings) return std::nullopt;
  Decoded decoded;
  decoded.sequence = get_long(record, 0);
  decoded.persistent.settings = *settings;
  if (record[20] == 1) {
    link::Key key;
    std::copy_n(record.begin() + 24, key.size(), key.begin());
    decoded.persistent.key = key;
  }
  decoded.persistent.slot = record[21];
  decoded.persistent.trials = record[22];
  decoded.persistent.session = get_long(record, 40);
  decoded.persistent.least_version = get_long(record, 44);
  return decoded;
}

Record read_record(Flash& flash, unsigned area, std::uint32_t index) {
  Record record;
  flash.read(settings_areas[area].offset + index * record_bytes, record);
  return record;
}

bool is_blank(const Record& record) {
  return std::all_of(record.begin(), record.end(), [](std::uint8_t byte) { return byte == 0xFF; });
}

/// Behind the last record that is not blank: torn ones are stepped over, never written again.
std::uint32_t first_blank(Flash& flash, unsigned area) {
  std::uint32_t index = records_an_area;
  while (index > 0 && is_blank(read_record(flash, area, index - 1))) --index;
  return index;
}

}  // namespace

Persistent Store::load(Flash& flash) {
  Persistent found;
  sequence_ = 0;
  area_ = 0;
  for (unsigned area = 0; area < 2; ++area) {
    for (std::uint32_t index = 0; index < records_an_area; ++index) {
      const Record record = read_record(flash, area, index);
      if (is_blank(record)) continue;
      const auto decoded = decode(record);
      if (!decoded || decoded->sequence <= sequence_) continue;
      found = decoded->persistent;
      sequence_ = decoded->sequence;
      area_ = area;
    }
  }
  next_ = first_blank(flash, area_);
  return found;
}

bool Store::append(Flash& flash, std::span<const std::uint8_t> record) {
  if (next_ >= records_an_area) {
    const unsigned other = 1 - area_;
    // A blank area is worn no further: a cut may have come between erasing and writing.
    if (first_blank(flash, other) != 0 && !flash.erase(settings_areas[other])) return false;
    if (!flash.program(settings_areas[other].offset, record)) return false;
    area_ = other;
    next_ = 1;
    return true;
  }
  const bool written = flash.program(settings_areas[area_].offset + next_ * record_bytes, record);
  next_ = first_blank(flash, area_);
  return written;
}

bool Store::save(Flash& flash, const Persistent& persistent) {
  const Record record = encode(persistent, sequence_ + 1);
  if (!append(flash, record)) return false;
  ++sequence_;
  return true;
}

}  // namespace talon::firmware
