// SPDX-License-Identifier: MIT
// A USB socket of a virtual machine: QEMU's usb-redir device behind a Unix socket. Connected is plugged in,
// closed is unplugged; the guest's own kernel drives the bus.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>

#include "printer/usb_function.h"

struct usbredirparser;
struct usb_redir_bulk_packet_header;
struct usb_redir_control_packet_header;

namespace talon::printer {

class RedirPort {
 public:
  /// Throws std::runtime_error when the path is too long for a socket.
  RedirPort(UsbFunction& function, std::string socket_path);
  ~RedirPort();
  RedirPort(const RedirPort&) = delete;
  RedirPort& operator=(const RedirPort&) = delete;

  /// False when nobody listens at the socket.
  [[nodiscard]] bool plug();
  void unplug();
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] bool plugged() const { return descriptor_ >= 0; }
  /// For poll(); -1 while unplugged.
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] bool has_output() const;
  /// Takes what the guest asks, offers the printer what waits, and answers. The machine's end unplugs.
  void serve();

 private:
  struct Closer {
    void operator()(usbredirparser* parser) const;
  };
  /// A bulk transfer of the guest, until the printer has taken or given its bytes.
  struct Transfer {
    std::uint64_t id = 0;
    std::uint8_t endpoint = 0;
    std::uint32_t stream = 0;
    std::size_t length = 0, done = 0;
    Bytes data;
  };
  struct Callbacks;
  friend struct Callbacks;

  void announce();
  void control(std::uint64_t id, const usb_redir_control_packet_header& request);
  void pump();
  [[nodiscard]] bool move(Transfer& transfer);
  void finish(const Transfer& transfer, std::uint8_t status);
  void cancel(std::uint64_t id);

  UsbFunction& function_;
  std::string path_;
  int descriptor_ = -1;
  std::unique_ptr<usbredirparser, Closer> parser_;
  std::list<Transfer> waiting_;
};

}  // namespace talon::printer
