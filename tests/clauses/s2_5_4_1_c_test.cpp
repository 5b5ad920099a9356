// SPDX-License-Identifier: MIT
// S2-5.4.1-c, d, e: «получение информации о государственной услуге с помощью личной консультации с
// ответственным сотрудником», «подача пакета документов», «получение документа, являющегося результатом
// государственной услуги» Three procedures: each goes only to the desks that serve it, with a limit and
// figures of its own; the last has no limit, so it is measured and never a breach.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause541cde, TheMenuOffersAllThree) {
  const Hall hall;
  const MenuPicture menu = queue::menu_picture(hall.state(), hall.time());
  std::vector<std::string> titles;
  for (const OfferPicture& offer : menu.services.front().procedures) titles.push_back(offer.official);
  EXPECT_EQ(titles, (std::vector<std::string>{"личная консультация", "подача пакета документов",
                                              "получение результата"}));
}

TEST(Clause541cde, ATicketGoesOnlyToADeskThatServesIt) {
  Hall hall;
  (void)hall.open("1");  // consultations and results
  (void)hall.open("2");  // all three
  const TicketId papers = hall.ticket(submission);
  EXPECT_EQ(hall.at("1", CallNext{}).refusal().code, RefusalCode::nobody_waiting);
  EXPECT_EQ(hall.at("1", CallTicket{{}, papers, "просит"}).refusal().code, RefusalCode::desk_does_not_serve);
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  EXPECT_EQ(hall.standing(papers), TicketState::called);
}

TEST(Clause541cde, TheResultIsMeasuredWithoutALimit) {
  Hall hall;
  (void)hall.open("1");
  (void)hall.ticket(result);
  hall.pass(3h);
  ASSERT_TRUE(hall.at("1", CallNext{}).ok());
  ASSERT_TRUE(hall.at("1", StartService{}).ok());
  ASSERT_TRUE(hall.at("1", FinishService{}).ok());
  const Leg& leg = hall.legs().front();
  EXPECT_EQ(leg.procedure, result);
  EXPECT_EQ(leg.wait_ms, Millis{3h});
  EXPECT_FALSE(leg.wait_limit_s);
  EXPECT_FALSE(leg.wait_broken);
  EXPECT_TRUE(hall.all<LimitBroken>().empty());
}

}  // namespace
}  // namespace talon
