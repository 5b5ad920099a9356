// SPDX-License-Identifier: MIT
// The machine's end of a usb-redir socket, without a machine: what QEMU's usb-redir device asks, asked by a
// test.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "printer/usb_function.h"

struct usbredirparser;

namespace talon::rig {

using printer::Bytes;

class GuestRedir {
 public:
  /// Listens; throws std::runtime_error.
  explicit GuestRedir(std::string socket_path);
  ~GuestRedir();
  GuestRedir(const GuestRedir&) = delete;
  GuestRedir& operator=(const GuestRedir&) = delete;

  struct Device {
    std::uint16_t vendor = 0, product = 0, release = 0;
    std::uint8_t face_class = 0, face_protocol = 0;
  };
  struct Reply {
    int status = -1;  ///< usb_redir_success and so on
    std::size_t length = 0;
    Bytes data;
  };
  /// Waits for a device; nothing when none comes.
  [[nodiscard]] std::optional<Device> plugged();
  /// A control request that brings bytes.
  [[nodiscard]] Reply ask(std::uint8_t type, std::uint8_t request, std::uint16_t value, std::uint16_t length);
  /// Bulk OUT, waits until the printer has taken all of it.
  [[nodiscard]] Reply send(Bytes bytes);
  /// Bulk IN.
  [[nodiscard]] Reply fetch(std::size_t most);
  /// Begins a bulk OUT and gives it up once the printer has taken nothing of it for as long as its answer to
  /// a question takes.
  [[nodiscard]] Reply send_and_cancel(Bytes bytes);
  /// The machine's end of the cable is gone; plugged() waits for the next.
  void close_cable();

 private:
  struct Closer {
    void operator()(usbredirparser* parser) const;
  };
  struct Callbacks;
  friend struct Callbacks;

  void start_bulk(std::uint8_t endpoint, std::size_t length, Bytes bytes);
  template <class Done>
  bool until(const Done& done);
  Reply reply(std::uint64_t id);

  std::string path_;
  int listener_ = -1, cable_ = -1;
  std::unique_ptr<usbredirparser, Closer> parser_;
  std::uint64_t last_ = 0;  ///< number of a request
  std::map<std::uint64_t, Reply> replies_;
  std::uint8_t face_class_ = 0, face_protocol_ = 0;
  std::optional<Device> device_;
};

}  // namespace talon::rig
