// SPDX-License-Identifier: MIT
// A call out of order: who has the right, for how long, and among whom one chooses.
#include "server/queue/choosing.h"

#include <gtest/gtest.h>

#include "server/queue/queue.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

const Actor manager{Role::manager, "manager", ""};

Configuration nobody_chooses() {
  Configuration configuration = small_hall();
  for (Desk& desk : configuration.desks) desk.may_choose = false;
  return configuration;
}

DeskPicture picture_of(const Hall& hall, const char* desk) {
  return queue::desk_picture(hall.state(), DeskId{desk}, hall.time()).value();
}

RefusalCode refusal(const Hall::Result& result) {
  return result.ok() ? RefusalCode::bad_request : result.refusal().code;
}

TEST(Choosing, WithoutTheRightNobodyIsCalledOutOfOrder) {
  Hall hall(nobody_chooses());
  (void)hall.open("2");
  const TicketId first = hall.ticket(consultation);
  const TicketId second = hall.ticket(consultation);
  const auto refused = hall.at("2", CallTicket{{}, second, "просит"});
  EXPECT_EQ(refusal(refused), RefusalCode::choice_not_permitted);
  EXPECT_EQ(refused.refusal().detail, "окно 2");
  EXPECT_EQ(refusal(hall.at("2", reception("friend", consultation))), RefusalCode::choice_not_permitted);
  const auto called = hall.at("2", CallTicket{{}, first, "первый и так"});
  ASSERT_TRUE(called.ok()) << "the first of the order is nobody's favour";
  EXPECT_FALSE(std::get<TicketCalled>(called.value().back().body).out_of_order);
}

TEST(Choosing, ARefusalReturnsNobodyToTheLine) {
  Hall hall(nobody_chooses());
  (void)hall.open("2");
  const TicketId missed = hall.ticket(consultation);
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", MarkNoShow{});
  (void)hall.ticket(consultation);
  hall.pass(29min);
  EXPECT_EQ(refusal(hall.at("2", CallTicket{{}, missed, "просит"})), RefusalCode::choice_not_permitted);
  EXPECT_EQ(hall.standing(missed), TicketState::no_show);
}

TEST(Choosing, WithNobodyWaitingAVisitorIsReceivedByAnybody) {
  Hall hall(nobody_chooses());
  (void)hall.open("2");
  EXPECT_TRUE(hall.at("2", reception("friend", consultation)).ok());
}

TEST(Choosing, ADecisionGivesTheRightToOneDeskUntilItsEnd) {
  Hall hall(nobody_chooses());
  (void)hall.open("2");
  (void)hall.open("3");
  EXPECT_EQ(refusal(hall.give(Decide{{"choice", "аврал", {}, "2"}}, manager)), RefusalCode::bad_request);
  EXPECT_EQ(refusal(hall.give(Decide{{"choice", "", monday("09:30:00"), "2"}}, manager)),
            RefusalCode::reason_required);
  EXPECT_EQ(refusal(hall.give(Decide{{"choice", "аврал", monday("09:30:00"), "9"}}, manager)),
            RefusalCode::unknown_desk);
  ASSERT_TRUE(hall.give(Decide{{"choice", "аврал", monday("09:30:00"), "2"}}, manager).ok());
  ASSERT_TRUE(hall.give(Decide{{"permission", "врач", monday("10:00:00"), "3"}}, manager).ok());
  (void)hall.ticket(consultation);
  const TicketId second = hall.ticket(consultation);
  const TicketId third = hall.ticket(consultation);
  EXPECT_EQ(refusal(hall.at("3", CallTicket{{}, third, "просит"})), RefusalCode::choice_not_permitted)
      << "another desk's, and a permission of another kind";
  const auto called = hall.at("2", CallTicket{{}, second, "просит"});
  ASSERT_TRUE(called.ok());
  EXPECT_TRUE(std::get<TicketCalled>(called.value().back().body).out_of_order);
  (void)hall.at("2", MarkNoShow{});
  hall.pass_to("09:30:00");
  EXPECT_EQ(refusal(hall.at("2", CallTicket{{}, third, "просит"})), RefusalCode::choice_not_permitted)
      << "it has ended";
}

TEST(Choosing, AManagerAtADeskNeedsNobodysPermission) {
  Hall hall(nobody_chooses());
  ASSERT_TRUE(hall.give(OpenDesk{DeskId{"2"}}, manager).ok());
  (void)hall.ticket(consultation);
  const TicketId second = hall.ticket(consultation);
  EXPECT_EQ(refusal(hall.give(CallTicket{DeskId{"2"}, second, ""}, manager)), RefusalCode::reason_required);
  EXPECT_TRUE(hall.give(CallTicket{DeskId{"2"}, second, "жалоба"}, manager).ok());
}

TEST(Choosing, AmongWhomIsShownInTheOrderOfCallsAndOnlyToWhoMayChoose) {
  Configuration configuration = small_hall();
  configuration.desks[2].may_choose = false;
  Hall hall(configuration);
  (void)hall.open("2");
  (void)hall.open("3");
  for (int i = 0; i < 30; ++i) (void)hall.ticket(i % 3 == 0 ? submission : consultation);
  hall.pass(25min);
  const auto picture = picture_of(hall, "2");
  EXPECT_TRUE(picture.may_choose);
  ASSERT_EQ(picture.choices.size(), 30u);
  EXPECT_EQ(picture.choices.front().wait_s, Seconds{25min});
  EXPECT_FALSE(picture_of(hall, "3").may_choose);
  EXPECT_TRUE(picture_of(hall, "3").choices.empty());
  for (const WaitingPicture& expected : picture.choices) {
    const auto called = hall.at("2", CallNext{});
    ASSERT_TRUE(called.ok());
    EXPECT_EQ(std::get<TicketCalled>(called.value().back().body).ticket, expected.id)
        << expected.number.text();
    (void)hall.at("2", MarkNoShow{});
  }
}

TEST(Choosing, OfALongLineFiftyAreShown) {
  Hall hall;
  (void)hall.open("2");
  for (int i = 0; i < 70; ++i) (void)hall.ticket(consultation);
  EXPECT_EQ(picture_of(hall, "2").choices.size(), 50u);
}

}  // namespace
}  // namespace talon
