// SPDX-License-Identifier: MIT
// Refusals on the wire: RFC 9457 application/problem+json with a stable `type` and a Russian sentence.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/model/refusal.h"

namespace talon::protocol {

inline constexpr std::string_view problem_media_type = "application/problem+json";

struct Problem {
  Refusal refusal;
  std::string title;  ///< sentence of the code, with its full stop
  int status = 0;
  /// Title and detail as one sentence: "Такого окна нет: 7."
  [[nodiscard]] std::string sentence() const;
};

/// {"type":"/problems/desk-closed","title":"...","status":409,"detail":"..."}; detail only where there is
/// one.
[[nodiscard]] std::string encode_problem(const Refusal& refusal);
/// Nothing when `json` is no problem of this API (a proxy's page, an unknown type).
[[nodiscard]] std::optional<Problem> decode_problem(std::string_view json);

[[nodiscard]] int http_status(RefusalCode code);
/// The Russian sentence of a code. Screens have their own in display/text, in the visitor's language.
[[nodiscard]] std::string_view problem_title(RefusalCode code);

}  // namespace talon::protocol
