// SPDX-License-Identifier: MIT
// An outcome that is not a machine's failure: the value, or a named refusal with what it is about.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "server/model/refusal.h"

namespace talon {

/// Our bug: says where and stops the process, in every build. A supervisor starts it again, the journal is
/// folded.
[[noreturn]] void fail_expectation(const char* condition, const char* file, int line);
#define TALON_EXPECT(condition) \
  ((condition) ? static_cast<void>(0) : ::talon::fail_expectation(#condition, __FILE__, __LINE__))

template <class Value>
class [[nodiscard]] Result {
 public:
  Result(Value value) : content_(std::move(value)) {}
  Result(Refusal refusal) : content_(std::move(refusal)) {}

  [[nodiscard]] bool ok() const { return std::holds_alternative<Value>(content_); }
  explicit operator bool() const { return ok(); }
  /// The value; asking for it when there is none is our bug.
  [[nodiscard]] const Value& value() const& {
    TALON_EXPECT(ok());
    return *std::get_if<Value>(&content_);
  }
  [[nodiscard]] Value& value() & {
    TALON_EXPECT(ok());
    return *std::get_if<Value>(&content_);
  }
  [[nodiscard]] Value&& value() && {
    TALON_EXPECT(ok());
    return std::move(*std::get_if<Value>(&content_));
  }
  [[nodiscard]] const Refusal& refusal() const {
    TALON_EXPECT(!ok());
    return *std::get_if<Refusal>(&content_);
  }
  const Value& operator*() const& { return value(); }
  Value& operator*() & { return value(); }
  const Value* operator->() const { return &value(); }
  Value* operator->() { return &value(); }

 private:
  std::variant<Value, Refusal> content_;
};

}  // namespace talon
