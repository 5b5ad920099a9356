// SPDX-License-Identifier: MIT
// Firmware update over the bus: begin, data in order, commit. The slot that runs is never touched, so
// whatever is cut or wrong, the old firmware starts again.
#pragma once

#include <cstdint>
#include <span>

#include "firmware/app/image.h"
#include "firmware/link/registers.h"

namespace talon::firmware {

using link::chunk_bytes;

class Update {
 public:
  /// What the board knows of itself: the running slot and the version below which nothing is accepted.
  struct Floor {
    unsigned running_slot = 0;
    std::uint32_t least_version = 0;
  };

  /// Asks for the other slot. The erasing, which may stop everything for 2 s, is left to work(), so that the
  /// answer goes out before.
  link::Refusal begin(const ImageHeader& header, const Floor& floor);
  link::Refusal data(Flash& flash, std::uint32_t offset, std::span<const std::uint8_t, chunk_bytes> bytes);
  /// Checks the whole image as it lies in flash, then writes its header.
  link::Refusal commit(Flash& flash, const link::Key& key, std::uint32_t version);

  /// True while data has to wait for the erasing.
  bool busy() const { return erase_pending_; }
  /// Does what is pending. Call when no answer is on its way.
  void work(Flash& flash);
  void abandon() { *this = Update{}; }

  link::UpdatePhase phase() const { return phase_; }
  std::uint32_t received() const { return received_; }
  const ImageHeader& header() const { return header_; }

 private:
  link::Refusal refuse(link::Refusal why);

  ImageHeader header_;
  std::uint32_t received_ = 0;
  bool erase_pending_ = false;
  link::UpdatePhase phase_ = link::UpdatePhase::idle;
};

}  // namespace talon::firmware
