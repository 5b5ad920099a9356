// SPDX-License-Identifier: MIT
// Orders to a program inside the machine: lines that somebody outside adds to a file of the shared folder.
#pragma once

#include <cstddef>
#include <fstream>
#include <iostream>
#include <string>

namespace talon::rig {

class ControlFile {
 public:
  explicit ControlFile(std::string path) : path_(std::move(path)) {}

  /// Calls obey(line) for each whole line that is new and says "ok LINE" or "no LINE" by its result.
  template <class Obey>
  void serve(Obey obey) {
    std::ifstream file(path_, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(read_));
    std::string line;
    while (std::getline(file, line) && !file.eof()) {
      read_ += line.size() + 1;
      std::cout << (obey(line) ? "ok " : "no ") << line << std::endl;
    }
  }

 private:
  std::string path_;
  std::size_t read_ = 0;
};

}  // namespace talon::rig
