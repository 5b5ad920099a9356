// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "firmware/app/restart.h"

namespace talon::firmware {

/// Memory that a reset does not clear.
extern CrashRecord crash_record;

/// The safe way out: panel dark, line released, cause noted, restart. Each program has its own.
[[noreturn]] void stop(link::RestartCause cause, std::uint32_t detail);

}  // namespace talon::firmware
