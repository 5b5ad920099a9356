// SPDX-License-Identifier: MIT
// Thirty seeded tricks in simulated days: at least 95 % of them are flagged, and fewer
// than 2 % of the honest specialists' days are.
#include "server/stats/signs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <gtest/gtest.h>
#include <random>
#include <set>

#include "tests/server/stats/fold_hall.h"

namespace talon::stats {
namespace {

using namespace fakes;

constexpr std::array<std::string_view, 10> tricks = {"",
                                                     "quick_no_show",
                                                     "no_walk",
                                                     "long_hold",
                                                     "quick_transfer",
                                                     "out_of_turn",
                                                     "short_service",
                                                     "long_service",
                                                     "idle_with_queue",
                                                     "quick_cancel"};

/// A day of the small hall with a lunch break and three specialists; one of them plays a trick.
class Day {
 public:
  Day(std::uint64_t seed, std::string_view trick)
      : random_(seed), trick_(trick), hall_(configuration()), cheat_(1 + seed % 3) {}

  DaySummary run() {
    for (const char* desk : {"1", "2", "3"}) (void)hall_.open(desk);
    for (int minute = 0; minute < 9 * 60; ++minute) {
      for (int half = 0; half < 2; ++half) {
        if (minute < 8 * 60 + 30 && chance(0.26)) arrive();
        for (Specialist& specialist : specialists_) work(specialist, minute * 60 + half * 30);
        hall_.pass(30s);
      }
    }
    return test::summary_of(hall_);
  }
  [[nodiscard]] UserId cheat() const { return UserId{"user" + std::to_string(cheat_)}; }

 private:
  enum class Doing { free, walking, serving };
  struct Specialist {
    std::string desk;
    Doing doing = Doing::free;
    int until = 0;  ///< second of the day
    TicketId ticket{};
    bool misses = false;
    bool played = false;  ///< the trick of this visit
    std::vector<std::pair<TicketId, int>> held{};
  };

  static Configuration configuration() {
    Configuration hall = small_hall();
    hall.breaks = {{{std::chrono::Monday}, 13h, 13h + 45min, "обед"}};
    return hall;
  }
  bool chance(double p) { return std::bernoulli_distribution(p)(random_); }
  int seconds(double median, double sigma) {
    return static_cast<int>(std::lognormal_distribution<double>(std::log(median), sigma)(random_));
  }
  bool cheating(const Specialist& at, std::string_view kind) {
    return trick_ == kind && at.desk == std::to_string(cheat_);
  }

  void arrive() {
    const auto& wanted = chance(0.5) ? consultation : chance(0.6) ? submission : result;
    (void)hall_.issue(wanted);
  }

  void work(Specialist& at, int now) {
    for (auto held = at.held.begin(); held != at.held.end();) {
      if (held->second > now) {
        ++held;
        continue;
      }
      (void)hall_.at(at.desk, ReturnTicket{{}, held->first});
      held = at.held.erase(held);
    }
    if (at.doing != Doing::free && now < at.until) return;
    if (at.doing == Doing::free && now >= at.until) return call(at, now);
    if (at.doing == Doing::walking) return meet(at, now);
    if (at.doing == Doing::serving) end(at, now);
  }

