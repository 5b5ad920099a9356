// SPDX-License-Identifier: MIT
#include "kiosk/roll.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

namespace talon::kiosk {

namespace {

constexpr double newest_weighs = 0.05;

}  // namespace

Roll::Roll(double length_mm, std::string file, Writing writing)
    : length_mm_(length_mm), file_(std::move(file)), writing_(std::move(writing)) {
  if (length_mm_ <= 0) return;
  std::ifstream in(file_);
  double used = 0;
  double mean = 0;
  if (!(in >> used >> mean) || used < 0 || mean <= 0) return;
  used_mm_ = used;
  mean_mm_ = mean;
}

void Roll::used(double slip_mm) {
  if (length_mm_ <= 0 || slip_mm <= 0) return;
  used_mm_ += slip_mm;
  mean_mm_ += newest_weighs * (slip_mm - mean_mm_);
  keep();
}

void Roll::seen(Health health, const std::string& reason) {
  const std::string before = std::exchange(trouble_, health == Health::failed ? reason : "");
  const bool works = health == Health::ok || health == Health::warning;
  const bool new_roll = before == "media-empty" || (before == "cover-open" && low());
  if (!works || !new_roll || length_mm_ <= 0) return;
  used_mm_ = 0;
  keep();
}

bool Roll::low() const {
  return length_mm_ > 0 && slips_left() < slips_ahead;
}

int Roll::slips_left() const {
  return static_cast<int>(std::max(0.0, length_mm_ - used_mm_) / mean_mm_);
}

void Roll::keep() const {
  const auto write = [file = file_, used = used_mm_, mean = mean_mm_] {
    const std::string partial = file + ".part";
    std::ofstream(partial, std::ios::trunc) << used << ' ' << mean << '\n';
    std::error_code not_kept;  // the disk reports itself, and the count goes on in memory
    std::filesystem::rename(partial, file, not_kept);
  };
  if (writing_) {
    writing_(write);
  } else {
    write();
  }
}

}  // namespace talon::kiosk
