// SPDX-License-Identifier: MIT
// What a synthesiser writes is read without harm; what was read can be played.
#include <cmath>
#include <cstdlib>

#include "display/voice/sound.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace talon::voice;
  const auto sound = parse_wav({data, size});
  if (!sound.ok()) return 0;
  if (sound->samples.size() > 20'000) return 0;
  const Sound played = normalised(trimmed(resampled(*sound, playing_rate)));
  for (const float sample : played.samples) {
    if (!std::isfinite(sample) || std::abs(sample) > 1.5F) std::abort();
  }
  const auto again = parse_wav(wav_bytes(*sound));
  if (!again.ok() || again->samples.size() != sound->samples.size()) std::abort();
  return 0;
}
