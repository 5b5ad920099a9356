// SPDX-License-Identifier: MIT
#include "printer/emulate.h"

#include <array>
#include <chrono>
#include <csignal>
#include <iostream>
#include <memory>
#include <poll.h>
#include <stdexcept>
#include <unistd.h>

namespace talon::printer {
namespace {

constexpr int look_often_ms = 5, look_seldom_ms = 200;

volatile std::sig_atomic_t interrupted = 0;

Millis steady_now() {
  return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

std::unique_ptr<Wire> wire_of(const EmulateOptions& options, Bench& bench) {
  if (options.terminal) return terminal_wire(bench);
  if (!options.usb_redir.empty()) return usb_wire(bench, options.usb_redir, !options.unplugged);
  if (!options.file.from.empty()) return file_wire(bench, options.file);
  return tcp_wire(bench, options.listen);
}

/// Commands typed, a line each.
class Keyboard {
 public:
  explicit Keyboard(bool there) : there_(there) {}
  [[nodiscard]] bool there() const { return there_; }
  void read(Bench& bench) {
    std::array<char, 256> text{};
    const ssize_t n = ::read(STDIN_FILENO, text.data(), text.size());
    there_ = n > 0;
    if (there_) typed_.append(text.data(), static_cast<std::size_t>(n));
    for (std::size_t end = 0; (end = typed_.find('\n')) != std::string::npos; typed_.erase(0, end + 1))
      bench.command(typed_.substr(0, end));
  }

 private:
  bool there_;
  std::string typed_;
};

class Emulation {
 public:
  explicit Emulation(const EmulateOptions& options)
      : bench_(options.bench), keyboard_(options.keyboard && options.file.from != "-") {
    for (const std::string& command : options.commands)
      if (!bench_.printer().obey(command))
        throw std::invalid_argument("команда принтеру непонятна: " + command);
    wire_ = wire_of(options, bench_);
    bench_.other = [this](const std::string& line) {
      quit_ = quit_ || line == "quit";
      return line == "quit" || wire_->obey(line);
    };
  }

  void run() {
    while (!quit_ && interrupted == 0 && !done() && !stuck()) {
      wait();
      bench_.tick(steady_now());
      wire_->serve();
    }
    bench_.finish();
    for (const std::string& command : bench_.printer().unknown())
      std::cerr << "неизвестная команда: " << command << "\n";
    if (!quit_ && interrupted == 0 && !done())
      throw std::runtime_error("принтер остановился до конца файла, и починить его некому");
  }

 private:
  /// Waits for the wire and the keyboard. The control file is looked at by the clock: it may be a regular
  /// one, which is always ready.
  void wait() {
    std::vector<pollfd> fds = wire_->waits();
    fds.push_back({keyboard_.there() ? STDIN_FILENO : -1, POLLIN, 0});
    const bool often = wire_->busy() || bench_.control() >= 0;
    (void)poll(fds.data(), fds.size(), often ? look_often_ms : look_seldom_ms);
    if ((fds.back().revents & (POLLIN | POLLHUP)) != 0) keyboard_.read(bench_);
  }

  /// The file has ended, and all of it that can be printed has been.
  [[nodiscard]] bool done() { return wire_->finite() && wire_->ended() && bench_.printer().at_rest(); }
  /// The printer stands before the end of the file and nobody is there to repair it.
  [[nodiscard]] bool stuck() {
    emulator::Emulator& printer = bench_.printer();
    const bool stands = printer.condition().offline || printer.faults.deaf;
    const bool repairable = keyboard_.there() || bench_.control() >= 0 || printer.has_plans();
    return wire_->finite() && stands && !repairable;
  }

  Bench bench_;
  Keyboard keyboard_;
  std::unique_ptr<Wire> wire_;
  bool quit_ = false;
};

}  // namespace

int emulate(const EmulateOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGINT, [](int) { interrupted = 1; });
  std::signal(SIGTERM, [](int) { interrupted = 1; });
  Emulation(options).run();
  return 0;
}

}  // namespace talon::printer
