// SPDX-License-Identifier: MIT
// The last event number the voice has spoken, kept over restarts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace talon::display {

/// Empty when there is none yet, or nothing readable: then the voice begins after the first picture.
[[nodiscard]] std::optional<std::int64_t> read_spoken(const std::filesystem::path& file);
/// Whole or not at all. Throws std::runtime_error when it cannot be written.
void write_spoken(const std::filesystem::path& file, std::int64_t seq);

}  // namespace talon::display
