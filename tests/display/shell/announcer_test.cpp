// SPDX-License-Identifier: MIT
// The voice's worker with a real synthesiser and a loudspeaker that keeps what it was given.
#include "display/announcer.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <thread>
#include <utility>

#include "display/process.h"
#include "tests/display/shell/child.h"

namespace talon::display {
namespace {

/// Plays in no time, or holds the sound until it is stopped.
class KeptSound : public Player {
 public:
  std::string play(const voice::Sound& sound, const std::stop_token& stop) override {
    std::unique_lock lock(mutex_);
    played.push_back(sound);
    changed_.notify_all();
    if (hold) changed_.wait(lock, stop, [this] { return !hold; });
    return problem;
  }
  void rest() override {}
  std::string check() override {
    const std::scoped_lock lock(mutex_);
    return problem;
  }
  void wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds{30}, [&] { return played.size() >= count; });
  }

  std::vector<voice::Sound> played;
  std::string problem;
  bool hold = false;

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
};

/// What the announcer told; waits for it.
struct Told {
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::int64_t> finished;
  std::vector<std::string> problems;

  bool wait(const std::function<bool()>& what) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds{30}, what);
  }
  auto on_finished() {
    return [this](const voice::Finished& each) {
      const std::scoped_lock lock(mutex);
      finished.push_back(each.seq);
      changed.notify_all();
    };
  }
  auto on_sound() {
    return [this](const std::string& problem) {
      const std::scoped_lock lock(mutex);
      problems.push_back(problem);
      changed.notify_all();
    };
  }
};

voice::Announcement announcement(std::int64_t seq, const std::string& sentence) {
  voice::Announcement made;
  made.seq = seq;
  made.sentence = sentence;
  return made;
}

