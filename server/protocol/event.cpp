// SPDX-License-Identifier: MIT
#include "server/configuration/configuration_file.h"
#include "server/protocol/json.h"
#include "server/protocol/reader_boost.h"
#include "server/protocol/writer.h"

namespace talon::protocol {
namespace {

/// In events an empty optional is left out: the journal is kept for ten years.
struct BodyWriter {
  Writer& writer;
  template <class Member>
  void operator()(const char* name, const Member& member) const {
    writer.field(name, member);
  }
  template <class Item>
  void operator()(const char* name, const std::optional<Item>& member) const {
    if (member) writer.field(name, *member);
  }
};

void write_unless_empty(Writer& writer, const char* name, const std::string& text) {
  if (!text.empty()) writer.field(name, text);
}

/// Makes the alternative of EventBody whose type is `name`; nothing when there is none.
template <std::size_t index = 0>
std::optional<EventBody> empty_body(std::string_view name) {
  if constexpr (index == std::variant_size_v<EventBody::variant>) {
    return std::nullopt;
  } else {
    using Body = std::variant_alternative_t<index, EventBody::variant>;
    if (Body::type == name) return EventBody{Body{}};
    return empty_body<index + 1>(name);
  }
}

bool read_head(Reader& reader, const json::object& in, Event& event, std::string& type) {
  return reader.read_member(in, "seq", event.seq) && reader.read_member(in, "at", event.when.at) &&
         reader.read_member(in, "t", event.when.t) && reader.read_member(in, "type", type);
}

bool read_tail(Reader& reader, const json::object& in, Event& event) {
  return reader.read_member(in, "due", event.due) && reader.read_member(in, "request", event.request) &&
         reader.read_member(in, "request_scope", event.request_scope) &&
         reader.read_member(in, "request_sha", event.request_sha) &&
         reader.read_member(in, "role", event.by.role) && reader.read_member(in, "by", event.by.name) &&
         reader.read_member(in, "via", event.by.via);
}

/// The hall in force is part of the event for everybody who folds: an event without it is no event.
std::optional<Refusal> fill_parsed(EventBody& body) {
  auto* applied = std::get_if<ConfigurationApplied>(&body);
  if (applied == nullptr) return std::nullopt;
  const auto reading = configuration::read_configuration(applied->toml, "toml");
  applied->parsed = reading.configuration;
  if (reading.ok()) return std::nullopt;
  return Refusal{RefusalCode::bad_request, "поле «toml»: " + reading.text()};
}

}  // namespace

std::string encode(const Event& event) {
  Writer writer;
  writer.reserve(512);
  writer.begin_object();
  writer.field("seq", event.seq).field("at", event.when.at).field("t", event.when.t);
  writer.field("type", event_type(event.body));
  std::visit([&](const auto& body) { for_each_field(body, BodyWriter{writer}); }, event.body);
  if (event.due) writer.field("due", *event.due);
  if (event.request) writer.field("request", *event.request);
  write_unless_empty(writer, "request_scope", event.request_scope);
  write_unless_empty(writer, "request_sha", event.request_sha);
  writer.field("role", event.by.role);
  write_unless_empty(writer, "by", event.by.name);
  write_unless_empty(writer, "via", event.by.via);
  writer.end_object();
  return std::move(writer).text();
}

Result<Event> decode_event(std::string_view text) {
  constexpr std::size_t deepest = 4;
  Document document;
  if (auto refusal = parse(text, deepest, document)) return *refusal;
  if (!document.root.is_object()) return Refusal{RefusalCode::bad_request, "событие: нужен объект"};
  const json::object& in = document.root.get_object();
  Event event;
  std::string type;
  Reader head(Missing::refused);
  if (!read_head(head, in, event, type)) return head.refusal();
  auto body = empty_body(type);
  if (!body) return Refusal{RefusalCode::bad_request, "неизвестное событие «" + type + "»"};
  event.body = std::move(*body);
  Reader rest(Missing::default_value);
  const bool good = std::visit([&](auto& found) { return rest.read_fields(in, found); }, event.body) &&
                    read_tail(rest, in, event);
  if (!good) return rest.refusal();
  if (auto refusal = fill_parsed(event.body)) return *refusal;
  return event;
}

}  // namespace talon::protocol
