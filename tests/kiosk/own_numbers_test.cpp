// SPDX-License-Identifier: MIT
// Numbers under the terminal's own letter over power cuts: a disk that loses what was not synced.
#include <gtest/gtest.h>

#include "kiosk/calls.h"
#include "tests/kiosk/fake_disk.h"
#include "tests/kiosk/pictures.h"
#include "tests/kiosk/ticket_server.h"

namespace talon::kiosk {
namespace {

using namespace offline;

constexpr std::string_view no_answer{};

/// One visitor whose request gets no answer: the server had it (`reached`) or not; the terminal gives its own
/// number and the paper comes out.
void visit_without_answer(Disk& disk, TicketServer& server, bool reached, std::string& shown) {
  Journal journal(std::make_unique<FakeLog>(disk));
  journal.learn("У", 3, journal.mark());
  const Post real = server.post();
  const Post silent = [&](auto path, auto body, auto& request) {
    if (reached) (void)real(path, body, request);
    return client::Reply{0, std::string(no_answer), {}};
  };
  EXPECT_FALSE(take_ticket(journal, silent, wanted, true));
  TicketReply draft = screens::pictures::ticket();
  draft.slip.language = wanted.language;
  const auto issued = journal.issue(wanted.request, RequestId{"spare1"}, draft);
  ASSERT_TRUE(issued);
  shown = issued->ticket.number.text();
  journal.write(SlipKnown{issued->ticket.id, 0, SlipOutcome::printed, ""});
}

/// The next start, with the link back.
void deliver_all(Disk& disk, TicketServer& server) {
  Journal journal(std::make_unique<FakeLog>(disk));
  const Open open = journal.found();
  for (const IssuedHere& each : open.issued) EXPECT_TRUE(deliver_issued(journal, server.post(), each));
  for (const SlipKnown& each : open.undelivered) EXPECT_TRUE(deliver_slip(journal, server.post(), each));
  for (const TicketReply& each : open.unprinted) {
    const SlipKnown known{each.id, 1, SlipOutcome::failed, "other"};
    journal.write(known);
    EXPECT_TRUE(deliver_slip(journal, server.post(), known));
  }
}

TEST(OwnNumbers, EveryCutPointKeepsTheShownNumberAndNoSecondTicket) {
  for (const bool reached : {false, true}) {
    for (const std::size_t torn : {std::size_t{0}, std::size_t{40}, std::size_t{100'000}}) {
      for (int point = 0;; ++point) {
        SCOPED_TRACE(testing::Message()
                     << (reached ? "reached" : "lost") << ", torn " << torn << ", cut " << point);
        Disk disk;
        disk.torn = torn;
        disk.steps_left = point;
        TicketServer server;
        server.disk = &disk;
        std::string shown;
        bool cut = false;
        try {
          visit_without_answer(disk, server, reached, shown);
        } catch (const PowerCut&) {
          cut = true;
        }
        // Then a cut at every step of the delivery as well.
        for (int again = 0; again < 12; ++again) {
          disk.steps_left = again;
          try {
            deliver_all(disk, server);
          } catch (const PowerCut&) {
          }
        }
        disk.steps_left = 1 << 30;
        deliver_all(disk, server);
        const auto standing = server.standing();
        if (!shown.empty()) {
          // N1, N2: the number in the visitor's hand is in the queue, alone.
          EXPECT_EQ(shown, "У004");
          EXPECT_EQ(standing, std::vector<std::string>{shown});
        }
        EXPECT_LE(standing.size(), 1U);
        const Journal last(std::make_unique<FakeLog>(disk));
        EXPECT_TRUE(last.found().issued.empty() && last.found().undelivered.empty());
        if (!cut) break;
      }
    }
  }
}

TEST(OwnNumbers, AreDurableBeforeAnybodySeesThem) {
  Disk disk;
  Journal journal(std::make_unique<FakeLog>(disk));
  EXPECT_FALSE(journal.issue(RequestId{"k"}, RequestId{"s"}, screens::pictures::ticket())) << "no letter yet";
  journal.learn("У", 0, journal.mark());
  ASSERT_TRUE(journal.issue(RequestId{"k"}, RequestId{"s"}, screens::pictures::ticket()));
  const Open open = open_of(decode_file(disk.durable));
  ASSERT_EQ(open.issued.size(), 1U);
  EXPECT_EQ(open.issued[0].ticket.number.text(), "У001");
  EXPECT_EQ(open.issued[0].ticket.slip.number.text(), "У001");
}

TEST(OwnNumbers, ContinueAboveWhatTheServerKnowsAndOverEveryRestart) {
  Disk disk;
  {
    Journal journal(std::make_unique<FakeLog>(disk));
    journal.learn("У", 14, journal.mark());  // a replaced disk
  }
  for (int i = 15; i < 20; ++i) {
    Journal journal(std::make_unique<FakeLog>(disk));
    const auto issued =
        journal.issue(RequestId{"k" + std::to_string(i)}, RequestId{"s"}, screens::pictures::ticket());
    ASSERT_TRUE(issued);
    EXPECT_EQ(issued->ticket.number.ordinal, static_cast<std::uint32_t>(i));
  }
}

TEST(OwnNumbers, BeginAnewOnlyWhenTheServerKnowsAllOfThem) {
  Disk disk;
  TicketServer server;
  server.disk = &disk;
  Journal journal(std::make_unique<FakeLog>(disk));
  journal.learn("У", 7, journal.mark());
  const auto before = journal.mark();
  const auto issued = journal.issue(RequestId{"k1"}, RequestId{"s1"}, screens::pictures::ticket());
  journal.learn("У", 0, journal.mark());
  EXPECT_EQ(journal.undelivered(), 1);
  EXPECT_TRUE(deliver_issued(journal, server.post(), *issued));
  journal.learn("У", 0, before);  // asked before the delivery, answered after it
  EXPECT_EQ(
      journal.issue(RequestId{"k2"}, RequestId{"s2"}, screens::pictures::ticket())->ticket.number.text(),
      "У009");
  EXPECT_TRUE(deliver_issued(journal, server.post(),
                             *journal.issue(RequestId{"k3"}, RequestId{"s3"}, screens::pictures::ticket())));
  journal.write(Refused{RequestId{"k2"}, "number-taken"});
  journal.learn("У", 0, journal.mark());  // a new day
  EXPECT_EQ(
      journal.issue(RequestId{"k4"}, RequestId{"s4"}, screens::pictures::ticket())->ticket.number.text(),
      "У001");
}

TEST(OwnNumbers, ASlipWaitsForItsNumberAndARefusedNumberEndsIt) {
  Disk disk;
  TicketServer server;
  server.disk = &disk;
  Journal journal(std::make_unique<FakeLog>(disk));
  journal.learn("У", 0, journal.mark());
  const auto issued = journal.issue(RequestId{"k1"}, RequestId{"s1"}, screens::pictures::ticket());
  const SlipKnown known{issued->ticket.id, 0, SlipOutcome::printed, ""};
  journal.write(known);
  EXPECT_FALSE(deliver_slip(journal, server.post(), known));
  EXPECT_TRUE(deliver_issued(journal, server.post(), *issued));
  EXPECT_TRUE(deliver_slip(journal, server.post(), known));
  EXPECT_TRUE(server.slips.contains("ticket-k1"));
  const auto other = journal.issue(RequestId{"k2"}, RequestId{"s2"}, screens::pictures::ticket());
  const Post refusing = [&](auto, auto, auto&) {
    return client::Reply{409, "", Refusal{RefusalCode::number_taken, "У002"}};
  };
  EXPECT_TRUE(deliver_issued(journal, refusing, *other));
  EXPECT_TRUE(deliver_slip(journal, refusing, {other->ticket.id, 1, SlipOutcome::printed, ""}));
  EXPECT_TRUE(open_of(decode_file(disk.durable)).issued.empty());
}

}  // namespace
}  // namespace talon::kiosk
