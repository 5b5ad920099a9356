// SPDX-License-Identifier: MIT
// The loudspeaker as the announcer sees it.
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "display/voice/sound.h"

namespace talon::display {

class Player {
 public:
  virtual ~Player() = default;
  /// Plays to the end; a stop asked for is silence at once. Empty when heard; else why not ("нет звукового
  /// устройства").
  [[nodiscard]] virtual std::string play(const voice::Sound& sound, const std::stop_token& stop) = 0;
  /// Lets go of the device until the next play().
  virtual void rest() = 0;
  /// Empty when the device opens now; else why not.
  [[nodiscard]] virtual std::string check() = 0;
};

/// SDL's audio; SDL_AUDIODRIVER=disk writes what would be heard to a file.
[[nodiscard]] std::unique_ptr<Player> make_sdl_player();

}  // namespace talon::display
