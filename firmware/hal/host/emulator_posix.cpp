// SPDX-License-Identifier: MIT
#include "firmware/hal/host/emulator_posix.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <stdexcept>
#include <unistd.h>

#include "firmware/app/scan.h"

namespace talon::firmware {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int patience_s = 5;
/// Of firmware/hal/stm32f4: the picture is the first of the memory, behind it the light in percent.
constexpr std::size_t panel_bytes = panel_rows * row_bytes + 1;
constexpr const char* panel_memory = "0x20000000 257";
/// So many lines hold every group twice, wherever the log begins.
constexpr std::size_t lines_of(std::size_t columns) {
  return 2 * scan_groups * (columns * 4 * 3 + 6);
}
constexpr std::chrono::milliseconds between_looks{150};
constexpr std::chrono::milliseconds a_flash_and_more{1500};

std::string read_whole(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

/// QEMU's monitor for people: it asks with "(qemu) " for the next command when the last one is done.
class Emulator::Monitor {
 public:
  explicit Monitor(const std::string& path) : path_(path), line_(connect_local(path, patience_s)) { asked(); }

  void command(const std::string& text) {
    const std::string line = text + "\n";
    if (write(line_.number(), line.data(), line.size()) != static_cast<ssize_t>(line.size()))
      throw std::runtime_error(path_ + ": the emulator takes no command");
    asked();
  }

 private:
  void asked() {
    const auto end = Clock::now() + std::chrono::seconds(patience_s);
    std::size_t at;
    while ((at = heard_.find("(qemu) ")) == std::string::npos) {
      pollfd waiting{line_.number(), POLLIN, 0};
      poll(&waiting, 1, 100);
      std::array<char, 4096> bytes;
      const ssize_t count = read(line_.number(), bytes.data(), bytes.size());
      if (count > 0) heard_.append(bytes.data(), static_cast<std::size_t>(count));
      if (count == 0 || Clock::now() >= end) throw std::runtime_error(path_ + ": the emulator is silent");
    }
    heard_.erase(0, at + std::strlen("(qemu) "));
  }

  std::string path_;
  Descriptor line_;
  std::string heard_;
};

Emulator::Emulator(std::string folder) : folder_(std::filesystem::absolute(folder).string()) {
  std::ifstream(file("columns")) >> columns_;
  if (columns_ % module_columns != 0 || columns_ == 0 || columns_ > most_columns)
    throw std::runtime_error(folder_ + ": здесь нет табло, запущенного tools/board");
}

SeenPanel Emulator::look() const {
  const std::string memory = file("memory-" + std::to_string(getpid()));
  Monitor(file("monitor")).command("pmemsave " + std::string(panel_memory) + " \"" + memory + "\"");
  const std::string bytes = read_whole(memory);
  unlink(memory.c_str());
  if (bytes.size() != panel_bytes) throw std::runtime_error(memory + ": the emulator saved nothing");
  SeenPanel seen;
  std::copy_n(bytes.begin(), seen.picture.bytes.size(), seen.picture.bytes.begin());
  seen.percent = static_cast<std::uint8_t>(bytes.back());
  return seen;
}

SeenPanel Emulator::look_at_pins() const {
  const std::string log = file("trace-" + std::to_string(getpid()));
  Monitor monitor(file("monitor"));
  monitor.command("logfile " + log);
  monitor.command("log unimp");
  const auto end = Clock::now() + std::chrono::seconds(patience_s);
  constexpr std::size_t shortest_line = 64;
  std::error_code none_yet;
  while (std::filesystem::file_size(log, none_yet) < lines_of(columns_) * shortest_line || none_yet) {
    if (Clock::now() >= end) break;  // said below: the trace is not whole
    poll(nullptr, 0, 1);
  }
  monitor.command("log none");
  std::ifstream stream(log);
  PinTrace trace(columns_);
  for (std::string line; std::getline(stream, line);) trace.take(line);
  unlink(log.c_str());
  if (!trace.whole()) throw std::runtime_error(folder_ + ": the pins stand still");
  return trace.seen();
}

SeenPanel Emulator::look_when_lit(bool at_pins) const {
  const auto end = Clock::now() + a_flash_and_more;
  for (;;) {
    const SeenPanel seen = at_pins ? look_at_pins() : look();
    if (seen.percent != 0 || Clock::now() >= end) return seen;
    poll(nullptr, 0, static_cast<int>(between_looks.count()));
  }
}

void Emulator::set_pins(std::uint8_t pins) const {
  const Descriptor line = connect_local(file("pins"), patience_s);
  if (write(line.number(), &pins, 1) != 1) throw std::runtime_error(file("pins") + ": nobody takes the pins");
}

}  // namespace talon::firmware
