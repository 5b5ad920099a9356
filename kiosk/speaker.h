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

namespace talon::kiosk {

class Speaker {
 public:
  /// command: reads a sentence on stdin, writes WAV to stdout; {language} becomes ru, en, tt. Empty: tones
  /// only. on_sound: empty when all is well, else what is wrong; from the worker, at changes only.
  Speaker(std::string command, std::unique_ptr<display::Player> player,
          std::function<void(const std::string&)> on_sound);
  ~Speaker();  ///< silence at once, joins

  void say(const std::string& words, const std::string& language);
  void tone();
  void hush();

 private:
  struct Job {
    std::string words;  ///< empty: the tone
    std::string language;
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

/// The synthesiser's command line for a language.
[[nodiscard]] std::vector<std::string> speech_command(const std::string& command,
                                                      const std::string& language);

}  // namespace talon::kiosk
