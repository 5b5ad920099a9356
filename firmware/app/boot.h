// SPDX-License-Identifier: MIT
// What the boot loader decides. Its shell (hal) only jumps.
#pragma once

#include <optional>

#include "firmware/app/flash.h"
#include "firmware/app/restart.h"
#include "firmware/app/store.h"

namespace talon::firmware {

/// How often a new image may start before it has proved itself. Fewer than the faults in a row after which a
/// board stays in the safe state: what the new firmware broke must not keep the old one dark.
inline constexpr std::uint8_t trial_starts = 2;
static_assert(trial_starts < faults_until_safe);

/// The slot to start; nullopt: neither holds a whole image.
/// A new image is started `trial_starts` times at most; each start is written down before it happens, and
/// where it cannot be written down the proved image starts. The app proves itself by prove().
std::optional<unsigned> choose_slot(Flash& flash);

}  // namespace talon::firmware
