// SPDX-License-Identifier: MIT
// `talon-server run`: puts the parts together, serves until it is told to stop.
#pragma once

#include <filesystem>
#include <string>

#include "server/http/http.h"

namespace talon::http {

struct RunOptions {
  std::filesystem::path configuration;
  std::filesystem::path data;
  Listen listen;
  std::string clock = "real";
};

/// Prints "listening on URL" when it serves, returns after SIGTERM. Throws std::runtime_error (with a
/// sentence for the operator) when it cannot start: configuration, address, certificate, storage, another
/// server on the folder.
void run(const RunOptions& options);

/// A line with the time on standard error: what happened to the server itself, never visitors' data.
void log_line(const std::string& text);

[[nodiscard]] std::string read_file(const std::filesystem::path& file);

}  // namespace talon::http
