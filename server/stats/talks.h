// SPDX-License-Identifier: MIT
// What people said besides standing in a line: the consultation line (S2-6.5, S3-2.5.5, S3-2.5.6), ratings
// (S3-3.2, S3-2.5.7) and calls for help at a terminal (S4-II.14.1). Folded from a day's events.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "server/model/event.h"

namespace talon::stats {

/// A day of the consultation line about one service.
struct PhoneDay {
  int answered = 0;
  int forwarded = 0;
  int promised = 0;  ///< talks that ended with the promise to ring back
  int missed = 0;    ///< nobody answered
  int over = 0;      ///< talks longer than their limit
  int rung_back = 0;
  int rung_back_late = 0;  ///< of these: after the day it was due
  Millis spoken{0};
  std::vector<Seconds> waited;  ///< until somebody answered, where the specialist entered it
  [[nodiscard]] int talks() const { return answered + forwarded + promised; }
};

/// Ratings that stand: bad, middling, good.
using RatingCounts = std::array<int, 3>;

/// From the first press until somebody of the staff said that he comes.
struct HelpCall {
  Timestamp at;
  DeviceId device;
  std::optional<Millis> answered;  ///< empty: nobody has
  UserId by;
};

struct TalksDay {
  std::map<ServiceId, PhoneDay> phone;     ///< an empty id: the service was not said
  std::map<LineId, RatingCounts> ratings;  ///< by the line in which the ticket stood
  std::vector<HelpCall> help;              ///< in order of time
};

class Talks {
 public:
  /// In the order of the journal.
  void add(const Event& event);
  [[nodiscard]] TalksDay day() const;

 private:
  void on(const Event& event, const TicketIssued& body);
  void on(const Event& event, const TicketCarried& body);
  void on(const Event& event, const TicketTransferred& body);
  void on(const Event& event, const TicketRated& body);
  void on(const Event& event, const PhoneLimitBroken& body);
  void on(const Event& event, const PhoneEnded& body);
  void on(const Event& event, const PhoneMissed& body);
  void on(const Event& event, const CallbackMade& body);
  void on(const Event& event, const HelpCalled& body);
  void on(const Event& event, const HelpAnswered& body);

  struct Rated {
    LineId line;
    int rating = 0;
  };
  std::map<ServiceId, PhoneDay> phone_;
  std::set<DeskId> over_;  ///< where the running talk is longer than its limit
  std::unordered_map<TicketId, LineId> line_of_;
  std::unordered_map<TicketId, Rated> rated_;  ///< the last word counts
  std::vector<HelpCall> help_;
};

}  // namespace talon::stats
