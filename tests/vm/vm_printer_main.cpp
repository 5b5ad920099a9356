// SPDX-License-Identifier: MIT
// vm_printer --port SOCKET [--port SOCKET] [--slips DIR] [--bytes FILE] [--control FILE] [--speed ROWS]
// The emulated printer beside a virtual machine; its cable goes into one of the machine's USB sockets.
#include <charconv>
#include <chrono>
#include <csignal>
#include <iostream>
#include <memory>
#include <poll.h>
#include <string>
#include <vector>

#include "printer/bench.h"
#include "tests/vm/redir_port.h"

namespace {

using namespace talon;

constexpr int wrong_usage = 2;
constexpr int look_every_ms = 5;  ///< at the clock and the control file

volatile std::sig_atomic_t stopping = 0;

Millis steady_now() {
  return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

struct Options {
  printer::BenchOptions bench;
  std::vector<std::string> sockets;
};

bool read_options(int argc, char** argv, Options& options) {
  options.bench.model.rows_per_second = 1200;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    const std::string value = argv[i + 1];
    if (name == "--port")
      options.sockets.push_back(value);
    else if (name == "--slips")
      options.bench.slips = value;
    else if (name == "--bytes")
      options.bench.bytes = value;
    else if (name == "--control")
      options.bench.control = value;
    else if (name == "--speed")
      std::from_chars(value.data(), value.data() + value.size(), options.bench.model.rows_per_second);
    else
      return false;
  }
  return argc % 2 == 1 && !options.sockets.empty();
}

/// One printer, one cable, several sockets to put it into.
class Cable {
 public:
  explicit Cable(const Options& options) : bench_(options.bench), function_(bench_) {
    for (const std::string& path : options.sockets)
      ports_.push_back(std::make_unique<rig::RedirPort>(function_, path));
    bench_.other = [this](const std::string& line) { return obey(line); };
  }

  void run() {
    while (stopping == 0) {
      pollfd waited{-1, POLLIN, 0};
      for (const auto& port : ports_)
        if (port->plugged())
          waited = {port->descriptor(), static_cast<short>(POLLIN | (port->has_output() ? POLLOUT : 0)), 0};
      poll(&waited, 1, look_every_ms);
      bench_.tick(steady_now());
      for (const auto& port : ports_) port->serve();
    }
  }

 private:
  /// "plug", "plug 2" (the second socket), "unplug", "power", "quit".
  bool obey(const std::string& line) {
    if (line == "unplug") {
      for (const auto& port : ports_) port->unplug();
    } else if (line == "power") {
      bench_.printer().power_cycle();
    } else if (line == "quit") {
      stopping = 1;
    } else if (line.starts_with("plug")) {
      const std::size_t wanted = line == "plug" ? 0 : static_cast<std::size_t>(line.back() - '1');
      return wanted < ports_.size() && plug(*ports_[wanted]);
    } else {
      return false;
    }
    return true;
  }

  bool plug(rig::RedirPort& wanted) {
    for (const auto& port : ports_)
      if (port->plugged()) return port.get() == &wanted;  // a cable has one end
    return wanted.plug();
  }

  printer::Bench bench_;
  rig::UsbFunction function_;
  std::vector<std::unique_ptr<rig::RedirPort>> ports_;
};

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!read_options(argc, argv, options)) {
    std::cerr
        << "vm_printer --port SOCKET [--port SOCKET] [--slips DIR] [--bytes FILE] [--control FILE] [--speed "
           "ROWS_PER_SECOND]\n";
    return wrong_usage;
  }
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, [](int) { stopping = 1; });
  try {
    Cable(options).run();
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "vm_printer: " << error.what() << "\n";
    return 1;
  }
}
