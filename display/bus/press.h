// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "firmware/link/registers.h"
#include "server/model/id.h"
#include "server/model/led_board.h"

namespace talon::bus {

/// The key as the server calls it; nothing for a code nobody knows.
[[nodiscard]] std::optional<PanelKey> panel_key(link::PanelKey key);

/// The Idempotency-Key of one press: a UUID (version 8) that is the same whenever this press is told of, and
/// another for every other one: event `sequence` of run `session` of the board with number `unique`.
[[nodiscard]] RequestId press_request(const std::array<std::uint16_t, 6>& unique, std::uint32_t session,
                                      std::uint16_t sequence);

}  // namespace talon::bus
