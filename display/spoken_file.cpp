// SPDX-License-Identifier: MIT
#include "display/spoken_file.h"

#include <fstream>
#include <stdexcept>

namespace talon::display {

std::optional<std::int64_t> read_spoken(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::int64_t seq = 0;
  if (!(file >> seq) || seq < 0) return std::nullopt;
  return seq;
}

void write_spoken(const std::filesystem::path& path, std::int64_t seq) {
  // No fsync: after a power cut one announcement said twice is better than a disk write before each one.
  std::filesystem::path unfinished = path;
  unfinished += ".tmp";
  std::ofstream file(unfinished);
  file << seq << '\n';
  file.close();
  if (!file) throw std::runtime_error("не пишется " + path.string());
  std::filesystem::rename(unfinished, path);
}

}  // namespace talon::display
