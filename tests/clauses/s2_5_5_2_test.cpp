// SPDX-License-Identifier: MIT
// S2-5.5.2-a, b: «При высокой нагрузке и превышении установленного административным регламентом срока
// ожидания в очереди по решению руководителей Управления продолжительность времени приема увеличивается.»
// «Консультации и справки предоставляются специалистами в течение всего срока предоставления государственной
// услуги, в том числе в не приемное время.» Only a manager lengthens reception, with a reason; terminal and
// board follow at once. A consultation has hours of its own.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

const Actor manager{Role::manager, "manager", ""};

TEST(Clause552, TheDecisionIsRecordedWithWhoWhyAndUntilWhen) {
  Hall hall(small_hall(), monday("17:40:00"));
  const Decide extension{{"extension", "очередь больше 30 минут", monday("19:00:00"), ""}};
  ASSERT_TRUE(hall.give(extension, manager).ok());
  const Event made = hall.all<DecisionMade>().at(0);
  const auto& decision = std::get<DecisionMade>(made.body);
  EXPECT_EQ(made.by.name, "manager");
  EXPECT_EQ(decision.reason, "очередь больше 30 минут");
  EXPECT_EQ(decision.until, monday("19:00:00"));
  EXPECT_EQ(hall.give(Decide{{"extension", "", monday("19:00:00"), ""}}, manager).refusal().code,
            RefusalCode::reason_required);
}

TEST(Clause552, TerminalAndBoardFollowAtOnce) {
  Hall hall(small_hall(), monday("17:40:00"));
  EXPECT_EQ(queue::menu_picture(hall.state(), hall.time()).closes_at, monday("18:00:00"));
  ASSERT_TRUE(hall.give(Decide{{"extension", "очередь", monday("19:00:00"), ""}}, manager).ok());
  EXPECT_EQ(queue::menu_picture(hall.state(), hall.time()).closes_at, monday("19:00:00"));
  EXPECT_EQ(queue::hall_picture(hall.state(), hall.time()).closes_at, monday("19:00:00"));
  hall.pass_to("18:59:59");
  EXPECT_TRUE(hall.issue(submission).ok());
  hall.pass_to("19:00:00");
  EXPECT_FALSE(hall.issue(submission).ok());
}

TEST(Clause552, ConsultationsHaveHoursOfTheirOwn) {
  Configuration configuration = small_hall();
  configuration.services[0].offers[0].hours = {{{std::chrono::Friday}, 9h, 16h}};
  Hall hall(configuration, monday("10:00:00", "2026-03-06"));
  EXPECT_TRUE(hall.issue(consultation).ok()) << "on a day without reception";
  EXPECT_FALSE(hall.issue(submission).ok());
}

}  // namespace
}  // namespace talon
