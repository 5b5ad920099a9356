// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>

#include "display/bus/image_file.h"

namespace talon::display {

/// Firmware for boards from a file. Throws std::runtime_error with a sentence: not readable, or refused
/// (bus::ImageFault).
[[nodiscard]] std::shared_ptr<const bus::BoardImage> read_image(const std::filesystem::path& file,
                                                                const link::Key& key);

}  // namespace talon::display
