// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "firmware/app/settings.h"

namespace talon::firmware {

inline constexpr std::uint16_t most_light = 1000;

/// Percent to drive the panel with: by day or night of the schedule, dimmed further in a dark room when a
/// light sensor is fitted. minute: of the local day; nullopt (the master has told no time): day. light:
/// 0..1000; nullopt (none fitted or failed): not dimmed. Never below 5 %: a board that cannot be read is no
/// board.
std::uint8_t brightness(const Settings& settings, std::optional<std::uint16_t> minute,
                        std::optional<std::uint16_t> light);

/// Smooths the sensor, so that a hand's shadow does not make the board flicker: a step of at most 1/64 of the
/// way. A sensor that stands still at an end stop of the converter (0 or 4095) for 10 s has failed.
class LightSensor {
 public:
  /// raw: 0..4095 of the converter. Called every 10 ms.
  void sample(std::uint16_t raw);
  std::optional<std::uint16_t> light() const;
  bool failed() const { return stuck_ >= samples_until_failed; }

 private:
  static constexpr std::uint16_t samples_until_failed = 1000;

  std::uint32_t smooth_ = 0;  // raw * 64
  std::uint16_t stuck_ = 0;
  bool any_ = false;
};

}  // namespace talon::firmware
