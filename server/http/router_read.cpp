// SPDX-License-Identifier: MIT
// The router's calls that change nothing: pictures, tickets, pages, event streams.
#include <algorithm>

#include "server/http/router.h"
#include "server/http/ticket_page.h"
#include "server/model/names.h"
#include "server/protocol/json.h"
#include "server/protocol/writer.h"
#include "server/queue/regulation.h"
#include "server/stats/format.h"

namespace talon::http {
namespace {

Reply html_reply(int status, std::string html) {
  Reply reply;
  reply.status = status;
  reply.content_type = "text/html; charset=utf-8";
  reply.body = std::move(html);
  reply.extra = {{"Cache-Control", "no-store"}, {"X-Robots-Tag", "noindex"}};
  return reply;
}

void write_bus(protocol::Writer& out, const LedBus& bus) {
  out.begin_object().field("bus", bus.id).field("protocol", bus.protocol).field("baud", bus.baud);
  out.field("brightness", bus.brightness.day).field("night_brightness", bus.brightness.night);
  out.field("night_from_min", static_cast<int>(bus.brightness.night_from.count()));
  out.field("night_to_min", static_cast<int>(bus.brightness.night_to.count()));
  out.key("boards").begin_array();
  for (const LedBoard& board : bus.boards) {
    out.begin_object().field("address", board.address).field("role", board.role);
    out.field("desk", board.desk).field("rooms", board.rooms).end_object();
  }
  out.end_array().end_object();
}

Refusal refusal(RefusalCode code) {
  return {code, ""};
}

}  // namespace

void Router::read(const Call& call, const Answer& answer) {
  const queue::State& state = world_.hall.state();
  const HallTime time = world_.hall.time();
  switch (call.rule.route) {
    case Route::time:
      return answer(json_reply(200, protocol::encode(time)));
    case Route::menu:
      return answer(json_reply(200, protocol::encode(queue::menu_picture(state, time))));
    case Route::regulation:
      return answer(regulation(call));
    case Route::definitions:
      return answer(json_reply(200, stats::json(stats::definitions())));
    case Route::hall:
      return answer(json_reply(200, draw(View::hall, {})->json));
    case Route::live:
      return answer(json_reply(200, draw(View::live, {})->json));
    case Route::desks:
      return answer(desks());
    case Route::desk: {
      auto picture = draw(View::desk, DeskId{call.segment(3)});
      if (!picture) return answer(refuse({RefusalCode::unknown_desk, call.segment(3)}));
      return answer(json_reply(200, std::move(picture->json)));
    }
    case Route::own_device:
      return answer(own_device(call));
    case Route::callbacks:
      return answer(callbacks());
    case Route::session: {
      const auto person = world_.access.session(call.caller.token, world_.now());
      if (!person) return answer(refuse(refusal(RefusalCode::not_authenticated)));
      return answer(json_reply(200, person_json(*person)));
    }
    case Route::health:
      return answer(json_reply(200, R"({"status":"ok"})"));
    case Route::ready:
      if (world_.hall.writable()) return answer(json_reply(200, R"({"status":"ready"})"));
      return answer(refuse(refusal(RefusalCode::storage_unavailable)));
    case Route::metrics:
      return answer(metrics());
    case Route::openapi:
      return answer(json_reply(200, world_.openapi));
    default:
      return answer(refuse(refusal(RefusalCode::not_found)));
  }
}

std::optional<Hub::Picture> Router::draw(View view, const DeskId& desk) const {
  const queue::State& state = world_.hall.state();
  const HallTime time = world_.hall.time();
  if (view == View::hall) return Hub::Picture{state.seq, protocol::encode(queue::hall_picture(state, time))};
  if (view == View::live) {
    LivePicture live = queue::live_picture(state, time);
    for (LiveDesk& row : live.desks) {
      row.specialist_name = world_.access.name_of_person(row.specialist.value);
    }
    for (NoticePicture& notice : live.notices) {
      if (!notice.by.empty()) notice.by_name = world_.access.name_of_person(notice.by.value);
    }
    return Hub::Picture{state.seq, protocol::encode(live)};
  }
  const auto picture = queue::desk_picture(state, desk, time);
  if (!picture.ok()) return std::nullopt;
  return Hub::Picture{state.seq, protocol::encode(*picture)};
}

Reply Router::desks() const {
  const LivePicture live = queue::live_picture(world_.hall.state(), world_.hall.time());
  protocol::Writer out;
  out.begin_object().key("desks").begin_array();
  for (const LiveDesk& desk : live.desks) {
    out.begin_object().field("desk", desk.desk).field("title", desk.title);
    out.field("room_title", desk.room_title).field("state", desk.state);
    out.field("specialist", desk.specialist);
    out.field("specialist_name", world_.access.name_of_person(desk.specialist.value)).end_object();
  }
  out.end_array().end_object();
  return json_reply(200, std::move(out).text());
}

Reply Router::callbacks() const {
  CallbackList list = queue::callback_list(world_.hall.state(), world_.hall.time());
  for (CallbackPicture& row : list.callbacks) {
    row.specialist_name = world_.access.name_of_person(row.specialist.value);
  }
  return json_reply(200, protocol::encode(list));
}

Reply Router::regulation(const Call& call) const {
  const queue::State& state = world_.hall.state();
  const std::string name = call.target.value("name");
  const std::string date = call.target.value("date");
  const auto day = date.empty() ? std::optional(state.date) : parse_date(date);
  if (!day || !day->ok()) return refuse({RefusalCode::bad_request, "date: нужна дата вида 2026-03-02"});
  const auto table =
      queue::limits_table(*state.configuration, name.empty() ? state.configuration->regulation : name, *day);
  if (!table) return refuse({RefusalCode::bad_request, "name: такого регламента на эту дату нет"});
  return json_reply(200, protocol::encode(*table));
}

Reply Router::own_device(const Call& call) const {
  const queue::State& state = world_.hall.state();
  const DeviceId id{call.caller.actor.name};
  const Device* device = state.configuration ? state.configuration->device(id) : nullptr;
  if (device == nullptr) return refuse({RefusalCode::unknown_device, id.value});
  protocol::Writer out;
  out.begin_object().field("device", device->id).field("role", device->role).field("title", device->title);
  out.field("letter", device->letter).field("diagonal_inch", device->diagonal_inch);
  out.field("distance_m", device->distance_m).field("rooms", device->rooms);
  out.key("buses").begin_array();
  for (const LedBus& bus : state.configuration->buses) {
    if (bus.display == id) write_bus(out, bus);
  }
  out.end_array();
  out.field("last_offline", device->letter.empty() ? 0u : state.last_offline(device->letter));
  if (device->role == DeviceRole::display) out.field("board", board_of(*device));
  out.end_object();
  return json_reply(200, std::move(out).text());
}

/// A door plate names who receives (S2-5.3.8); the names are people's, not the queue's.
BoardPicture Router::board_of(const Device& display) const {
  const queue::State& state = world_.hall.state();
  BoardPicture board = queue::board_picture(state, display);
  if (board.layout.kind != BoardKind::plate) return board;
  for (RoomPlate& room : board.rooms) {
    for (DeskPlate& desk : room.desks) {
      const UserId& specialist = state.desk(desk.desk).specialist;
      if (!specialist.empty()) desk.specialist_name = world_.access.name_of_person(specialist.value);
    }
  }
  return board;
}

Reply Router::metrics() const {
  const queue::State& state = world_.hall.state();
  const auto writer = world_.hall.writer_counters();
  HallFigures figures;
  figures.live = queue::live_picture(state, world_.hall.time());
  figures.writable = world_.hall.writable();
  figures.seq = state.seq;
  figures.commits = static_cast<std::uint64_t>(writer.commits);
  figures.failed_commits = static_cast<std::uint64_t>(writer.failures);
  Reply reply;
  reply.content_type = "text/plain; version=0.0.4; charset=utf-8";
  reply.body = metrics_text(world_.counters, figures);
  return reply;
}

void Router::ticket(const Call& call, Answer answer) {
  TicketKey key = TicketId{lower_ascii(call.segment(3))};
  if (const auto number = parse_ticket_number(call.segment(3))) {
    const std::string date = call.target.value("date");
    const auto day = date.empty() ? std::optional(world_.hall.state().date) : parse_date(date);
    if (!day || !day->ok()) {
      return answer(refuse({RefusalCode::bad_request, "date: нужна дата вида 2026-03-02"}));
    }
    key = std::pair(*day, *number);
  }
  const auto reply = [this, asked = call.segment(3), answer = std::move(answer)](const TicketRecord& record) {
    if (record.events.empty()) return answer(refuse({RefusalCode::unknown_ticket, asked}));
    const auto name_of = [this](const std::string& login) { return world_.access.name_of_person(login); };
    answer(json_reply(200, ticket_history_json(world_.hall.state(), record, world_.hall.time(), name_of)));
  };
  world_.archive.history(key, reply);
}

// A visitor at a terminal knows the number on the slip, a program the id.
TicketId Router::named_ticket(const std::string& segment) const {
  if (const auto number = parse_ticket_number(segment)) {
    const visit::Visit* visit = world_.hall.state().ticket(*number);
    if (visit != nullptr) return visit->issued.ticket;
  }
  return TicketId{lower_ascii(segment)};
}

void Router::ticket_status(const Call& call, const Answer& answer) const {
  const queue::State& state = world_.hall.state();
  const visit::Visit* visit = state.ticket(named_ticket(call.segment(3)));
  if (visit == nullptr) return answer(refuse({RefusalCode::unknown_ticket, call.segment(3)}));
  answer(json_reply(200, protocol::encode(queue::ticket_status(state, *visit, world_.hall.time()))));
}

/// For another terminal when the first one could not print: only of a ticket that waits and has no paper, so
/// that a number read from a stranger's slip gives nobody a second one.
Reply Router::ticket_paper(const Call& call) const {
  const queue::State& state = world_.hall.state();
  const visit::Visit* visit = state.ticket(named_ticket(call.segment(3)));
  if (visit == nullptr) return refuse({RefusalCode::unknown_ticket, call.segment(3)});
  const bool missing = visit->slip == SlipOutcome::failed || visit->slip == SlipOutcome::unknown ||
                       visit->slip_reason == "not-collected";
  if (!missing || !visit::in_hall(visit->now.state))
    return refuse({RefusalCode::wrong_state, visit->issued.number.text()});
  return json_reply(200, protocol::encode(queue::ticket_reply(state, visit->issued.ticket, "")));
}

void Router::ticket_page(const Call& call, const Answer& answer) {
  std::string token = call.segment(1);
  if (token == "css") return answer(refuse(refusal(RefusalCode::not_found)));
  const bool json = token.size() > 5 && token.ends_with(".json");
  if (json) token.resize(token.size() - 5);
  if (!page_quota_.take(token.substr(0, 40) + ' ' + call.request.peer, world_.now())) {
    return answer(refuse({RefusalCode::too_many_attempts, "60"}));
  }
  const auto status = queue::ticket_status(world_.hall.state(), token, world_.hall.time());
  if (!json)
    return answer(status ? html_reply(200, http::ticket_page(*status))
                         : html_reply(404, ticket_page_unknown()));
  if (!status) return answer(refuse(refusal(RefusalCode::unknown_ticket)));
  Reply reply = json_reply(200, protocol::encode(*status));
  reply.extra = {{"Cache-Control", "no-store"}, {"X-Robots-Tag", "noindex"}};
  answer(std::move(reply));
}

void Router::stream(const Call& call, const Answer& answer) {
  const std::string view = call.target.value("view");
  StreamOrder order;
  order.view = View::hall;
  if (call.rule.route == Route::events_desk) order.view = View::desk;
  if (call.rule.route == Route::events_live) order.view = View::live;
  if (call.rule.route == Route::events_journal) order.view = View::journal;
  if (call.rule.route == Route::events_hall && view != "hall" && !view.empty()) {
    return answer(refuse({RefusalCode::bad_request, "view: hall, desk, live или journal"}));
  }
  order.desk = DeskId{call.target.value("desk")};
  if (order.view == View::desk &&
      !queue::desk_picture(world_.hall.state(), order.desk, world_.hall.time()).ok()) {
    return answer(refuse({RefusalCode::unknown_desk, order.desk.value}));
  }
  if (order.view != View::desk) order.desk = {};
  const std::string& last = call.request.fields.last_event_id;
  const bool number =
      !last.empty() && last.size() < 18 && last.find_first_not_of("0123456789") == std::string::npos;
  // A client that is ahead of us (another hall, a restored journal) begins at our end.
  if (number) order.after = std::min<std::int64_t>(std::stoll(last), world_.hall.state().seq);
  if (call.caller.by_cookie) {
    order.permitted = [this, token = call.caller.token, role = call.caller.actor.role] {
      const auto person = world_.access.peek(token, world_.now());
      return person && person->role == role;
    };
  }
  Reply reply;
  reply.stream = std::move(order);
  answer(std::move(reply));
}

// Any address without a dot is a page: its folder's first page answers, so that a reloaded console stands.
void Router::asset(const Call& call, const Answer& answer) const {
  if (call.target.path == "/t.css") {
    Reply reply;
    reply.content_type = "text/css; charset=utf-8";
    reply.fixed = ticket_page_style();
    return answer(std::move(reply));
  }
  auto file = world_.file(call.target.path);
  const bool page = call.target.path.find('.') == std::string::npos;
  if (!file && page && !call.target.segments.empty()) file = world_.file("/" + call.target.segments.front());
  if (!file) return answer(refuse(refusal(RefusalCode::not_found)));
  Reply reply;
  reply.extra = {{"ETag", std::string(file->etag)}, {"Cache-Control", "no-cache"}};
  if (!file->etag.empty() && call.request.fields.if_none_match == file->etag) {
    reply.status = 304;
    return answer(std::move(reply));
  }
  reply.content_type = file->content_type;
  reply.fixed = file->body;
  answer(std::move(reply));
}

}  // namespace talon::http