/// ITU-R BS.1770 for one channel: K-weighting, 400 ms blocks every 100 ms, both gates.
double loudness(const voice::Sound& any) {
  const voice::Sound sound = voice::resampled(any, 48'000);
  struct Filter {
    double b0, b1, b2, a1, a2, x1 = 0, x2 = 0, y1 = 0, y2 = 0;
    double next(double x) {
      const double y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
      x2 = x1, x1 = x, y2 = y1, y1 = y;
      return y;
    }
  };
  Filter shelf{1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585};
  Filter high{1, -2, 1, -1.99004745483398, 0.99007225036621};
  std::vector<double> power;
  for (const float sample : sound.samples) {
    const double y = high.next(shelf.next(static_cast<double>(sample)));
    power.push_back(y * y);
  }
  std::vector<double> blocks;
  for (std::size_t at = 0; at + 19'200 <= power.size(); at += 4'800) {
    double sum = 0;
    for (std::size_t i = at; i < at + 19'200; ++i) sum += power[i];
    blocks.push_back(sum / 19'200);
  }
  const auto gated = [&](double least) {
    double sum = 0;
    int count = 0;
    for (const double block : blocks) {
      if (block < least) continue;
      sum += block;
      ++count;
    }
    return count == 0 ? 0.0 : sum / count;
  };
  const double absolute = gated(std::pow(10, (-70 + 0.691) / 10));
  return -0.691 + 10 * std::log10(gated(absolute / 10));
}

TEST(Announcer, SaysAllInOrderNoneTwiceAndKeepsTheSentences) {
  const test::Folder folder;
  Told told;
  KeptSound player;
  {
    Announcer announcer({.cache = folder.path("cache"), .voice_dir = folder.path("wav")}, player,
                        told.on_finished(), told.on_sound());
    for (int i = 1; i <= 8; ++i)
      announcer.say(announcement(i, "талон А ноль ноль " + std::to_string(i % 4) + ", кабинет пять"));
    ASSERT_TRUE(told.wait([&] { return told.finished.size() == 8; }));
  }
  EXPECT_EQ(told.finished, (std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(told.problems, std::vector<std::string>{""});
  EXPECT_EQ(player.played.size(), 8U);
  const std::filesystem::directory_iterator kept(folder.path("cache"));
  EXPECT_EQ(std::distance(begin(kept), end(kept)), 5) << "four numbers, one room: each is synthesised once";
  EXPECT_TRUE(std::filesystem::exists(folder.path("wav/00000008.wav")));
  // From the cache and from the synthesiser: the same sound within 16 bits.
  ASSERT_EQ(player.played[0].samples.size(), player.played[4].samples.size());
  EXPECT_NEAR(player.played[0].samples[60'000], player.played[4].samples[60'000], 1e-4F);
}

TEST(Announcer, SpeechIsAsLoudAsTheHallNeedsAndNeverClips) {
  const test::Folder folder;
  Told told;
  KeptSound player;
  {
    Announcer announcer({.voice_dir = folder.path("wav")}, player, told.on_finished(), told.on_sound());
    announcer.say(announcement(1, "талон А ноль семнадцать, кабинет пять"));
    announcer.say(announcement(2, "талон Эн девятьсот девяносто девять, кабинет сто четыре, окно два"));
    ASSERT_TRUE(told.wait([&] { return told.finished.size() == 2; }));
  }
  for (const auto& sound : player.played) {
    EXPECT_NEAR(loudness(sound), -18, 1);
    EXPECT_LE(sound.length(), voice::longest_message);
  }
  // The same by another program.
  const Ended length =
      run_process({"soxi", "-D", folder.path("wav/00000001.wav")}, "", Millis{10'000}, 10'000);
  ASSERT_TRUE(length.ok) << length.reason;
  EXPECT_NEAR(std::stod(std::string(length.output.begin(), length.output.end())),
              static_cast<double>(player.played[0].length().count()) / 1000, 0.01);
  for (const auto& sound : player.played) {
    for (const float sample : sound.samples) ASSERT_LE(std::abs(sample), 0.891F) << "-1 dB";
  }
}

TEST(Announcer, StopIsSilenceAtOnceAndNothingWaitingIsSaid) {
  Told told;
  KeptSound player;
  player.hold = true;
  Announcer announcer({.command = "espeak-ng -v ru --stdin --stdout"}, player, told.on_finished(),
                      told.on_sound());
  announcer.say(announcement(1, "талон А один"));
  announcer.say(announcement(2, "талон А два"));
  player.wait_for(1);
  announcer.stop();
  player.hold = false;
  announcer.say(announcement(3, "талон А три"));
  ASSERT_TRUE(told.wait([&] { return !told.finished.empty(); }));
  EXPECT_EQ(told.finished, std::vector<std::int64_t>{3});
}

TEST(Announcer, EnglishIsSaidByItsOwnVoiceAfterTheRussianSentence) {
  Told told;
  KeptSound player;
  voice::Announcement both = announcement(1, "талон А один");
  Announcer announcer({}, player, told.on_finished(), told.on_sound());
  announcer.say(both);
  both.seq = 2;
  both.english = "ticket A one, room five";
  announcer.say(both);
  ASSERT_TRUE(told.wait([&] { return told.finished.size() == 2; }));
  EXPECT_EQ(told.problems, std::vector<std::string>{""});
  EXPECT_GT(player.played[1].length(), player.played[0].length() + Millis{1'000});
}

TEST(Announcer, WhatIsPreparedNeedsNoSynthesiserAnyMore) {
  const test::Folder folder;
  folder.write("speak",
               "#!/bin/sh\ntouch '" + folder.path("asked") + "'\nexec espeak-ng -v ru --stdin --stdout\n");
  std::filesystem::permissions(folder.path("speak"), std::filesystem::perms::owner_all);
  Told told;
  KeptSound player;
  Announcer announcer({.command = folder.path("speak"), .cache = folder.path("cache")}, player,
                      told.on_finished(), told.on_sound());
  announcer.prepare({{"талон А один"}, {"кабинет пять"}});
  announcer.say(announcement(1, "окно два"));
  ASSERT_TRUE(told.wait([&] { return !told.finished.empty(); }));
  const auto kept = [&] {
    const std::filesystem::directory_iterator files(folder.path("cache"));
    return std::distance(begin(files), end(files));
  };
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (kept() < 3 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  ASSERT_EQ(kept(), 3);
  std::filesystem::remove(folder.path("asked"));
  announcer.say(announcement(2, "талон А один, кабинет пять"));
  ASSERT_TRUE(told.wait([&] { return told.finished.size() == 2; }));
  EXPECT_FALSE(std::filesystem::exists(folder.path("asked")));
  EXPECT_EQ(told.problems, std::vector<std::string>{""});
}

TEST(Announcer, RecordingsAreHeardInsteadOfTheSynthesiserPhraseByPhrase) {
  const test::Folder folder;
  std::filesystem::create_directories(folder.path("pack"));
  const auto record = [&](const std::string& text, float loud) {
    const voice::Sound sound{voice::playing_rate, std::vector<float>(22'050, loud)};
    const auto bytes = voice::wav_bytes(sound);
    folder.write("pack/" + text + ".wav", std::string(bytes.begin(), bytes.end()));
  };
  for (const char* word : {"талон", "А", "один"}) record(word, 0.2F);
  Told told;
  KeptSound player;
  Announcer announcer({.command = "false", .pack = folder.path("pack")}, player, told.on_finished(),
                      told.on_sound());
  auto whole = announcement(1, "талон А один");
  whole.chime = false;
  announcer.say(whole);
  announcer.say(announcement(2, "талон А один, кабинет пять"));
  ASSERT_TRUE(told.wait([&] { return told.finished.size() == 2; }));
  ASSERT_EQ(player.played.size(), 1U) << "the room is not recorded and the synthesiser does not work";
  EXPECT_EQ(player.played[0].length(), Millis{300 + 3 * 500 + 2 * 40});
  EXPECT_NE(told.problems.back().find("синтез речи"), std::string::npos);
}

TEST(Announcer, BrokenSynthesiserIsToldAndTheQueueGoesOn) {
  for (const char* command : {"no-such-voice", "false", "echo no wave", "cat"}) {
    Told told;
    KeptSound player;
    Announcer announcer({.command = command}, player, told.on_finished(), told.on_sound());
    announcer.say(announcement(1, "талон А один"));
    announcer.say(announcement(2, "талон А два"));
    ASSERT_TRUE(told.wait([&] { return told.finished.size() == 2 && told.problems.size() == 2; })) << command;
    EXPECT_NE(told.problems[1].find("синтез речи"), std::string::npos) << told.problems[1];
    EXPECT_TRUE(player.played.empty());
  }
}

TEST(Announcer, MissingLoudspeakerIsToldAtTheStart) {
  Told told;
  KeptSound player;
  player.problem = "нет звукового устройства";
  Announcer announcer({}, player, told.on_finished(), told.on_sound());
  ASSERT_TRUE(told.wait([&] { return !told.problems.empty(); }));
  EXPECT_EQ(told.problems[0], "нет звукового устройства");
}

/// A burst of calls with real speech on virtual time: each announcement lasts as long as its sound, and 70 ms
/// more for synthesis and device.
TEST(Announcer, EightCallsInTwoSecondsAreBegunWithinTenSeconds) {
  Told told;
  KeptSound player;
  Announcer announcer({}, player, told.on_finished(), told.on_sound());
  voice::Voice voice = voice::start({}, 100);
  HallPicture hall;
  long now = 0;
  long ends = -1;
  std::size_t said = 0;
  long behind = 0;
  const auto put = [&](const voice::Input& input) {
    voice::Step done = voice::step(std::move(voice), input, Ticks{Millis{now}});
    voice = std::move(done.voice);
    for (const auto& action : done.actions) {
      const auto& next = std::get<voice::Say>(action).announcement;
      behind = now - 250 * (next.seq - 101);
      EXPECT_LE(behind, 10'000) << next.sentence;
      announcer.say(next);
      ++said;
      ASSERT_TRUE(told.wait([&] { return told.finished.size() == said; }));
      ends = now + static_cast<long>(player.played.back().length().count()) + 70;
    }
  };
  const auto run_to = [&](long end) {
    while (ends >= 0 && ends <= end) {
      now = std::exchange(ends, -1);
      put(voice::Finished{voice.playing->seq});
    }
    now = end;
  };
  for (int i = 0; i < 8; ++i) {
    run_to(250L * i);
    CallPicture call;
    call.number = TicketNumber{"А", static_cast<std::uint32_t>(11 + i)};
    call.desk = DeskId{std::to_string(i)};
    call.room_title = "кабинет " + std::to_string(1 + i);
    call.seq = hall.seq = 101 + i;
    hall.calls.insert(hall.calls.begin(), call);
    put(hall);
  }
  run_to(60'000);
  RecordProperty("last_begins_ms_behind", static_cast<int>(behind));
  EXPECT_EQ(told.finished, (std::vector<std::int64_t>{101, 102, 103, 104, 105, 106, 107, 108}));
}

/// Nobody here can listen; the synthesiser tells the sounds it makes.
TEST(Announcer, SynthesiserPronouncesNumbersAsPeopleDo) {
  const auto phonemes = [](const std::string& sentence) {
    const Ended ended =
        run_process({"espeak-ng", "-q", "-x", "-v", "ru", "--stdin"}, sentence, Millis{10'000}, 100'000);
    EXPECT_TRUE(ended.ok) << ended.reason;
    return std::string(ended.output.begin(), ended.output.end());
  };
  CallPicture call;
  call.number = *parse_ticket_number("А017");
  call.room_title = "кабинет 5";
  const std::string heard = phonemes(voice::sentence(call));
  for (const char* part : {"tal'on", "'A", "n'ol", "s;imn'Adts", "kVb;in;'et", "p;'At;"}) {
    EXPECT_NE(heard.find(part), std::string::npos) << part << " in " << heard;
  }
  call.number = *parse_ticket_number("В003");
  EXPECT_NE(phonemes(voice::sentence(call)).find("v'E"), std::string::npos)
      << "the letter, not the preposition";
}

}  // namespace
}  // namespace talon::display
