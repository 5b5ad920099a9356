// SPDX-License-Identifier: MIT
#include "display/voice/sound.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace talon::voice {
namespace {

constexpr double peak_limit = 0.84;  ///< -1.5 dB: half a dB for what lies between the samples
constexpr double knee = 0.5;         ///< below it nothing is bent
constexpr double wanted_power =
    0.0209;                        ///< -16.8 dB: measured by BS.1770, speech with its pauses is 1.2 LU below
constexpr double audible = 0.003;  ///< -50 dB

std::size_t samples_in(Millis span, int rate) {
  return static_cast<std::size_t>(span.count() * rate / 1000);
}

void append(Sound& out, const Sound& more) {
  out.samples.insert(out.samples.end(), more.samples.begin(), more.samples.end());
}

void append_silence(Sound& out, Millis span) {
  out.samples.insert(out.samples.end(), samples_in(span, out.rate), 0.0F);
}

/// Mean power of the frames that are not pauses: 20 ms frames within 30 dB of the loudest.
double speech_power(const Sound& sound) {
  const std::size_t frame = std::max<std::size_t>(1, samples_in(Millis{20}, sound.rate));
  std::vector<double> powers;
  for (std::size_t at = 0; at + frame <= sound.samples.size(); at += frame) {
    double sum = 0;
    for (std::size_t i = at; i < at + frame; ++i)
      sum += static_cast<double>(sound.samples[i]) * static_cast<double>(sound.samples[i]);
    powers.push_back(sum / static_cast<double>(frame));
  }
  const double loudest = powers.empty() ? 0 : *std::max_element(powers.begin(), powers.end());
  double sum = 0;
  int count = 0;
  for (const double power : powers) {
    if (power < loudest / 1000) continue;
    sum += power;
    ++count;
  }
  return count == 0 ? 0 : sum / count;
}

double soft_limited(double value) {
  const double size = std::abs(value);
  if (size <= knee) return value;
  const double bent = knee + (peak_limit - knee) * std::tanh((size - knee) / (peak_limit - knee));
  return std::copysign(bent, value);
}

void add_tone(Sound& out, double hertz, double from_s, double length_s, double loudness) {
  const auto first = static_cast<std::size_t>(from_s * out.rate);
  const auto count = static_cast<std::size_t>(length_s * out.rate);
  for (std::size_t i = 0; i < count && first + i < out.samples.size(); ++i) {
    const double t = static_cast<double>(i) / out.rate;
    const double attack = std::min(1.0, t / 0.008);
    const double release = std::min(1.0, (length_s - t) / 0.03);
    const double shape = attack * release * std::exp(-t * 5);
    const double phase = 2 * std::numbers::pi * hertz * t;
    out.samples[first + i] += static_cast<float>(
        loudness * shape * (std::sin(phase) + 0.25 * std::sin(2 * phase) + 0.1 * std::sin(3 * phase)));
  }
}

}  // namespace

Millis Sound::length() const {
  return rate <= 0 ? Millis{0} : Millis{static_cast<long>(samples.size()) * 1000 / rate};
}

Sound resampled(const Sound& sound, int rate) {
  if (rate == sound.rate || sound.samples.empty()) return sound;
  Sound out{rate, {}};
  const double ratio = static_cast<double>(sound.rate) / rate;
  const auto count = static_cast<std::size_t>(static_cast<double>(sound.samples.size()) / ratio);
  out.samples.reserve(count);
  // Windowed sinc over 16 neighbours; narrower in frequency when the rate falls.
  const double cut = std::min(1.0, 1 / ratio);
  constexpr int reach = 8;
  for (std::size_t i = 0; i < count; ++i) {
    const double position = static_cast<double>(i) * ratio;
    const auto middle = static_cast<long>(std::floor(position));
    double sum = 0;
    double weights = 0;
    for (long k = middle - reach + 1; k <= middle + reach; ++k) {
      const double x = position - static_cast<double>(k);
      const double angle = std::numbers::pi * x * cut;
      const double sinc = std::abs(angle) < 1e-9 ? 1 : std::sin(angle) / angle;
      const double weight = sinc * (0.5 + 0.5 * std::cos(std::numbers::pi * x / reach));
      const long safe = std::clamp<long>(k, 0, static_cast<long>(sound.samples.size()) - 1);
      sum += weight * static_cast<double>(sound.samples[static_cast<std::size_t>(safe)]);
      weights += weight;
    }
    out.samples.push_back(static_cast<float>(sum / weights));
  }
  return out;
}

Sound trimmed(const Sound& sound) {
  const auto loud = [](float sample) { return std::abs(static_cast<double>(sample)) > audible; };
  const auto first = std::find_if(sound.samples.begin(), sound.samples.end(), loud);
  const auto last = std::find_if(sound.samples.rbegin(), sound.samples.rend(), loud).base();
  if (first >= last) return {sound.rate, {}};
  // A breath is left at each end: consonants begin quietly.
  const auto breath = static_cast<std::ptrdiff_t>(samples_in(Millis{20}, sound.rate));
  const auto from = std::max(sound.samples.begin(), first - std::min(breath, first - sound.samples.begin()));
  const auto to = last + std::min(breath, sound.samples.end() - last);
  return {sound.rate, std::vector<float>(from, to)};
}

Sound normalised(const Sound& sound) {
  Sound out = sound;
  // The limiter takes a little power away: after three rounds it is within half a decibel. What is shorter
  // than one frame has no measured power and is only limited: resampling may overshoot.
  for (int round = 0; round < 3; ++round) {
    const double power = speech_power(out);
    const double gain = power > 0 ? std::sqrt(wanted_power / power) : 1;
    for (auto& sample : out.samples)
      sample = static_cast<float>(soft_limited(gain * static_cast<double>(sample)));
  }
  return out;
}

Sound chime() {
  Sound out{playing_rate, std::vector<float>(samples_in(Millis{500}, playing_rate), 0.0F)};
  add_tone(out, 659.26, 0.0, 0.3, 0.30);
  add_tone(out, 523.25, 0.18, 0.32, 0.32);
  return out;
}

Sound joined(const std::vector<Sound>& sounds, Millis gap) {
  Sound out{playing_rate, {}};
  for (const Sound& sound : sounds) {
    if (!out.samples.empty()) append_silence(out, gap);
    append(out, sound);
  }
  return out;
}

Sound put_together(const Announcement& announcement, const Sound& speech, const Sound& english) {
  Sound out{playing_rate, {}};
  if (announcement.chime) append(out, chime());
  for (int i = 0; i < announcement.times; ++i) {
    append_silence(out, i == 0 ? announcement.pause : 2 * announcement.pause);
    append(out, speech);
    if (english.samples.empty()) continue;
    append_silence(out, 2 * announcement.pause);
    append(out, english);
  }
  const float gain = static_cast<float>(announcement.volume) / 100.0F;
  for (float& sample : out.samples) sample *= gain;
  return out;
}

}  // namespace talon::voice
