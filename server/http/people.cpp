// SPDX-License-Identifier: MIT
// The administrator's calls: users and device keys while the server runs.
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
  const auto job = [this, route = call.rule.route, name, body = call.request.body] {
    switch (route) {
      case Route::users:
        return users(world_.access);
      case Route::add_user:
        return add_user(world_.access, body);
      case Route::remove_user:
        return removed(world_.access.remove_user(name));
      case Route::password:
        return set_password(world_.access, name, body);
      case Route::devices:
        return devices(world_.access);
      case Route::add_device:
        return add_device(world_.access, body);
      default:
        return removed(world_.access.revoke_device(DeviceId{name}));
    }
  };
  off_loop(world_.hasher, job, std::move(answer));
}

}  // namespace talon::http
