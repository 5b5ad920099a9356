// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "server/model/time.h"

namespace talon::kiosk {

/// Asks whether the storage still answers. A disk that fails answers as well: that is the journal's to tell,
/// and the hall goes on. Only one that hangs does not.
class StorageProbe {
 public:
  static constexpr Millis synced_every{60'000};  ///< flash wears out

  /// file: a byte of it is written. journal: waits for a write of the journal that is under way.
  StorageProbe(std::string file, std::function<void()> journal);
  /// Returns when it answered. From one thread.
  void ask(Millis now);

 private:
  std::string file_;
  std::function<void()> journal_;
  Millis due_{0};
};

}  // namespace talon::kiosk
