// SPDX-License-Identifier: MIT
// A USB cable between the emulated printer and a virtual machine: one printer, several sockets to put it
// into.
#include <algorithm>
#include <chrono>
#include <cstring>
#include <iostream>

#include "printer/usb_redir.h"
#include "printer/wire.h"

namespace talon::printer {
namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::milliseconds retry_after{500};

class UsbWire final : public Wire {
 public:
  UsbWire(Bench& bench, const std::vector<std::string>& sockets, bool plugged) : function_(bench) {
    for (const std::string& path : sockets) ports_.push_back(std::make_unique<RedirPort>(function_, path));
    if (plugged) want(*ports_.front());
  }

  [[nodiscard]] std::vector<pollfd> waits() const override {
    const RedirPort* port = plugged();
    if (port == nullptr) return {};
    return {{port->descriptor(), static_cast<short>(POLLIN | (port->has_output() ? POLLOUT : 0)), 0}};
  }
  [[nodiscard]] bool busy() const override { return plugged() != nullptr; }
  void serve() override {
    RedirPort* const before = plugged();
    for (const auto& port : ports_) port->serve();
    if (before != nullptr && !before->plugged()) told(*before);  // the machine's end
    if (plugged() == nullptr && wanted_ != nullptr && Steady::now() >= retry_at_) connect();
  }

  bool obey(const std::string& line) override {
    if (line == "unplug") {
      wanted_ = nullptr;
      if (RedirPort* const port = plugged()) {
        port->unplug();
        told(*port);
      }
      return true;
    }
    if (!line.starts_with("plug")) return false;
    const auto found = std::find_if(ports_.begin(), ports_.end(), [&](const auto& port) {
      const std::string number = std::to_string(&port - ports_.data() + 1);
      return line == "plug " + number || (line == "plug" && number == "1");
    });
    if (found == ports_.end()) return false;
    if (const RedirPort* const port = plugged()) return port == found->get();  // a cable has one end
    want(**found);
    return true;
  }

 private:
  [[nodiscard]] RedirPort* plugged() const {
    const auto found =
        std::find_if(ports_.begin(), ports_.end(), [](const auto& port) { return port->plugged(); });
    return found == ports_.end() ? nullptr : found->get();
  }
  static void told(const RedirPort& port) {
    std::cout << (port.plugged() ? "plugged " : "unplugged ") << port.path() << std::endl;
  }
  void want(RedirPort& port) {
    wanted_ = &port;
    connect();
    if (!port.plugged()) std::cout << "waiting " << port.path() << std::endl;
  }
  /// Tried again and again: a machine that is not there yet, or starts again, finds its printer.
  void connect() {
    retry_at_ = Steady::now() + retry_after;
    if (wanted_->plug()) told(*wanted_);
  }

  UsbFunction function_;
  std::vector<std::unique_ptr<RedirPort>> ports_;
  RedirPort* wanted_ = nullptr;  ///< where the cable is meant to be
  Steady::time_point retry_at_{};
};

}  // namespace

std::unique_ptr<Wire> usb_wire(Bench& bench, const std::vector<std::string>& sockets, bool plugged) {
  return std::make_unique<UsbWire>(bench, sockets, plugged);
}

}  // namespace talon::printer
