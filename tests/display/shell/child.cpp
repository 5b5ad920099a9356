// SPDX-License-Identifier: MIT
#include "tests/display/shell/child.h"

#include <array>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace talon::display::test {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds patience{30};

bool readable_until(int file, Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  pollfd wait{file, POLLIN, 0};
  return left > 0 && ::poll(&wait, 1, static_cast<int>(left)) > 0;
}

pid_t start(const std::vector<std::string>& command, const std::map<std::string, std::string>& more, int from,
            int to) {
  std::vector<std::string> variables;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string variable = *each;
    if (!more.contains(variable.substr(0, variable.find('=')))) variables.push_back(variable);
  }
  for (const auto& [name, value] : more) variables.push_back(name + "=" + value);
  std::vector<char*> environment;
  for (auto& each : variables) environment.push_back(each.data());
  environment.push_back(nullptr);
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (auto& each : words) arguments.push_back(each.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, from, to);
  pid_t child = -1;
  const int error =
      ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " + command.front());
  return child;
}

std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  return ends;
}

}  // namespace

Child::Child(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment) {
  const auto ends = make_pipe();
  pid_ = start(command, environment, ends[1], STDERR_FILENO);
  ::close(ends[1]);
  errors_ = ends[0];
}

Child::~Child() {
  if (!ended_) {
    ::kill(pid_, SIGTERM);
    exit_code();
  }
  ::close(errors_);
}

void Child::signal(int number) const {
  ::kill(pid_, number);
}

std::string Child::line_with(const std::string& part) {
  const auto deadline = Clock::now() + patience;
  std::array<char, 4096> bytes{};
  while (true) {
    for (auto end = buffer_.find('\n'); end != std::string::npos; end = buffer_.find('\n')) {
      const std::string line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      if (line.find(part) != std::string::npos) return line;
    }
    if (!readable_until(errors_, deadline)) return {};
    const auto got = ::read(errors_, bytes.data(), bytes.size());
    if (got <= 0) return {};
    buffer_.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

int Child::exit_code() {
  if (ended_) return code_;
  int status = 0;
  ::waitpid(pid_, &status, 0);
  ended_ = true;
  code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return code_;
}

Screen::Screen(int width, int height) {
  const auto ends = make_pipe();
  const std::string size = std::to_string(width) + "x" + std::to_string(height) + "x24";
  // Descriptor 9 of the server is our pipe: it writes the free display it has found.
  pid_ = start({"Xvfb", "-displayfd", "9", "-screen", "0", size, "-nolisten", "tcp"}, {}, ends[1], 9);
  ::close(ends[1]);
  std::array<char, 16> number{};
  std::string text;
  while (text.find('\n') == std::string::npos && readable_until(ends[0], Clock::now() + patience)) {
    const auto got = ::read(ends[0], number.data(), number.size());
    if (got <= 0) break;
    text.append(number.data(), static_cast<std::size_t>(got));
  }
  ::close(ends[0]);
  if (text.empty()) throw std::runtime_error("Xvfb does not start");
  display_ = ":" + text.substr(0, text.find('\n'));
}

Screen::~Screen() {
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "talon-display-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

void Folder::write(const std::string& name, const std::string& text) const {
  std::ofstream(path_ / name) << text;
}

bool Folder::wait_for(const std::string& name) const {
  const int watch = ::inotify_init1(IN_CLOEXEC);
  ::inotify_add_watch(watch, path_.c_str(), IN_MOVED_TO | IN_CLOSE_WRITE);
  const auto deadline = Clock::now() + patience;
  std::array<char, 4096> events{};
  bool there = std::filesystem::exists(path_ / name);
  while (!there && readable_until(watch, deadline)) {
    if (::read(watch, events.data(), events.size()) <= 0) break;
    there = std::filesystem::exists(path_ / name);
  }
  ::close(watch);
  return there;
}

}  // namespace talon::display::test
