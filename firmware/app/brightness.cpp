// SPDX-License-Identifier: MIT
#include "firmware/app/brightness.h"

namespace talon::firmware {
namespace {

constexpr std::uint32_t least_percent = 5;
constexpr std::uint16_t end_stop = 4095;
constexpr std::uint32_t light_of_full = 400;  // from an ordinary lit room on, the schedule alone counts

bool is_night(const Settings& settings, std::uint16_t minute) {
  if (settings.day_begins == settings.night_begins) return false;
  if (settings.day_begins < settings.night_begins)
    return minute < settings.day_begins || minute >= settings.night_begins;
  return minute >= settings.night_begins && minute < settings.day_begins;
}

}  // namespace

std::uint8_t brightness(const Settings& settings, std::optional<std::uint16_t> minute,
                        std::optional<std::uint16_t> light) {
  std::uint32_t percent =
      minute && is_night(settings, *minute) ? settings.night_percent : settings.day_percent;
  if (light && *light < light_of_full)
    percent = percent * (light_of_full / 4 + *light * 3U / 4U) / light_of_full;
  return static_cast<std::uint8_t>(percent < least_percent ? least_percent : percent);
}

void LightSensor::sample(std::uint16_t raw) {
  const bool at_stop = raw == 0 || raw >= end_stop;
  if (!at_stop) stuck_ = 0;
  if (at_stop && stuck_ < samples_until_failed) ++stuck_;
  if (!any_) smooth_ = raw * 64U;
  any_ = true;
  smooth_ = smooth_ - smooth_ / 64U + raw;
}

std::optional<std::uint16_t> LightSensor::light() const {
  if (!any_ || failed()) return std::nullopt;
  return static_cast<std::uint16_t>(smooth_ / 64U * most_light / end_stop);
}

}  // namespace talon::firmware
