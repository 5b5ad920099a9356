// SPDX-License-Identifier: MIT
#include "printer/usb_redir.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <usbredirparser.h>

namespace talon::printer {
namespace {

constexpr std::uint8_t direction_in = 0x80;
constexpr std::size_t endpoints = 32;  ///< 0..15 OUT, 16..31 IN
constexpr std::uint8_t no_endpoint = usb_redir_type_invalid;

std::size_t place_of(std::uint8_t endpoint) {
  return static_cast<std::size_t>(endpoint & 0x0F) + ((endpoint & direction_in) != 0 ? 16 : 0);
}

std::size_t length_of(const usb_redir_bulk_packet_header& head) {
  return static_cast<std::size_t>(head.length) | static_cast<std::size_t>(head.length_high) << 16;
}

}  // namespace

/// The C library's view of a port.
struct RedirPort::Callbacks {
  static RedirPort& port(void* self) { return *static_cast<RedirPort*>(self); }

  static void log(void*, int level, const char* text) {
    if (level <= usbredirparser_warning) std::cerr << "usbredir: " << text << "\n";
  }
  static int read(void* self, std::uint8_t* data, int size) {
    const ssize_t n = ::read(port(self).descriptor_, data, static_cast<std::size_t>(size));
    if (n < 0 && errno == EAGAIN) return 0;
    return n > 0 ? static_cast<int>(n) : -1;
  }
  static int write(void* self, std::uint8_t* data, int size) {
    const ssize_t n = ::send(port(self).descriptor_, data, static_cast<std::size_t>(size), MSG_NOSIGNAL);
    if (n < 0 && errno == EAGAIN) return 0;
    return n >= 0 ? static_cast<int>(n) : -1;
  }
  static void hello(void* self, usb_redir_hello_header*) { port(self).announce(); }
  static void reset(void*) {}
  static void acknowledged(void*) {}
  static void set_configuration(void* self, std::uint64_t id, usb_redir_set_configuration_header* wanted) {
    usb_redir_configuration_status_header reply{usb_redir_success, wanted->configuration};
    usbredirparser_send_configuration_status(port(self).parser_.get(), id, &reply);
  }
  static void get_configuration(void* self, std::uint64_t id) {
    usb_redir_configuration_status_header reply{usb_redir_success, 1};
    usbredirparser_send_configuration_status(port(self).parser_.get(), id, &reply);
  }
  static void set_alt(void* self, std::uint64_t id, usb_redir_set_alt_setting_header* wanted) {
    usb_redir_alt_setting_status_header reply{usb_redir_success, wanted->interface, wanted->alt};
    usbredirparser_send_alt_setting_status(port(self).parser_.get(), id, &reply);
  }
  static void get_alt(void* self, std::uint64_t id, usb_redir_get_alt_setting_header* wanted) {
    usb_redir_alt_setting_status_header reply{usb_redir_success, wanted->interface, 0};
    usbredirparser_send_alt_setting_status(port(self).parser_.get(), id, &reply);
  }
  static void cancel(void* self, std::uint64_t id) { port(self).cancel(id); }
  static void control(void* self, std::uint64_t id, usb_redir_control_packet_header* head, std::uint8_t* data,
                      int) {
    if (data != nullptr) usbredirparser_free_packet_data(port(self).parser_.get(), data);
    port(self).control(id, *head);
  }
  static void bulk(void* self, std::uint64_t id, usb_redir_bulk_packet_header* head, std::uint8_t* data,
                   int size) {
    Transfer transfer{id, head->endpoint, head->stream_id, length_of(*head), 0, {}};
    if (data != nullptr) {
      transfer.data.assign(data, data + size);
      usbredirparser_free_packet_data(port(self).parser_.get(), data);
    }
    port(self).waiting_.push_back(std::move(transfer));
  }

  static void fill(usbredirparser& parser, RedirPort& self) {
    parser.priv = &self;
    parser.log_func = &log;
    parser.read_func = &read;
    parser.write_func = &write;
    parser.hello_func = &hello;
    parser.reset_func = &reset;
    parser.set_configuration_func = &set_configuration;
    parser.get_configuration_func = &get_configuration;
    parser.set_alt_setting_func = &set_alt;
    parser.get_alt_setting_func = &get_alt;
    parser.cancel_data_packet_func = &cancel;
    parser.control_packet_func = &control;
    parser.bulk_packet_func = &bulk;
    parser.device_disconnect_ack_func = &acknowledged;
  }
};

void RedirPort::Closer::operator()(usbredirparser* parser) const {
  usbredirparser_destroy(parser);
}

RedirPort::RedirPort(UsbFunction& function, std::string socket_path)
    : function_(function), path_(std::move(socket_path)) {
  if (path_.size() >= sizeof(sockaddr_un::sun_path))
    throw std::runtime_error("слишком длинное имя сокета: " + path_);
}

RedirPort::~RedirPort() {
  unplug();
}

bool RedirPort::plug() {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path_.c_str(), path_.size());
  const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0 ||
      connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      fcntl(descriptor, F_SETFL, O_NONBLOCK) != 0) {
    if (descriptor >= 0) close(descriptor);
    return false;
  }
  descriptor_ = descriptor;
  parser_.reset(usbredirparser_create());
  if (!parser_) throw std::bad_alloc();
  Callbacks::fill(*parser_, *this);
  std::array<std::uint32_t, USB_REDIR_CAPS_SIZE> abilities{};
  for (const int ability :
       {usb_redir_cap_connect_device_version, usb_redir_cap_ep_info_max_packet_size, usb_redir_cap_64bits_ids,
        usb_redir_cap_32bits_bulk_length, usb_redir_cap_device_disconnect_ack})
    usbredirparser_caps_set_cap(abilities.data(), ability);
  usbredirparser_init(parser_.get(), "talon-printer emulate", abilities.data(), USB_REDIR_CAPS_SIZE,
                      usbredirparser_fl_usb_host);
  return true;
}

