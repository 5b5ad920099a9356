// SPDX-License-Identifier: MIT
// The two wires programs know best: a network port and a serial line.
#include "printer/wire.h"

#include <array>
#include <fcntl.h>
#include <iostream>
#include <netdb.h>
#include <netinet/in.h>
#include <pty.h>
#include <stdexcept>
#include <sys/socket.h>

#include "printer/wire_stream.h"

namespace talon::printer {
namespace {

int listen_on(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const std::string host = text.substr(4, colon - 4), port = text.substr(colon + 1);
  const bool brackets = host.front() == '[' && host.back() == ']';  // [::1]
  const std::string node = brackets ? host.substr(1, host.size() - 2) : host;
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  if (const int error = getaddrinfo(node.c_str(), port.c_str(), &hints, &found); error != 0)
    throw std::runtime_error(text + ": " + gai_strerror(error));
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, &freeaddrinfo);
  const int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const int yes = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (fd < 0 || bind(fd, found->ai_addr, found->ai_addrlen) != 0 || listen(fd, 4) != 0) fail_with_errno(text);
  sockaddr_storage name{};
  socklen_t size = sizeof name;
  getsockname(fd, reinterpret_cast<sockaddr*>(&name), &size);
  const auto actual = name.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6*>(&name)->sin6_port
                                                 : reinterpret_cast<const sockaddr_in*>(&name)->sin_port;
  std::cout << "listening tcp:" << host << ":" << ntohs(actual) << std::endl;
  return fd;
}

class TcpWire final : public Wire {
 public:
  TcpWire(Bench& bench, const std::string& address) : listener_(listen_on(address)), stream_(bench) {}

  [[nodiscard]] std::vector<pollfd> waits() const override {
    const int fd = !busy() ? listener_.get() : stream_.full() ? -1 : client_.get();
    return {{fd, POLLIN, 0}};
  }
  [[nodiscard]] bool busy() const override { return client_.get() >= 0; }
  void serve() override {
    if (!busy()) client_.reset(accept4(listener_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!busy() || (stream_.carry(client_.get()) && stream_.answer(client_.get()))) return;
    client_.reset();
    stream_.forget();
  }

 private:
  const Descriptor listener_;
  Descriptor client_;
  WireStream stream_;
};

class TerminalWire final : public Wire {
 public:
  explicit TerminalWire(Bench& bench) : stream_(bench) {
    int ours = -1, theirs = -1;
    std::array<char, 128> name{};
    if (openpty(&ours, &theirs, name.data(), nullptr, nullptr) != 0) fail_with_errno("openpty");
    termios raw{};
    tcgetattr(theirs, &raw);
    cfmakeraw(&raw);
    tcsetattr(theirs, TCSANOW, &raw);
    fcntl(ours, F_SETFL, O_NONBLOCK);
    ours_.reset(ours);
    theirs_.reset(theirs);
    std::cout << "terminal " << name.data() << std::endl;
  }

  [[nodiscard]] std::vector<pollfd> waits() const override {
    return {{stream_.full() ? -1 : ours_.get(), POLLIN, 0}};
  }
  [[nodiscard]] bool busy() const override { return true; }
  void serve() override {
    (void)stream_.carry(ours_.get());
    (void)stream_.answer(ours_.get());
  }

 private:
  Descriptor ours_;
  Descriptor theirs_;  ///< held open: a program that leaves must not hang the line up
  WireStream stream_;
};

}  // namespace

std::unique_ptr<Wire> tcp_wire(Bench& bench, const std::string& address) {
  return std::make_unique<TcpWire>(bench, address);
}

std::unique_ptr<Wire> terminal_wire(Bench& bench) {
  return std::make_unique<TerminalWire>(bench);
}

}  // namespace talon::printer
