// SPDX-License-Identifier: MIT
#pragma once

#include "display/canvas/canvas.h"
#include "firmware/hal/host/pin_trace.h"

namespace talon::firmware {

/// A panel as one sees it: dots of red light on black, `pitch` pixels each; width columns * pitch, height 16
/// * pitch.
[[nodiscard]] canvas::Canvas draw_panel(const SeenPanel& panel, std::size_t columns, int pitch = 10);

}  // namespace talon::firmware
