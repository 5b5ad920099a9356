// SPDX-License-Identifier: MIT
// What is shown of one state.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Picture, TheReplyCarriesAllThatTheSlipNeeds) {
  Hall hall;
  (void)hall.open("2");
  const TicketId ticket = hall.ticket(submission);
  const TicketReply reply = queue::ticket_reply(hall.state(), ticket, "ABCDEFGH12");
  EXPECT_EQ(reply.number.text(), "П001");
  EXPECT_EQ(reply.ahead, 0);
  EXPECT_EQ(reply.expected_wait_s, Seconds{0});
  ASSERT_EQ(reply.rooms.size(), 2U);
  EXPECT_EQ(reply.slip.office, "УСЗН");
  EXPECT_EQ(reply.slip.service, "Пособие на ребёнка");
  EXPECT_EQ(reply.slip.procedure, "Подать документы");
  EXPECT_EQ(reply.slip.brief, (std::vector<std::string>{"Паспорт", "Заявление"}));
  EXPECT_EQ(reply.slip.where, "Смотрите на табло: вас пригласят в кабинет 6 или кабинет 7.");
  EXPECT_EQ(reply.slip.journal_head, "ABCDEFGH12");
  EXPECT_EQ(reply.slip.url, "https://queue.example/t/token1");
  const auto again = queue::ticket_reply(small_hall(), hall.visit(ticket).issued, "ABCDEFGH12");
  EXPECT_EQ(again.slip.where, reply.slip.where) << "drawn from the event for a repeat of another day";
}

TEST(Picture, ACallStaysThirtySecondsAfterItIsOver) {
  Hall hall;
  (void)hall.open("1");
  (void)hall.open("2");
  (void)hall.ticket(consultation);
  (void)hall.ticket(submission);
  (void)hall.at("1", CallNext{});
  hall.pass(10s);
  (void)hall.at("2", CallNext{});
  auto picture = queue::hall_picture(hall.state(), hall.time());
  ASSERT_EQ(picture.calls.size(), 2U);
  EXPECT_EQ(picture.calls[0].number.text(), "П001") << "newest first";
  EXPECT_EQ(picture.calls[0].room_title, "кабинет 6");
  EXPECT_FALSE(picture.calls[0].room_shared);
  EXPECT_EQ(picture.seq, hall.state().seq);
  (void)hall.at("1", RecallTicket{});
  (void)hall.at("1", StartService{});
  picture = queue::hall_picture(hall.state(), hall.time());
  EXPECT_EQ(picture.calls[0].number.text(), "А001") << "a recall is newer";
  EXPECT_TRUE(picture.calls[0].left);
  EXPECT_EQ(picture.calls[0].recalls, 1);
  EXPECT_EQ(queue::next_picture_change(hall.state(), hall.now().at), hall.now().at.plus(30s));
  hall.pass(29s + 999ms);
  EXPECT_EQ(queue::hall_picture(hall.state(), hall.time()).calls.size(), 2U);
  hall.pass(1ms);
  EXPECT_EQ(queue::hall_picture(hall.state(), hall.time()).calls.size(), 1U);
}

TEST(Picture, TheDeskShowsItsVisitorTheHeldAndTheMissed) {
  Hall hall;
  (void)hall.open("2");
  for (int i = 0; i < 4; ++i) {
    (void)hall.issue(submission);
    hall.pass(1min);
  }
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", MarkNoShow{});
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", HoldTicket{{}, "копии"});
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", StartService{});
  hall.pass(3min);
  const DeskPicture desk = queue::desk_picture(hall.state(), DeskId{"2"}, hall.time()).value();
  ASSERT_TRUE(desk.ticket);
  EXPECT_EQ(desk.ticket->number.text(), "П003");
  EXPECT_EQ(desk.ticket->wait_s, Seconds{2min});
  EXPECT_EQ(desk.ticket->service_s, Seconds{3min});
  EXPECT_EQ(desk.ticket->wait_limit_s, Seconds{30min});
  EXPECT_EQ(desk.ticket->service_clause.value, "7.4");
  ASSERT_EQ(desk.held.size(), 1U);
  EXPECT_EQ(desk.held[0].note, "копии");
  ASSERT_EQ(desk.no_shows.size(), 1U);
  EXPECT_EQ(desk.no_shows[0].number.text(), "П001");
  EXPECT_EQ(desk.waiting, 1);
  EXPECT_EQ(desk.oldest_s, Seconds{4min});
  EXPECT_EQ(desk.lines.size(), 6U);
  EXPECT_EQ(desk.today.no_show, 1);
  EXPECT_FALSE(desk.undo) << "more than ten seconds ago";
  (void)hall.at("2", FinishService{});
  const DeskPicture after = queue::desk_picture(hall.state(), DeskId{"2"}, hall.time()).value();
  ASSERT_TRUE(after.undo);
  EXPECT_EQ(after.undo->what, "service_finished");
  EXPECT_EQ(after.undo->until, hall.now().at.plus(10s));
  EXPECT_EQ(after.today.served, 1);
  EXPECT_EQ(after.today.mean_service_s, Seconds{3min});
}

