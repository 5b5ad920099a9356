// SPDX-License-Identifier: MIT
// One object of a request's body, field by field, with sentences for people. Internal to the request*.cpp.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "server/model/result.h"
#include "server/protocol/reader_boost.h"

namespace talon::protocol {

/// Most characters of a text field.
enum class Limit : std::size_t { name = 64, sentence = 500, password = 200 };

/// The first fault is kept, later calls do nothing: fields are read in a row and the fault is asked for once.
class RequestReader {
 public:
  RequestReader(const json::object& object, std::string path) : object_(object), path_(std::move(path)) {}

  /// The field must be there.
  template <class Value>
  RequestReader& required(std::string_view name, Value& out, Limit limit = Limit::name) {
    if (const json::value* found = find(name))
      read(name, *found, out, limit);
    else
      fail("нет поля «" + path_ + std::string(name) + "»");
    return *this;
  }
  /// Left alone when the field is not there or null.
  template <class Value>
  RequestReader& optional(std::string_view name, Value& out, Limit limit = Limit::name) {
    const json::value* found = find(name);
    if (found != nullptr && !found->is_null()) read(name, *found, out, limit);
    return *this;
  }
  /// The list of objects `name`, at most `most`; each is read by read_item(RequestReader&).
  template <class ReadItem>
  RequestReader& required_list(std::string_view name, std::size_t most, ReadItem&& read_item) {
    const json::value* found = find(name);
    if (found == nullptr) return fail("нет поля «" + path_ + std::string(name) + "»");
    if (!found->is_array()) return fail(about(name) + "нужен список");
    const json::array& items = found->get_array();
    if (items.size() > most) return fail(about(name) + "не больше " + std::to_string(most) + " записей");
    for (std::size_t i = 0; i < items.size() && !fault_; ++i) {
      const std::string place = std::string(name) + "[" + std::to_string(i) + "]";
      if (!items[i].is_object()) return fail(about(place) + "нужен объект");
      RequestReader item(items[i].get_object(), path_ + place + ".");
      read_item(item);
      fault_ = item.done();
    }
    return *this;
  }
  RequestReader& check(bool good, std::string_view name, std::string_view why) {
    return good ? *this : fail(about(name) + std::string(why));
  }
  RequestReader& fail(std::string why) {
    if (!fault_) fault_ = Refusal{RefusalCode::bad_request, std::move(why)};
    return *this;
  }
  /// The first fault, or the first field that nobody asked for.
  [[nodiscard]] std::optional<Refusal> done();

 private:
  const json::value* find(std::string_view name);
  [[nodiscard]] std::string about(std::string_view name) const {
    return "поле «" + path_ + std::string(name) + "»: ";
  }
  template <class Value>
  void read(std::string_view name, const json::value& in, Value& out, Limit) {
    Reader reader(Missing::refused);
    if (!reader.read(in, out)) fail(about(name) + reader.refusal().detail);
  }
  void read(std::string_view name, const json::value& in, std::string& out, Limit limit);
  template <class Tag>
  void read(std::string_view name, const json::value& in, Id<Tag>& out, Limit limit) {
    read(name, in, out.value, limit);
  }

  const json::object& object_;
  std::string path_;  ///< "components[2]." before the field's own name
  std::set<std::string_view> asked_;
  std::optional<Refusal> fault_;
};

enum class Body { required, may_be_empty };

/// Parses `body` and reads its fields by fill(reader, out).
template <class Out, class Fill>
Result<Out> read_body(std::string_view body, Body kind, Out out, Fill&& fill) {
  constexpr std::size_t deepest = 8;
  Document document;
  if (body.empty() && kind == Body::may_be_empty) body = "{}";
  if (body.empty()) return Refusal{RefusalCode::bad_request, "тело запроса пусто"};
  if (auto refusal = parse(body, deepest, document)) return *refusal;
  if (!document.root.is_object()) return Refusal{RefusalCode::bad_request, "в теле запроса нужен объект"};
  RequestReader reader(document.root.get_object(), "");
  fill(reader, out);
  if (auto refusal = reader.done()) return *refusal;
  return out;
}

}  // namespace talon::protocol
