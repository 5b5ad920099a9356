// SPDX-License-Identifier: MIT
// Rows of finished visits for the office's past.
#pragma once

#include "server/outlook/past.h"

namespace talon::outlook::test {

inline Date march(unsigned day) {
  return {std::chrono::year{2026}, std::chrono::March, std::chrono::day{day}};
}

/// Feeds a fold with visits called at once.
struct Rows {
  PastFold fold;
  LegNames names;
  std::uint32_t ordinal = 0;

  void served(const LineId& line, const Date& date, Millis at, Millis service) {
    Leg leg = issued(line, date, at);
    leg.seen_at = leg.called_at;
    leg.ended_at = leg.issued_at.plus(service);
    leg.service_ms = service;
    leg.reason = "accepted";
    fold.add(leg_row(leg, names), names);
  }
  /// One visit: served in `line`, and sent on to `to` and served there.
  void sent_on(const LineId& line, const LineId& to, const Date& date, Millis at, Millis service) {
    served(line, date, at, service);
    Leg leg = issued(to, date, at);
    leg.number.ordinal = --ordinal;
    leg.leg = 1;
    leg.seen_at = leg.called_at;
    leg.ended_at = leg.issued_at.plus(2 * service);
    leg.service_ms = service;
    leg.reason = "accepted";
    fold.add(leg_row(leg, names), names);
  }
  void no_show(const LineId& line, const Date& date, Millis at, Millis waited_for) {
    Leg leg = issued(line, date, at);
    leg.outcome = LegOutcome::no_show;
    leg.ended_at = leg.issued_at.plus(waited_for);
    fold.add(leg_row(leg, names), names);
  }

 private:
  Leg issued(const LineId& line, const Date& date, Millis at) {
    Leg leg;
    leg.date = date;
    leg.number = {"А", ++ordinal};
    leg.service = line.service;
    leg.procedure = line.procedure;
    leg.place = "hall";
    leg.regulation = "snezhinsk-2008";
    constexpr std::chrono::minutes east{300};
    leg.issued_at = {std::chrono::sys_days{date} + at - east, east};
    leg.called_at = leg.issued_at;
    leg.wait_ms = Millis{0};
    return leg;
  }
};

}  // namespace talon::outlook::test
