// SPDX-License-Identifier: MIT
// The router's calls about sessions of the mobile service (S2-11).
#include <memory>

#include "server/http/router.h"
#include "server/http/session_copy.h"
#include "server/protocol/request_session.h"
#include "server/protocol/writer.h"
#include "server/queue/regulation.h"
#include "server/queue/session.h"

namespace talon::http {
namespace {

Reply done_reply(const Result<Done>& done) {
  return done.ok() ? empty_reply(204) : refuse(done.refusal());
}

Reply prepared_reply(const PrepareSession& prepared, Seconds travel, const std::string& warning) {
  protocol::Writer out;
  out.begin_object().field("hall", prepared.hall).field("date", prepared.date);
  out.field("location", prepared.location).field("distance_m", prepared.distance_m);
  out.field("travel_s", travel).field("warning", warning).end_object();
  return json_reply(200, std::move(out).text());
}

}  // namespace

void Router::session_command(const Call& call, Answer answer) {
  const auto body = [&]() -> Result<CommandBody> {
    if (call.rule.route == Route::session_handing) {
      auto handing = protocol::read_hand_session(call.request.body);
      return handing.ok() ? Result<CommandBody>(CommandBody{*handing}) : handing.refusal();
    }
    if (call.rule.route == Route::session_cancellation) {
      auto cancelled = protocol::read_cancel_session(call.request.body);
      return cancelled.ok() ? Result<CommandBody>(CommandBody{std::move(*cancelled)}) : cancelled.refusal();
    }
    auto arrival = protocol::read_arrive_session(call.request.body);
    return arrival.ok() ? Result<CommandBody>(CommandBody{std::move(*arrival)}) : arrival.refusal();
  }();
  if (!body.ok()) return answer(refuse(body.refusal()));
  submit(call, *body, done_reply, std::move(answer), call.caller.actor);
}

void Router::prepare_session(const Call& call, Answer answer) {
  const auto body = protocol::read_prepare_session(call.request.body);
  if (!body.ok()) return answer(refuse(body.refusal()));
  const auto reply = [this, prepared = *body](const Result<Done>& done) {
    if (!done.ok()) return refuse(done.refusal());
    const queue::State& state = world_.hall.state();
    return prepared_reply(prepared, queue::travel_time(*state.configuration, state.date, prepared.distance_m),
                          queue::preparation_warning(state, prepared.date));
  };
  submit(call, *body, reply, std::move(answer), call.caller.actor);
}

/// The copy lies on this machine already (talon-server receive); here somebody takes the case files and says
/// so under his own name.
void Router::receive_session(const Call& call, Answer answer) {
  const auto hall = protocol::read_receive_session(call.request.body);
  if (!hall.ok()) return answer(refuse(hall.refusal()));
  const auto& received = world_.hall.state().received;
  const auto known = received.find(*hall);
  const std::int64_t since = known == received.end() ? 0 : known->second;
  auto command = std::make_shared<Command>(formed(call, ReceiveSession{}, call.caller.actor));
  auto shared = std::make_shared<Answer>(std::move(answer));
  world_.archive.handed(*hall, since, [this, command, shared](Result<std::optional<SessionReceived>> handed) {
    if (!handed.ok()) return (*shared)(refuse(handed.refusal()));
    // All of it was received before.
    if (!*handed) return (*shared)(empty_reply(204));
    command->body = ReceiveSession{std::move(**handed)};
    world_.hall.submit(std::move(*command),
                       [shared](const Result<Done>& done) { (*shared)(done_reply(done)); });
  });
}

}  // namespace talon::http
