// SPDX-License-Identifier: MIT
#include <array>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "display/alarm_input.h"

namespace talon::display {
namespace {

constexpr std::chrono::milliseconds read_every{200};

std::optional<bool> failed(const std::string& what, std::string& problem) {
  problem = "линия тревоги: " + what + ": " + std::strerror(errno);
  return std::nullopt;
}

std::optional<bool> level_of(int file, const std::string& path, std::string& problem) {
  if (isatty(file) != 0) {
    int lines = 0;
    if (ioctl(file, TIOCMGET, &lines) != 0) return failed(path, problem);
    return (lines & TIOCM_CTS) != 0;
  }
  std::array<char, 1> first{};
  const ssize_t got = read(file, first.data(), first.size());
  if (got < 0) return failed(path, problem);
  if (got == 1 && (first[0] == '0' || first[0] == '1')) return first[0] == '1';
  problem = "линия тревоги: " + path + ": не 0 и не 1";
  return std::nullopt;
}

void watch(const std::stop_token& stop, const AlarmLine& line,
           const std::function<void(bool, const std::string&)>& changed) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  bool on = false;
  std::optional<std::pair<bool, std::string>> told;
  while (!stop.stop_requested()) {
    std::string problem;
    on = read_alarm_line(line, problem).value_or(on);
    if (told != std::pair{on, problem}) {
      told = {on, problem};
      changed(on, problem);
    }
    wake.wait_for(lock, stop, read_every, [] { return false; });
  }
}

}  // namespace

AlarmLine parse_alarm_line(const std::string& text) {
  const bool inverted = text.starts_with('!');
  return {text.substr(inverted ? 1 : 0), inverted};
}

std::optional<bool> read_alarm_line(const AlarmLine& line, std::string& problem) {
  const int file = open(line.path.c_str(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return failed(line.path, problem);
  const auto level = level_of(file, line.path, problem);
  close(file);
  if (!level) return std::nullopt;
  return *level != line.inverted;
}

AlarmInput::AlarmInput(const std::string& line,
                       std::function<void(bool on, const std::string& problem)> changed)
    : worker_([line = parse_alarm_line(line), changed = std::move(changed)](const std::stop_token& stop) {
        watch(stop, line, changed);
      }) {}

}  // namespace talon::display
