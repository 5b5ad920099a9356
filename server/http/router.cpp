// SPDX-License-Identifier: MIT
#include "server/http/router.h"

#include <algorithm>

#include "server/http/password.h"
#include "server/http/ticket_page.h"
#include "server/model/names.h"
#include "server/protocol/json.h"
#include "server/protocol/problem.h"
#include "server/protocol/request.h"
#include "server/protocol/writer.h"
#include "server/queue/regulation.h"
#include "server/stats/format.h"

namespace talon::http {
namespace {

bool changes(std::string_view method) {
  return method != "GET" && method != "HEAD";
}

std::string_view cookie_name(bool secure) {
  return secure ? "__Host-talon" : "talon";
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (dash ? c != '-' : !hex) return false;
  }
  return true;
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::optional<std::string> bearer(const std::string& field) {
  constexpr std::string_view scheme = "Bearer ";
  if (field.size() <= scheme.size() || lower(field.substr(0, scheme.size())) != lower(std::string(scheme))) {
    return std::nullopt;
  }
  return field.substr(scheme.size());
}

Reply html_reply(int status, std::string html) {
  Reply reply;
  reply.status = status;
  reply.content_type = "text/html; charset=utf-8";
  reply.body = std::move(html);
  reply.extra = {{"Cache-Control", "no-store"}, {"X-Robots-Tag", "noindex"}};
  return reply;
}

std::string person_json(const Person& person) {
  protocol::Writer out;
  out.begin_object().field("login", person.login).field("name", person.name).field("role", person.role);
  out.end_object();
  return std::move(out).text();
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

Reply refuse(const Refusal& why) {
  Reply reply = json_reply(protocol::http_status(why.code), "");
  reply.content_type = protocol::problem_media_type;
  Refusal said = why;
  if (why.code == RefusalCode::too_many_attempts && !why.detail.empty()) {
    reply.extra.emplace_back("Retry-After", why.detail);
    said.detail = "ещё " + why.detail + " с";
  }
  if (why.code == RefusalCode::storage_unavailable) reply.extra.emplace_back("Retry-After", "1");
  reply.body = protocol::encode_problem(said);
  return reply;
}

const std::vector<std::pair<std::string, std::string>>& security_fields() {
  static const std::vector<std::pair<std::string, std::string>> fields = {
      {"Content-Security-Policy",
       "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"}};
  return fields;
}

Router::Router(World world) : world_(std::move(world)) {}

Role Router::device_role(const DeviceKey& key) const {
  if (key.role) return *key.role;
  const auto& configuration = world_.hall.state().configuration;
  const Device* device = configuration ? configuration->device(key.device) : nullptr;
  if (device == nullptr) return Role::visitor;
  return device->role == DeviceRole::kiosk ? Role::kiosk : Role::display;
}

Result<Router::Caller> Router::identify(const Request& request) const {
  Caller caller;
  if (const auto key = bearer(request.fields.authorization)) {
    const auto device = world_.access.device(*key);
    if (!device) return refusal(RefusalCode::not_authenticated);
    caller.actor = {device_role(*device), device->device.value, ""};
    caller.scope = "device:" + device->device.value;
    return caller;
  }
  caller.token = cookie_value(request.fields.cookie, cookie_name(request.secure));
  if (const auto person = world_.access.session(caller.token, world_.now())) {
    caller.actor = {person->role, person->login, ""};
    caller.scope = "user:" + person->login;
    caller.by_cookie = true;
  }
  return caller;
}

std::optional<Refusal> Router::check(const Call& call) const {
  const Request& request = call.request;
  if (!permitted(call.rule, call.caller.actor.role)) {
    const bool stranger = call.caller.actor.role == Role::visitor && call.caller.scope.empty();
    return refusal(stranger ? RefusalCode::not_authenticated : RefusalCode::not_permitted);
  }
  if (!changes(request.method)) return std::nullopt;
  const std::string own = (request.secure ? "https://" : "http://") + request.fields.host;
  const bool from_browser = call.caller.by_cookie || !request.fields.origin.empty();
  if (from_browser && request.fields.origin != own) return refusal(RefusalCode::wrong_origin);
  const std::string type =
      lower(request.fields.content_type.substr(0, request.fields.content_type.find(';')));
  if (!request.body.empty() && type != "application/json")
    return refusal(RefusalCode::unsupported_media_type);
  const std::string& key = request.fields.idempotency_key;
  if (call.rule.key == KeyRule::required && key.empty()) return refusal(RefusalCode::key_required);
  if (call.rule.key != KeyRule::none && !key.empty() && !is_uuid(key)) {
    return Refusal{RefusalCode::bad_request, "Idempotency-Key: нужен UUID"};
  }
  return std::nullopt;
}

void Router::handle(const Request& request, Answer answer) {
  const auto target = parse_target(request.target);
  if (!target) return answer(refuse({RefusalCode::bad_request, "адрес составлен неверно"}));
  const Match found = match(request.method, *target);
  if (found.rule == nullptr) {
    return answer(
        refuse(refusal(found.known_path ? RefusalCode::method_not_allowed : RefusalCode::not_found)));
  }
  auto caller = identify(request);
  if (!caller.ok()) return answer(refuse(caller.refusal()));
  const Call call{request, *target, *found.rule, std::move(*caller)};
  if (const auto why = check(call)) return answer(refuse(*why));
  dispatch(call, std::move(answer));
}

void Router::dispatch(const Call& call, Answer answer) {
  switch (call.rule.route) {
    case Route::issue:
      return issue(call, std::move(answer));
    case Route::desk_verb:
    case Route::desk_call:
      return desk_command(call, std::move(answer));
    case Route::desk_key:
      return desk_key(call, std::move(answer));
    case Route::slip:
    case Route::cancel:
    case Route::rating:
    case Route::arrive:
    case Route::device_state:
    case Route::help:
    case Route::decision:
      return plain_command(call, std::move(answer));
    case Route::log_in:
      return log_in(call, std::move(answer));
    case Route::log_out:
      return log_out(call, std::move(answer));
    case Route::users:
    case Route::add_user:
    case Route::remove_user:
    case Route::password:
    case Route::devices:
    case Route::add_device:
    case Route::revoke_device:
      return people_command(call, std::move(answer));
    case Route::ticket:
      return ticket(call, std::move(answer));
    case Route::report:
      return world_.archive.report(call.target.segments.back(), call.target, std::move(answer));
    case Route::own_report:
      return world_.archive.own_report(UserId{call.caller.actor.name}, call.target, std::move(answer));
    case Route::events_hall:
    case Route::events_desk:
    case Route::events_live:
    case Route::events_journal:
      return stream(call, answer);
    case Route::ticket_page:
      return ticket_page(call, answer);
    case Route::asset:
      return asset(call, answer);
    default:
      return read(call, answer);
  }
}

// ---- what is read

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
    out.field("specialist", desk.specialist).end_object();
  }
  out.end_array().end_object();
  return json_reply(200, std::move(out).text());
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
  out.field("last_offline", device->letter.empty() ? 0u : state.last_offline(device->letter)).end_object();
  return json_reply(200, std::move(out).text());
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
  TicketKey key = TicketId{lower(call.segment(3))};
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
    answer(json_reply(200, ticket_history_json(world_.hall.state(), record, world_.hall.time())));
  };
  world_.archive.history(key, reply);
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

// ---- what changes the hall

void Router::submit(const Call& call, CommandBody body, std::function<Reply(const Result<Done>&)> reply,
                    Answer answer, Actor actor) {
  Command command;
  command.by = std::move(actor);
  command.body = std::move(body);
  if (call.rule.key != KeyRule::none && !call.request.fields.idempotency_key.empty()) {
    command.request = RequestId{lower(call.request.fields.idempotency_key)};
    command.request_scope = call.caller.scope;
    command.request_sha = sha256_hex(call.request.method + ' ' + call.target.path + '\n' + call.request.body);
  }
  world_.hall.submit(std::move(command), [reply = std::move(reply), answer = std::move(answer)](
                                             const Result<Done>& done) { answer(reply(done)); });
}

void Router::issue(const Call& call, Answer answer) {
  auto body = protocol::read_issue_ticket(call.request.body);
  if (!body.ok()) return answer(refuse(body.refusal()));
  body->ticket = TicketId{random_uuid()};
  body->token = random_token();
  const auto reply = [this](const Result<Done>& done) {
    if (!done.ok()) return refuse(done.refusal());
    return json_reply(201, protocol::encode(world_.hall.ticket_reply(*done)));
  };
  submit(call, std::move(*body), reply, std::move(answer), call.caller.actor);
}

void Router::desk_command(const Call& call, Answer answer) {
  const DeskId desk{call.segment(3)};
  const std::string& verb = call.segment(4);
  auto body = protocol::read_desk_command(verb, desk, call.request.body);
  if (!body.ok()) return answer(refuse(body.refusal()));
  const bool next = std::holds_alternative<CallNext>(*body);
  const auto reply = [this, desk, next](const Result<Done>& done) {
    if (!done.ok()) {
      if (next && done.refusal().code == RefusalCode::nobody_waiting) return empty_reply(204);
      return refuse(done.refusal());
    }
    auto picture = draw(View::desk, desk);
    if (!picture) return refuse({RefusalCode::unknown_desk, desk.value});
    return json_reply(200, std::move(picture->json));
  };
  submit(call, std::move(*body), reply, std::move(answer), call.caller.actor);
}

/// Two keys mean one of two things. A repeat of the press is answered from its event whatever it would mean
/// by now; a press that another one overtook is refused by decide.
CommandBody Router::command_of(PanelKey key, const DeskId& desk) const {
  const queue::State& state = world_.hall.state();
  const queue::DeskNow& now = state.desk(desk);
  switch (key) {
    case PanelKey::next:
      return CallNext{desk, ""};
    case PanelKey::recall:
      return RecallTicket{desk};
    case PanelKey::start_finish: {
      const visit::Visit* visit = now.ticket ? state.ticket(*now.ticket) : nullptr;
      const bool serving = visit != nullptr && visit->now.state == TicketState::serving;
      if (serving) return FinishService{desk, ""};
      return StartService{desk};
    }
    case PanelKey::pause:
      if (now.state == DeskState::paused) return ResumeDesk{desk};
      return PauseDesk{desk, "перерыв, клавиша пульта"};
  }
  TALON_EXPECT(!"every key has a command");
}

/// A panel presses for the specialist who has its desk open and is logged in, and only then.
void Router::desk_key(const Call& call, Answer answer) {
  const DeskId desk{call.segment(3)};
  const queue::State& state = world_.hall.state();
  if (!state.configuration || state.configuration->desk(desk) == nullptr)
    return answer(refuse({RefusalCode::unknown_desk, desk.value}));
  const auto key = protocol::read_panel_key(call.request.body);
  if (!key.ok()) return answer(refuse(key.refusal()));
  const DeviceId display{call.caller.actor.name};
  if (!state.configuration->has_panel(display, desk)) {
    return answer(
        refuse({RefusalCode::not_permitted, "у окна «" + desk.value + "» нет пульта на шинах этого табло"}));
  }
  const UserId specialist = state.desk(desk).specialist;
  if (specialist.empty() || !world_.access.is_logged_in(specialist.value, world_.now()))
    return answer(refuse({RefusalCode::nobody_logged_in, ""}));
  const auto reply = [](const Result<Done>& done) {
    return done.ok() ? empty_reply(204) : refuse(done.refusal());
  };
  submit(call, command_of(*key, desk), reply, std::move(answer),
         {Role::specialist, specialist.value, "panel"});
}

void Router::plain_command(const Call& call, Answer answer) {
  const auto body = [&]() -> Result<CommandBody> {
    const auto as_body = [](auto read) -> Result<CommandBody> {
      if (!read.ok()) return read.refusal();
      return CommandBody{std::move(*read)};
    };
    const std::string& name = call.caller.actor.name;
    switch (call.rule.route) {
      case Route::device_state:
        if (call.segment(3) != name) return Refusal{RefusalCode::not_permitted, call.segment(3)};
        return as_body(protocol::read_report_device(DeviceId{name}, call.request.body));
      case Route::help:
        return as_body(protocol::read_call_help(DeviceId{name}, call.request.body));
      case Route::decision:
        return as_body(protocol::read_decide(call.request.body));
      default:
        return protocol::read_ticket_command(call.segment(4), TicketId{lower(call.segment(3))},
                                             call.request.body);
    }
  }();
  if (!body.ok()) return answer(refuse(body.refusal()));
  if (call.rule.route == Route::device_state) world_.hall.heard(DeviceId{call.caller.actor.name});
  const auto reply = [](const Result<Done>& done) {
    return done.ok() ? empty_reply(204) : refuse(done.refusal());
  };
  submit(call, *body, reply, std::move(answer), call.caller.actor);
}

// ---- people and devices

void Router::off_loop(std::function<Reply()> job, Answer answer) {
  auto shared = std::make_shared<Answer>(std::move(answer));
  const bool taken = world_.hasher.run([this, job = std::move(job), shared] {
    Reply reply;
    try {
      reply = job();
    } catch (const std::exception&) {
      reply = refuse(refusal(RefusalCode::storage_unavailable));
    }
    world_.loop.post([shared, reply = std::move(reply)]() mutable { (*shared)(std::move(reply)); });
  });
  if (!taken) (*shared)(refuse({RefusalCode::too_many_attempts, "1"}));
}

void Router::log_in(const Call& call, Answer answer) {
  auto body = protocol::read_log_in(call.request.body);
  if (!body.ok()) return answer(refuse(body.refusal()));
  const auto job = [this, body = std::move(*body), peer = call.request.peer, secure = call.request.secure] {
    const auto in = world_.access.log_in(body.login, body.password, peer, world_.now());
    if (!in.ok()) return refuse(in.refusal());
    Reply reply = json_reply(200, person_json(in->person));
    reply.extra.emplace_back("Set-Cookie", std::string(cookie_name(secure)) + "=" + in->token +
                                               "; Path=/; HttpOnly; SameSite=Strict" +
                                               (secure ? "; Secure" : ""));
    return reply;
  };
  off_loop(job, std::move(answer));
}

void Router::log_out(const Call& call, Answer answer) {
  const auto job = [this, token = call.caller.token, secure = call.request.secure] {
    world_.access.log_out(token);
    Reply reply = empty_reply(204);
    reply.extra.emplace_back("Set-Cookie", std::string(cookie_name(secure)) +
                                               "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0" +
                                               (secure ? "; Secure" : ""));
    return reply;
  };
  off_loop(job, std::move(answer));
}

}  // namespace talon::http
