// SPDX-License-Identifier: MIT
#include "firmware/app/update.h"

#include <algorithm>

namespace talon::firmware {

using link::Refusal;
using link::UpdatePhase;

Refusal Update::refuse(Refusal why) {
  phase_ = UpdatePhase::refused;
  return why;
}

Refusal Update::begin(const ImageHeader& header, const Floor& floor) {
  if (header.version < floor.least_version) return Refusal::older_version;
  if (header.slot != 1 - floor.running_slot || header.size == 0 || header.size > most_body_bytes)
    return Refusal::wrong_place;
  header_ = header;
  received_ = 0;
  erase_pending_ = true;
  phase_ = UpdatePhase::receiving;
  return Refusal::none;
}

void Update::work(Flash& flash) {
  if (!erase_pending_) return;
  erase_pending_ = false;
  if (!flash.erase(slots[header_.slot])) phase_ = UpdatePhase::refused;
}

Refusal Update::data(Flash& flash, std::uint32_t offset, std::span<const std::uint8_t, chunk_bytes> bytes) {
  if (phase_ != UpdatePhase::receiving || offset % chunk_bytes != 0) return Refusal::wrong_place;
  const std::uint32_t at = slots[header_.slot].offset + header_bytes + offset;
  if (offset + chunk_bytes == received_) {  // the answer was lost and the chunk is sent again
    std::array<std::uint8_t, chunk_bytes> kept;
    flash.read(at, kept);
    return std::equal(kept.begin(), kept.end(), bytes.begin()) ? Refusal::none : Refusal::wrong_place;
  }
  if (offset != received_ || offset >= header_.size) return Refusal::wrong_place;
  if (!flash.program(at, bytes)) return refuse(Refusal::storage);
  received_ += chunk_bytes;
  return Refusal::none;
}

Refusal Update::commit(Flash& flash, const link::Key& key, std::uint32_t version) {
  if (phase_ == UpdatePhase::accepted && version == header_.version) return Refusal::none;  // asked twice
  if (phase_ != UpdatePhase::receiving || version != header_.version || received_ < header_.size)
    return Refusal::wrong_place;
  if (tag_in_slot(flash, key, header_) != header_.tag) return refuse(Refusal::wrong_image);
  if (!write_header(flash, header_)) return refuse(Refusal::storage);
  phase_ = UpdatePhase::accepted;
  return Refusal::none;
}

}  // namespace talon::firmware
