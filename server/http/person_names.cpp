// SPDX-License-Identifier: MIT
#include "server/http/person_names.h"

#include "server/protocol/json.h"

namespace talon::http {

PersonNames person_names(const store::Reader& reader, std::int64_t from, std::int64_t to) {
  PersonNames names;
  for (const store::StoredEvent& stored : reader.marked(PersonNamed::type, from, to)) {
    const auto event = protocol::decode_event(stored.json);
    const auto* named = event.ok() ? std::get_if<PersonNamed>(&event->body) : nullptr;
    if (named == nullptr) throw store::StorageFailure("hall.db: an event is damaged");
    names[named->login] = named->name;
  }
  return names;
}

}  // namespace talon::http
