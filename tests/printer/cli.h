// SPDX-License-Identifier: MIT
// talon-printer as a program: called and waited for, or as a printer that stays.
#pragma once

#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace talon::printer {

namespace fs = std::filesystem;

inline const std::string program = std::string(TALON_BINARY_DIR) + "/bin/talon-printer";

struct Ended {
  int code = -1;
  std::string text;
};
inline Ended call(const std::string& arguments) {
  Ended ended;
  std::FILE* pipe = popen((program + " " + arguments + " 2>&1").c_str(), "r");
  std::array<char, 512> text{};
  while (std::fgets(text.data(), static_cast<int>(text.size()), pipe) != nullptr) ended.text += text.data();
  ended.code = WEXITSTATUS(pclose(pipe));
  return ended;
}

class Folder {
 public:
  Folder() {
    std::string text = (fs::temp_directory_path() / "talon-printer-XXXXXX").string();
    path_ = mkdtemp(text.data());
  }
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] std::string operator/(const char* name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

/// `talon-printer emulate` as a child; ends with the test. Its stderr is the test's.
class Emulated {
 public:
  explicit Emulated(std::vector<std::string> options) {
    options.insert(options.begin(), {program, "emulate"});
    std::array<int, 2> in{}, out{};
    if (pipe(in.data()) != 0 || pipe(out.data()) != 0) return;
    child_ = fork();
    if (child_ == 0) {
      dup2(in[0], 0);
      dup2(out[1], 1);
      for (const int fd : {in[0], in[1], out[0], out[1]}) close(fd);
      std::vector<char*> words;
      for (std::string& option : options) words.push_back(option.data());
      words.push_back(nullptr);
      execv(program.c_str(), words.data());
      _exit(127);
    }
    close(in[0]);
    close(out[1]);
    in_ = fdopen(in[1], "w");
    out_ = fdopen(out[0], "r");
  }
  ~Emulated() {
    if (child_ > 0) kill(child_, SIGTERM);
    (void)end();
    std::fclose(in_);
    std::fclose(out_);
  }
  Emulated(const Emulated&) = delete;
  Emulated& operator=(const Emulated&) = delete;

  /// With which code it ends, by itself or told to.
  int end() {
    int status = 0;
    if (child_ > 0) waitpid(std::exchange(child_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  /// The address a TCP printer says first.
  std::string device() { return line().substr(std::string("listening ").size()); }
  /// The next line it says, without its end.
  std::string line() {
    std::array<char, 512> text{};
    if (std::fgets(text.data(), static_cast<int>(text.size()), out_) == nullptr) return {};
    std::string said = text.data();
    if (!said.empty()) said.pop_back();
    return said;
  }
  void say(const std::string& command) {
    std::fprintf(in_, "%s\n", command.c_str());
    std::fflush(in_);
  }

 private:
  pid_t child_ = -1;
  std::FILE* in_ = nullptr;
  std::FILE* out_ = nullptr;
};

}  // namespace talon::printer
