// SPDX-License-Identifier: MIT
// Events and pictures as JSON text and back. The key is the field's name (TALON_FIELDS); README.md has the
// table of types.
#pragma once

#include <string>
#include <string_view>

#include "server/model/board_picture.h"
#include "server/model/event.h"
#include "server/model/leg.h"
#include "server/model/limits_table.h"
#include "server/model/picture.h"
#include "server/model/result.h"

namespace talon::protocol {

/// The event as one flat object without line breaks: what is journalled, streamed and chained.
[[nodiscard]] std::string encode(const Event& event);

/// Refusal bad_request, its detail naming the field: malformed text, unknown `type`, a field of another kind;
/// `seq`, `at`, `t` or `type` missing. Unknown keys are ignored and a missing field of the body has its
/// default: a journal is read by older and newer servers. `parsed` of ConfigurationApplied is filled, or the
/// event refused.
[[nodiscard]] Result<Event> decode_event(std::string_view json);

/// Any struct of picture.h and limits_table.h, BoardPicture, and Leg. Every field is written, an empty
/// optional as null.
template <HasFields Picture>
[[nodiscard]] std::string encode(const Picture& picture);

/// decode<HallPicture>(text). Every field must be there (an optional one may be left out); unknown keys are
/// ignored: devices may be older than the server, which is renewed first.
template <HasFields Picture>
[[nodiscard]] Result<Picture> decode(std::string_view json);

}  // namespace talon::protocol
