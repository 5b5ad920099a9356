// SPDX-License-Identifier: MIT
// The voice's worker: synthesises a sentence by an external program (or takes it from the cache), puts the
// announcement together, plays it, says when it is over.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "display/audio.h"
#include "display/voice/voice.h"

namespace talon::display {

/// What the synthesiser says in one go.
struct Phrase {
  std::string text;
  std::string language = "ru";
  int words_per_minute = 140;
};

class Announcer {
 public:
  struct Settings {
    /// Program that reads a sentence on stdin and writes WAV to stdout; {speed} becomes words per minute,
    /// {language} ru or en. Without {language} in it nothing is said in English.
    std::string command = "espeak-ng -v {language} -s {speed} --stdin --stdout";
    std::filesystem::path cache{};      ///< folder of synthesised sentences; empty: none kept
    std::filesystem::path voice_dir{};  ///< each announcement is also written there as WAV; empty: not
    Millis timeout{10'000};             ///< of a synthesis
    std::size_t most_cached = 300;      ///< sentences; about 200 kB each
  };
  /// Both callbacks come from the worker. on_sound: empty when all is well, else what is wrong with sound or
  /// synthesis; called at changes only.
  Announcer(Settings settings, Player& player, std::function<void(const voice::Finished&)> on_finished,
            std::function<void(const std::string& problem)> on_sound);
  ~Announcer();  ///< stops what is played and joins

  void say(const voice::Announcement& announcement);
  void stop();  ///< silence at once; what is said or waits is dropped without on_finished

 private:
  void run();
  [[nodiscard]] std::string announce(const voice::Announcement& announcement, const std::stop_token& stop);
  [[nodiscard]] std::optional<voice::Sound> speech(const Phrase& phrase, std::string& problem);
  void keep(const std::filesystem::path& file, const voice::Sound& sound);
  void tell(const std::string& problem);

  Settings settings_;
  Player& player_;
  std::function<void(const voice::Finished&)> on_finished_;
  std::function<void(const std::string&)> on_sound_;
  std::optional<std::string> told_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<voice::Announcement> jobs_;
  bool quit_ = false;
  std::stop_source current_;  ///< of the announcement being synthesised or played
  std::jthread worker_;
};

}  // namespace talon::display
