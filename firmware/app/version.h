// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace talon::firmware {

/// Grows by one with every firmware that leaves the house; boards refuse older ones.
inline constexpr std::uint32_t firmware_version = 1;

}  // namespace talon::firmware
