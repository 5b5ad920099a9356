// SPDX-License-Identifier: MIT
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "display/process.h"

extern char** environ;

namespace talon::display {
namespace {

/// Both ends close by themselves and are not inherited by other programs.
struct Pipe {
  int read_end = -1;
  int write_end = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
      read_end = ends[0];
      write_end = ends[1];
    }
  }
  ~Pipe() {
    close_read();
    close_write();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  [[nodiscard]] bool open() const { return read_end >= 0; }
  void close_read() {
    if (read_end >= 0) ::close(read_end);
    read_end = -1;
  }
  void close_write() {
    if (write_end >= 0) ::close(write_end);
    write_end = -1;
  }
};

pid_t spawn(const std::vector<std::string>& command, const Pipe& input, const Pipe& output,
            std::string& reason) {
  std::vector<char*> arguments;
  for (const auto& each : command) arguments.push_back(const_cast<char*>(each.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.read_end, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.write_end, STDOUT_FILENO);
  pid_t child = -1;
  const int error = ::posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error == 0) return child;
  reason = command.front() + ": " + std::strerror(error);
  return -1;
}

/// Writes the input and reads the output together, so that neither side waits for the other for ever.
void exchange(Pipe& input, Pipe& output, std::string_view text, Millis timeout, std::size_t most_bytes,
              Ended& ended) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + timeout;
  ::fcntl(input.write_end, F_SETFL, O_NONBLOCK);
  if (text.empty()) input.close_write();
  std::array<unsigned char, 16'384> buffer{};
  while (true) {
    const auto left = std::chrono::duration_cast<Millis>(deadline - Clock::now()).count();
    if (left <= 0) {
      ended.reason = "не ответил за " + std::to_string(timeout.count() / 1000) + " с";
      return;
    }
    std::array<pollfd, 2> waits = {{{output.read_end, POLLIN, 0}, {input.write_end, POLLOUT, 0}}};
    if (::poll(waits.data(), input.write_end >= 0 ? 2 : 1, static_cast<int>(left)) < 0 && errno != EINTR)
      return;
    if (input.write_end >= 0 && waits[1].revents != 0) {
      const auto written = ::write(input.write_end, text.data(), text.size());
      if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
      if (text.empty() || (written < 0 && errno != EAGAIN)) input.close_write();
    }
    if (waits[0].revents == 0) continue;
    const auto got = ::read(output.read_end, buffer.data(), buffer.size());
    if (got <= 0) return;
    ended.output.insert(ended.output.end(), buffer.begin(), buffer.begin() + got);
    if (ended.output.size() > most_bytes) {
      ended.reason = "ответ слишком велик";
      return;
    }
  }
}

/// A synthesiser that ends before it has read everything must not end us.
void ignore_broken_pipes() {
  struct sigaction current {};
  sigaction(SIGPIPE, nullptr, &current);
  if (current.sa_handler == SIG_DFL) std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace

std::vector<std::string> split_command(std::string_view command) {
  std::vector<std::string> words;
  bool inside = false;
  char quote = 0;
  for (const char c : command) {
    if (quote != 0 ? c == quote : (c == '"' || c == '\'')) {
      quote = quote != 0 ? '\0' : c;
      if (!inside) words.emplace_back();
      inside = true;
    } else if (c == ' ' && quote == 0) {
      inside = false;
    } else {
      if (!inside) words.emplace_back();
      inside = true;
      words.back() += c;
    }
  }
  return words;
}

Ended run_process(const std::vector<std::string>& command, std::string_view input_text, Millis timeout,
                  std::size_t most_bytes) {
  Ended ended;
  Pipe input;
  Pipe output;
  if (command.empty() || !input.open() || !output.open()) {
    ended.reason = command.empty() ? "пустая команда" : std::strerror(errno);
    return ended;
  }
  ignore_broken_pipes();
  const pid_t child = spawn(command, input, output, ended.reason);
  if (child < 0) return ended;
  input.close_read();
  output.close_write();
  exchange(input, output, input_text, timeout, most_bytes, ended);
  if (!ended.reason.empty()) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  const bool good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  if (ended.reason.empty() && !good) {
    ended.reason = WIFEXITED(status) ? "код " + std::to_string(WEXITSTATUS(status)) : std::string("прерван");
  }
  if (!ended.reason.empty()) ended.reason = command.front() + ": " + ended.reason;
  ended.ok = ended.reason.empty();
  return ended;
}

}  // namespace talon::display
