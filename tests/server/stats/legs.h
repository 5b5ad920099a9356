// SPDX-License-Identifier: MIT
// Visits for the tests of reports: random but possible ones, and single ones by hand.
#pragma once

#include <rapidcheck.h>
#include <string>
#include <vector>

#include "server/model/leg_row.h"

namespace talon::stats::test {

inline Date march(unsigned day) {
  return {std::chrono::year{2026}, std::chrono::March, std::chrono::day{day}};
}

/// A served walk-in of one leg with a limit of 30 minutes to wait and 15 to be served.
inline Leg served(std::uint32_t ordinal, Millis wait, Millis service) {
  Leg leg;
  leg.ticket = TicketId{"t" + std::to_string(ordinal)};
  leg.date = march(2);
  leg.number = {"А", ordinal};
  leg.service = ServiceId{"child"};
  leg.procedure = ProcedureId{"submission"};
  leg.place = "hall";
  leg.desk = DeskId{"1"};
  leg.specialist = UserId{"first"};
  leg.issued_at = {std::chrono::sys_days{march(2)} + std::chrono::hours{4}, std::chrono::minutes{300}};
  leg.called_at = leg.issued_at.plus(wait);
  leg.seen_at = leg.called_at;
  leg.ended_at = leg.seen_at->plus(service);
  leg.wait_ms = wait;
  leg.walk_ms = Millis{0};
  leg.service_ms = service;
  leg.stay_ms = wait + service;
  leg.reason = "accepted";
  leg.regulation = "snezhinsk-2008";
  leg.wait_limit_s = Seconds{1800};
  leg.wait_clause = ClauseId{"7.2"};
  leg.service_limit_s = Seconds{900};
  leg.service_clause = ClauseId{"10.3"};
  return leg;
}

/// Visits of some days: one to three legs each, the last one served, not come or cancelled.
struct RandomDays {
  std::vector<Leg> legs;
  std::int64_t issued = 0;
  std::int64_t in_hall = 0;  ///< visits whose last leg has not ended: they have only earlier legs, or none
};

inline Millis random_span() {
  // limits and their neighbours are as likely as all the rest
  return *rc::gen::oneOf(rc::gen::map(rc::gen::inRange(0, 7'200'000), [](int ms) { return Millis{ms}; }),
                         rc::gen::element(Millis{1'800'000}, Millis{1'800'999}, Millis{1'801'000}, Millis{0},
                                          Millis{900'999}, Millis{901'000}, Millis{100'000'000}));
}

inline void add_leg(Leg leg, int index, bool last, RandomDays& days) {
  leg.leg = index;
  leg.last = last;
  if (index > 0) leg.wait_limit_s.reset();  // somebody was seen in the leg before
  leg.desk = DeskId{std::to_string(*rc::gen::inRange(1, 13))};
  leg.specialist = UserId{"user" + leg.desk.value};
  const int end = last ? *rc::gen::inRange(0, 5) : 3;
  leg.outcome = end < 1 ? LegOutcome::no_show : end < 2 ? LegOutcome::cancelled : LegOutcome::served;
  if (!last) leg.outcome = LegOutcome::transferred;
  if (leg.outcome == LegOutcome::no_show || leg.outcome == LegOutcome::cancelled) {
    leg.seen_at.reset();
    leg.wait_ms.reset();
    leg.walk_ms.reset();
    leg.service_ms.reset();
    leg.wait_broken = leg.wait_limit_s && whole_seconds(leg.stay_ms) > *leg.wait_limit_s;
  } else {
    leg.wait_broken = leg.wait_limit_s && whole_seconds(*leg.wait_ms) > *leg.wait_limit_s;
    leg.service_broken =
        leg.service_limit_s && whole_seconds(*leg.service_ms) > *leg.service_limit_s * leg.applicants;
  }
  if (leg.outcome == LegOutcome::cancelled) leg.desk = {};
  if (leg.outcome == LegOutcome::cancelled) leg.reason = "closed_at_day_end";
  days.legs.push_back(std::move(leg));
}

inline RandomDays random_days(int tickets) {
  RandomDays days;
  for (int n = 1; n <= tickets; ++n) {
    ++days.issued;
    const int legs = *rc::gen::weightedElement<int>({{8, 1}, {2, 2}, {1, 3}, {1, 0}});
    const bool ended = legs > 0 && *rc::gen::weightedElement<bool>({{9, true}, {1, false}});
    if (!ended) ++days.in_hall;
    const Date date = march(static_cast<unsigned>(*rc::gen::inRange(2, 12)));
    for (int index = 0; index < legs; ++index) {
      Leg leg = served(static_cast<std::uint32_t>(n), random_span(), random_span());
      leg.date = date;
      leg.issued_at.utc += std::chrono::sys_days{date} - std::chrono::sys_days{march(2)};
      leg.issued_at.utc += Millis{*rc::gen::inRange(0, 86'400'000)};
      leg.service = ServiceId{*rc::gen::element<std::string>("child", "housing", "veteran")};
      leg.procedure = ProcedureId{*rc::gen::element<std::string>("submission", "consultation", "result")};
      leg.applicants = *rc::gen::weightedElement<int>({{9, 1}, {1, 3}});
      if (leg.procedure.value == "result") leg.wait_limit_s.reset();
      if (leg.procedure.value == "consultation") leg.service_limit_s.reset();
      add_leg(std::move(leg), index, ended && index == legs - 1, days);
    }
  }
  return days;
}

}  // namespace talon::stats::test
