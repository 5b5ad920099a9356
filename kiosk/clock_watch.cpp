// SPDX-License-Identifier: MIT
#include "kiosk/clock_watch.h"

#include <chrono>

namespace talon::kiosk {
namespace {

constexpr Millis most_off{2000};
/// The word changes when the difference does by more than this: a slow line makes it waver.
constexpr Millis wavers{2000};

std::string span_words(Millis span) {
  const auto seconds = std::chrono::round<std::chrono::seconds>(span).count();
  if (seconds < 120) return std::to_string(seconds) + " с";
  if (seconds < 7200) return std::to_string(seconds / 60) + " мин";
  return std::to_string(seconds / 3600) + " ч";
}

}  // namespace

void ClockWatch::heard(const HallTime& hall, std::chrono::sys_time<Millis> own) {
  const bool real = !hall.virtual_clock && hall.rate == 1;
  const Millis off = real ? own - hall.now.utc : Millis{0};
  const std::lock_guard lock(mutex_);
  if (std::chrono::abs(off) <= most_off) {
    off_ = Millis{0};
  } else if (std::chrono::abs(off - off_) > wavers) {
    off_ = off;
  }
}

Component ClockWatch::component() const {
  const std::lock_guard lock(mutex_);
  if (off_ == Millis{0}) return {"clock", Health::ok, ""};
  const char* way = off_ > Millis{0} ? "спешат" : "отстают";
  return {"clock", Health::warning,
          std::string("часы терминала ") + way + " на " + span_words(std::chrono::abs(off_))};
}

}  // namespace talon::kiosk
