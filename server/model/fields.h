// SPDX-License-Identifier: MIT
// The names of a struct's fields, once: TALON_FIELDS(Type, a, b) lets one codec write and read every event,
// command and picture, so that the JSON key, the SQL column and the C++ member can never differ.
#pragma once

#include <tuple>

#define TALON_PARENS ()
#define TALON_EXPAND(...) TALON_EXPAND4(TALON_EXPAND4(__VA_ARGS__))
#define TALON_EXPAND4(...) TALON_EXPAND3(TALON_EXPAND3(TALON_EXPAND3(__VA_ARGS__)))
#define TALON_EXPAND3(...) TALON_EXPAND2(TALON_EXPAND2(TALON_EXPAND2(__VA_ARGS__)))
#define TALON_EXPAND2(...) TALON_EXPAND1(TALON_EXPAND1(TALON_EXPAND1(__VA_ARGS__)))
#define TALON_EXPAND1(...) __VA_ARGS__
#define TALON_FIELD_STEP(Type, name, ...) \
  ::talon::Field{#name, &Type::name} __VA_OPT__(, TALON_FIELD_AGAIN TALON_PARENS(Type, __VA_ARGS__))
#define TALON_FIELD_AGAIN() TALON_FIELD_STEP

/// Inside a struct: its fields in the order in which they are written. A template, so that only the files
/// that ask for the list pay for it: a hundred tuples in every file were half of its parsing.
#define TALON_FIELDS(Type, ...)                                           \
  template <class Self = Type>                                            \
  static constexpr auto fields() {                                        \
    return std::tuple{TALON_EXPAND(TALON_FIELD_STEP(Self, __VA_ARGS__))}; \
  }
/// Inside a struct without fields of its own.
#define TALON_NO_FIELDS            \
  static constexpr auto fields() { \
    return std::tuple{};           \
  }

namespace talon {

template <class Type, class Member>
struct Field {
  const char* name;
  Member Type::*member;
};

template <class Type, class Member>
Field(const char*, Member Type::*) -> Field<Type, Member>;

template <class Type>
concept HasFields = requires {
  Type::fields();
};

/// Calls visit(name, member) for each field of `object`, in order.
template <HasFields Type, class Visitor>
constexpr void for_each_field(Type& object, Visitor&& visit) {
  std::apply([&](auto... field) { (visit(field.name, object.*(field.member)), ...); },
             std::remove_const_t<Type>::fields());
}

}  // namespace talon
