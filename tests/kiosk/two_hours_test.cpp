// SPDX-License-Identifier: MIT
// Two terminals without the server for two hours, then the link is back. Real journals and
// deliveries against the real queue.
#include <gtest/gtest.h>

#include "kiosk/calls.h"
#include "server/protocol/json.h"
#include "server/protocol/problem.h"
#include "server/protocol/request.h"
#include "tests/fakes/hall_fixture.h"
#include "tests/kiosk/fake_disk.h"
#include "tests/sim/sim_server.h"

namespace talon::kiosk {
namespace {

using namespace std::chrono_literals;
using fakes::benefit, fakes::consultation;

/// The hall's server on virtual time, as its HTTP interface answers a terminal.
class ServerByPost {
 public:
  ServerByPost() {
    ConfigurationApplied applied;
    applied.parsed = std::make_shared<const Configuration>(fakes::small_hall());
    applied.sha256 = "two hours";
    Command command;
    command.body = ApplyConfiguration{applied};
    (void)server.receive(command, moment(), [](const auto&) {});
    server.commit();
  }
  [[nodiscard]] Moment moment() const { return {fakes::monday("10:00:00").plus(now), Ticks{1h + now}}; }

  Post from(const std::string& kiosk) {
    return
        [this, kiosk](std::string_view path, std::string_view json, const std::optional<RequestId>& request) {
          if (!reachable) return client::Reply{};
          const client::Reply reply = answer(kiosk, path, json, request);
          ++asked;
          return lose_every > 0 && asked % lose_every == 0 ? client::Reply{} : reply;
        };
  }

  sim::Server server;
  Millis now{0};
  bool reachable = true;
  int lose_every = 0;  ///< this many answers: one is lost after its command was carried out
  int asked = 0;

 private:
  client::Reply answer(const std::string& kiosk, std::string_view path, std::string_view json,
                       const std::optional<RequestId>& request) {
    Command command;
    command.by = {Role::kiosk, kiosk, ""};
    if (path == "/api/v1/tickets") {
      auto issue = protocol::read_issue_ticket(json);
      if (!issue.ok()) return refused(issue.refusal());
      issue->ticket = TicketId{"t" + std::to_string(++tickets_)};
      issue->token = issue->ticket.value;
      command.body = *issue;
      const auto known = bodies_.emplace(kiosk + request->value, json).first;
      if (known->second != json) return refused({RefusalCode::key_reused, ""});
      command.request = RequestId{kiosk + request->value};
    } else {
      const auto id = std::string(path.substr(16, path.rfind('/') - 16));
      auto read = protocol::read_ticket_command(path.substr(path.rfind('/') + 1), TicketId{id}, json);
      if (!read.ok()) return refused(read.refusal());
      command.body = *read;
      command.request = RequestId{"without a key " + std::to_string(++without_key_)};
    }
    client::Reply reply{204, "", {}};
    (void)server.receive(command, moment(), [&](const sim::Reply& done) {
      if (done.refusal) reply = refused(*done.refusal);
      for (const Event& event : done.events) {
        const auto* issued = std::get_if<TicketIssued>(&event.body);
        if (issued == nullptr) continue;
        reply = {201, protocol::encode(queue::ticket_reply(server.working(), issued->ticket, "")), {}};
      }
    });
    server.commit();
    return reply;
  }
  static client::Reply refused(const Refusal& why) { return {protocol::http_status(why.code), "", why}; }

  int tickets_ = 0;
  int without_key_ = 0;
  std::map<std::string, std::string> bodies_;
};

struct Kiosk {
  std::string name;
  std::string letter;
  Disk disk;
  int touches = 0;
  std::vector<std::string> shown;

  /// One visitor: asks the server once, then gives a number of its own.
  void visitor(ServerByPost& hall) {
    offline::Journal journal(std::make_unique<FakeLog>(disk));  // anew each time: a restart costs nothing
    if (journal.letter().empty()) journal.learn(letter, 0, journal.mark());
    const screens::TakeTicket wanted{RequestId{"k" + std::to_string(++touches)}, benefit, consultation, "ru"};
    const auto answer = take_ticket(journal, hall.from(name), wanted, true);
    TicketReply ticket;
    if (answer) {
      ASSERT_TRUE(answer->ticket) << refusal_name(answer->refusal->code) << " " << answer->refusal->detail;
      ticket = *answer->ticket;
    } else {
      TicketReply draft;
      draft.service = wanted.service;
      draft.procedure = wanted.procedure;
      draft.issued_at = draft.slip.issued_at = hall.moment().at;
      const auto issued = journal.issue(wanted.request, RequestId{"s" + std::to_string(touches)}, draft);
      ASSERT_TRUE(issued);
      ticket = issued->ticket;
    }
    shown.push_back(ticket.number.text());
    journal.write(offline::SlipKnown{ticket.id, touches, SlipOutcome::printed, ""});
  }
  /// The link is back: everything until nothing is left.
  void deliver(ServerByPost& hall) {
    offline::Journal journal(std::make_unique<FakeLog>(disk));
    for (const auto& each : journal.found().issued) {
      while (!deliver_issued(journal, hall.from(name), each)) {
      }
    }
    for (const auto& each : journal.found().undelivered) {
      while (!deliver_slip(journal, hall.from(name), each)) {
      }
    }
    EXPECT_EQ(journal.undelivered(), 0);
  }
};

TEST(WithoutServer, TwoHoursOfTwoTerminalsArriveInOrderOfIssueAndNoNumberCollides) {
  ServerByPost hall;
  Kiosk entrance{"kiosk1", "Е", {}, 0, {}};
  Kiosk lift{"kiosk2", "Н", {}, 0, {}};
  entrance.visitor(hall);
  lift.visitor(hall);
  hall.lose_every = 1;  // the last answer before the cut is lost: the server has a ticket nobody saw
  hall.now += 1min;
  entrance.visitor(hall);
  hall.lose_every = 0;
  hall.reachable = false;
  for (int i = 0; i < 14; ++i) {
    hall.now += 4min;
    entrance.visitor(hall);
    hall.now += 4min;
    lift.visitor(hall);
  }
  hall.now += 8min;
  hall.reachable = true;
  hall.lose_every = 5;
  lift.deliver(hall);  // whoever comes first, the order is that of issue
  entrance.deliver(hall);

  std::vector<std::string> all = entrance.shown;
  all.insert(all.end(), lift.shown.begin(), lift.shown.end());
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), all.size()) << "N2";
  const queue::State& state = hall.server.committed();
  EXPECT_EQ(state.waiting(), static_cast<int>(all.size())) << "N1, and no ticket that nobody holds";
  std::vector<std::string> line;
  std::vector<Timestamp> issued;
  for (const auto& [place, id] : state.line({benefit, consultation}).waiting) {
    const visit::Visit* visit = state.ticket(id);
    line.push_back(visit->issued.number.text());
    issued.push_back(visit->issued.issued_at);
    EXPECT_EQ(visit->slip, SlipOutcome::printed) << line.back();
  }
  EXPECT_EQ(std::set(line.begin(), line.end()), std::set(all.begin(), all.end()));
  EXPECT_TRUE(std::is_sorted(issued.begin(), issued.end())) << "N4";
  EXPECT_EQ(line[2], "Е001") << "the number in the hand, not the one that was lost";
  EXPECT_EQ(state.last_offline("Е"), 15U);
  EXPECT_EQ(state.last_offline("Н"), 14U);
}

}  // namespace
}  // namespace talon::kiosk
