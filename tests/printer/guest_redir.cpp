// SPDX-License-Identifier: MIT
#include "tests/printer/guest_redir.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <usbredirparser.h>

namespace talon::rig {
namespace {

constexpr int long_enough_ms = 30'000;

GuestRedir::Reply reply_of(int status, std::size_t length, const std::uint8_t* data, int size) {
  GuestRedir::Reply reply{status, length, {}};
  if (data != nullptr) reply.data.assign(data, data + size);
  return reply;
}

}  // namespace

struct GuestRedir::Callbacks {
  static GuestRedir& guest(void* self) { return *static_cast<GuestRedir*>(self); }

  static void log(void*, int level, const char* text) {
    if (level <= usbredirparser_warning) std::cerr << "guest: " << text << "\n";
  }
  static int read(void* self, std::uint8_t* data, int size) {
    const ssize_t n = ::read(guest(self).cable_, data, static_cast<std::size_t>(size));
    if (n < 0 && errno == EAGAIN) return 0;
    return n > 0 ? static_cast<int>(n) : -1;
  }
  static int write(void* self, std::uint8_t* data, int size) {
    const ssize_t n = ::send(guest(self).cable_, data, static_cast<std::size_t>(size), MSG_NOSIGNAL);
    if (n < 0 && errno == EAGAIN) return 0;
    return n >= 0 ? static_cast<int>(n) : -1;
  }
  static void hello(void*, usb_redir_hello_header*) {}
  static void endpoints(void*, usb_redir_ep_info_header*) {}
  static void faces(void* self, usb_redir_interface_info_header* info) {
    guest(self).face_class_ = info->interface_class[0];
    guest(self).face_protocol_ = info->interface_protocol[0];
  }
  static void device(void* self, usb_redir_device_connect_header* who) {
    guest(self).device_ = Device{who->vendor_id, who->product_id, who->device_version_bcd,
                                 guest(self).face_class_, guest(self).face_protocol_};
  }
  static void control(void* self, std::uint64_t id, usb_redir_control_packet_header* head, std::uint8_t* data,
                      int size) {
    guest(self).replies_[id] = reply_of(head->status, head->length, data, size);
    if (data != nullptr) usbredirparser_free_packet_data(guest(self).parser_.get(), data);
  }
  static void bulk(void* self, std::uint64_t id, usb_redir_bulk_packet_header* head, std::uint8_t* data,
                   int size) {
    const std::size_t length =
        static_cast<std::size_t>(head->length) | static_cast<std::size_t>(head->length_high) << 16;
    guest(self).replies_[id] = reply_of(head->status, length, data, size);
    if (data != nullptr) usbredirparser_free_packet_data(guest(self).parser_.get(), data);
  }

  static void fill(usbredirparser& parser, GuestRedir& self) {
    parser.priv = &self;
    parser.log_func = &log;
    parser.read_func = &read;
    parser.write_func = &write;
    parser.hello_func = &hello;
    parser.ep_info_func = &endpoints;
    parser.interface_info_func = &faces;
    parser.device_connect_func = &device;
    parser.control_packet_func = &control;
    parser.bulk_packet_func = &bulk;
  }
};

void GuestRedir::Closer::operator()(usbredirparser* parser) const {
  usbredirparser_destroy(parser);
}

GuestRedir::GuestRedir(std::string socket_path) : path_(std::move(socket_path)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path_.size() >= sizeof address.sun_path) throw std::runtime_error("too long: " + path_);
  std::memcpy(address.sun_path, path_.c_str(), path_.size());
  listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(listener_, 1) != 0)
    throw std::runtime_error(path_ + ": " + std::strerror(errno));
}

GuestRedir::~GuestRedir() {
  close_cable();
  close(listener_);
}

void GuestRedir::close_cable() {
  parser_.reset();
  if (cable_ >= 0) close(cable_);
  cable_ = -1;
  device_.reset();
  replies_.clear();
}

std::optional<GuestRedir::Device> GuestRedir::plugged() {
  pollfd waited{listener_, POLLIN, 0};
  if (poll(&waited, 1, long_enough_ms) <= 0) return {};
  cable_ = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  parser_.reset(usbredirparser_create());
  Callbacks::fill(*parser_, *this);
  std::array<std::uint32_t, USB_REDIR_CAPS_SIZE> abilities{};
  for (const int ability : {usb_redir_cap_connect_device_version, usb_redir_cap_ep_info_max_packet_size,
                            usb_redir_cap_64bits_ids, usb_redir_cap_32bits_bulk_length})
    usbredirparser_caps_set_cap(abilities.data(), ability);
  usbredirparser_init(parser_.get(), "guest", abilities.data(), USB_REDIR_CAPS_SIZE, 0);
  (void)until([this] { return device_.has_value(); });
  return device_;
}

template <class Done>
bool GuestRedir::until(const Done& done) {
  while (!done()) {
    const bool writes = usbredirparser_has_data_to_write(parser_.get()) > 0;
    pollfd waited{cable_, static_cast<short>(POLLIN | (writes ? POLLOUT : 0)), 0};
    if (poll(&waited, 1, long_enough_ms) <= 0) return false;
    if ((waited.revents & (POLLIN | POLLHUP)) != 0 && usbredirparser_do_read(parser_.get()) != 0)
      return false;
    if (writes && usbredirparser_do_write(parser_.get()) != 0) return false;
  }
  return true;
}

GuestRedir::Reply GuestRedir::reply(std::uint64_t id) {
  (void)until([&] { return replies_.contains(id); });
  return replies_[id];
}

GuestRedir::Reply GuestRedir::ask(std::uint8_t type, std::uint8_t request, std::uint16_t value,
                                  std::uint16_t length) {
  usb_redir_control_packet_header head{};
  head.endpoint = 0x80;
  head.request = request;
  head.requesttype = type;
  head.value = value;
  head.length = length;
  usbredirparser_send_control_packet(parser_.get(), ++last_, &head, nullptr, 0);
  return reply(last_);
}

void GuestRedir::start_bulk(std::uint8_t endpoint, std::size_t length, Bytes bytes) {
  usb_redir_bulk_packet_header head{};
  head.endpoint = endpoint;
  head.length = static_cast<std::uint16_t>(length & 0xFFFF);
  head.length_high = static_cast<std::uint16_t>(length >> 16);
  usbredirparser_send_bulk_packet(parser_.get(), ++last_, &head, bytes.empty() ? nullptr : bytes.data(),
                                  static_cast<int>(bytes.size()));
}

GuestRedir::Reply GuestRedir::send(Bytes bytes) {
  const std::size_t length = bytes.size();
  start_bulk(printer::bulk_out_endpoint, length, std::move(bytes));
  return reply(last_);
}

GuestRedir::Reply GuestRedir::fetch(std::size_t most) {
  start_bulk(printer::bulk_in_endpoint, most, {});
  return reply(last_);
}

GuestRedir::Reply GuestRedir::send_and_cancel(Bytes bytes) {
  const std::size_t length = bytes.size();
  start_bulk(printer::bulk_out_endpoint, length, std::move(bytes));
  const std::uint64_t sent = last_;
  // Answered in order: the printer has been offered the bytes when this one is there.
  (void)ask(0xA1, 1, 0, 1);
  usbredirparser_send_cancel_data_packet(parser_.get(), sent);
  return reply(sent);
}

}  // namespace talon::rig
