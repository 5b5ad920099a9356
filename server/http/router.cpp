// SPDX-License-Identifier: MIT
#include "server/http/router.h"

#include <algorithm>

#include "server/http/password.h"
#include "server/model/names.h"
#include "server/protocol/json.h"
#include "server/protocol/problem.h"
#include "server/protocol/request.h"
#include "server/protocol/writer.h"

namespace talon::http {
namespace {

bool changes(std::string_view method) {
  return method != "GET" && method != "HEAD";
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

std::optional<std::string> bearer(const std::string& field) {
  constexpr std::string_view scheme = "Bearer ";
  if (field.size() <= scheme.size() || lower_ascii(field.substr(0, scheme.size())) != lower_ascii(scheme)) {
    return std::nullopt;
  }
  return field.substr(scheme.size());
}

Refusal refusal(RefusalCode code) {
  return {code, ""};
}

/// What a command of a desk must not choose itself.
void add_random(CommandBody& body) {
  if (auto* receive = std::get_if<ReceiveVisitor>(&body)) {
    receive->ticket = TicketId{random_uuid()};
    receive->token = random_token();
  }
  if (auto* end = std::get_if<EndPhone>(&body)) end->callback = CallbackId{random_uuid()};
}

}  // namespace

std::string_view cookie_name(bool secure) {
  return secure ? "__Host-talon" : "talon";
}

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
      lower_ascii(request.fields.content_type.substr(0, request.fields.content_type.find(';')));
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
  if (!caller.ok()) {
    note_refusal(request, *found.rule, nullptr, caller.refusal().code);
    return answer(refuse(caller.refusal()));
  }
  const Call call{request, *target, *found.rule, std::move(*caller)};
  if (const auto why = check(call)) {
    // Pages ask who is logged in; nobody is an answer.
    if (call.rule.route != Route::session) note_refusal(request, call.rule, &call.caller, why->code);
    return answer(refuse(*why));
  }
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
    case Route::answer_help:
    case Route::decision:
    case Route::callback_made:
      return plain_command(call, std::move(answer));
    case Route::slots:
      return slots(call, answer);
    case Route::appointments:
      return appointments(call, std::move(answer));
    case Route::appointment:
      return show_appointment(call, AppointmentId{lower_ascii(call.segment(3))}, std::move(answer));
    case Route::appointment_find:
      return find_appointment(call, std::move(answer));
    case Route::appointment_contact:
      return appointment_contact(call, std::move(answer));
    case Route::book:
      return book(call, std::move(answer));
    case Route::appointment_move:
    case Route::appointment_cancel:
      return change_appointment(call, std::move(answer));
    case Route::erase_person:
      return erase_person(call, std::move(answer));
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
    case Route::accesses:
      return accesses(call, std::move(answer));
    case Route::ticket:
      return ticket(call, std::move(answer));
    case Route::ticket_status:
      return ticket_status(call, answer);
    case Route::ticket_paper:
      return answer(ticket_paper(call));
    case Route::report:
      return world_.archive.report(call.target.segments.back(), call.target, std::move(answer));
    case Route::session_arrival:
    case Route::session_handing:
    case Route::session_cancellation:
      return session_command(call, std::move(answer));
    case Route::session_preparation:
      return prepare_session(call, std::move(answer));
    case Route::session_receipt:
      return receive_session(call, std::move(answer));
    case Route::sessions:
      return world_.archive.sessions(call.target, std::move(answer));
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

// ---- what changes the hall

Command Router::formed(const Call& call, CommandBody body, Actor actor) const {
  Command command;
  command.by = std::move(actor);
  if (is_person(command.by.role)) command.person = world_.access.name_of_person(command.by.name);
  command.body = std::move(body);
  if (call.rule.key != KeyRule::none && !call.request.fields.idempotency_key.empty()) {
    command.request = RequestId{lower_ascii(call.request.fields.idempotency_key)};
    command.request_scope = call.caller.scope;
    command.request_sha = sha256_hex(call.request.method + ' ' + call.target.path + '\n' + call.request.body);
  }
  return command;
}

void Router::submit(const Call& call, CommandBody body, std::function<Reply(const Result<Done>&)> reply,
                    Answer answer, Actor actor) {
  Command command = formed(call, std::move(body), std::move(actor));
  world_.hall.submit(std::move(command), [reply = std::move(reply), answer = std::move(answer)](
                                             const Result<Done>& done) { answer(reply(done)); });
}

void Router::issue(const Call& call, Answer answer) {
  auto body = protocol::read_issue_ticket(call.request.body);
  if (!body.ok()) return answer(refuse(body.refusal()));
  if (!body->booking_code.empty() && !may_try_code(call))
    return answer(refuse({RefusalCode::too_many_attempts, "60"}));
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
  const auto* receive = std::get_if<ReceiveVisitor>(&*body);
  if (receive != nullptr && !receive->booking_code.empty() && !may_try_code(call))
    return answer(refuse({RefusalCode::too_many_attempts, "60"}));
  add_random(*body);
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
  TALON_EXPECT(false);  // every key has a command
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
      case Route::answer_help:
        return as_body(protocol::read_answer_help(DeviceId{call.segment(3)}, call.request.body));
      case Route::callback_made:
        return CommandBody{MakeCallback{CallbackId{lower_ascii(call.segment(3))}}};
      case Route::decision:
        return as_body(protocol::read_decide(call.request.body));
      case Route::rating:
      case Route::arrive:
        return protocol::read_ticket_command(call.segment(4), named_ticket(call.segment(3)),
                                             call.request.body);
      default:
        return protocol::read_ticket_command(call.segment(4), TicketId{lower_ascii(call.segment(3))},
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

void Router::off_loop(Worker& worker, std::function<Reply()> job, Answer answer) {
  auto shared = std::make_shared<Answer>(std::move(answer));
  const bool taken = worker.run([this, job = std::move(job), shared] {
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

}  // namespace talon::http
