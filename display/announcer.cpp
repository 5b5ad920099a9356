// SPDX-License-Identifier: MIT
#include "display/announcer.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "display/process.h"
#include "display/voice/sound.h"

namespace talon::display {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds device_rests_after{5};
constexpr std::chrono::seconds device_checked_every{10};

/// FNV-1a, stable over versions and machines: the name of a cached sentence.
std::string hash_name(const std::string& text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  std::array<char, 24> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%016llx.wav", static_cast<unsigned long long>(hash));
  return buffer.data();
}

std::optional<voice::Sound> read_wav(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  std::ifstream file(path, std::ios::binary);
  if (error || !file || size > voice::most_wav_bytes) return std::nullopt;
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto sound = voice::parse_wav({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
  if (!sound.ok() || sound->samples.empty()) return std::nullopt;
  return std::move(sound).value();
}

std::optional<voice::Sound> read_sound(const fs::path& path) {
  auto sound = read_wav(path);
  return sound && sound->rate == voice::playing_rate ? sound : std::nullopt;
}

/// Whatever wrote it: without silence at the ends, as loud as all other speech.
voice::Sound prepared(const voice::Sound& sound) {
  return voice::normalised(voice::resampled(voice::trimmed(sound), voice::playing_rate));
}

/// Whole or not at all.
void write_sound(const fs::path& path, const voice::Sound& sound) {
  const auto bytes = voice::wav_bytes(sound);
  fs::path unfinished = path;
  unfinished += ".tmp";
  std::ofstream file(unfinished, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  file.close();
  std::error_code error;
  if (file) fs::rename(unfinished, path, error);
  if (!file || error) std::fprintf(stderr, "talon-display: не записан %s\n", path.c_str());
}

void drop_oldest(const fs::path& folder, std::size_t most) {
  std::error_code error;
  std::vector<fs::directory_entry> files;
  for (const auto& entry : fs::directory_iterator(folder, error)) files.push_back(entry);
  if (files.size() <= most) return;
  std::sort(files.begin(), files.end(), [&](const auto& a, const auto& b) {
    return a.last_write_time(error) < b.last_write_time(error);
  });
  for (std::size_t i = 0; i < files.size() - most / 2; ++i) fs::remove(files[i].path(), error);
}

constexpr std::string_view language_place = "{language}";

void put_in(std::string& word, std::string_view place, const std::string& value) {
  if (const auto at = word.find(place); at != word.npos) word.replace(at, place.size(), value);
}

bool speaks_english(const std::string& command) {
  return command.find(language_place) != std::string::npos;
}

std::vector<std::string> command_for(const std::string& command, const voice::Phrase& phrase) {
  auto words = split_command(command);
  for (auto& word : words) {
    put_in(word, "{speed}", std::to_string(phrase.words_per_minute));
    put_in(word, language_place, phrase.language);
  }
  return words;
}

}  // namespace

Announcer::Announcer(Settings settings, Player& player,
                     std::function<void(const voice::Finished&)> on_finished,
                     std::function<void(const std::string&)> on_sound)
    : settings_(std::move(settings)),
      player_(player),
      on_finished_(std::move(on_finished)),
      on_sound_(std::move(on_sound)) {
  if (!settings_.cache.empty()) fs::create_directories(settings_.cache);
  if (!settings_.voice_dir.empty()) fs::create_directories(settings_.voice_dir);
  read_pack();
  worker_ = std::jthread([this] { run(); });
}

Announcer::~Announcer() {
  {
    const std::scoped_lock lock(mutex_);
    quit_ = true;
    jobs_.clear();
    wanted_.clear();
    current_.request_stop();
  }
  changed_.notify_all();
}

void Announcer::read_pack() {
  if (settings_.pack.empty()) return;
  for (const bool english : {false, true}) {
    // A folder that is not there is a mistake to be told; recordings in English need not be.
    const fs::path folder = english ? settings_.pack / "en" : settings_.pack;
    if (english && !fs::is_directory(folder)) continue;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".wav") pack_[english ? 1 : 0].insert(entry.path().stem().string());
    }
  }
}

void Announcer::prepare(const std::vector<voice::Phrase>& phrases) {
  constexpr std::size_t most_remembered = 5'000;
  if (settings_.cache.empty()) return;
  const std::scoped_lock lock(mutex_);
  if (prepared_.size() > most_remembered) prepared_.clear();
  for (const voice::Phrase& phrase : phrases) {
    if (prepared_.insert(phrase).second) wanted_.push_back(phrase);
  }
  changed_.notify_all();
}

void Announcer::say(const voice::Announcement& announcement) {
  const std::scoped_lock lock(mutex_);
  jobs_.push_back(announcement);
  changed_.notify_all();
}

void Announcer::stop() {
  const std::scoped_lock lock(mutex_);
  jobs_.clear();
  current_.request_stop();
}

void Announcer::run() {
  tell(player_.check());
  bool resting = true;
  std::unique_lock lock(mutex_);
  while (!quit_) {
    if (jobs_.empty() && !wanted_.empty()) {
      const voice::Phrase phrase = std::move(wanted_.front());
      wanted_.pop_front();
      lock.unlock();
      prepare_one(phrase);
      lock.lock();
      continue;
    }
    if (jobs_.empty()) {
      const auto wait = resting ? device_checked_every : device_rests_after;
      const bool woken =
          changed_.wait_for(lock, wait, [this] { return quit_ || !jobs_.empty() || !wanted_.empty(); });
      if (woken) continue;
      lock.unlock();
      // A device that was pulled is noticed between calls too, and one that was plugged in is used again.
      if (resting && told_ && !told_->empty()) tell(player_.check());
      player_.rest();
      resting = true;
      lock.lock();
      continue;
    }
    const voice::Announcement next = jobs_.front();
    jobs_.pop_front();
    current_ = std::stop_source();
    const std::stop_token stop = current_.get_token();
    lock.unlock();
    const std::string problem = announce(next, stop);
    resting = false;
    if (!stop.stop_requested()) {
      tell(problem);
      on_finished_(voice::Finished{next.seq});
    }
    lock.lock();
  }
  player_.rest();
}

std::string Announcer::announce(const voice::Announcement& announcement, const std::stop_token& stop) {
  std::string problem;
  const auto words = speech(announcement, "ru", problem);
  if (!words) return problem;
  const bool bilingual =
      !announcement.english.empty() && (speaks_english(settings_.command) || !pack_[1].empty());
  const auto english = bilingual ? speech(announcement, "en", problem) : std::nullopt;
  const voice::Sound sound = voice::put_together(announcement, *words, english.value_or(voice::Sound{}));
  if (!settings_.voice_dir.empty()) {
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "%08lld.wav", static_cast<long long>(announcement.seq));
    write_sound(settings_.voice_dir / name.data(), sound);
  }
  if (stop.stop_requested()) return {};
  const std::string silent = player_.play(sound, stop);
  return silent.empty() ? problem : silent;
}