TEST(Picture, LiveBooksBalanceAndBreachesStandThere) {
  Hall hall;
  (void)hall.open("2");
  for (int i = 0; i < 3; ++i) (void)hall.issue(submission);
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", MarkNoShow{});
  hall.pass(31min);
  const LivePicture live = queue::live_picture(hall.state(), hall.time());
  EXPECT_EQ(live.issued, 3);
  EXPECT_EQ(live.no_show, 1);
  EXPECT_EQ(live.in_hall, 2);
  EXPECT_EQ(live.issued, live.served + live.no_show + live.cancelled + live.in_hall);
  ASSERT_EQ(live.breaches.size(), 2U);
  EXPECT_EQ(live.breaches[0].number.text(), "П003");
  EXPECT_EQ(live.lines[1].over, 2);
  EXPECT_EQ(live.lines[1].oldest_s, Seconds{31min});
  EXPECT_EQ(live.devices[0].health, Health::silent) << "never heard";
}

TEST(Picture, ACallForHelpStandsUntilSomebodyAnswers) {
  Hall hall;
  (void)hall.open("2");
  const Actor kiosk{Role::kiosk, "kiosk1", ""};
  const Timestamp pressed = hall.now().at;
  ASSERT_TRUE(hall.give(CallHelp{DeviceId{"kiosk1"}}, kiosk).ok());
  hall.pass(6min);
  ASSERT_TRUE(hall.give(CallHelp{DeviceId{"kiosk1"}}, kiosk).ok());
  const auto calls = queue::live_picture(hall.state(), hall.time()).help;
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].title, "Терминал у входа");
  EXPECT_EQ(calls[0].called_at, pressed) << "since the first press";
  EXPECT_EQ(queue::desk_picture(hall.state(), DeskId{"2"}, hall.time())->help.size(), 1U);
  const auto answered = hall.desk(AnswerHelp{DeviceId{"kiosk1"}}, "user2").value();
  EXPECT_EQ(std::get<HelpAnswered>(answered.back().body).waited_ms, Millis{6min});
  EXPECT_TRUE(queue::live_picture(hall.state(), hall.time()).help.empty());
  EXPECT_TRUE(hall.desk(AnswerHelp{DeviceId{"kiosk1"}}, "user3").value().empty())
      << "a colleague was quicker";
  EXPECT_EQ(hall.desk(AnswerHelp{DeviceId{"lift"}}, "user3").refusal().code, RefusalCode::unknown_device);
  EXPECT_EQ(hall.folded(), hall.state());
}

TEST(Picture, TheMenuSaysWhichTerminalsPrint) {
  fakes::Hall hall;
  const auto printing = [&] {
    std::vector<bool> all;
    for (const TerminalPicture& each : queue::menu_picture(hall.state(), hall.time()).terminals)
      all.push_back(each.prints);
    return all;
  };
  const auto reports = [&](const char* kiosk, Health health, const std::string& reason) {
    ASSERT_TRUE(
        hall.give(ReportDevice{DeviceId{kiosk}, {{"printer", health, reason}}}, {Role::kiosk, kiosk, ""}));
    queue::heard(hall.state(), DeviceId{kiosk}, hall.now());
  };
  EXPECT_EQ(printing(), (std::vector{false, false})) << "nothing heard is nothing to promise";
  reports("kiosk1", Health::ok, "");
  reports("kiosk2", Health::warning, "media-low");
  EXPECT_EQ(printing(), (std::vector{true, true}));
  reports("kiosk1", Health::failed, "media-empty");
  EXPECT_EQ(printing(), (std::vector{false, true}));
  hall.pass(1min);
  EXPECT_EQ(printing(), (std::vector{false, false})) << "silent";
}

