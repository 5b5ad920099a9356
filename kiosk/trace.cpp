// SPDX-License-Identifier: MIT
#include "kiosk/trace.h"

#include <stdexcept>

namespace talon::kiosk {

namespace {

long long microseconds(std::chrono::steady_clock::duration span) {
  return std::chrono::duration_cast<std::chrono::microseconds>(span).count();
}

}  // namespace

Trace::Trace(const std::string& file) {
  if (file.empty()) return;
  out_.open(file, std::ios::app);
  if (!out_) throw std::runtime_error("не пишется файл " + file);
}

void Trace::pressed(const window::Press& press) {
  if (!out_.is_open() || press.kind == window::Press::Kind::move) return;
  const bool down = press.kind == window::Press::Kind::down;
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  out_ << (down ? "down " : "up ") << microseconds(now) << std::endl;
}

void Trace::drawn(std::chrono::steady_clock::time_point begun, std::string_view view) {
  if (!out_.is_open()) return;
  const auto now = std::chrono::steady_clock::now();
  out_ << "drawn " << microseconds(now.time_since_epoch()) << ' ' << microseconds(now - begun) << ' ' << view
       << std::endl;
}

void Trace::stepped(std::chrono::steady_clock::time_point begun) {
  const auto now = std::chrono::steady_clock::now();
  if (!out_.is_open() || now - begun <= longest_) return;
  longest_ = now - begun;
  out_ << "step " << microseconds(now.time_since_epoch()) << ' ' << microseconds(longest_) << std::endl;
}

}  // namespace talon::kiosk
