// SPDX-License-Identifier: MIT
// The terminal's journal over power cuts: a disk that loses what was not synced, cut at every step.
#include <gtest/gtest.h>

#include "kiosk/calls.h"
#include "tests/kiosk/fake_disk.h"
#include "tests/kiosk/pictures.h"
#include "tests/kiosk/ticket_server.h"

namespace talon::kiosk {
namespace {

using namespace offline;

/// One visitor, from the request to the report; ends with PowerCut wherever the disk says.
void visit(Disk& disk, TicketServer& server, bool& shown) {
  Journal journal(std::make_unique<FakeLog>(disk));
  const auto answer = take_ticket(journal, server.post(), wanted, true);
  ASSERT_TRUE(answer && answer->ticket);
  shown = true;
  const SlipKnown known{answer->ticket->id, 0, SlipOutcome::printed, ""};
  journal.write(known);
  EXPECT_TRUE(deliver_slip(journal, server.post(), known));
}

/// What the program does on its next start; nobody asks for the paper.
void finish(Disk& disk, TicketServer& server) {
  Journal journal(std::make_unique<FakeLog>(disk));
  std::vector<TicketReply> offers = journal.found().unprinted;
  for (const Requested& each : journal.found().unanswered) {
    const auto answer =
        take_ticket(journal, server.post(),
                    {each.request, each.service, each.procedure, each.language, each.booking_code}, false);
    ASSERT_TRUE(answer && answer->ticket);
    offers.push_back(*answer->ticket);
  }
  for (const SlipKnown& each : journal.found().undelivered)
    EXPECT_TRUE(deliver_slip(journal, server.post(), each));
  for (const TicketReply& each : offers) {
    const SlipKnown known{each.id, 1, SlipOutcome::failed, "other"};
    journal.write(known);
    EXPECT_TRUE(deliver_slip(journal, server.post(), known));
  }
}

TEST(Journal, EveryCutPointLosesNoNumberAndMakesNoSecond) {
  int cuts = 0;
  for (const std::size_t torn : {std::size_t{0}, std::size_t{1}, std::size_t{40}, std::size_t{100'000}}) {
    for (int point = 0;; ++point) {
      Disk disk;
      disk.torn = torn;
      disk.steps_left = point;
      TicketServer server;
      server.disk = &disk;
      bool shown = false;
      bool cut = false;
      try {
        visit(disk, server, shown);
      } catch (const PowerCut&) {
        cut = true;
      }
      disk.steps_left = 1 << 30;
      const bool existed = !server.by_key.empty();
      finish(disk, server);
      EXPECT_LE(server.by_key.size(), 1U) << "cut " << point;
      // N1: a number the server gave is never forgotten, its paper is always accounted for.
      EXPECT_EQ(server.slips.size(), server.by_key.size()) << "cut " << point;
      EXPECT_TRUE(!shown || existed);
      // And the next start has nothing left to do.
      const Journal again(std::make_unique<FakeLog>(disk));
      EXPECT_TRUE(again.found().unanswered.empty() && again.found().unprinted.empty() &&
                  again.found().undelivered.empty())
          << "cut " << point;
      if (!cut) break;
      ++cuts;
    }
  }
  EXPECT_GT(cuts, 40);
}

TEST(Journal, ACodeOfAnAppointmentIsAskedForAgainAfterACutWithTheSameBody) {
  Disk disk;
  screens::TakeTicket booked = wanted;
  booked.booking_code = "4815162342";
  std::vector<std::string> bodies;
  const Post silent = [&](auto, auto body, auto&) {
    bodies.emplace_back(body);
    return client::Reply{};
  };
  {
    Journal journal(std::make_unique<FakeLog>(disk));
    EXPECT_FALSE(take_ticket(journal, silent, booked, true));
  }
  Journal journal(std::make_unique<FakeLog>(disk));
  ASSERT_EQ(journal.found().unanswered.size(), 1U);
  const Requested& open = journal.found().unanswered[0];
  EXPECT_EQ(open.booking_code, "4815162342");
  EXPECT_FALSE(take_ticket(journal, silent,
                           {open.request, open.service, open.procedure, open.language, open.booking_code},
                           false));
  ASSERT_EQ(bodies.size(), 2U);
  EXPECT_EQ(bodies[0], bodies[1]);
  EXPECT_NE(bodies[0].find("\"booking_code\":\"4815162342\""), std::string::npos) << bodies[0];
}

/// Appointments by key, as the real server has them.
struct Bookings {
  std::map<std::string, std::string> by_key;  ///< key -> id
  std::set<std::string> cancelled;
  Disk* disk = nullptr;

  Post post() {
    return [this](std::string_view path, std::string_view, const std::optional<RequestId>& request) {
      disk->count();
      client::Reply reply;
      if (path == "/api/v1/appointments") {
        AppointmentPicture made;
        made.appointment =
            AppointmentId{by_key.emplace(request->value, "id-" + request->value).first->second};
        made.code = "4815162342";
        reply = {201, protocol::encode(made), {}};
      } else {
        cancelled.insert(std::string(path.substr(21, path.rfind('/') - 21)));
        reply.status = 204;
      }
      disk->count();
      return reply;
    };
  }
};

/// What the program does with open bookings on its next start: nobody stands there, nobody has the code.
void give_back(Disk& disk, Bookings& server) {
  Journal journal(std::make_unique<FakeLog>(disk));
  for (const BookingAsked& each : journal.found().bookings) {
    const auto answer =
        book_time(journal, server.post(), {each.request, each.service, each.procedure, each.slot_at}, false);
    ASSERT_TRUE(answer && answer->booked);
    EXPECT_TRUE(drop_booking(journal, server.post(), {each.request, answer->booked->appointment}));
  }
}

TEST(Journal, ABookedTimeIsSeenByItsVisitorOrGivenBackWhereverThePowerGoes) {
  int cuts = 0;
  for (int point = 0;; ++point) {
    Disk disk;
    disk.steps_left = point;
    Bookings server;
    server.disk = &disk;
    bool kept = false;
    bool cut = false;
    try {
      Journal journal(std::make_unique<FakeLog>(disk));
      const screens::BookTime wanted_time{RequestId{"k1"}, ServiceId{"child_benefit"},
                                          ProcedureId{"submission"},
                                          *parse_timestamp("2026-03-03T09:00:00.000+05:00")};
      const auto answer = book_time(journal, server.post(), wanted_time, true);
      ASSERT_TRUE(answer && answer->booked);
      keep_booking(journal, wanted_time.request);
      kept = true;
    } catch (const PowerCut&) {
      cut = true;
    }
    for (int again = 0; again < 8; ++again) {
      disk.steps_left = again;
      try {
        give_back(disk, server);
      } catch (const PowerCut&) {
      }
    }
    disk.steps_left = 1 << 30;
    give_back(disk, server);
    EXPECT_LE(server.by_key.size(), 1U) << point;
    const std::size_t standing = server.by_key.size() - server.cancelled.size();
    EXPECT_TRUE(!kept || standing == 1) << point;
    const Journal last(std::make_unique<FakeLog>(disk));
    EXPECT_TRUE(last.found().bookings.empty()) << point;
    if (!cut) break;
    ++cuts;
  }
  EXPECT_GT(cuts, 6);
}

TEST(Journal, ACutWhileFinishingIsFinishedNextTime) {
  for (int first = 0; first < 20; ++first) {
    for (int second = 0; second < 20; ++second) {
      Disk disk;
      TicketServer server;
      server.disk = &disk;
      bool shown = false;
      disk.steps_left = first;
      try {
        visit(disk, server, shown);
      } catch (const PowerCut&) {
      }
      disk.steps_left = second;
      try {
        finish(disk, server);
      } catch (const PowerCut&) {
      }
      disk.steps_left = 1 << 30;
      finish(disk, server);
      EXPECT_LE(server.by_key.size(), 1U);
      EXPECT_EQ(server.slips.size(), server.by_key.size()) << first << ", " << second;
    }
  }
}

TEST(Journal, TheRequestIsDurableBeforeItIsSent) {
  Disk disk;
  TicketServer server;
  server.disk = &disk;
  Journal journal(std::make_unique<FakeLog>(disk));
  const Post real = server.post();
  const Post looking = [&](std::string_view path, std::string_view json,
                           const std::optional<RequestId>& request) {
    EXPECT_EQ(open_of(decode_file(disk.durable)).unanswered.size(), 1U);
    return real(path, json, request);
  };
  EXPECT_TRUE(take_ticket(journal, looking, wanted, true));
}

TEST(Journal, NoAnswerKeepsTheRequestOpenAndARefusalClosesIt) {
  Disk disk;
  Journal journal(std::make_unique<FakeLog>(disk));
  for (const int status : {0, 500, 503}) {
    const Post silent = [&](auto, auto, auto&) { return client::Reply{status, "", {}}; };
    EXPECT_FALSE(take_ticket(journal, silent, wanted, status == 0));
    EXPECT_EQ(open_of(decode_file(disk.durable)).unanswered.size(), 1U);
  }
  const Post refusing = [&](auto, auto, auto&) {
    return client::Reply{409, "", Refusal{RefusalCode::procedure_closed, "Закрыто."}};
  };
  const auto answer = take_ticket(journal, refusing, wanted, false);
  ASSERT_TRUE(answer && answer->refusal);
  EXPECT_TRUE(open_of(decode_file(disk.durable)).unanswered.empty());
}

TEST(Journal, StaysShortOverMonthsAndKeepsWhatIsOpen) {
  Disk disk;
  Journal journal(std::make_unique<FakeLog>(disk));
  journal.write(Requested{RequestId{"open"}, ServiceId{"s"}, ProcedureId{"p"}, "ru"});
  TicketReply ticket = screens::pictures::ticket();
  for (int i = 0; i < 2'000; ++i) {
    ticket.id = TicketId{"ticket" + std::to_string(i)};
    journal.write(Answered{RequestId{"k" + std::to_string(i)}, ticket});
    journal.write(SlipKnown{ticket.id, i, SlipOutcome::printed, ""});
    journal.write(SlipDelivered{ticket.id, i});
    ASSERT_LT(disk.durable.size(), 1'100'000U);
  }
  const Open open = open_of(decode_file(disk.durable));
  ASSERT_EQ(open.unanswered.size(), 1U);
  EXPECT_EQ(open.unanswered[0].request.value, "open");
  EXPECT_TRUE(open.unprinted.empty() && open.undelivered.empty());
}

}  // namespace
}  // namespace talon::kiosk
