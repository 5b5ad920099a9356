// SPDX-License-Identifier: MIT
// S2-5.4.1-i: «краткая информация о данной процедуре»
// The slip carries the procedure's text whole; a change stands on the next ticket without a restart.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

std::vector<std::string> brief_of(Hall& hall) {
  return queue::ticket_reply(hall.state(), hall.ticket(submission), "").slip.brief;
}

TEST(Clause541i, TheSlipCarriesTheTextOfTheChosenProcedure) {
  Hall hall;
  EXPECT_EQ(brief_of(hall), (std::vector<std::string>{"Паспорт", "Заявление"}));
}

TEST(Clause541i, AChangeStandsOnTheNextTicket) {
  Hall hall;
  (void)brief_of(hall);
  Configuration changed = small_hall();
  const std::vector<std::string> text(
      40, "Справка о составе семьи, выданная не раньше чем за месяц до обращения");
  changed.services.front().offers[1].brief = text;
  hall.configure(changed);
  EXPECT_EQ(brief_of(hall), text) << "however long: nothing is cut on its way to the paper";
}

}  // namespace
}  // namespace talon
