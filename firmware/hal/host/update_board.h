// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>
#include <ostream>

#include "display/bus/update.h"
#include "display/port/bus_line.h"

namespace talon::firmware {

/// Brings new firmware to one board as the only master of its line, and tells of it on `out`. Throws
/// std::runtime_error with a sentence when the port cannot be used, the board refuses, or `stop` is set.
void update_board(display::BusLine& line, int address, const link::Key& key,
                  std::shared_ptr<const bus::BoardImage> image, std::ostream& out,
                  const std::atomic<bool>& stop);

}  // namespace talon::firmware