TEST(Picture, ATicketSaysWhereAndWhatBecameOfItsPaper) {
  fakes::Hall hall;
  const TicketId ticket = hall.ticket(fakes::submission);
  const auto status = [&] { return queue::ticket_status(hall.state(), hall.visit(ticket), hall.time()); };
  EXPECT_EQ(status().rooms.size(), 2U) << "where one may be called to";
  EXPECT_EQ(status().slip, SlipOutcome::pending);
  ASSERT_TRUE(
      hall.give(ReportSlip{ticket, SlipOutcome::printed, "not-collected"}, {Role::kiosk, "kiosk1", ""}));
  ASSERT_TRUE(hall.open("3"));
  ASSERT_TRUE(hall.at("3", CallNext{}));
  ASSERT_EQ(status().rooms.size(), 1U);
  EXPECT_EQ(status().rooms[0].room, RoomId{"7"});
  const auto desk = queue::desk_picture(hall.state(), DeskId{"3"}, hall.time());
  ASSERT_TRUE(desk && desk->ticket);
  EXPECT_EQ(desk->ticket->slip, SlipOutcome::printed);
  EXPECT_EQ(desk->ticket->slip_reason, "not-collected") << "not taken, still valid";
}

TEST(Picture, TheMenuSaysWhyAProcedureIsClosed) {
  Configuration configuration = small_hall();
  configuration.desks.resize(1);
  const Hall hall(configuration);
  const MenuPicture menu = queue::menu_picture(hall.state(), hall.time());
  EXPECT_TRUE(menu.open);
  EXPECT_EQ(menu.closes_at, monday("18:00:00"));
  ASSERT_EQ(menu.services.size(), 2U);
  EXPECT_TRUE(menu.services[0].procedures[0].open);
  EXPECT_FALSE(menu.services[0].procedures[1].open);
  EXPECT_EQ(menu.services[0].procedures[1].why_closed, "Сейчас эту услугу не оказывает ни одно окно.");
  EXPECT_EQ(menu.services[0].procedures[1].wait_limit_s, Seconds{30min});
}

TEST(Picture, TheStatusOfATicketIsPositionAndRoomOnly) {
  Hall hall;
  (void)hall.open("1");
  (void)hall.ticket(consultation);
  const TicketId second = hall.ticket(consultation);
  auto status = queue::ticket_status(hall.state(), "token2", hall.time());
  ASSERT_TRUE(status);
  EXPECT_EQ(status->ahead, 1);
  EXPECT_EQ(status->expected_wait_s, Seconds{7min + 30s});
  (void)hall.at("1", CallTicket{{}, second, "по просьбе"});
  status = queue::ticket_status(hall.state(), "token2", hall.time());
  EXPECT_EQ(status->state, TicketState::called);
  EXPECT_EQ(status->room_title, "кабинет 5");
  EXPECT_FALSE(queue::ticket_status(hall.state(), "", hall.time()));
  EXPECT_FALSE(queue::ticket_status(hall.state(), "other", hall.time()));
}

TEST(Picture, WhatTheSlipPromisedStandsUntilItIsCalledOrTheTimeHasPassed) {
  Hall hall;
  (void)hall.open("1");
  const TicketId ticket = hall.ticket(consultation);
  const auto not_later = [&] { return queue::ticket_status(hall.state(), "token1", hall.time())->not_later; };
  EXPECT_FALSE(not_later()) << "the slip promised nothing";
  const_cast<visit::Visit&>(hall.visit(ticket)).issued.not_later_s = Seconds{20min};
  EXPECT_EQ(not_later(), monday("09:20:00"));
  hall.pass(20min - 1s);
  EXPECT_EQ(not_later(), monday("09:20:00"));
  hall.pass(1s);
  EXPECT_FALSE(not_later());
}

TEST(Picture, BeforeTheFirstConfigurationThereIsNothingToShow) {
  const queue::State state{};
  const HallTime time{monday(), 1, false};
  EXPECT_TRUE(queue::menu_picture(state, time).services.empty());
  EXPECT_TRUE(queue::hall_picture(state, time).calls.empty());
  EXPECT_FALSE(queue::desk_picture(state, DeskId{"1"}, time).ok());
  EXPECT_TRUE(queue::live_picture(state, time).desks.empty());
  EXPECT_FALSE(queue::next_deadline(state));
}

}  // namespace
}  // namespace talon
