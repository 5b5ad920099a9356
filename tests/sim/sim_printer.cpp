// SPDX-License-Identifier: MIT
#include "tests/sim/sim_printer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace talon::sim {
namespace {

constexpr std::size_t piece = 512;
constexpr int slip_rows = 90, slip_width = 64;
using Row = std::array<std::uint8_t, slip_width / 8>;

Row stamp(std::uint32_t number, bool repeat, int row) {
  if (row >= 30 && row < 50) return {};  // white rows are fed, not printed
  return {0x80,
          static_cast<std::uint8_t>(number >> 16),
          static_cast<std::uint8_t>(number >> 8),
          static_cast<std::uint8_t>(number),
          static_cast<std::uint8_t>(repeat ? 0xFF : 0x01),
          static_cast<std::uint8_t>(row)};
}

emulator::Model model(const escpos::Profile& profile) {
  emulator::Model model = emulator::model_of(profile);
  model.rows_per_second = 1200;
  model.buffer = 1024;
  return model;
}

}  // namespace

Printer::Printer(const escpos::Profile& profile, unsigned seed, bool usb)
    : profile_(profile), usb_(usb), printer_(model(profile)) {
  jobs_.reserve(200);
  start(seed);
}

void Printer::start(unsigned first_id) {
  session_.emplace(first_id);
  changed_ = session_->verdict();
  if (plugged_) step(escpos::Arrived{&profile_});
}

void Printer::stop() {
  session_.reset();
  out_.clear();
  ended_.clear();
}

void Printer::print(const std::string& job, bool repeat) {
  jobs_.push_back({job, repeat});
  step(escpos::SlipAsked{std::to_string(jobs_.size() - 1)});
}

std::vector<escpos::SlipEnded> Printer::take_ended() {
  return std::exchange(ended_, {});
}
std::optional<escpos::Verdict> Printer::take_changed() {
  return std::exchange(changed_, {});
}
bool Printer::confirms() const {
  return escpos::proves(profile_.confirm) && session_ && session_->can_confirm();
}

bool Printer::advance(Millis now, std::optional<long>& bytes_left) {
  now_ = now;
  printer_.advance(now_);
  const bool cut = plugged_ && session_ && carry(bytes_left);
  for (const emulator::Strip& strip : printer_.take_strips()) read(strip);
  if (cut) return true;
  if (session_) step(escpos::Tick{});
  return false;
}

/// A wire as fast as a full-speed USB line allows in a step.
bool Printer::carry(std::optional<long>& bytes_left) {
  if (hand_over(bytes_left)) return true;
  const escpos::Bytes answers = printer_.take_answers();
  if (!answers.empty()) step(escpos::Received{answers});
  if (usb_ && now_.count() % 500 == 0) step(escpos::PortStatus{printer_.port_status()});
  return false;
}

bool Printer::hand_over(std::optional<long>& bytes_left) {
  for (int i = 0; i < 8 && !out_.empty(); ++i) {
    std::size_t size = std::min(out_.size(), piece);
    if (bytes_left) size = std::min(size, static_cast<std::size_t>(*bytes_left));
    if (size == out_.size() && !std::exchange(last_handed_, true)) step(escpos::LastHanded{});
    const std::size_t taken = printer_.receive({out_.data(), size});
    out_.erase(out_.begin(), out_.begin() + static_cast<std::ptrdiff_t>(taken));
    if (bytes_left && (*bytes_left -= static_cast<long>(taken)) <= 0) return true;
    if (taken > 0) step(escpos::Progress{});
    if (taken > 0 && out_.empty()) step(escpos::AllWritten{});
    if (taken < size) break;
  }
  return false;
}

void Printer::plug() {
  if (std::exchange(plugged_, true)) return;
  if (session_) step(escpos::Arrived{&profile_});
}

void Printer::unplug() {
  if (!std::exchange(plugged_, false)) return;
  out_.clear();
  (void)printer_.take_answers();
  if (session_) step(escpos::Left{});
}

void Printer::power_cycle() {
  printer_.power_cycle();
  if (!usb_ || !plugged_) return;
  unplug();
  plug();
}

void Printer::step(const escpos::Input& input) {
  const escpos::Verdict before = session_->verdict();
  for (const escpos::Output& output : session_->step(input, now_)) {
    if (const auto* send = std::get_if<escpos::Send>(&output)) put(send->bytes);
    if (const auto* slip = std::get_if<escpos::SendSlip>(&output)) {
      const auto number = static_cast<std::uint32_t>(std::stoul(slip->job));
      put(slip_bytes(number, slip->repeat || jobs_[number].repeat));
      put(slip->after);
    }
    if (std::holds_alternative<escpos::Abort>(output)) {
      out_.clear();
      if (usb_ && plugged_) printer_.soft_reset();
      (void)printer_.take_answers();
    }
    if (const auto* ended = std::get_if<escpos::SlipEnded>(&output)) {
      ended_.push_back(*ended);
      ended_.back().job = jobs_[std::stoul(ended->job)].job;
    }
  }
  if (!(session_->verdict() == before)) changed_ = session_->verdict();
}

void Printer::put(const escpos::Bytes& bytes) {
  last_handed_ = false;
  if (plugged_) out_.insert(out_.end(), bytes.begin(), bytes.end());
}

escpos::Bytes Printer::slip_bytes(std::uint32_t number, bool repeat) const {
  std::vector<unsigned char> pixels(static_cast<std::size_t>(slip_width * slip_rows) * 4, 255);
  for (int y = 0; y < slip_rows; ++y) {
    const Row bits = stamp(number, repeat, y);
    for (int x = 0; x < slip_width; ++x) {
      if ((bits[static_cast<std::size_t>(x / 8)] >> (7 - x % 8) & 1) != 0)
        std::fill_n(pixels.begin() + (y * slip_width + x) * 4, 3, static_cast<unsigned char>(0));
    }
  }
  return picture_job(canvas::Canvas(slip_width, slip_rows, slip_width * 4, pixels.data()), profile_);
}

/// The strip ends with a whole slip, or it is none; a torn one may hang before it.
void Printer::read(const emulator::Strip& strip) {
  if (strip.rows() < slip_rows) return;
  const auto first = strip.row(strip.rows() - slip_rows);
  const std::uint32_t number = static_cast<std::uint32_t>(first[1]) << 16 |
                               static_cast<std::uint32_t>(first[2]) << 8 |
                               static_cast<std::uint32_t>(first[3]);
  const bool repeat = first[4] == 0xFF;
  if (number >= jobs_.size()) return;
  for (int y = 0; y < slip_rows; ++y) {
    const Row wanted = stamp(number, repeat, y);
    const auto row = strip.row(strip.rows() - slip_rows + y);
    if (!std::equal(wanted.begin(), wanted.end(), row.begin())) return;
  }
  papers_.push_back({jobs_[number].job, repeat});
}

}  // namespace talon::sim
