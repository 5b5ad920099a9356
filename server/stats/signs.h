// SPDX-License-Identifier: MIT
// Signs of dressed-up figures: rules with thresholds over what one specialist did on one
// day. A sign is no proof: it names the tickets, a head looks at their histories.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/stats/day_summary.h"

namespace talon::stats {

/// A rule flags a specialist's day that reaches both thresholds.
struct SignRule {
  std::string_view kind;
  std::string_view title;       ///< in Russian, for the report
  std::string_view definition;  ///< what is counted, and of what
  int least_count;
  int least_percent;  ///< of `of`
};
[[nodiscard]] std::span<const SignRule> sign_rules();

/// Watches a day's events (undone ones left out) in order. Times are differences of Ticks.
class Signs {
 public:
  void add(const Event& event);
  /// breaks: of the whole hall, see ReceptionDay.
  [[nodiscard]] std::vector<Sign> found(const Date& date, const std::vector<Stretch>& breaks) const;

 private:
  /// What a specialist did with one ticket.
  struct Deed {
    UserId specialist;
    TicketNumber number;
  };
  struct Service {
    Deed deed;
    LineId line;
    Moment from;
    Moment to;
  };
  struct Ticket {
    TicketNumber number;
    LineId line;
    Ticks since;  ///< stands in the line since
    Moment issued;
    bool seen = false;
    std::optional<Moment> called;   ///< first or repeated call, whichever was last
    std::optional<Moment> started;  ///< the running service
    std::optional<Moment> held;     ///< held before being seen
    UserId held_by;
  };
  struct Desk {
    UserId specialist;
    std::optional<Ticks> idle_since;
  };

  void on(const Event& event, const TicketIssued& body);
  void on(const Event& event, const TicketCarried& body);
  void on(const Event& event, const TicketCalled& body);
  void on(const Event& event, const TicketRecalled& body);
  void on(const Event& event, const ServiceStarted& body);
  void on(const Event& event, const ServiceFinished& body);
  void on(const Event& event, const TicketNoShow& body);
  void on(const Event& event, const TicketHeld& body);
  void on(const Event& event, const TicketReturned& body);
  void on(const Event& event, const TicketTransferred& body);
  void on(const Event& event, const TicketCancelled& body);
  void on(const Event& event, const DeskOpened& body);
  void on(const Event& event, const DeskPaused& body);
  void on(const Event& event, const DeskResumed& body);
  void on(const Event& event, const DeskClosed& body);
  void on(const Event& event, const DeskTakenOver& body);

  void end_hold(Ticket& ticket, const Event& event);
  void note(std::string_view kind, const Deed& deed);
  void judge_services(const std::vector<Stretch>& breaks,
                      std::map<std::string, std::vector<Deed>>& deeds) const;
  [[nodiscard]] std::map<LineId, Millis> medians() const;

  std::unordered_map<TicketId, Ticket> tickets_;
  std::map<DeskId, Desk> desks_;
  std::map<std::string, std::vector<Deed>> deeds_;  ///< by kind of sign
  std::vector<Service> services_;
  std::map<UserId, int> calls_, starts_, ends_, cancels_;
};

}  // namespace talon::stats
