// SPDX-License-Identifier: MIT
#include "printer/emulator/emulator.h"

#include <algorithm>
#include <utility>

namespace talon::emulator {
namespace {

constexpr std::size_t most_buffer = 1 << 20;
constexpr int longest_strip = 40000;  // 5 m: a program that never cuts must not eat the memory

}  // namespace

Emulator::Emulator(Model model) : model_(model), strip_(model.width_dots) {}

Model model_of(const escpos::Profile& profile) {
  Model model;
  model.dialect = profile.dialect;
  model.width_dots = profile.width_dots;
  model.answers = profile.answers;
  model.automatic_status = profile.automatic_status;
  model.process_id = profile.confirm == escpos::Confirm::process_id;
  model.clear_buffer = profile.clear_buffer;
  model.presenter = profile.presenter;
  model.low_sensor = profile.low_sensor != escpos::LowSensor::none;
  model.usb = profile.usb;
  return model;
}

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
    if (!planned_.empty()) obey_planned();
    if (faults.deaf) break;
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
  obey_planned();
  run();
  notice();
}

bool Emulator::stopped() const {
  return faults.cover_open || faults.overheated || faults.offline || faults.broken || cutter_error_ ||
         (faults.rows_left && *faults.rows_left <= 0);
}

bool Emulator::at_rest() const {
  const bool holds = pending_feed_ > 0 || skip_ > 0 || raster_ || at_ < buffer_.size();
  // What it still holds though nothing stops it is a command whose end has not come.
  return !holds || (!stopped() && (model_.rows_per_second == 0 || budget_rows_ >= 1));
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
    slips_.push_back(strip_);
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
  slips_.push_back(std::exchange(strip_, Strip(model_.width_dots)));
  mouth_ = model_.presenter;  // a slip that still stood there is pushed out
}

Bytes Emulator::take_answers() {
  return std::exchange(answers_, {});
}
std::vector<Strip> Emulator::take_strips() {
  return std::exchange(slips_, {});
}
std::vector<canvas::Canvas> Emulator::take_slips() {
  std::vector<canvas::Canvas> pictures;
  for (const Strip& strip : take_strips()) pictures.push_back(strip.picture());
  return pictures;
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

}  // namespace talon::emulator
