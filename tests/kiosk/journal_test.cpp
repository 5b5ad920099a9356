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
#include "tests/kiosk/pictures.h"

namespace talon::kiosk {
namespace {

using namespace offline;

struct PowerCut {};

/// What is on the platter, and a cut at the n-th step of writing.
struct Disk {
  std::string durable;
  int steps_left = 1 << 30;
  std::size_t torn = 0;  ///< bytes of an unsynced line that reached the platter all the same

  void count() {
    if (--steps_left < 0) throw PowerCut{};
  }
};

class FakeLog : public Log {
 public:
  explicit FakeLog(Disk& disk) : disk_(disk) {}
  std::string read() override { return disk_.durable; }
  void append(const std::string& line) override {
    disk_.count();  // before anything is written
    try {
      disk_.count();  // written, not synced
    } catch (const PowerCut&) {
      disk_.durable += line.substr(0, std::min(disk_.torn, line.size()));
      throw;
    }
    disk_.durable += line;
    disk_.count();  // synced, the program not told
  }
  void replace(const std::string& text) override {
    disk_.count();
    disk_.durable = text;
    disk_.count();
  }

 private:
  Disk& disk_;
};

/// A server that keeps tickets by key, as the real one.
struct Server {
  std::map<std::string, TicketReply> by_key;
  std::map<std::string, std::string> slips;  ///< ticket -> last outcome
  Disk* disk = nullptr;                      ///< the power may go before and after each message

  Post post() {
    return [this](std::string_view path, std::string_view, const std::optional<RequestId>& request) {
      disk->count();
      client::Reply reply;
      if (path == "/api/v1/tickets") {
        auto found = by_key.find(request->value);
        if (found == by_key.end()) {
          TicketReply ticket = screens::pictures::ticket("А" + std::to_string(100 + by_key.size()));
          ticket.id = TicketId{"ticket-" + request->value};
          found = by_key.emplace(request->value, ticket).first;
        }
        reply.status = 201;
        reply.body = protocol::encode(found->second);
      } else {
        const std::string ticket(path.substr(16, path.rfind('/') - 16));
        slips[ticket] = "known";
        reply.status = 204;
      }
      disk->count();
      return reply;
    };
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
    const auto answer = take_ticket(journal, server.post(),
                                    {each.request, each.service, each.procedure, each.language}, false);
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

TEST(Record, EveryKindIsReadAsWritten) {
  const TicketReply ticket = screens::pictures::ticket();
  const std::vector<Record> all = {Requested{RequestId{"k"}, ServiceId{"s"}, ProcedureId{"p"}, "ru"},
                                   Answered{RequestId{"k"}, ticket}, Refused{RequestId{"k2"}, "hall-closed"},
                                   SlipKnown{ticket.id, 3, SlipOutcome::unknown, "media-jam"},
                                   SlipDelivered{ticket.id, 3}};
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
