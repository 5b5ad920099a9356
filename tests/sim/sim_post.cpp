// SPDX-License-Identifier: MIT
#include "tests/sim/sim_post.h"

#include "server/protocol/json.h"
#include "server/protocol/problem.h"
#include "server/protocol/request.h"
#include "tests/fakes/hall_fixture.h"

namespace talon::sim {
namespace {

using namespace std::chrono_literals;

client::Reply refused(const Refusal& why) {
  return {protocol::http_status(why.code), "", why};
}

}  // namespace

Post::Post() {
  ConfigurationApplied applied;
  applied.parsed = std::make_shared<const Configuration>(fakes::small_hall());
  applied.sha256 = "by post";
  Command command;
  command.body = ApplyConfiguration{applied};
  (void)server.receive(command, moment(), [](const Reply&) {});
  server.commit();
}

Moment Post::moment() const {
  return {fakes::monday("10:00:00").plus(now), Ticks{1h + now}};
}

MenuPicture Post::menu() const {
  return queue::menu_picture(server.committed(), {moment().at, 1, false});
}

kiosk::Post Post::from(const std::string& kiosk) {
  return
      [this, kiosk](std::string_view path, std::string_view json, const std::optional<RequestId>& request) {
        const Carried carried = !reachable ? Carried::not_there : fate ? fate() : Carried::both_ways;
        if (carried == Carried::not_there) return client::Reply{};
        const client::Reply reply = answer(kiosk, path, json, request, carried != Carried::not_committed);
        return carried == Carried::both_ways ? reply : client::Reply{};
      };
}

client::Reply Post::answer(const std::string& kiosk, std::string_view path, std::string_view json,
                           const std::optional<RequestId>& request, bool commits) {
  Command command;
  command.by = {Role::kiosk, kiosk, ""};
  if (path == "/api/v1/tickets") {
    auto issue = protocol::read_issue_ticket(json);
    if (!issue.ok()) return refused(issue.refusal());
    issue->ticket = TicketId{"t" + std::to_string(++tickets_)};
    issue->token = issue->ticket.value;
    command.body = *issue;
    command.request = RequestId{kiosk + request->value};
    const auto known = bodies_.find(command.request->value);
    if (known != bodies_.end() && known->second != json) return refused({RefusalCode::key_reused, ""});
    // Kept in the command's first event: what was not committed is not known either.
    if (commits) bodies_.emplace(command.request->value, json);
  } else {
    const auto id = std::string(path.substr(16, path.rfind('/') - 16));
    auto read = protocol::read_ticket_command(path.substr(path.rfind('/') + 1), TicketId{id}, json);
    if (!read.ok()) return refused(read.refusal());
    command.body = *read;
    command.request = RequestId{"without a key " + std::to_string(++without_key_)};
  }
  client::Reply reply{204, "", {}};
  (void)server.receive(command, moment(), [&](const Reply& done) {
    if (done.refusal) reply = refused(*done.refusal);
    for (const Event& event : done.events) {
      const auto* issued = std::get_if<TicketIssued>(&event.body);
      if (issued == nullptr) continue;
      reply = {201, protocol::encode(queue::ticket_reply(server.working(), issued->ticket, "")), {}};
    }
  });
  commits ? server.commit() : server.power_cut();
  return reply;
}

}  // namespace talon::sim
