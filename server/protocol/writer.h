// SPDX-License-Identifier: MIT
// Writes JSON straight into one string: no document in between, no locale. A hall picture goes to 200
// displays at each call, so that it is written by appending alone.
#pragma once

#include <array>
#include <charconv>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "server/model/fields.h"
#include "server/model/id.h"
#include "server/model/names.h"
#include "server/model/ticket_number.h"
#include "server/model/time.h"

namespace talon::protocol {

/// Commas are put where they are needed; nesting is the caller's. Bytes that are no UTF-8 become U+FFFD: what
/// was written can always be read again.
class Writer {
 public:
  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();
  Writer& key(std::string_view name);

  template <class Value>
  Writer& field(std::string_view name, const Value& content) {
    key(name);
    return value(content);
  }
  Writer& null();
  Writer& value(std::string_view text);
  Writer& value(const std::string& text) { return value(std::string_view(text)); }
  Writer& value(const char* text) { return value(std::string_view(text)); }
  Writer& value(const Timestamp& time);
  Writer& value(const Date& date);
  Writer& value(const TicketNumber& number);
  Writer& value(double number);
  Writer& value(Ticks ticks) { return value(ticks.since.count()); }
  Writer& value(std::same_as<bool> auto yes) { return raw(yes ? "true" : "false"); }
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) Writer& value(Number number) {
    std::array<char, 24> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return raw({digits.data(), end});
  }
  template <class Rep, class Period>
  Writer& value(const std::chrono::duration<Rep, Period>& span) {
    return value(span.count());
  }
  template <class Tag>
  Writer& value(const Id<Tag>& id) {
    return value(std::string_view(id.value));
  }
  template <Named Enum>
  Writer& value(Enum item) {
    return value(name_of(item));
  }
  template <class Item>
  Writer& value(const std::optional<Item>& item) {
    return item ? value(*item) : null();
  }
  template <class Item>
  Writer& value(const std::vector<Item>& items) {
    begin_array();
    for (const Item& item : items) value(item);
    return end_array();
  }
  template <HasFields Struct>
  Writer& value(const Struct& object) {
    begin_object();
    for_each_field(object, [this](const char* name, const auto& content) { this->field(name, content); });
    return end_object();
  }
  /// `json` is a value already written.
  Writer& raw(std::string_view json);

  [[nodiscard]] const std::string& text() const& { return out_; }
  [[nodiscard]] std::string&& text() && { return std::move(out_); }
  void reserve(std::size_t bytes) { out_.reserve(bytes); }

 private:
  void separate();
  std::string out_;
};

}  // namespace talon::protocol
