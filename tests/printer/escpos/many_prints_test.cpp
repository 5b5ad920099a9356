// SPDX-License-Identifier: MIT
// 50 000 prints by seed in virtual time, most of them with a fault somewhere: nothing is said
// to be printed that is not on paper, nothing is lost without a word, `unknown` only where nobody can know,
// and every printer works again without a hand on the computer. TALON_SIM_SEED=n runs one printer's day.
#include <array>
#include <deque>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "printer/emulator/emulator.h"
#include "printer/escpos/session.h"
#include "tests/sim/scale.h"

namespace talon::escpos {
namespace {

constexpr std::size_t piece = 512;
constexpr int slip_rows = 90, slip_width = 64;

/// A small slip whose every row names its job and mark, so that the paper can be read back.
std::array<std::uint8_t, slip_width / 8> stamp(std::uint32_t job, bool repeat, int row) {
  if (row >= 30 && row < 50) return {};  // white rows are fed, not printed
  std::array<std::uint8_t, slip_width / 8> bits{};
  bits[0] = 0x80;
  bits[1] = static_cast<std::uint8_t>(job >> 16);
  bits[2] = static_cast<std::uint8_t>(job >> 8);
  bits[3] = static_cast<std::uint8_t>(job);
  bits[4] = repeat ? 0xFF : 0x01;
  bits[5] = static_cast<std::uint8_t>(row);
  return bits;
}

Bytes slip_bytes(std::uint32_t job, bool repeat, const Profile& profile) {
  std::vector<unsigned char> pixels(static_cast<std::size_t>(slip_width * slip_rows) * 4, 255);
  for (int y = 0; y < slip_rows; ++y) {
    const auto bits = stamp(job, repeat, y);
    for (int x = 0; x < slip_width; ++x)
      if ((bits[static_cast<std::size_t>(x / 8)] >> (7 - x % 8) & 1) != 0)
        std::fill_n(pixels.begin() + (y * slip_width + x) * 4, 3, static_cast<unsigned char>(0));
  }
  return picture_job(canvas::Canvas(slip_width, slip_rows, slip_width * 4, pixels.data()), profile);
}

/// Whether `strip` ends with this whole slip; a torn one may hang before it.
bool ends_with(const emulator::Strip& strip, std::uint32_t job, bool repeat) {
  if (strip.rows() < slip_rows) return false;
  for (int y = 0; y < slip_rows; ++y) {
    const auto wanted = stamp(job, repeat, y);
    const auto row = strip.row(strip.rows() - slip_rows + y);
    if (!std::equal(wanted.begin(), wanted.end(), row.begin())) return false;
  }
  return true;
}

struct Tally {
  long asked = 0, printed = 0, failed = 0, unknown = 0, repeated = 0;
  long unknown_without_cause = 0, lied = 0, lost = 0, doubled = 0;
};

/// One printer, its cable and the people around it.
class Day {
 public:
  Day(const Profile& profile, unsigned seed, Tally& tally)
      : profile_(profile), random_(seed), tally_(tally), printer_(model(profile)), session_(seed * 7919) {
    usb_ = seed % 2 == 0;  // the other printers stand behind a line that cannot clear them
    plug();
    run(Millis{3000});
  }

  /// A slip, perhaps with trouble; afterwards all is repaired.
  void print(bool trouble) {
    ++job_;
    ++tally_.asked;
    cause_ = !proves(profile_.confirm) || !session_.can_confirm();
    ended_ = {};
    if (trouble) plan_trouble();
    step(SlipAsked{std::to_string(job_)});
    wait_for_end();
    for (int hands = 0; hands < 3 && !over(); ++hands) {
      repair();
      wait_for_end();
    }
    repair();
    run(Millis{200});
    judge_outcome();
    printer_.obey("take");
    run(Millis{1200});
  }

 private:
  static emulator::Model model(const Profile& profile) {
    emulator::Model model = emulator::model_of(profile);
    model.rows_per_second = 1200;
    model.buffer = 1024;
    return model;
  }
  int pick(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }
  bool over() const { return ended_ && !ended_->will_repeat; }

  void plan_trouble() {
    static constexpr std::array troubles = {
        "paper out", "paper after 10", "paper after 40", "paper after 89", "cover open", "jam",    "jam once",
        "hot",       "offline",        "garble",         "silent",         "deaf",       "unplug", "power"};
    const std::string what = troubles[static_cast<std::size_t>(pick(0, troubles.size() - 1))];
    if (what == "unplug" || what == "power") {
      cable_at_ = now_ + Millis{pick(0, 400)};
      power_too_ = what == "power";
    } else if (pick(0, 3) == 0) {
      EXPECT_TRUE(printer_.obey("in " + std::to_string(pick(1, 500)) + " " + what));
    } else {
      EXPECT_TRUE(printer_.obey("after " + std::to_string(pick(0, 1200)) + " " + what));
    }
    cause_ = cause_ || what == "garble" || what == "silent" || what == "deaf" || what == "unplug" ||
             what == "power";
  }

  void repair() {
    run(Millis{pick(50, 3000)});
    if (pick(0, 4) == 0) {  // somebody tries the switch first
      printer_.power_cycle();
      cause_ = true;
      if (usb_) replug();
    }
    printer_.obey("repair");
    if (!plugged_) plug();
    run(Millis{pick(0, 1500)});
  }

