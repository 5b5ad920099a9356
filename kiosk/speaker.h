// SPDX-License-Identifier: MIT
// Says what the screen shows through the headphones: an external synthesiser, one utterance at a time, a new
// one ends the old.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "display/audio.h"
#include "display/voice/sound.h"

namespace talon::kiosk {

class Speaker {
 public:
  /// command: reads a sentence on stdin, writes WAV to stdout; {language} becomes ru, en, tt. Empty: tones
  /// only. on_sound: empty when all is well, else what is wrong; from the worker, at changes only.
  Speaker(std::string command, std::unique_ptr<display::Player> player,
          std::function<void(const std::string&)> on_sound);
  ~Speaker();  ///< silence at once, joins

  /// loudness_db: at most 0, the loudest.
  void say(const std::string& words, const std::string& language, int loudness_db);
  void tone(int loudness_db = 0);
  void hush();

 private:
  struct Job {
    std::string words;  ///< empty: the tone
    std::string language;
    int loudness_db = 0;
  };
  void start(std::optional<Job> job);
  void run();
  [[nodiscard]] std::string perform(const Job& job, const std::stop_token& stop);

  std::string command_;
  std::unique_ptr<display::Player> player_;
  std::function<void(const std::string&)> on_sound_;
  std::string told_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Job> next_;
  bool quit_ = false;
  std::stop_source current_;
  std::jthread worker_;
};

/// Each sample so many decibels below what it was.
[[nodiscard]] voice::Sound at_loudness(voice::Sound sound, int loudness_db);
/// The synthesiser's command line for a language.
[[nodiscard]] std::vector<std::string> speech_command(const std::string& command,
                                                      const std::string& language);

}  // namespace talon::kiosk
