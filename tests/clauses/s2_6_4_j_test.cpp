// SPDX-License-Identifier: MIT
// S2-6.4-j: «таблица сроков предоставления государственной услуги в целом и максимальных сроков выполнения
// отдельных административных процедур, в том числе времени нахождения в очереди ожидания, времени приема
// документов и т.д.»
// The table is made of the profile that tickets are measured by: what is shown equals what is measured.
#include <cmath>
#include <gtest/gtest.h>

#include "server/queue/regulation.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

/// The shown amount of minutes for the clause and kind; -1: shown without a norm.
double shown(const LimitsTable& table, const std::string& clause, const std::string& kind) {
  for (const LimitsRow& row : table.rows) {
    if (row.clause.value == clause && row.kind == kind) return row.amount.value_or(-1);
  }
  return -2;
}

TEST(Clause64j, TheShownLimitsAreThoseOfATicketIssuedNow) {
  for (const char* profile : {"snezhinsk-2008", "rostov-draft"}) {
    Configuration configuration = small_hall();
    configuration.regulation = profile;
    Hall hall(configuration);
    const auto table = queue::limits_table(configuration, profile, hall.state().date);
    ASSERT_TRUE(table) << profile;
    const TicketIssued& issued = hall.visit(hall.ticket(submission)).issued;
    EXPECT_EQ(issued.wait_limit_s,
              Seconds{std::lround(60 * shown(*table, issued.wait_clause.value, "wait"))});
    EXPECT_EQ(issued.service_limit_s,
              Seconds{std::lround(60 * shown(*table, issued.service_clause.value, "service"))});
  }
}

TEST(Clause64j, AChangeOfTheRegulationIsShownFromItsDayOn) {
  Configuration configuration = small_hall();
  Regulation newer = snezhinsk();
  newer.valid_from = Date{std::chrono::year{2026} / 3 / 10};
  newer.limits[0].limit = 10min;
  configuration.regulations.push_back(newer);
  const auto on = [&](unsigned day) {
    return shown(*queue::limits_table(configuration, "snezhinsk-2008",
                                      Date{std::chrono::year{2026} / 3 / std::chrono::day{day}}),
                 "7.2", "wait");
  };
  EXPECT_EQ(on(9), 30);
  EXPECT_EQ(on(10), 10);
}

}  // namespace
}  // namespace talon
