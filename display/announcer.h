// SPDX-License-Identifier: MIT
// The voice's worker: synthesises a sentence by an external program (or takes it from the cache), puts the
// announcement together, plays it, says when it is over.
#pragma once

#include <array>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "display/audio.h"
#include "display/voice/phrases.h"

namespace talon::display {

class Announcer {
 public:
  struct Settings {
    /// Program that reads a sentence on stdin and writes WAV to stdout; {speed} becomes words per minute,
    /// {language} ru or en. Without {language} in it nothing is said in English.
    std::string command = "espeak-ng -v {language} -s {speed} --stdin --stdout";
    std::filesystem::path cache{};  ///< folder of synthesised phrases; empty: none kept
    /// Folder of recordings, "кабинет пять.wav"; English ones in en/. A phrase that they say wholly, in as
    /// few files as there are, is not synthesised. Empty: none.
    std::filesystem::path pack{};
    std::filesystem::path voice_dir{};  ///< each announcement is also written there as WAV; empty: not
    Millis timeout{10'000};             ///< of a synthesis
    std::size_t most_cached = 600;      ///< phrases; about 100 kB each
  };
  /// Both callbacks come from the worker. on_sound: empty when all is well, else what is wrong with sound or
  /// synthesis; called at changes only.
  Announcer(Settings settings, Player& player, std::function<void(const voice::Finished&)> on_finished,
            std::function<void(const std::string& problem)> on_sound);
  ~Announcer();  ///< stops what is played and joins

  void say(const voice::Announcement& announcement);
  /// Synthesises what is not kept yet while there is nothing to say, each phrase once.
  void prepare(const std::vector<voice::Phrase>& phrases);
  void stop();  ///< silence at once; what is said or waits is dropped without on_finished

 private:
  void run();
  [[nodiscard]] std::string announce(const voice::Announcement& announcement, const std::stop_token& stop);
  [[nodiscard]] std::optional<voice::Sound> speech(const voice::Announcement& announcement,
                                                   const std::string& language, std::string& problem);
  [[nodiscard]] std::optional<voice::Sound> recorded(const voice::Phrase& phrase) const;
  [[nodiscard]] std::optional<voice::Sound> synthesised(const voice::Phrase& phrase, std::string& problem);
  [[nodiscard]] std::filesystem::path cached(const voice::Phrase& phrase) const;
  void read_pack();
  void prepare_one(const voice::Phrase& phrase);
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
  std::deque<voice::Phrase> wanted_;                        ///< to be prepared
  std::set<voice::Phrase> prepared_;                        ///< asked for once
  std::array<std::set<std::string, std::less<>>, 2> pack_;  ///< texts of the recordings: Russian, English
  bool quit_ = false;
  std::stop_source current_;  ///< of the announcement being synthesised or played
  std::jthread worker_;
};

}  // namespace talon::display
