// SPDX-License-Identifier: MIT
// Sound as numbers: reading what a synthesiser wrote, loudness, chime, putting an announcement together.
// Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "display/voice/voice.h"
#include "server/model/result.h"

namespace talon::voice {

/// One channel; samples in [-1, 1].
struct Sound {
  int rate = 44'100;  ///< Hz
  std::vector<float> samples;
  [[nodiscard]] Millis length() const;
};

/// The rate of everything we play and write.
inline constexpr int playing_rate = 44'100;
/// S2-5.3.12: one message is no longer; a longer file is refused.
inline constexpr Millis longest_message{90'000};
inline constexpr std::size_t most_wav_bytes = 64U << 20U;

/// RIFF WAVE, PCM of 8, 16, 24 or 32 bits or 32-bit float, any channels to 8 (mixed to one), 4 to 192 kHz.
/// espeak-ng writes to a pipe and cannot know its length: sizes larger than the data mean "to the end".
/// Refusal bad_request with what is wrong; too_large when it is longer than longest_message.
[[nodiscard]] Result<Sound> parse_wav(std::span<const unsigned char> bytes);
/// 16-bit PCM, one channel.
[[nodiscard]] std::vector<unsigned char> wav_bytes(const Sound& sound);

[[nodiscard]] Sound resampled(const Sound& sound, int rate);
/// Without the silence at both ends.
[[nodiscard]] Sound trimmed(const Sound& sound);
/// Speech at about -18 LUFS with no peak above -1 dB: mean power of the loud parts, then a soft limit.
[[nodiscard]] Sound normalised(const Sound& sound);
/// Two falling tones, 0.5 s, as loud as the speech.
[[nodiscard]] Sound chime();
/// One after another with `gap` of silence between.
[[nodiscard]] Sound joined(const std::vector<Sound>& sounds, Millis gap);
/// Chime, pause, words, the English words, once more where asked, at the announcement's volume. The speech is
/// at playing_rate and normalised; `english` may be empty.
[[nodiscard]] Sound put_together(const Announcement& announcement, const Sound& speech,
                                 const Sound& english = {});

}  // namespace talon::voice
