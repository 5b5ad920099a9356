// SPDX-License-Identifier: MIT
// Bodies of the calls about sessions of the mobile service; as in request.h every fault is a Russian
// sentence.
#pragma once

#include <string>
#include <string_view>

#include "server/model/command.h"
#include "server/model/result.h"

namespace talon::protocol {

/// POST /session/arrival: {"location":"Дом культуры"}.
[[nodiscard]] Result<ArriveSession> read_arrive_session(std::string_view body);
/// POST /session/handing: {"cases":12}, at most 10 000.
[[nodiscard]] Result<HandSession> read_hand_session(std::string_view body);
/// POST /session/preparation: hall, date, location, distance_km (one way, 0 to 1000, may have a fraction).
[[nodiscard]] Result<PrepareSession> read_prepare_session(std::string_view body);
/// POST /session/cancellation: hall, date, reason.
[[nodiscard]] Result<CancelSession> read_cancel_session(std::string_view body);
/// POST /session/receipt: the hall whose copy is received. Letters a-z, digits, _ and - alone: it becomes the
/// name of a folder.
[[nodiscard]] Result<std::string> read_receive_session(std::string_view body);

}  // namespace talon::protocol