void Announcer::prepare_one(const voice::Phrase& phrase) {
  if (phrase.language == "en" && !speaks_english(settings_.command)) return;
  if (fs::exists(cached(phrase)) || recorded(phrase)) return;
  std::string problem;
  // A synthesiser that does not work is told of now, not at the first call.
  if (!synthesised(phrase, problem)) tell(problem);
}

std::optional<voice::Sound> Announcer::speech(const voice::Announcement& announcement,
                                              const std::string& language, std::string& problem) {
  std::vector<voice::Sound> parts;
  for (const voice::Phrase& phrase : voice::phrases_of(announcement, language)) {
    auto part = recorded(phrase);
    if (!part) part = synthesised(phrase, problem);
    if (!part) return std::nullopt;
    parts.push_back(std::move(*part));
  }
  return voice::joined(parts, voice::pause_between(announcement));
}

std::optional<voice::Sound> Announcer::recorded(const voice::Phrase& phrase) const {
  constexpr Millis between_words{40};
  const bool english = phrase.language == "en";
  std::vector<voice::Sound> words;
  for (const std::string& text : voice::recordings_of(phrase.text, pack_[english ? 1 : 0])) {
    const auto sound = read_wav((english ? settings_.pack / "en" : settings_.pack) / (text + ".wav"));
    if (!sound) {
      std::fprintf(stderr, "talon-display: запись «%s» не читается\n", text.c_str());
      return std::nullopt;
    }
    words.push_back(prepared(*sound));
  }
  if (words.empty()) return std::nullopt;
  return voice::joined(words, between_words);
}

fs::path Announcer::cached(const voice::Phrase& phrase) const {
  return settings_.cache / hash_name(settings_.command + "\n" + phrase.language + "\n" +
                                     std::to_string(phrase.words_per_minute) + "\n" + phrase.text);
}

std::optional<voice::Sound> Announcer::synthesised(const voice::Phrase& phrase, std::string& problem) {
  const fs::path file = settings_.cache.empty() ? fs::path() : cached(phrase);
  if (!file.empty()) {
    if (auto kept = read_sound(file)) {
      std::error_code unimportant;  // what is said often is dropped last
      fs::last_write_time(file, fs::file_time_type::clock::now(), unimportant);
      return kept;
    }
  }
  const Ended ended = run_process(command_for(settings_.command, phrase), phrase.text + "\n",
                                  settings_.timeout, voice::most_wav_bytes);
  if (!ended.ok) {
    problem = "синтез речи: " + ended.reason;
    return std::nullopt;
  }
  const auto read = voice::parse_wav(ended.output);
  if (!read.ok()) {
    problem = "синтез речи: " + read.refusal().detail;
    return std::nullopt;
  }
  voice::Sound sound = prepared(*read);
  if (sound.samples.empty()) {
    problem = "синтез речи: тишина вместо слов";
    return std::nullopt;
  }
  if (!file.empty()) keep(file, sound);
  return sound;
}

void Announcer::keep(const fs::path& file, const voice::Sound& sound) {
  write_sound(file, sound);
  drop_oldest(settings_.cache, settings_.most_cached);
}

void Announcer::tell(const std::string& problem) {
  if (told_ == problem) return;
  told_ = problem;
  on_sound_(problem);
}

}  // namespace talon::display
