// SPDX-License-Identifier: MIT
// Programs and folders a test starts and ends itself.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace talon::display::test {

/// A program with its stderr read here; ended by SIGTERM when it goes out of scope.
class Child {
 public:
  Child(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  void signal(int number) const;
  /// The next line of stderr that contains `part`; empty when the program ended or 30 s passed.
  std::string line_with(const std::string& part);
  /// Waits for the end; -1 when it was killed.
  int exit_code();

 private:
  pid_t pid_ = -1;
  int errors_ = -1;
  std::string buffer_;
  bool ended_ = false;
  int code_ = -1;
};

/// A private X screen on a free display.
class Screen {
 public:
  Screen(int width, int height);
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  [[nodiscard]] const std::string& display() const { return display_; }

 private:
  pid_t pid_ = -1;
  std::string display_;
};

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string path(const std::string& name = "") const { return (path_ / name).string(); }
  void write(const std::string& name, const std::string& text) const;
  /// Waits until the file has been put there (renamed or closed); false after 30 s.
  [[nodiscard]] bool wait_for(const std::string& name) const;

 private:
  std::filesystem::path path_;
};

}  // namespace talon::display::test
