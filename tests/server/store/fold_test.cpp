// SPDX-License-Identifier: MIT
// Against the real queue: a restart that folds from the last day stands where the whole journal leads, and
// rebuild makes the very rows again that the running hall wrote.
#include <gtest/gtest.h>

#include "server/model/result.h"
#include "server/protocol/json.h"
#include "server/queue/queue.h"
#include "server/store/maintenance.h"
#include "server/store/reader.h"
#include "tests/fakes/hall_fixture.h"
#include "tests/server/store/script.h"

namespace talon::store {
namespace {

using namespace std::chrono_literals;
using fakes::consultation;
using fakes::submission;
using test::Folder;

std::int64_t seq_of(const std::string& json) {
  return std::strtoll(json.c_str() + 7, nullptr, 10);
}

/// Gives the events of a fixture to a journal and knows them again by their seq (the fixture's configuration
/// is code, not TOML, so that it cannot be read from the stored bytes).
class Recorded {
 public:
  explicit Recorded(const fakes::Hall& hall) {
    for (const Event& event : hall.journal()) {
      Event whole = event;
      whole.body = event.body;
      events_[event.seq] = whole;
    }
  }
  /// Refold for rebuild, and what the running shell does.
  [[nodiscard]] Refold refold() const {
    auto state = std::make_shared<queue::State>();
    return [this, state](std::string json, const Digest& previous) {
      const Event& event = events_.at(seq_of(json));
      Record record = make_record(event, std::move(json), previous);
      queue::Applied applied = queue::apply(*state, event);
      record.legs = std::move(applied.legs);
      record.legs_removed = std::move(applied.legs_removed);
      return record;
    };
  }
  void write(Journal& journal) const {
    const Refold fold = refold();
    Digest head = journal.head();
    Batch batch;
    for (const auto& [seq, event] : events_) {
      batch.records.push_back(fold(protocol::encode(event), head));
      head = batch.records.back().chain;
      if (batch.records.size() == 7) {
        journal.append(batch);
        batch.records.clear();
      }
    }
    journal.append(batch);
  }
  [[nodiscard]] queue::State fold_from(const Journal& journal, std::size_t& read) const {
    queue::State state;
    journal.read_fold([&](const std::string& json) {
      queue::apply(state, events_.at(seq_of(json)));
      ++read;
    });
    return state;
  }

 private:
  std::map<std::int64_t, Event> events_;
};

void busy_hours(fakes::Hall& hall, int tickets) {
  for (const char* desk : {"1", "2", "3"}) (void)hall.open(desk);
  for (int n = 0; n < tickets; ++n) {
    (void)hall.issue(n % 2 ? consultation : submission);
    hall.pass(3min);
    const std::string desk = std::to_string(1 + n % 3);
    (void)hall.at(desk, CallNext{});
    hall.pass(20s);
    if (n % 5 == 4) {
      (void)hall.at(desk, MarkNoShow{});
      if (n % 2 == 0) (void)hall.at(desk, UndoLast{});
    } else {
      (void)hall.at(desk, StartService{});
      hall.pass(4min);
      if (n % 4 == 3) (void)hall.at(desk, NextApplicant{});
      if (n % 7 != 6) (void)hall.at(desk, FinishService{{}, "accepted"});
      if (n % 6 == 1) (void)hall.at(desk, UndoLast{});
    }
  }
}

void report(fakes::Hall& hall, const char* device, Health health) {
  ReportDevice command;
  command.device = DeviceId{device};
  command.components = {{"printer", health, health == Health::ok ? "" : "media-low"}};
  queue::heard(hall.state(), command.device, hall.now());
  (void)hall.give(command, {Role::kiosk, device, ""});
}

void decide(fakes::Hall& hall, const std::string& kind, std::optional<Timestamp> until) {
  (void)hall.give(Decide{{kind, "причина", until, "2"}}, {Role::manager, "boss", ""});
}

/// Four days with everything that outlives one of them.
fakes::Hall four_days(bool overnight) {
  Configuration configuration = fakes::small_hall();
  configuration.overnight = overnight;
  fakes::Hall hall(configuration);
  (void)hall.give(RaiseNumberFloors{{{Date{std::chrono::year{2026}, std::chrono::March, std::chrono::day{5}},
                                      TicketNumber{"А", 64}}}},
                  {Role::system, "", ""});
  report(hall, "kiosk1", Health::ok);
  for (const char* date : {"2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"}) {
    hall.pass_to("09:00:00", date);
    report(hall, "kiosk2", Health::warning);
    decide(hall, "emergency", {});
    decide(hall, "permission", fakes::monday("12:00:00", "2026-03-07"));
    busy_hours(hall, 12);
    if (std::string(date) == "2026-03-03") hall.configure(configuration);
    for (int n = 0; n < 3; ++n) (void)hall.issue(submission, fakes::housing);
    report(hall, "kiosk1", Health::failed);
  }
  return hall;
}

class Fold : public ::testing::TestWithParam<bool> {};

TEST_P(Fold, FromTheLastDayIsTheFoldOfEverything) {
  const fakes::Hall hall = four_days(GetParam());
  EXPECT_EQ(!hall.all<TicketCarried>().empty(), GetParam());
  EXPECT_FALSE(hall.all<Undone>().empty());
  const Recorded recorded(hall);
  const Folder folder;
  const auto journal = open_journal(folder.path());
  recorded.write(*journal);
  std::size_t read = 0;
  EXPECT_TRUE(recorded.fold_from(*journal, read) == hall.folded());
  EXPECT_LT(read, hall.journal().size() / 2);
  EXPECT_GT(read, 10U);
}

TEST_P(Fold, RebuildMakesTheVeryRowsAgain) {
  const fakes::Hall hall = four_days(GetParam());
  const Recorded recorded(hall);
  const Folder folder;
  { recorded.write(*open_journal(folder.path())); }
  ASSERT_TRUE(verify(folder.path()).ok()) << verify(folder.path()).detail;
  const Rebuilt rebuilt = rebuild(folder.path(), recorded.refold());
  EXPECT_EQ(rebuilt.events, static_cast<std::int64_t>(hall.journal().size()));
  EXPECT_FALSE(rebuilt.changed);
  EXPECT_TRUE(verify(folder.path()).ok());
}

TEST_P(Fold, LegRowsAreTheQueuesLegs) {
  const fakes::Hall hall = four_days(GetParam());
  const Folder folder;
  { Recorded(hall).write(*open_journal(folder.path())); }
  const Reader reader(folder.path());
  std::map<std::pair<std::string, int>, std::string> expected;
  for (const Leg& leg : hall.legs()) expected[{leg.ticket.value, leg.leg}] = protocol::encode(leg);
  std::map<std::pair<std::string, int>, std::string> stored;
  LegNames names;
  reader.legs(hall.state().date, hall.state().date, names, [](const LegRow&) {});
  reader.legs(service_date(fakes::monday(), 0min), hall.state().date, names, [&](const LegRow& row) {
    const Leg leg = leg_of(row, names, reader.ticket_of(row));
    stored[{leg.ticket.value, leg.leg}] = protocol::encode(leg);
  });
  EXPECT_GT(expected.size(), 30U);
  EXPECT_EQ(stored, expected);
}

INSTANTIATE_TEST_SUITE_P(Halls, Fold, ::testing::Values(false, true));

}  // namespace
}  // namespace talon::store