  void call(Specialist& at, int now) {
    if (cheating(at, "quick_cancel") && chance(0.04)) {
      const TicketId fake = hall_.ticket(result);
      (void)hall_.desk(CancelTicket{fake, "ошибка"}, "user" + at.desk);
    }
    const bool favour = chance(cheating(at, "out_of_turn") ? 0.25 : 0.003);
    const auto done = favour ? hall_.at(at.desk, CallTicket{{}, hall_.ticket(consultation), "просьба"})
                             : hall_.at(at.desk, CallNext{});
    if (!done.ok()) return;
    at.ticket = std::get<TicketCalled>(done->back().body).ticket;
    at.played = cheating(at, trick_) && chance(0.3);
    if (at.played && trick_ == "quick_no_show") {
      hall_.pass(8s);
      (void)hall_.at(at.desk, MarkNoShow{});
      return rest(at, now);
    }
    if (at.played && trick_ == "no_walk") {
      hall_.pass(1s);
      return start(at, now);
    }
    if (at.played && trick_ == "long_hold") {
      (void)hall_.at(at.desk, HoldTicket{{}, "подождёт", 20min});
      at.held.emplace_back(at.ticket, now + 900);
      return rest(at, now);
    }
    at.doing = Doing::walking;
    at.misses = chance(0.06);
    at.until = now + (at.misses ? 120 : 10 + seconds(15, 0.6));
  }

  void meet(Specialist& at, int now) {
    if (at.misses) {
      (void)hall_.at(at.desk, MarkNoShow{});
      return rest(at, now);
    }
    start(at, now);
  }

  void start(Specialist& at, int now) {
    (void)hall_.at(at.desk, StartService{});
    at.doing = Doing::serving;
    if (at.played && trick_ == "quick_transfer") {
      hall_.pass(5s);
      (void)hall_.at(at.desk, TransferTicket{{}, benefit, consultation, {}, ""});
      return rest(at, now);
    }
    at.until = now + seconds(360, 0.45);
    if (at.played && trick_ == "short_service") at.until = now + 25;
    const bool before_lunch = now > 4 * 3600 - 1200 && now < 4 * 3600;  // 13:00 is four hours after nine
    if (cheating(at, "long_service") && before_lunch) at.until = 4 * 3600 + 2700;
  }

  void end(Specialist& at, int now) {
    const LineId elsewhere{housing, consultation};
    if (chance(0.04) && hall_.visit(at.ticket).now.line != elsewhere) {
      (void)hall_.at(at.desk, TransferTicket{{}, housing, consultation, {}, ""});
    } else {
      (void)hall_.at(at.desk, FinishService{});
    }
    rest(at, now);
  }

  void rest(Specialist& at, int now) {
    at.doing = Doing::free;
    at.until = now + std::min(150, seconds(20, 0.8));
    if (cheating(at, "idle_with_queue") && chance(0.3)) at.until = now + 420;
  }

  std::mt19937_64 random_;
  std::string trick_;
  Hall hall_;
  std::uint64_t cheat_;
  std::vector<Specialist> specialists_{{"1"}, {"2"}, {"3"}};
};

TEST(Signs, ThirtyTricksAreFoundAndHonestDaysAreNot) {
  int honest = 0;
  int false_flags = 0;
  int played = 0;
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const std::string_view trick = seed > 30 ? tricks[0] : tricks.at(1 + seed % 9);
    Day day(seed, trick);
    const DaySummary summary = day.run();
    std::set<UserId> flagged;
    bool caught = false;
    for (const Sign& sign : summary.signs) {
      flagged.insert(sign.specialist);
      caught = caught || (sign.specialist == day.cheat() && sign.kind == trick);
    }
    if (!trick.empty()) {
      ++played;
      if (caught) ++found;
      EXPECT_TRUE(caught) << trick << ", seed " << seed;
    }
    for (const DeskLoad& load : summary.loads) {
      if (!trick.empty() && load.specialist == day.cheat()) continue;
      ++honest;
      if (!flagged.contains(load.specialist)) continue;
      ++false_flags;
      for (const Sign& sign : summary.signs) {
        if (sign.specialist != load.specialist) continue;
        std::printf("false: %s %d of %d, seed %d\n", sign.kind.c_str(), sign.count, sign.of,
                    static_cast<int>(seed));
      }
    }
  }
  std::printf("%d of %d tricks, %d of %d honest days\n", found, played, false_flags, honest);
  EXPECT_GE(found * 100, played * 95);
  EXPECT_LT(false_flags * 100, honest * 2);
}

}  // namespace
}  // namespace talon::stats
