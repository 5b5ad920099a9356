// SPDX-License-Identifier: MIT
// What the printer says of itself, and the commands that act as they arrive.
#include <algorithm>
#include <utility>

#include "printer/emulator/emulator.h"

namespace talon::emulator {

escpos::Condition Emulator::condition() const {
  escpos::Condition c;
  c.cover_open = faults.cover_open;
  c.paper_end = faults.rows_left && *faults.rows_left <= 0;
  c.paper_low = model_.low_sensor && faults.rows_left && *faults.rows_left < faults.low_rows;
  c.cutter_error = cutter_error_;
  c.overheated = faults.overheated;
  c.broken = faults.broken;
  c.offline = stopped();
  return c;
}

std::uint8_t Emulator::port_status() const {
  const escpos::Condition c = condition();
  return static_cast<std::uint8_t>((c.paper_end ? 0x20 : 0) | 0x10 | (c.offline ? 0 : 0x08));
}

Bytes Emulator::asb() const {
  const escpos::Condition c = condition();
  Bytes b(4, 0);
  b[0] = static_cast<std::uint8_t>(0x10 | (c.offline ? 0x08 : 0) | (c.cover_open ? 0x20 : 0));
  b[1] = static_cast<std::uint8_t>((c.cutter_error ? 0x08 : 0) | (c.broken ? 0x20 : 0) |
                                   (c.overheated ? 0x40 : 0));
  b[2] = static_cast<std::uint8_t>((c.paper_low ? 0x03 : 0) | (c.paper_end ? 0x0C : 0));
  b[3] = 0x0F;
  return b;
}

std::uint8_t Emulator::question(int n) const {
  const escpos::Condition c = condition();
  int b = 0x12;
  if (n == 1) b |= c.offline ? 0x08 : 0;
  if (n == 2)
    b |= (c.cover_open ? 0x04 : 0) | (c.paper_end ? 0x20 : 0) | (c.cutter_error || c.broken ? 0x40 : 0);
  if (n == 3) b |= (c.cutter_error ? 0x08 : 0) | (c.broken ? 0x20 : 0) | (c.overheated ? 0x40 : 0);
  if (n == 4) b |= (c.paper_low ? 0x0C : 0) | (c.paper_end ? 0x60 : 0);
  return static_cast<std::uint8_t>(b);
}

/// DLE EOT 20 of a presenter: DLE 0F, paper, user, recoverable, unrecoverable.
Bytes Emulator::full_state() const {
  const escpos::Condition c = condition();
  // The question itself still lies in the buffer.
  const bool busy = pending_feed_ > 0 || raster_ || buffer_.size() - at_ > real_time_.size();
  Bytes b = {0x10, 0x0F, 0, 0, 0, 0};
  b[2] = static_cast<std::uint8_t>((c.paper_end ? 0x01 : 0) | (c.paper_low ? 0x04 : 0) | (mouth_ ? 0x20 : 0));
  b[3] = static_cast<std::uint8_t>((c.cover_open ? 0x02 : 0) | (busy ? 0x04 : 0));
  b[4] = static_cast<std::uint8_t>(c.overheated ? 0x01 : 0);
  b[5] = static_cast<std::uint8_t>((c.cutter_error ? 0x01 : 0) | (c.broken ? 0x04 : 0));
  return b;
}

void Emulator::answer(Bytes bytes) {
  if (faults.silent) return;
  for (std::uint8_t& byte : bytes)
    if (faults.garble) byte = static_cast<std::uint8_t>(noise_() >> 7);
  answers_.insert(answers_.end(), bytes.begin(), bytes.end());
}

void Emulator::notice() {
  if (!automatic_ || !model_.automatic_status) return;
  Bytes now = model_.dialect == escpos::Dialect::star ? star_status() : asb();
  if (now == last_asb_) return;
  last_asb_ = now;
  answer(std::move(now));
}

/// Real-time commands act as they arrive, whatever is in the buffer before them. The bytes stay in the buffer
/// and are skipped there.
void Emulator::real_time(std::uint8_t byte) {
  if (model_.dialect == escpos::Dialect::star) {
    star_real_time(byte);
    return;
  }
  if (real_time_.empty() && byte != 0x10) return;
  real_time_.push_back(byte);
  const Bytes seen = real_time_;
  if (seen.size() == 1) return;
  if (seen[1] == 0x04 && seen.size() == 3) {
    notice();
    if (model_.answers == escpos::Answers::real_time && byte >= 1 && byte <= 4) answer({question(byte)});
    if (model_.answers == escpos::Answers::full_state && byte == 20) answer(full_state());
    real_time_.clear();
  } else if (seen[1] == 0x05 && seen.size() == 3) {
    if (byte == 1 || byte == 2) leave_error(byte == 1);
    real_time_.clear();
  } else if (seen[1] == 0x14) {
    constexpr std::uint8_t clear[] = {0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};
    if (!std::equal(seen.begin(), seen.end(), clear, clear + std::min(seen.size(), sizeof clear))) {
      real_time_.clear();
    } else if (seen.size() == sizeof clear) {
      if (model_.clear_buffer) {
        run();  // what came before it in the same piece, and had time to be printed
        soft_reset();
        answer({0x37, 0x25, 0x00});
      }
      real_time_.clear();
    }
  } else if (seen[1] != 0x04 && seen[1] != 0x05) {
    real_time_.clear();
    real_time(byte);
  }
}

/// DLE ENQ 1 goes on where the knife stood, DLE ENQ 2 forgets what was received.
void Emulator::leave_error(bool goes_on) {
  if (std::exchange(faults.jam_yields, false)) faults.jam = false;
  if (!cutter_error_ || faults.jam) return;
  cutter_error_ = false;
  if (goes_on)
    cut();
  else
    soft_reset();
}

/// GS e n of a presenter: 2 draws the slip in, 5 pushes it out.
void Emulator::ejector(std::uint8_t n) {
  if (!mouth_ || (n != 2 && n != 5) || (n == 2 && faults.stuck_mouth)) return;
  mouth_ = false;
  if (n == 2) ++retracted_;
}

}  // namespace talon::emulator