void RedirPort::unplug() {
  if (!plugged()) return;
  parser_.reset();
  close(descriptor_);
  descriptor_ = -1;
  waiting_.clear();
  function_.forget_answers();
}

bool RedirPort::has_output() const {
  return parser_ && usbredirparser_has_data_to_write(parser_.get()) > 0;
}

void RedirPort::serve() {
  if (!plugged()) return;
  if (usbredirparser_do_read(parser_.get()) == usbredirparser_read_io_error) {
    unplug();
    return;
  }
  pump();
  if (has_output() && usbredirparser_do_write(parser_.get()) != 0) unplug();
}

void RedirPort::announce() {
  usb_redir_interface_info_header face{};
  face.interface_count = 1;
  face.interface_class[0] = printer_class;
  face.interface_subclass[0] = printer_subclass;
  face.interface_protocol[0] = function_.protocol();
  usbredirparser_send_interface_info(parser_.get(), &face);
  usb_redir_ep_info_header info{};
  std::fill_n(std::begin(info.type), endpoints, no_endpoint);
  for (const std::uint8_t endpoint : {std::uint8_t{0}, direction_in, bulk_out_endpoint, bulk_in_endpoint}) {
    if (endpoint == bulk_in_endpoint && !function_.talks()) continue;
    const std::size_t place = place_of(endpoint);
    info.type[place] = (endpoint & 0x0F) == 0 ? usb_redir_type_control : usb_redir_type_bulk;
    info.max_packet_size[place] = packet_bytes;
  }
  usbredirparser_send_ep_info(parser_.get(), &info);
  usb_redir_device_connect_header who{};
  who.speed = usb_redir_speed_full;
  who.vendor_id = function_.identity().vendor;
  who.product_id = function_.identity().product;
  who.device_version_bcd = 0x0100;
  usbredirparser_send_device_connect(parser_.get(), &who);
}

void RedirPort::control(std::uint64_t id, const usb_redir_control_packet_header& request) {
  const auto low = [](std::uint16_t word) { return static_cast<std::uint8_t>(word & 0xFF); };
  const auto high = [](std::uint16_t word) { return static_cast<std::uint8_t>(word >> 8); };
  const std::array<std::uint8_t, 8> setup = {request.requesttype, request.request,     low(request.value),
                                             high(request.value), low(request.index),  high(request.index),
                                             low(request.length), high(request.length)};
  usb_redir_control_packet_header head = request;
  auto reply = function_.control(setup);
  head.status = reply ? usb_redir_success : usb_redir_stall;
  if (!reply || (request.requesttype & direction_in) != 0)
    head.length = static_cast<std::uint16_t>(reply ? reply->size() : 0);
  const bool brings = reply && !reply->empty();
  usbredirparser_send_control_packet(parser_.get(), id, &head, brings ? reply->data() : nullptr,
                                     brings ? static_cast<int>(reply->size()) : 0);
}

/// Offers every waiting transfer to the printer once.
void RedirPort::pump() {
  std::erase_if(waiting_, [this](Transfer& transfer) { return move(transfer); });
}

/// True when the transfer is done and answered.
bool RedirPort::move(Transfer& transfer) {
  if ((transfer.endpoint & direction_in) != 0) {
    transfer.data = function_.in(transfer.length);
    if (transfer.data.empty()) return false;
    transfer.done = transfer.data.size();
  } else {
    transfer.done += function_.out(std::span(transfer.data).subspan(transfer.done));
    if (transfer.done < transfer.data.size()) return false;
  }
  finish(transfer, usb_redir_success);
  return true;
}

void RedirPort::finish(const Transfer& transfer, std::uint8_t status) {
  usb_redir_bulk_packet_header head{};
  head.endpoint = transfer.endpoint;
  head.status = status;
  head.stream_id = transfer.stream;
  head.length = static_cast<std::uint16_t>(transfer.done & 0xFFFF);
  head.length_high = static_cast<std::uint16_t>(transfer.done >> 16);
  const bool brings = (transfer.endpoint & direction_in) != 0 && transfer.done > 0;
  Bytes data = brings ? transfer.data : Bytes{};
  usbredirparser_send_bulk_packet(parser_.get(), transfer.id, &head, brings ? data.data() : nullptr,
                                  static_cast<int>(data.size()));
}

void RedirPort::cancel(std::uint64_t id) {
  const auto at = std::find_if(waiting_.begin(), waiting_.end(),
                               [id](const Transfer& transfer) { return transfer.id == id; });
  if (at == waiting_.end()) return;  // it was done while the cancellation travelled
  const std::size_t done = at->done;
  std::cout << "cancelled after " << done << " of " << at->length << std::endl;
  finish(*at, usb_redir_cancelled);
  waiting_.erase(at);
}

}  // namespace talon::printer
