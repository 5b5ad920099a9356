// SPDX-License-Identifier: MIT
#include "printer/emulator/emulator.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace talon::emulator {
namespace {

constexpr std::size_t most_buffer = 1 << 20;
constexpr int longest_strip = 40000;  // 5 m: a program that never cuts must not eat the memory

/// "paper after 300", "paper after " -> 300
std::optional<int> number_after(std::string_view text, std::string_view words) {
  if (!text.starts_with(words)) return {};
  int number = 0;
  const std::string_view digits = text.substr(words.size());
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || number < 0) return {};
  return number;
}

}  // namespace

Emulator::Emulator(Model model) : model_(model), strip_(model.width_dots) {}

std::size_t Emulator::receive(std::span<const std::uint8_t> bytes) {
  if (faults.deaf) return 0;
  std::size_t taken = 0;
  for (; taken < bytes.size(); ++taken) {
    if (buffer_.size() - at_ >= model_.buffer) {
      run();
      const std::size_t held = buffer_.size() - at_;
      // Waiting for the rest of a command it takes more than its buffer, as a streaming printer does.
      const bool waiting = stopped() || (model_.rows_per_second > 0 && budget_rows_ < 1);
      if (held >= most_buffer || (held >= model_.buffer && waiting)) break;
    }
    if (faults.deaf_after && (*faults.deaf_after)-- <= 0) {
      faults.deaf_after.reset();
      faults.deaf = true;
      break;
    }
    buffer_.push_back(bytes[taken]);
    ++received_;
    real_time(bytes[taken]);
  }
  run();
  notice();
  return taken;
}

void Emulator::advance(Millis now) {
  if (std::exchange(timed_, true) && model_.rows_per_second > 0) {
    const double rows = static_cast<double>((now - now_).count()) * model_.rows_per_second / 1000;
    budget_rows_ = std::min(budget_rows_ + std::max(0.0, rows), static_cast<double>(model_.rows_per_second));
  }
  now_ = std::max(now, now_);
  run();
  notice();
}

bool Emulator::stopped() const {
  return faults.cover_open || faults.overheated || faults.offline || faults.broken || cutter_error_ ||
         (faults.rows_left && *faults.rows_left <= 0);
}

void Emulator::run() {
  while (!stopped()) {
    if (model_.rows_per_second > 0 && budget_rows_ < 1) break;
    if (pending_feed_ > 0) {
      --pending_feed_;
      strip_.feed(1);
      use_rows(1);
      continue;
    }
    if (skip_ > 0) {
      const std::size_t n = std::min(skip_, buffer_.size() - at_);
      if (n == 0) break;
      discard(n);
      skip_ -= n;
      continue;
    }
    if (raster_ ? !raster_row() : at_ >= buffer_.size()) break;
    if (raster_) continue;
    if (at_ >= buffer_.size()) continue;
    if (!(model_.dialect == escpos::Dialect::star ? star_command() : command())) break;
  }
  if (at_ > 0) {
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(at_));
    at_ = 0;
  }
}

void Emulator::discard(std::size_t n) {
  at_ += n;
}

void Emulator::use_rows(int rows) {
  budget_rows_ -= rows;
  if (faults.rows_left) *faults.rows_left = std::max(0, *faults.rows_left - rows);
  if (strip_.rows() > longest_strip) {
    slips_.push_back(strip_.picture());
    strip_ = Strip(model_.width_dots);
  }
}

void Emulator::print_row(std::span<const std::uint8_t> bits, int shift) {
  if (faults.no_ink)
    strip_.feed(1);
  else
    strip_.print(bits, shift);
  use_rows(1);
}

void Emulator::feed(int rows) {
  pending_feed_ += std::max(0, rows);
}

void Emulator::cut() {
  if (faults.jam) {
    cutter_error_ = true;
    return;
  }
  slips_.push_back(strip_.picture());
  strip_ = Strip(model_.width_dots);
}

// ---- what it says

escpos::Condition Emulator::condition() const {
  escpos::Condition c;
  c.cover_open = faults.cover_open;
  c.paper_end = faults.rows_left && *faults.rows_left <= 0;
  c.paper_low = faults.rows_left && *faults.rows_left < faults.low_rows;
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
  if (model_.dialect == escpos::Dialect::star) return;
  if (real_time_.empty() && byte != 0x10) return;
  real_time_.push_back(byte);
  const Bytes seen = real_time_;
  if (seen.size() == 1) return;
  if (seen[1] == 0x04 && seen.size() == 3) {
    if (model_.answers_questions && byte >= 1 && byte <= 4) {
      notice();
      answer({question(byte)});
    }
    real_time_.clear();
  } else if (seen[1] == 0x05 && seen.size() == 3) {
    if ((byte == 1 || byte == 2) && cutter_error_ && !faults.jam) {
      cutter_error_ = false;
      if (byte == 2) soft_reset();
      if (byte == 1) cut();
    }
    real_time_.clear();
  } else if (seen[1] == 0x14) {
    constexpr std::uint8_t clear[] = {0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};
    if (!std::equal(seen.begin(), seen.end(), clear, clear + std::min(seen.size(), sizeof clear))) {
      real_time_.clear();
    } else if (seen.size() == sizeof clear) {
      soft_reset();
      answer({0x37, 0x25, 0x00});
      real_time_.clear();
    }
  } else if (seen[1] != 0x04 && seen[1] != 0x05) {
    real_time_.clear();
    real_time(byte);
  }
}

Bytes Emulator::take_answers() {
  return std::exchange(answers_, {});
}
std::vector<canvas::Canvas> Emulator::take_slips() {
  return std::exchange(slips_, {});
}

// ---- what happens to it

void Emulator::reset_modes() {
  mode_ = {};
  line_ = {};
  qr_module_ = 3;
}

void Emulator::soft_reset() {
  buffer_.clear();
  at_ = skip_ = 0;
  raster_.reset();
  pending_feed_ = 0;
  star_raster_ = false;
  real_time_.clear();
  reset_modes();
}

void Emulator::power_cycle() {
  soft_reset();
  automatic_ = false;
  last_asb_.clear();
  answers_.clear();
  cutter_error_ = false;
  etb_ = 0;
}

bool Emulator::obey(std::string_view command) {
  const auto is = [command](std::string_view word) { return command == word; };
  if (is("paper out"))
    faults.rows_left = 0;
  else if (is("paper low"))
    faults.rows_left = faults.low_rows / 2;
  else if (is("paper in"))
    faults.rows_left.reset();
  else if (is("cover open"))
    faults.cover_open = true;
  else if (is("cover closed"))
    faults.cover_open = false;
  else if (is("jam"))
    faults.jam = true;
  else if (is("unjam"))
    faults.jam = false;
  else if (is("hot"))
    faults.overheated = true;
  else if (is("cool"))
    faults.overheated = false;
  else if (is("offline"))
    faults.offline = true;
  else if (is("online"))
    faults.offline = false;
  else if (is("broken"))
    faults.broken = true;
  else if (is("garble"))
    faults.garble = true;
  else if (is("silent"))
    faults.silent = true;
  else if (is("deaf"))
    faults.deaf = true;
  else if (is("fade"))
    faults.no_ink = true;
  else if (is("repair")) {
    faults = {};
    cutter_error_ = false;
  } else if (const auto rows = number_after(command, "paper after ")) {
    faults.rows_left = *rows;
  } else if (const auto bytes = number_after(command, "deaf after ")) {
    faults.deaf_after = *bytes;
  } else {
    return false;
  }
  run();
  notice();
  return true;
}

}  // namespace talon::emulator
