// SPDX-License-Identifier: MIT
// The terminal's records as bytes: what is torn or flipped is no record.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "kiosk/calls.h"
#include "tests/kiosk/fake_disk.h"
#include "tests/kiosk/pictures.h"

namespace talon::kiosk {
namespace {

using namespace offline;

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
                                   SlipKnown{ticket.id, 4, SlipOutcome::failed, "media-empty", true, true},
                                   NumberRead{ticket.id},
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

/// The numbers that would be offered after a start, and again after the file was made short.
std::vector<TicketId> offered(const std::vector<Record>& records) {
  const Open open = open_of(records);
  const Open again = open_of(decode_file(shortened(open)));
  std::vector<TicketId> first, second;
  for (const TicketReply& each : open.unprinted) first.push_back(each.id);
  for (const TicketReply& each : again.unprinted) second.push_back(each.id);
  EXPECT_EQ(first, second);
  return first;
}

TEST(Record, ANumberIsOfferedUntilItsPaperHasALastWordOrItWasRead) {
  const TicketReply ticket = screens::pictures::ticket();
  const Answered answered{RequestId{"k"}, ticket};
  const std::vector<TicketId> once = {ticket.id};
  const SlipKnown kept{ticket.id, 0, SlipOutcome::failed, "cover-open", true, false};
  const SlipKnown on_glass{ticket.id, 0, SlipOutcome::failed, "offline", false, true};
  const SlipKnown printed{ticket.id, 1, SlipOutcome::printed, ""};
  EXPECT_EQ(offered({answered}), once);
  EXPECT_EQ(offered({answered, kept}), once) << "the printer may have lost it with its power";
  EXPECT_EQ(offered({answered, kept, NumberRead{ticket.id}}), once) << "and the paper still is to come";
  EXPECT_TRUE(offered({answered, kept, printed}).empty());
  EXPECT_EQ(offered({answered, on_glass}), once) << "the power went before his eyes";
  EXPECT_TRUE(offered({answered, on_glass, NumberRead{ticket.id}}).empty());
}

/// A number of our own stays in the file until the server has it; that it was read does too.
TEST(Record, AnOwnNumberThatWasReadIsNotOfferedThoughItIsStillToBeDelivered) {
  const IssuedHere issued = issued_here();
  const TicketId id = issued.ticket.id;
  const SlipKnown on_glass{id, 0, SlipOutcome::failed, "offline", false, true};
  EXPECT_EQ(offered({issued, on_glass}), (std::vector{id}));
  EXPECT_TRUE(offered({issued, on_glass, NumberRead{id}}).empty());
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
