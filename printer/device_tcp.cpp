// SPDX-License-Identifier: MIT
// A printer's raw port (usually 9100).
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "printer/device_fd.h"

namespace talon::printer {
namespace {

class TcpDevice final : public FdDevice {
 public:
  TcpDevice(std::string host, std::string port) : host_(std::move(host)), port_(std::move(port)) {}

 private:
  int connect() override {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(host_.c_str(), port_.c_str(), &hints, &found) != 0) return -1;
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, &freeaddrinfo);
    const int fd = socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    const int yes = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);  // a printer that lost its power says nothing
    if (::connect(fd, found->ai_addr, found->ai_addrlen) == 0 || errno == EINPROGRESS) return fd;
    close(fd);
    return -1;
  }
  bool finish_connect(int fd) override {
    int error = 0;
    socklen_t size = sizeof error;
    return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
  }
  [[nodiscard]] DeviceIdentity identity() const override {
    DeviceIdentity who;
    who.address = "tcp:" + host_ + ":" + port_;
    who.model = host_ + ":" + port_;
    return who;
  }
  [[nodiscard]] bool readable() const override { return true; }
  [[nodiscard]] bool reconnect_on_abort() const override { return true; }

  std::string host_, port_;
};

}  // namespace

std::unique_ptr<Device> open_tcp_device(const std::string& host, const std::string& port) {
  return std::make_unique<TcpDevice>(host, port);
}

}  // namespace talon::printer
