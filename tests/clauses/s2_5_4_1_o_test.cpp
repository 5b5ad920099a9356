// SPDX-License-Identifier: MIT
// S2-5.4.1-o: «Электронная система управления очередью либо ее элементы должны функционировать в течение
// всего времени приема граждан и должны … исключать возможность её произвольного отключения сотрудниками
// Управления.»
// The last open desk of a line neither closes nor pauses in reception hours without a named permission with a
// reason and an end; every stop is recorded.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

const Actor manager{Role::manager, "manager", ""};

TEST(Clause541o, TheLastDeskOfALineStaysOpen) {
  Hall hall;
  (void)hall.open("1");
  (void)hall.open("2");
  const auto refused = hall.at("2", CloseDesk{});
  EXPECT_EQ(refused.refusal().code, RefusalCode::last_desk);
  EXPECT_EQ(refused.refusal().detail, "Пособие на ребёнка: Подать документы");
  EXPECT_EQ(hall.at("2", PauseDesk{{}, "чай"}).refusal().code, RefusalCode::last_desk);
  EXPECT_TRUE(hall.at("1", CloseDesk{}).ok()) << "desk 2 serves all that desk 1 does";
  (void)hall.open("3");
  EXPECT_TRUE(hall.at("2", CloseDesk{}).ok());
  EXPECT_EQ(hall.at("3", PauseDesk{{}, "чай"}).refusal().code, RefusalCode::last_desk);
}

TEST(Clause541o, APausedDeskDoesNotCountAsOpen) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.open("3");
  ASSERT_TRUE(hall.at("2", PauseDesk{{}, "чай"}).ok());
  EXPECT_EQ(hall.at("3", CloseDesk{}).refusal().code, RefusalCode::last_desk);
  EXPECT_TRUE(hall.at("2", CloseDesk{}).ok()) << "it serves nobody as it is";
}

TEST(Clause541o, ANamedPermissionWithAnEnd) {
  Hall hall;
  (void)hall.open("2");
  EXPECT_EQ(hall.give(Decide{{"permission", "врач", {}, "2"}}, manager).refusal().code,
            RefusalCode::bad_request);
  EXPECT_EQ(hall.give(Decide{{"permission", "", monday("09:30:00"), "2"}}, manager).refusal().code,
            RefusalCode::reason_required);
  ASSERT_TRUE(hall.give(Decide{{"permission", "врач", monday("09:30:00"), "2"}}, manager).ok());
  ASSERT_TRUE(hall.at("2", PauseDesk{{}, "врач"}).ok());
  (void)hall.at("2", ResumeDesk{});
  hall.pass_to("09:30:00");
  EXPECT_EQ(hall.at("2", PauseDesk{{}, "врач"}).refusal().code, RefusalCode::last_desk) << "it has ended";
  (void)hall.give(Decide{{"permission", "врач", monday("12:00:00"), "3"}}, manager);
  EXPECT_EQ(hall.at("2", PauseDesk{{}, "врач"}).refusal().code, RefusalCode::last_desk) << "another desk's";
}

TEST(Clause541o, InItsOwnBreakTheLastDeskPausesButDoesNotGoForGood) {
  Configuration configuration = small_hall();
  configuration.breaks = {{{std::chrono::Monday}, 9h, 10h, "перерыв", {DeskId{"2"}}}};
  Hall hall(configuration);
  (void)hall.open("2");
  EXPECT_EQ(hall.at("2", CloseDesk{}).refusal().code, RefusalCode::last_desk);
  ASSERT_TRUE(hall.at("2", PauseDesk{{}, "перерыв"}).ok());
  EXPECT_EQ(hall.at("2", CloseDesk{}).refusal().code, RefusalCode::last_desk);
  (void)hall.open("3");
  EXPECT_TRUE(hall.at("2", CloseDesk{}).ok());
}

TEST(Clause541o, ATalkOnTheTelephoneIsNoAbsence) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.open("3");
  ASSERT_TRUE(hall.at("2", StartPhone{{}, false}).ok());
  EXPECT_TRUE(hall.at("3", PauseDesk{{}, "чай"}).ok()) << "desk 2 has somebody behind it";
}

TEST(Clause541o, OutsideReceptionHoursADeskCloses) {
  Hall hall;
  (void)hall.open("2");
  hall.pass_to("17:59:59");
  EXPECT_EQ(hall.at("2", CloseDesk{}).refusal().code, RefusalCode::last_desk);
  hall.pass_to("18:00:00");
  EXPECT_TRUE(hall.at("2", CloseDesk{}).ok());
}

TEST(Clause541o, EveryStopIsRecorded) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.open("3");
  (void)hall.at("3", PauseDesk{{}, "технический перерыв"});
  (void)hall.at("3", ResumeDesk{});
  (void)hall.at("3", CloseDesk{});
  ASSERT_EQ(hall.all<DeskPaused>().size(), 1U);
  EXPECT_EQ(std::get<DeskPaused>(hall.all<DeskPaused>()[0].body).reason, "технический перерыв");
  EXPECT_EQ(hall.all<DeskPaused>()[0].by.name, "user3");
  EXPECT_EQ(hall.all<DeskResumed>().size(), 1U);
  EXPECT_EQ(hall.all<DeskClosed>().size(), 1U);
}

}  // namespace
}  // namespace talon
