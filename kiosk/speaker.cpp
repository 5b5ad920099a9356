// SPDX-License-Identifier: MIT
#include "kiosk/speaker.h"

#include <cmath>
#include <utility>

#include "display/process.h"
#include "display/voice/sound.h"

namespace talon::kiosk {

namespace {

constexpr Millis longest_synthesis{10'000};

}  // namespace

std::vector<std::string> speech_command(const std::string& command, const std::string& language) {
  auto words = display::split_command(command);
  constexpr std::string_view place = "{language}";
  for (std::string& word : words) {
    if (const auto at = word.find(place); at != word.npos) word.replace(at, place.size(), language);
  }
  return words;
}

voice::Sound at_loudness(voice::Sound sound, int loudness_db) {
  const auto gain = static_cast<float>(std::pow(10.0, loudness_db / 20.0));
  for (float& sample : sound.samples) sample *= gain;
  return sound;
}

Speaker::Speaker(std::string command, std::unique_ptr<display::Player> player,
                 std::function<void(const std::string&)> on_sound)
    : command_(std::move(command)), player_(std::move(player)), on_sound_(std::move(on_sound)) {
  worker_ = std::jthread([this] { run(); });
}

Speaker::~Speaker() {
  {
    const std::lock_guard lock(mutex_);
    quit_ = true;
    next_.reset();
    current_.request_stop();
  }
  changed_.notify_all();
}

void Speaker::say(const std::string& words, const std::string& language, int loudness_db) {
  if (!command_.empty()) start(Job{words, language, loudness_db});
}

void Speaker::tone(int loudness_db) {
  start(Job{{}, {}, loudness_db});
}

void Speaker::hush() {
  start(std::nullopt);
}

void Speaker::start(std::optional<Job> job) {
  {
    const std::lock_guard lock(mutex_);
    next_ = std::move(job);
    current_.request_stop();
  }
  changed_.notify_all();
}

void Speaker::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return quit_ || next_; });
    if (quit_) break;
    const Job job = *std::exchange(next_, std::nullopt);
    current_ = std::stop_source();
    const std::stop_token stop = current_.get_token();
    lock.unlock();
    const std::string problem = perform(job, stop);
    if (!stop.stop_requested() && std::exchange(told_, problem) != problem) on_sound_(problem);
    lock.lock();
    if (!next_) player_->rest();
  }
  player_->rest();
}

std::string Speaker::perform(const Job& job, const std::stop_token& stop) {
  if (job.words.empty()) return player_->play(at_loudness(voice::chime(), job.loudness_db), stop);
  const display::Ended ended = display::run_process(speech_command(command_, job.language), job.words + "\n",
                                                    longest_synthesis, voice::most_wav_bytes);
  if (!ended.ok) return "синтез речи: " + ended.reason;
  const auto read = voice::parse_wav(ended.output);
  if (!read.ok()) return "синтез речи: " + read.refusal().detail;
  if (stop.stop_requested()) return {};
  auto sound = voice::normalised(voice::resampled(voice::trimmed(*read), voice::playing_rate));
  return player_->play(at_loudness(std::move(sound), job.loudness_db), stop);
}

}  // namespace talon::kiosk
