// SPDX-License-Identifier: MIT
// A day before one terminal by seed: visitors, and a fault for nearly each of them anywhere between the touch
// and the paper. Afterwards the server's journal, the terminal's disk, the glass and the paper are held
// against each other.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/sim_terminal.h"

namespace talon::sim {

/// What became of the visitors of one fault.
struct Outcomes {
  long visits = 0;
  long nothing = 0;  ///< the power went before the touch was written down: no number, nothing shown
  long printed = 0, failed = 0, unknown = 0;
  long repeats = 0;  ///< got paper marked "повтор"
  long own = 0;      ///< a number under the terminal's own letter
  long offered = 0;  ///< the number was offered after a restart or a late answer
};
using Tally = std::map<std::string, Outcomes>;

class PaperDay {
 public:
  PaperDay(const escpos::Profile& profile, unsigned seed);
  void visit(bool trouble);
  /// Everything is repaired, delivered and judged.
  void close(Tally& tally);
  /// What must never be, each in a sentence.
  [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }
  [[nodiscard]] int numbers() const { return static_cast<int>(visits_.size()); }

 private:
  struct Visit {
    std::string fault;
    std::optional<std::size_t> decision;
  };

  // trouble
  void plan_trouble(std::string& fault);
  void trouble_printer(const std::string& what);
  void trouble_server(const std::string& what);
  void trouble_kiosk(const std::string& what);
  void happen();
  void repair();
  // the visitor
  bool choose();
  void look(Visit& visit);
  void act_on_ticket(Visit& visit);
  void act_on_offer();
  [[nodiscard]] bool has_paper(const std::string& number) const;
  // time
  void run(Millis span);
  bool run_until(Millis most, const std::function<bool()>& done);
  // judgement
  void judge_numbers();
  void judge_papers();
  void judge_outcomes(Tally& tally);
  void fault(const std::string& what);

  bool chance(double p) { return std::uniform_real_distribution<>(0, 1)(random_) < p; }
  int pick(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }
  Millis span(int least, int most) { return Millis{pick(least, most)}; }

  std::mt19937 random_;
  unsigned seed_;
  Post hall_;
  Printer printer_;
  Terminal terminal_;
  Millis now_{0};
  std::vector<Visit> visits_;
  std::set<std::string> told_;                  ///< numbers that the glass told a visitor to keep in mind
  std::map<TicketId, std::string> standing_;    ///< at the server: ticket -> number
  std::map<std::string, TicketId> by_request_;  ///< of standing tickets, without the terminal's name

  // what waits to happen
  std::optional<Millis> unplug_at_, cut_at_;
  std::optional<Millis> server_away_at_, server_back_at_, power_back_at_;
  bool power_too_ = false;
  bool printer_too_ = false;  ///< the power of both went
  Carried next_fate_ = Carried::both_ways;
  int fates_ = 0;
  bool blank_ = false;  ///< a slip may be white today
  std::vector<std::string> faults_;
};

}  // namespace talon::sim
