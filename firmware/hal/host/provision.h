// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "firmware/app/settings.h"
#include "firmware/hal/host/memory_flash.h"

namespace talon::firmware {

/// The whole flash of a board as a programmer writes it at the bench: boot loader, firmware in slot 0,
/// settings and, when the board is to be paired already, its key. Throws std::runtime_error when a part does
/// not fit.
MemoryFlash provision(std::span<const std::uint8_t> boot, std::span<const std::uint8_t> firmware,
                      std::uint32_t version, const Settings& settings, const std::optional<link::Key>& key);

/// The same without firmware: for a board that is a process of this machine.
MemoryFlash provision(const Settings& settings, const std::optional<link::Key>& key);

}  // namespace talon::firmware
