// SPDX-License-Identifier: MIT
#include "firmware/app/keys.h"

namespace talon::firmware {
namespace {

constexpr Ticks settled = milliseconds(20);

}  // namespace

void Keys::step(std::uint8_t raw, Ticks now) {
  for (unsigned i = 0; i < key_count; ++i) {
    Contact& contact = contacts_[i];
    const bool closed = (raw >> i & 1U) != 0;
    if (closed != contact.seen) {
      contact.seen = closed;
      contact.since = now;
    }
    if (contact.seen == contact.closed || now - contact.since < settled) continue;
    contact.closed = contact.seen;
    if (contact.closed) press(static_cast<link::PanelKey>(i + 1), now);
  }
}

void Keys::press(link::PanelKey key, Ticks now) {
  for (std::size_t i = presses_.size() - 1; i > 0; --i) presses_[i] = presses_[i - 1];
  presses_[0] = {key, now};
  ++sequence_;
  if (sequence_ == 0) sequence_ = 1;  // 0 means that no key was pressed yet
}

std::array<link::KeyEvent, link::key_events_kept> Keys::events(Ticks now) const {
  std::array<link::KeyEvent, link::key_events_kept> events{};
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (presses_[i].key == link::PanelKey::none) break;
    const Ticks age = (now - presses_[i].at) / milliseconds(10);
    events[i] = {presses_[i].key,
                 static_cast<std::uint16_t>(age < link::oldest_age ? age : Ticks{link::oldest_age})};
  }
  return events;
}

}  // namespace talon::firmware
