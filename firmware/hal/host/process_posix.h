// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>

#include "firmware/hal/host/simulated_board.h"

namespace talon::firmware {

/// Runs a board in the time of this machine on a serial line until `stop` is set. A digit 1..4 on `keys`
/// presses that key for 0.1 s, s closes or opens the service strap; keys < 0: none.
void run_board(SimulatedBoard& board, int line, int keys, const std::atomic<bool>& stop);

}  // namespace talon::firmware
