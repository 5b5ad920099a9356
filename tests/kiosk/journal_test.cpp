// SPDX-License-Identifier: MIT
// The terminal's journal over power cuts: a disk that loses what was not synced, cut at every step.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <unistd.h>

#include "kiosk/calls.h"
#include "server/protocol/json.h"
#include "tests/kiosk/fake_disk.h"
#include "tests/kiosk/pictures.h"

namespace talon::kiosk {
namespace {

using namespace offline;

/// A server that keeps tickets by key, as the real one.
struct Server {
  std::map<std::string, TicketReply> by_key;
  std::map<std::string, std::string> bodies;  ///< key -> what was asked under it
  std::map<std::string, std::string> slips;   ///< ticket -> last outcome
  std::set<std::string> cancelled;            ///< tickets
  Disk* disk = nullptr;                       ///< the power may go before and after each message

  Post post() {
    return [this](std::string_view path, std::string_view body, const std::optional<RequestId>& request) {
      disk->count();
      client::Reply reply;
      if (path == "/api/v1/tickets") {
        reply = take(request->value, std::string(body));
      } else {
        const std::string ticket(path.substr(16, path.rfind('/') - 16));
        if (path.ends_with("/cancel")) {
          cancelled.insert(ticket);
        } else {
          slips[ticket] = "known";
        }
        reply.status = 204;
      }
      disk->count();
      return reply;
    };
  }
  client::Reply take(const std::string& key, const std::string& body) {
    const auto asked = bodies.emplace(key, body).first;
    if (asked->second != body) return {422, "", Refusal{RefusalCode::key_reused, ""}};
    auto found = by_key.find(key);
    if (found == by_key.end()) {
      const auto own = body.find("\"number\":\"");
      const std::string number = own == body.npos
                                     ? "А" + std::to_string(100 + by_key.size())
                                     : body.substr(own + 10, body.find('"', own + 10) - own - 10);
      TicketReply ticket = screens::pictures::ticket(number);
      ticket.id = TicketId{"ticket-" + key};
      found = by_key.emplace(key, ticket).first;
    }
    return {201, protocol::encode(found->second), {}};
  }
  /// Tickets that still stand in the queue.
  [[nodiscard]] std::vector<std::string> standing() const {
    std::vector<std::string> numbers;
    for (const auto& [key, ticket] : by_key) {
      if (!cancelled.contains(ticket.id.value)) numbers.push_back(ticket.number.text());
    }
    return numbers;
  }
};

const screens::TakeTicket wanted{RequestId{"k1"}, ServiceId{"child_benefit"}, ProcedureId{"submission"},
                                 "ru"};

/// One visitor, from the request to the report; ends with PowerCut wherever the disk says.
void visit(Disk& disk, Server& server, bool& shown) {
  Journal journal(std::make_unique<FakeLog>(disk));
  const auto answer = take_ticket(journal, server.post(), wanted, true);
  ASSERT_TRUE(answer && answer->ticket);
  shown = true;
  const SlipKnown known{answer->ticket->id, 0, SlipOutcome::printed, ""};
  journal.write(known);
  EXPECT_TRUE(deliver_slip(journal, server.post(), known));
}

/// What the program does on its next start; nobody asks for the paper.
void finish(Disk& disk, Server& server) {
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
      Server server;
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
      Server server;
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

// ---- numbers under the kiosk's own letter -----------------------------------------------------------------

constexpr std::string_view no_answer{};

/// One visitor whose request gets no answer: the server had it (`reached`) or not; the terminal gives its own
/// number and the paper comes out.
void visit_without_answer(Disk& disk, Server& server, bool reached, std::string& shown) {
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
void deliver_all(Disk& disk, Server& server) {
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
        Server server;
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
  Server server;
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
  Server server;
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

TEST(Journal, TheRequestIsDurableBeforeItIsSent) {
  Disk disk;
  Server server;
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

IssuedHere issued_here() {
  TicketReply ticket = screens::pictures::ticket("У013");
  ticket.id = own_ticket_id(RequestId{"k9"});
  return {RequestId{"k9"}, RequestId{"s9"}, ticket};
}

TEST(Record, EveryKindIsReadAsWritten) {
  const TicketReply ticket = screens::pictures::ticket();
  const std::vector<Record> all = {Requested{RequestId{"k"}, ServiceId{"s"}, ProcedureId{"p"}, "ru"},
                                   Answered{RequestId{"k"}, ticket},
                                   Refused{RequestId{"k2"}, "hall-closed"},
                                   SlipKnown{ticket.id, 3, SlipOutcome::unknown, "media-jam"},
                                   SlipDelivered{ticket.id, 3},
                                   OwnNumbers{"У", 12},
                                   issued_here(),
                                   Delivered{own_ticket_id(RequestId{"k9"}), ticket.id}};
  std::string file;
  for (const Record& each : all) file += encode_line(each);
  const auto read = decode_file(file);
  ASSERT_EQ(read.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(encode_line(read[i]), encode_line(all[i]));
  EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
}

TEST(Record, ATornOrFlippedLineIsNoLine) {
  const std::string line = encode_line(Refused{RequestId{"k2"}, "hall-closed"});
  const std::string whole = line.substr(0, line.size() - 1);
  ASSERT_TRUE(decode_line(whole));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_FALSE(decode_line(whole.substr(0, i))) << i;
    std::string flipped = whole;
    flipped[i] = static_cast<char>(flipped[i] ^ 4);
    EXPECT_FALSE(decode_line(flipped)) << i;
  }
}

TEST(JournalFile, SurvivesATornLineAndBeginsWithOnlyWhatIsOpen) {
  std::string folder = std::string(TALON_BINARY_DIR) + "/kiosk-journal-XXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  {
    Journal journal(open_log_file(folder + "/state"));
    journal.write(Requested{RequestId{"k1"}, ServiceId{"s"}, ProcedureId{"p"}, "ru"});
    journal.write(Answered{RequestId{"k1"}, screens::pictures::ticket()});
    journal.write(Requested{RequestId{"k2"}, ServiceId{"s"}, ProcedureId{"p"}, "ru"});
    EXPECT_TRUE(journal.healthy());
  }
  std::ofstream(folder + "/state/journal.jsonl", std::ios::app) << "{\"crc\":\"0000";
  for (int start = 0; start < 2; ++start) {
    const Journal journal(open_log_file(folder + "/state"));
    EXPECT_EQ(journal.found().unprinted.size(), 1U);
    ASSERT_EQ(journal.found().unanswered.size(), 1U);
    EXPECT_EQ(journal.found().unanswered[0].request.value, "k2");
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace talon::kiosk
