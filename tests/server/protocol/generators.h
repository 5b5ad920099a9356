// SPDX-License-Identifier: MIT
// Any event, picture or leg, and their equality: both over TALON_FIELDS, so that a new field is tested by
// itself.
#pragma once

#include <rapidcheck.h>
#include <string>
#include <type_traits>

#include "server/model/event.h"
#include "server/model/names.h"
#include "server/model/picture.h"

namespace talon::protocol::test {

/// Text with what hurts a codec: quotes, control characters, Cyrillic, four-byte characters, U+2028.
inline std::string any_text() {
  static const auto piece =
      rc::gen::element<std::string>("а", "Ё", "A", "0", "\"", "\\", "/", "\n", "\x01", "\x7f", " ", "№",
                                    "\xF0\x9F\x98\x80", "\xE2\x80\xA8", "{", ":", ",", "</");
  std::string text;
  const int count = *rc::gen::inRange(0, 6);
  for (int i = 0; i < count; ++i) text += *piece;
  return text;
}

struct Fill {
  void operator()(std::string& out) const { out = any_text(); }
  void operator()(bool& out) const { out = *rc::gen::arbitrary<bool>(); }
  void operator()(double& out) const { out = *rc::gen::inRange(1, 4000) / 8.0; }
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) void operator()(Number& out) const {
    out = *rc::gen::arbitrary<Number>();
  }
  template <class Rep, class Period>
  void operator()(std::chrono::duration<Rep, Period>& out) const {
    out = std::chrono::duration<Rep, Period>{*rc::gen::arbitrary<Rep>()};
  }
  void operator()(Ticks& out) const { (*this)(out.since); }
  void operator()(Timestamp& out) const {
    out.utc = std::chrono::sys_time<Millis>{
        Millis{*rc::gen::inRange<std::int64_t>(-60'000'000'000'000, 250'000'000'000'000)}};
    out.offset = std::chrono::minutes{*rc::gen::inRange(-14 * 60, 14 * 60 + 1)};
  }
  void operator()(Date& out) const {
    out = *rc::gen::arbitrary<bool>()
              ? Date{}
              : Date{std::chrono::sys_days{std::chrono::days{*rc::gen::inRange(-100000, 2000000)}}};
  }
  void operator()(TicketNumber& out) const {
    out = {std::string(*rc::gen::elementOf(ticket_letters)),
           *rc::gen::inRange<std::uint32_t>(1, 1'000'000'000)};
  }
  template <class Tag>
  void operator()(Id<Tag>& out) const {
    (*this)(out.value);
  }
  template <Named Enum>
  void operator()(Enum& out) const {
    out = (*rc::gen::elementOf(Names<Enum>::all)).first;
  }
  template <class Item>
  void operator()(std::optional<Item>& out) const {
    out.reset();
    if (*rc::gen::arbitrary<bool>()) (*this)(out.emplace());
  }
  template <class Item>
  void operator()(std::vector<Item>& out) const {
    out.clear();
    const int count = *rc::gen::inRange(0, 3);
    for (int i = 0; i < count; ++i) (*this)(out.emplace_back());
  }
  template <HasFields Struct>
  void operator()(Struct& out) const {
    for_each_field(out, [this](const char*, auto& member) { (*this)(member); });
  }
};

template <class Type>
Type any() {
  Type out{};
  Fill{}(out);
  return out;
}

template <class Value>
bool same(const Value& a, const Value& b) {
  return a == b;
}
inline bool same(const Timestamp& a, const Timestamp& b) {
  return a.utc == b.utc && a.offset == b.offset;
}
inline bool same(const Date& a, const Date& b) {
  return a == b || (!a.ok() && !b.ok());
}
template <HasFields Struct>
bool same(const Struct& a, const Struct& b);
template <class Item>
bool same(const std::optional<Item>& a, const std::optional<Item>& b) {
  return a.has_value() == b.has_value() && (!a || same(*a, *b));
}
template <class Item>
bool same(const std::vector<Item>& a, const std::vector<Item>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!same(a[i], b[i])) return false;
  }
  return true;
}
template <HasFields Struct>
bool same(const Struct& a, const Struct& b) {
  return std::apply([&](auto... field) { return (same(a.*(field.member), b.*(field.member)) && ...); },
                    Struct::fields());
}

}  // namespace talon::protocol::test
