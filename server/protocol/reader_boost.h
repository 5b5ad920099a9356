// SPDX-License-Identifier: MIT
// From a Boost.JSON document into the model's structs. Internal: only this folder's .cpp files include it.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/model/fields.h"
#include "server/model/id.h"
#include "server/model/names.h"
#include "server/model/result.h"
#include "server/model/ticket_number.h"
#include "server/model/time.h"

namespace talon::protocol {

namespace json = boost::json;

/// One parsed text with the memory it lies in.
struct Document {
  std::array<unsigned char, 8192> first;  ///< most messages need no other memory
  json::monotonic_resource memory{first.data(), first.size()};
  json::value root = json::value(json::storage_ptr(&memory));
};

/// Parses `text` into `document`. Refusal: bad_request with the position of the fault.
/// max_depth: nesting of objects and arrays.
[[nodiscard]] std::optional<Refusal> parse(std::string_view text, std::size_t max_depth, Document& document);

template <class>
inline constexpr bool is_optional = false;
template <class Item>
inline constexpr bool is_optional<std::optional<Item>> = true;

/// Whether a field that is not there is a fault or leaves the member as it is.
enum class Missing { refused, default_value };

/// Reads values; after a `false` there is a `where` (path of the field) and a `why`.
class Reader {
 public:
  explicit Reader(Missing missing) : missing_(missing) {}

  bool read(const json::value& in, std::string& out);
  bool read(const json::value& in, bool& out);
  bool read(const json::value& in, double& out);
  bool read(const json::value& in, Timestamp& out);
  bool read(const json::value& in, Date& out);
  bool read(const json::value& in, TicketNumber& out);
  bool read(const json::value& in, Ticks& out) { return read(in, out.since); }
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) bool read(const json::value& in, Number& out) {
    std::int64_t wide = 0;
    if (!integer(in, wide)) return false;
    if (!std::in_range<Number>(wide)) return fail("число слишком велико");
    out = static_cast<Number>(wide);
    return true;
  }
  template <class Rep, class Period>
  bool read(const json::value& in, std::chrono::duration<Rep, Period>& out) {
    Rep count{};
    if (!read(in, count)) return false;
    out = std::chrono::duration<Rep, Period>{count};
    return true;
  }
  template <class Tag>
  bool read(const json::value& in, Id<Tag>& out) {
    return read(in, out.value);
  }
  template <Named Enum>
  bool read(const json::value& in, Enum& out) {
    if (!in.is_string()) return fail("нужна строка");
    const auto found = parse_name<Enum>(std::string_view{in.get_string()});
    if (!found) return fail("нужно одно из: " + all_names<Enum>());
    out = *found;
    return true;
  }
  template <class Item>
  bool read(const json::value& in, std::optional<Item>& out) {
    out.reset();
    if (in.is_null()) return true;
    return read(in, out.emplace());
  }
  template <class Item>
  bool read(const json::value& in, std::vector<Item>& out) {
    if (!in.is_array()) return fail("нужен список");
    out.clear();
    out.reserve(in.get_array().size());
    for (const json::value& item : in.get_array()) {
      if (!read(item, out.emplace_back())) return inside("[" + std::to_string(out.size() - 1) + "]");
    }
    return true;
  }
  template <HasFields Struct>
  bool read(const json::value& in, Struct& out) {
    if (!in.is_object()) return fail("нужен объект");
    return read_fields(in.get_object(), out);
  }
  template <HasFields Struct>
  bool read_fields(const json::object& in, Struct& out) {
    bool good = true;
    for_each_field(out,
                   [&](const char* name, auto& member) { good = good && read_member(in, name, member); });
    return good;
  }
  template <class Member>
  bool read_member(const json::object& in, std::string_view name, Member& member) {
    const json::value* found = in.if_contains(name);
    if (found != nullptr) return read(*found, member) || inside(name);
    if (missing_ == Missing::default_value || is_optional<Member>) return true;
    fail("нет такого поля");
    return inside(name);
  }
  bool fail(std::string why) {
    why_ = std::move(why);
    where_.clear();
    return false;
  }
  [[nodiscard]] Refusal refusal() const;

  template <Named Enum>
  static std::string all_names() {
    std::string all;
    for (const auto& [value, name] : Names<Enum>::all) all += (all.empty() ? "" : ", ") + std::string(name);
    return all;
  }

 private:
  bool integer(const json::value& in, std::int64_t& out);
  bool inside(std::string_view step);

  Missing missing_;
  std::string where_;
  std::string why_;
};

}  // namespace talon::protocol
