// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

#include "firmware/app/time.h"
#include "firmware/link/show.h"

namespace talon::firmware {

inline constexpr unsigned key_count = 4;

/// The keys of a desk panel: a press counts when the contact has been closed for 20 ms, and once until it has
/// been open as long. Events are numbered from 1 in a session, so that a master that missed an answer misses
/// no key.
class Keys {
 public:
  /// raw: bit i is key i+1 of link::PanelKey, closed is 1.
  void step(std::uint8_t raw, Ticks now);

  std::uint16_t sequence() const { return sequence_; }

  /// Newest first; fewer than four have happened: PanelKey::none.
  std::array<link::KeyEvent, link::key_events_kept> events(Ticks now) const;

 private:
  struct Contact {
    bool closed = false;  // as debounced
    bool seen = false;    // as read last
    Ticks since = 0;      // when `seen` began
  };
  struct Press {
    link::PanelKey key = link::PanelKey::none;
    Ticks at = 0;
  };

  void press(link::PanelKey key, Ticks now);

  std::array<Contact, key_count> contacts_{};
  std::array<Press, link::key_events_kept> presses_{};  // newest first
  std::uint16_t sequence_ = 0;
};

}  // namespace talon::firmware
