// SPDX-License-Identifier: MIT
// People come and go; the administrator's calls: users and device keys while the server runs.
#include <algorithm>

#include "server/http/router.h"
#include "server/model/names.h"
#include "server/protocol/request.h"
#include "server/protocol/writer.h"

namespace talon::http {
namespace {

void write(protocol::Writer& out, const Person& person) {
  out.begin_object().field("login", person.login).field("name", person.name).field("role", person.role);
  out.end_object();
}

Reply users(const Access& access) {
  protocol::Writer out;
  out.begin_object().key("users").begin_array();
  for (const Person& person : access.people()) write(out, person);
  out.end_array().end_object();
  return json_reply(200, std::move(out).text());
}

Reply devices(const Access& access) {
  protocol::Writer out;
  out.begin_object().key("devices").begin_array();
  for (const DeviceKey& key : access.devices()) {
    out.begin_object().field("device", key.device).field("role", key.role).end_object();
  }
  out.end_array().end_object();
  return json_reply(200, std::move(out).text());
}

Reply add_user(Access& access, const std::string& body) {
  auto read = protocol::read_new_user(body);
  if (!read.ok()) return refuse(read.refusal());
  const auto added = access.add_user({read->login, read->name, read->role}, read->password);
  if (!added.ok()) return refuse(added.refusal());
  protocol::Writer out;
  write(out, *added);
  return json_reply(201, std::move(out).text());
}

Reply set_password(Access& access, const std::string& login, const std::string& body) {
  auto read = protocol::read_new_password(body);
  if (!read.ok()) return refuse(read.refusal());
  const auto changed = access.set_password(login, read->password);
  return changed.ok() ? empty_reply(204) : refuse(changed.refusal());
}

Reply add_device(Access& access, const std::string& body) {
  auto read = protocol::read_new_device(body);
  if (!read.ok()) return refuse(read.refusal());
  const auto key = access.add_device({read->device, read->role});
  if (!key.ok()) return refuse(key.refusal());
  protocol::Writer out;
  out.begin_object().field("device", read->device).field("key", *key).end_object();
  Reply reply = json_reply(201, std::move(out).text());
  reply.extra.emplace_back("Cache-Control", "no-store");
  return reply;
}

std::string new_login(const std::string& body) {
  const auto read = protocol::read_new_user(body);
  return read.ok() ? read->login : std::string{};
}

std::string new_device(const std::string& body) {
  const auto read = protocol::read_new_device(body);
  return read.ok() ? read->device.value : std::string{};
}

Reply removed(bool there_was) {
  return there_was ? empty_reply(204) : refuse({RefusalCode::not_found, ""});
}

}  // namespace

std::string person_json(const Person& person) {
  protocol::Writer out;
  write(out, person);
  return std::move(out).text();
}

void Router::people_command(const Call& call, Answer answer) {
  const std::string name = call.target.segments.size() > 3 ? call.segment(3) : std::string{};
  AccessNote note;
  note.who = call.caller.actor.name;
  note.address = call.request.peer;
  note.about = name;
  const auto job = [this, route = call.rule.route, note, body = call.request.body] {
    const auto noted = [&](AccessKind kind, const std::string& about, Reply reply) {
      if (reply.status < 300) write_access({kind, note.who, note.address, about});
      return reply;
    };
    const std::string& named = note.about;
    switch (route) {
      case Route::users:
        return users(world_.access);
      case Route::add_user:
        return noted(AccessKind::user_added, new_login(body), add_user(world_.access, body));
      case Route::remove_user:
        return noted(AccessKind::user_removed, named, removed(world_.access.remove_user(named)));
      case Route::password:
        return noted(AccessKind::password_set, named, set_password(world_.access, named, body));
      case Route::devices:
        return devices(world_.access);
      case Route::add_device:
        return noted(AccessKind::device_added, new_device(body), add_device(world_.access, body));
      default:
        return noted(AccessKind::device_revoked, named,
                     removed(world_.access.revoke_device(DeviceId{named})));
    }
  };
  off_loop(world_.hasher, job, std::move(answer));
}

void Router::log_in(const Call& call, Answer answer) {
  auto body = protocol::read_log_in(call.request.body);
  if (!body.ok()) return answer(refuse(body.refusal()));
  const auto job = [this, body = std::move(*body), peer = call.request.peer, secure = call.request.secure] {
    const auto in = world_.access.log_in(body.login, body.password, peer, world_.now());
    // What a stranger typed as a name may be a password: only a login that there is goes into the book.
    const std::string who = world_.access.name_of_person(body.login).empty() ? std::string{} : body.login;
    if (!in.ok()) {
      // Tries that are not even looked at wait for no disk.
      const bool wrong = in.refusal().code == RefusalCode::wrong_password;
      if (wrong) write_access({AccessKind::wrong_password, who, peer, ""});
      if (!wrong) world_.accesses.note({AccessKind::too_many_attempts, who, peer, ""}, world_.now());
      return refuse(in.refusal());
    }
    write_access({AccessKind::logged_in, who, peer, ""});
    Reply reply = json_reply(200, person_json(in->person));
    reply.extra.emplace_back("Set-Cookie", std::string(cookie_name(secure)) + "=" + in->token +
                                               "; Path=/; HttpOnly; SameSite=Strict" +
                                               (secure ? "; Secure" : ""));
    return reply;
  };
  off_loop(world_.hasher, job, std::move(answer));
}

void Router::log_out(const Call& call, Answer answer) {
  const auto job = [this, token = call.caller.token, secure = call.request.secure,
                    note =
                        AccessNote{AccessKind::logged_out, call.caller.actor.name, call.request.peer, ""}] {
    world_.access.log_out(token);
    write_access(note);
    Reply reply = empty_reply(204);
    reply.extra.emplace_back("Set-Cookie", std::string(cookie_name(secure)) +
                                               "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0" +
                                               (secure ? "; Secure" : ""));
    return reply;
  };
  off_loop(world_.hasher, job, std::move(answer));
}

}  // namespace talon::http
