// SPDX-License-Identifier: MIT
#include "display/voice/sound.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace talon::voice {
namespace {

Sound tone(double hertz, double seconds, double loudness, int rate) {
  Sound made{rate, {}};
  for (int i = 0; i < static_cast<int>(seconds * rate); ++i) {
    made.samples.push_back(static_cast<float>(loudness * std::sin(2 * std::numbers::pi * hertz * i / rate)));
  }
  return made;
}

double peak(const Sound& sound) {
  double most = 0;
  for (const float sample : sound.samples) most = std::max(most, std::abs(static_cast<double>(sample)));
  return most;
}

double decibels(const Sound& sound) {
  double sum = 0;
  for (const float sample : sound.samples) sum += static_cast<double>(sample) * static_cast<double>(sample);
  return 10 * std::log10(sum / static_cast<double>(sound.samples.size()));
}

TEST(Wav, ReadsWhatItWrites) {
  const Sound made = tone(440, 0.5, 0.4, 22'050);
  const auto read = parse_wav(wav_bytes(made));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->rate, 22'050);
  ASSERT_EQ(read->samples.size(), made.samples.size());
  for (std::size_t i = 0; i < made.samples.size(); i += 97)
    EXPECT_NEAR(read->samples[i], made.samples[i], 1e-4F);
}

TEST(Wav, SizeOfAPipeMeansToTheEnd) {
  auto bytes = wav_bytes(tone(440, 0.1, 0.4, 22'050));
  for (const std::size_t at : {4U, 40U}) {
    bytes[at] = 0x00;
    bytes[at + 1] = 0xF0;
    bytes[at + 2] = 0xFF;
    bytes[at + 3] = 0x7F;
  }
  const auto read = parse_wav(bytes);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->samples.size(), 2'205U);
}

TEST(Wav, RefusesWhatIsNoneAndWhatIsLongerThanNinetySeconds) {
  EXPECT_FALSE(parse_wav({}).ok());
  const std::string text = "espeak-ng: no such voice, and then some more";
  EXPECT_FALSE(parse_wav({reinterpret_cast<const unsigned char*>(text.data()), text.size()}).ok());
  EXPECT_TRUE(parse_wav(wav_bytes(Sound{8'000, std::vector<float>(8'000 * 90)})).ok());
  const auto longer = parse_wav(wav_bytes(Sound{8'000, std::vector<float>(8'000 * 91)}));
  ASSERT_FALSE(longer.ok());
  EXPECT_EQ(longer.refusal().code, RefusalCode::too_large);
  auto cut = wav_bytes(tone(440, 0.1, 0.4, 22'050));
  for (std::size_t size = 0; size < 60; ++size) {
    static_cast<void>(parse_wav({cut.data(), size}));
  }
}

TEST(Sound, ResamplingKeepsPitchLengthAndLoudness) {
  const Sound made = tone(1'000, 1, 0.5, 22'050);
  const Sound out = resampled(made, playing_rate);
  EXPECT_NEAR(static_cast<double>(out.length().count()), 1'000, 1);
  EXPECT_NEAR(decibels(out), decibels(made), 0.1);
  int crossings = 0;
  for (std::size_t i = 1; i < out.samples.size(); ++i)
    crossings += out.samples[i - 1] < 0 && out.samples[i] >= 0 ? 1 : 0;
  EXPECT_NEAR(crossings, 1'000, 2);
  EXPECT_EQ(resampled(made, 8'000).samples.size(), 8'000U);
}

TEST(Sound, TrimsSilenceAtBothEnds) {
  Sound made{playing_rate, std::vector<float>(playing_rate, 0.0F)};
  const Sound middle = tone(300, 0.5, 0.5, playing_rate);
  made.samples.insert(made.samples.end(), middle.samples.begin(), middle.samples.end());
  made.samples.insert(made.samples.end(), playing_rate, 0.0F);
  EXPECT_NEAR(static_cast<double>(trimmed(made).length().count()), 540, 10);
  EXPECT_TRUE(trimmed(Sound{playing_rate, std::vector<float>(100, 0.0F)}).samples.empty());
}

TEST(Sound, NormalisesQuietAndLoudAlikeWithoutClipping) {
  for (const double loudness : {0.01, 0.2, 1.0}) {
    const Sound out = normalised(tone(300, 1, loudness, playing_rate));
    EXPECT_NEAR(decibels(out), -16.8, 0.5);
    EXPECT_LE(peak(out), 0.891) << "-1 dB";
  }
  Sound spikes = tone(300, 1, 0.02, playing_rate);
  for (std::size_t i = 0; i < spikes.samples.size(); i += 4'000) spikes.samples[i] = 1;
  EXPECT_LE(peak(normalised(spikes)), 0.891);
  EXPECT_TRUE(normalised(Sound{}).samples.empty());
  EXPECT_LE(peak(normalised(Sound{playing_rate, {1.9F, -1.9F, 1.9F}})), 0.891) << "too short to measure";
}

TEST(Sound, ChimeIsBetweenHalfAndOneSecondAndAsLoudAsSpeech) {
  const Sound bell = chime();
  EXPECT_GE(bell.length(), Millis{500});
  EXPECT_LE(bell.length(), Millis{1'000});
  EXPECT_LE(peak(bell), 0.891);
  EXPECT_NEAR(decibels(bell), -18, 4);
}

TEST(Sound, AnnouncementIsChimePauseWords) {
  Announcement announcement;
  const Sound speech = tone(300, 1, 0.1, playing_rate);
  EXPECT_EQ(put_together(announcement, speech).length(), Millis{1'800});
  announcement.times = 2;
  EXPECT_EQ(put_together(announcement, speech).length(), Millis{3'400});
  announcement.chime = false;
  announcement.times = 1;
  announcement.pause = Millis{50};
  EXPECT_EQ(put_together(announcement, speech).length(), Millis{1'050});
}

}  // namespace
}  // namespace talon::voice
