// SPDX-License-Identifier: MIT
#include "firmware/app/boot.h"

#include "firmware/app/image.h"

namespace talon::firmware {

std::optional<unsigned> choose_slot(Flash& flash) {
  Store store;
  Persistent persistent = store.load(flash);
  const unsigned proved = persistent.slot;
  const unsigned other = 1 - proved;
  if (persistent.trials > 0 && whole_image(flash, other)) {
    --persistent.trials;
    if (store.save(flash, persistent)) return other;
  }
  if (whole_image(flash, proved)) return proved;
  // A board that never was updated, or whose proved slot has decayed: any whole image is better than none.
  if (whole_image(flash, other)) return other;
  return std::nullopt;
}

}  // namespace talon::firmware
