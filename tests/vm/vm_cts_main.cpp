// SPDX-License-Identifier: MIT
// vm_cts PORT CONTROL: drives the CTS input of a serial port, obeys "on" and "off".
// A port of QEMU has modem lines only where a serial port of the host stands behind it. The chip itself can
// wire RTS to CTS (loop back, bit 4 of the 16550's modem control register): this program moves RTS.
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <thread>
#include <unistd.h>

#include "tests/vm/control_file.h"

namespace {

/// The control file is written outside of the machine: the shared folder (9p) tells nobody of it.
constexpr std::chrono::milliseconds look_every{20};
constexpr int chip_loop =
    0x8000;  // TIOCM_LOOP of the kernel's asm/termios.h, which the C library does not have
volatile std::sig_atomic_t stopping = 0;

/// Whoever opens a port raises its RTS, which here is CTS: not at a speed of 0.
bool rest(int port) {
  termios settings{};
  if (tcgetattr(port, &settings) != 0) return false;
  cfsetospeed(&settings, B0);
  return tcsetattr(port, TCSANOW, &settings) == 0;
}

/// True when the chip's CTS is then as wanted.
bool drive(int port, bool on) {
  const int loop = chip_loop | (on ? TIOCM_RTS : 0);
  int lines = 0;
  if (ioctl(port, TIOCMSET, &loop) != 0 || ioctl(port, TIOCMGET, &lines) != 0) {
    std::cerr << "vm_cts: " << std::strerror(errno) << "\n";
    return false;
  }
  return ((lines & TIOCM_CTS) != 0) == on;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "vm_cts PORT CONTROL\n";
    return 2;
  }
  std::signal(SIGTERM, [](int) { stopping = 1; });
  // Held open: the last to close a port lets its lines fall.
  const int port = open(argv[1], O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (port < 0 || !rest(port)) {
    std::cerr << "vm_cts: " << argv[1] << ": " << std::strerror(errno) << "\n";
    return 1;
  }
  talon::rig::ControlFile control(argv[2]);
  while (stopping == 0) {
    control.serve([&](const std::string& line) {
      return (line == "on" || line == "off") && drive(port, line == "on");
    });
    std::this_thread::sleep_for(look_every);
  }
  close(port);
  return 0;
}
