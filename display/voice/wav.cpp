// SPDX-License-Identifier: MIT
// RIFF WAVE: "RIFF" size "WAVE", then chunks: name, size (little endian), bytes, padded to even. We need "fmt
// " and "data", in this order; others are skipped.
#include <array>
#include <cmath>
#include <cstring>
#include <string_view>

#include "display/voice/sound.h"

namespace talon::voice {
namespace {

using Bytes = std::span<const unsigned char>;

constexpr std::uint32_t pcm = 1;
constexpr std::uint32_t ieee_float = 3;
constexpr std::uint32_t extensible = 0xFFFE;

std::uint32_t number(Bytes bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;) value = value << 8U | bytes[at + i];
  return value;
}

bool is_name(Bytes bytes, std::size_t at, const char* name) {
  return std::memcmp(bytes.data() + at, name, 4) == 0;
}

struct Format {
  std::uint32_t kind = 0;
  std::uint32_t channels = 0;
  std::uint32_t rate = 0;
  std::uint32_t bits = 0;
  [[nodiscard]] std::size_t sample_bytes() const { return bits / 8; }
  [[nodiscard]] bool readable() const {
    const bool whole = kind == pcm && (bits == 8 || bits == 16 || bits == 24 || bits == 32);
    return (whole || (kind == ieee_float && bits == 32)) && channels >= 1 && channels <= 8 && rate >= 4'000 &&
           rate <= 192'000;
  }
};

Refusal bad(const char* what) {
  return {RefusalCode::bad_request, what};
}

float sample_at(Bytes bytes, std::size_t at, const Format& format) {
  const std::uint32_t raw = number(bytes, at, format.sample_bytes());
  if (format.kind == ieee_float) {
    float value = 0;
    std::memcpy(&value, &raw, sizeof value);
    return std::isfinite(value) ? std::fmin(1.0F, std::fmax(-1.0F, value)) : 0.0F;
  }
  if (format.bits == 8) return (static_cast<float>(raw) - 128.0F) / 128.0F;
  const std::uint32_t shifted = raw << (32U - format.bits);
  return static_cast<float>(static_cast<double>(static_cast<std::int32_t>(shifted)) / 2147483648.0);
}

Result<Sound> read_samples(Bytes data, const Format& format) {
  const std::size_t frame = format.sample_bytes() * format.channels;
  const std::size_t frames = data.size() / frame;
  if (frames > static_cast<std::size_t>(longest_message.count()) * format.rate / 1000) {
    return Refusal{RefusalCode::too_large, "сообщение длиннее 90 секунд"};
  }
  Sound sound{static_cast<int>(format.rate), {}};
  sound.samples.reserve(frames);
  for (std::size_t i = 0; i < frames; ++i) {
    float sum = 0;
    for (std::size_t channel = 0; channel < format.channels; ++channel) {
      sum += sample_at(data, i * frame + channel * format.sample_bytes(), format);
    }
    sound.samples.push_back(sum / static_cast<float>(format.channels));
  }
  return sound;
}

/// Fills a buffer of known size from the front.
struct Filler {
  std::vector<unsigned char> bytes;
  std::size_t at = 0;

  void put(std::uint32_t value, int size) {
    for (int i = 0; i < size; ++i) bytes[at++] = static_cast<unsigned char>(value >> (8 * i));
  }
  void put(std::string_view name) {
    for (const char c : name) bytes[at++] = static_cast<unsigned char>(c);
  }
};

}  // namespace

Result<Sound> parse_wav(std::span<const unsigned char> bytes) {
  if (bytes.size() > most_wav_bytes) return Refusal{RefusalCode::too_large, "файл звука больше 64 МБ"};
  if (bytes.size() < 12 || !is_name(bytes, 0, "RIFF") || !is_name(bytes, 8, "WAVE"))
    return bad("это не файл WAV");
  Format format;
  std::size_t at = 12;
  while (at + 8 <= bytes.size()) {
    const std::size_t size = std::min<std::size_t>(number(bytes, at + 4, 4), bytes.size() - at - 8);
    const std::size_t body = at + 8;
    if (is_name(bytes, at, "fmt ")) {
      if (size < 16) return bad("в файле WAV нет формата");
      format = {number(bytes, body, 2), number(bytes, body + 2, 2), number(bytes, body + 4, 4),
                number(bytes, body + 14, 2)};
      if (format.kind == extensible && size >= 26) format.kind = number(bytes, body + 24, 2);
      if (!format.readable()) return bad("такой формат WAV не читается");
    } else if (is_name(bytes, at, "data")) {
      if (!format.readable()) return bad("в файле WAV нет формата");
      return read_samples(bytes.subspan(body, size), format);
    }
    at = body + size + size % 2;
  }
  return bad("в файле WAV нет звука");
}

std::vector<unsigned char> wav_bytes(const Sound& sound) {
  const auto size = static_cast<std::uint32_t>(sound.samples.size() * 2);
  const auto rate = static_cast<std::uint32_t>(sound.rate);
  Filler out{std::vector<unsigned char>(44 + sound.samples.size() * 2), 0};
  out.put("RIFF");
  out.put(size + 36U, 4);
  out.put("WAVEfmt ");
  out.put(16, 4);
  out.put(pcm, 2);
  out.put(1, 2);
  out.put(rate, 4);
  out.put(rate * 2, 4);
  out.put(2, 2);
  out.put(16, 2);
  out.put("data");
  out.put(size, 4);
  for (const float sample : sound.samples) {
    const double limited = std::fmin(1.0, std::fmax(-1.0, static_cast<double>(sample)));
    out.put(static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(limited * 32767))), 2);
  }
  return out.bytes;
}

}  // namespace talon::voice