  void judge_outcome() {
    if (!over()) {
      ++tally_.lost;
      return;
    }
    int plain = 0, marked = 0;
    for (const emulator::Strip& strip : paper_) {
      plain += ends_with(strip, job_, false) ? 1 : 0;
      marked += ends_with(strip, job_, true) ? 1 : 0;
    }
    paper_.clear();
    if (plain > 1) ++tally_.doubled;
    if (marked > 0) ++tally_.repeated;
    const bool out = plain + marked > 0;
    if (ended_->outcome == SlipOutcome::printed) {
      ++tally_.printed;
      if (!out) ++tally_.lied;
    } else if (ended_->outcome == SlipOutcome::failed) {
      ++tally_.failed;
      if (out) ++tally_.lied;
    } else {
      ++tally_.unknown;
      if (!cause_) ++tally_.unknown_without_cause;
    }
  }

  void wait_for_end() {
    for (const Millis end = now_ + Millis{8000}; now_ < end && !over();) run(Millis{20});
  }
  void run(Millis span) {
    for (const Millis end = now_ + span; now_ < end;) {
      now_ += Millis{20};
      printer_.advance(now_);
      if (cable_at_ && now_ >= *cable_at_) {
        cable_at_.reset();
        if (power_too_) printer_.power_cycle();
        unplug();
      }
      if (plugged_) carry();
      step(Tick{});
    }
  }
  void plug() {
    plugged_ = true;
    step(Arrived{&profile_});
  }
  void unplug() {
    plugged_ = false;
    out_.clear();
    (void)printer_.take_answers();
    step(Left{});
  }
  void replug() {
    unplug();
    run(Millis{pick(20, 800)});
    plug();
  }

  /// A wire as fast as a full-speed USB line allows in a step.
  void carry() {
    for (int i = 0; i < 8 && !out_.empty(); ++i) {
      const std::size_t size = std::min(out_.size(), piece);
      if (size == out_.size() && !std::exchange(last_handed_, true)) step(LastHanded{});
      const std::size_t taken = printer_.receive({out_.data(), std::min(size, out_.size())});
      out_.erase(out_.begin(), out_.begin() + static_cast<std::ptrdiff_t>(taken));
      if (taken > 0) step(Progress{});
      if (taken > 0 && out_.empty()) step(AllWritten{});
      if (taken < size) break;
    }
    const Bytes answers = printer_.take_answers();
    if (!answers.empty()) step(Received{answers});
    if (usb_ && now_.count() % 500 == 0) step(PortStatus{printer_.port_status()});
    for (emulator::Strip& strip : printer_.take_strips()) paper_.push_back(std::move(strip));
  }
  void step(const Input& input) {
    for (const Output& output : session_.step(input, now_)) {
      if (const auto* send = std::get_if<Send>(&output)) put(send->bytes);
      if (const auto* slip = std::get_if<SendSlip>(&output)) {
        put(slip_bytes(static_cast<std::uint32_t>(std::stoul(slip->job)), slip->repeat, profile_));
        put(slip->after);
      }
      if (std::holds_alternative<Abort>(output)) {
        out_.clear();
        if (usb_ && plugged_) printer_.soft_reset();
        (void)printer_.take_answers();
      }
      if (const auto* ended = std::get_if<SlipEnded>(&output))
        if (ended->job == std::to_string(job_)) ended_ = *ended;
    }
  }
  void put(const Bytes& bytes) {
    last_handed_ = false;
    if (plugged_) out_.insert(out_.end(), bytes.begin(), bytes.end());
  }

  const Profile& profile_;
  std::minstd_rand random_;
  Tally& tally_;
  emulator::Emulator printer_;
  Session session_;
  Millis now_{0};
  bool usb_ = false, plugged_ = false, last_handed_ = false, power_too_ = false;
  std::optional<Millis> cable_at_;
  Bytes out_;
  std::vector<emulator::Strip> paper_;
  std::uint32_t job_ = 0;
  std::optional<SlipEnded> ended_;
  bool cause_ = false;
};

TEST(ManyPrints, NoSlipIsLostWithoutAWord) {
  constexpr std::array kinds = {"epson-tm-t20", "star-line", "custom-vkp80", "citizen-ct-s",
                                "generic",      "gs-r",      "none",         "epson-tm-t88"};
  constexpr int prints_a_day = 100;
  const int days = sim::scaled(500, 16);
  std::map<std::string, Tally> tallies;
  for (int day = 0; day < days; ++day) {
    const unsigned seed = static_cast<unsigned>(sim::chosen_seed().value_or(static_cast<std::uint64_t>(day)));
    const std::string kind = kinds[(seed / 2) % kinds.size()];
    Tally& tally = tallies[kind];
    const Tally before = tally;
    Day one(*find_profile(kind), seed + 1, tally);
    for (int i = 0; i < prints_a_day; ++i) one.print(i % 10 != 9);
    EXPECT_EQ(tally.lost, before.lost) << kind << ", TALON_SIM_SEED=" << seed;
    EXPECT_EQ(tally.lied, before.lied) << kind << ", TALON_SIM_SEED=" << seed;
    EXPECT_EQ(tally.doubled, before.doubled) << kind << ", TALON_SIM_SEED=" << seed;
    EXPECT_EQ(tally.unknown_without_cause, before.unknown_without_cause)
        << kind << ", TALON_SIM_SEED=" << seed;
    if (sim::chosen_seed()) break;
  }
  for (const auto& [kind, tally] : tallies)
    std::printf("%-14s asked %ld printed %ld repeated %ld failed %ld unknown %ld\n", kind.c_str(),
                tally.asked, tally.printed, tally.repeated, tally.failed, tally.unknown);
}

}  // namespace
}  // namespace talon::escpos
