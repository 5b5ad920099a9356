// SPDX-License-Identifier: MIT
// One random day of a small hall: any commands of any people and devices, in any order, most of them possible
// and many of them not.
#pragma once

#include <iosfwd>
#include <optional>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include "tests/fakes/mobile_hall.h"

namespace talon::sim {

/// One command: which, by whom or about what, and how much time goes by before it.
struct Act {
  int verb = 0;
  int desk = 0;    ///< 1..3; 0: that of the act before
  int ticket = 0;  ///< which of those issued so far, the last ones first
  int pick = 0;    ///< of what else there is to choose
  int seconds = 0;
};
std::ostream& operator<<(std::ostream& out, const Act& act);

/// How the hall is set up and what is done in it.
struct DayPlan {
  int setting = 0;  ///< any number
  std::vector<Act> acts;
};
std::ostream& operator<<(std::ostream& out, const DayPlan& plan);
[[nodiscard]] rc::Gen<DayPlan> any_day();

/// With bookings, journals of the regulation, breaks, priorities; `setting` chooses the order of calls and
/// what happens at the end of the day.
[[nodiscard]] Configuration hall_of(int setting);

class RandomDay {
 public:
  explicit RandomDay(int setting);
  void act(Act act);
  /// Time goes on to a minute before the end of the service day, then beyond it.
  void to_last_minute();
  void to_next_day();
  [[nodiscard]] const fakes::Hall& hall() const { return hall_; }

 private:
  void at_terminal(const Act& act, const LineId& line);
  void at_desk(const Act& act);
  void calls(const Act& act);
  void ends(const Act& act, const LineId& line);
  void on_telephone(const Act& act);
  void appointments(const Act& act);
  void decides(const Act& act);
  void devices(const Act& act);
  void sessions(const Act& act);
  void issue(const LineId& line, const std::string& priority, const std::string& code);
  void issue_offline(const LineId& line);
  [[nodiscard]] TicketId ticket(const Act& act) const;
  [[nodiscard]] AppointmentId appointment(const Act& act) const;
  [[nodiscard]] std::string code(const Act& act) const;
  [[nodiscard]] std::optional<Timestamp> slot(const Act& act, const LineId& line) const;
  [[nodiscard]] std::string next_name(const char* kind) { return kind + std::to_string(++names_); }
  template <class Verb>
  void at(const Act& act, Verb verb) {
    (void)hall_.at(std::to_string(act.desk), std::move(verb));
  }

  fakes::Hall hall_;
  std::vector<TicketId> tickets_;
  std::vector<AppointmentId> appointments_;
  std::vector<CallbackId> callbacks_;
  int names_ = 0;
  int last_desk_ = 1;
  std::uint32_t offline_ = 0;
};

}  // namespace talon::sim
