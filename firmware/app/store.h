// SPDX-License-Identifier: MIT
// What survives a power cut lies as whole records of 64 bytes in two areas of flash, written one behind the
// other:
//
//   record = sequence(4) settings(8 x 2) has_key(1) slot(1) trials(1) layout(1) key(16) session(4)
//   least_version(4)
//            zero(8) check(8)                                                     little endian
//
// The record with the highest sequence whose check fits is in force. When an area is full the other one is
// erased; the record in force is never in the area being erased. A cut leaves a record that does not fit, and
// the one before stays in force. Refused: one record rewritten in place (a cut would leave none).
#pragma once

#include <cstdint>

#include "firmware/app/flash.h"
#include "firmware/app/settings.h"

namespace talon::firmware {

class Store {
 public:
  /// Reads the record in force; factory settings when there is none.
  Persistent load(Flash& flash);

  /// Writes a record that is in force from then on. False: the flash refused; the record before is in force.
  /// Call after load.
  bool save(Flash& flash, const Persistent& persistent);

 private:
  bool append(Flash& flash, std::span<const std::uint8_t> record);

  std::uint32_t sequence_ = 0;
  unsigned area_ = 0;       // of the record in force
  std::uint32_t next_ = 0;  // first blank record of that area
};

}  // namespace talon::firmware
