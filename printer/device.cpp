// SPDX-License-Identifier: MIT
#include "printer/device.h"

#include <charconv>
#include <stdexcept>

namespace talon::printer {
namespace {

struct Address {
  enum class Kind { usb, file, tcp } kind = Kind::usb;
  std::uint16_t vendor = 0, product = 0;
  std::string serial, path, host, port;
};

[[noreturn]] void wrong(const std::string& text) {
  throw std::invalid_argument("принтер «" + text +
                              "» не понят: нужно usb:, usb:VID:PID[:SERIAL], file:ПУТЬ или tcp:УЗЕЛ:ПОРТ");
}

std::uint16_t hex(std::string_view digits, const std::string& text) {
  std::uint16_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc{} || end != digits.data() + digits.size() || digits.empty()) wrong(text);
  return value;
}

bool is_port(std::string_view digits) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return error == std::errc{} && end == digits.data() + digits.size();
}

Address parse(const std::string& text) {
  Address address;
  const std::string_view rest = std::string_view(text).substr(std::min(text.size(), text.find(':') + 1));
  if (text.starts_with("file:") && !rest.empty()) {
    address.kind = Address::Kind::file;
    address.path = rest;
  } else if (text.starts_with("tcp:")) {
    const std::size_t colon = rest.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || !is_port(rest.substr(colon + 1))) wrong(text);
    address.kind = Address::Kind::tcp;
    address.host = rest.substr(0, colon);
    address.port = rest.substr(colon + 1);
    if (address.host.size() > 2 && address.host.front() == '[' && address.host.back() == ']')
      address.host = address.host.substr(1, address.host.size() - 2);  // [::1]
  } else if (text.starts_with("usb:")) {
    if (rest.empty()) return address;
    const std::size_t first = rest.find(':');
    if (first == std::string_view::npos) wrong(text);
    const std::size_t second = rest.find(':', first + 1);
    address.vendor = hex(rest.substr(0, first), text);
    address.product =
        hex(rest.substr(first + 1, second == std::string_view::npos ? second : second - first - 1), text);
    if (second != std::string_view::npos) address.serial = rest.substr(second + 1);
  } else {
    wrong(text);
  }
  return address;
}

}  // namespace

void check_device(const std::string& text) {
  (void)parse(text);
}

std::unique_ptr<Device> open_device(const std::string& text) {
  const Address address = parse(text);
  switch (address.kind) {
    case Address::Kind::file:
      return open_file_device(address.path);
    case Address::Kind::tcp:
      return open_tcp_device(address.host, address.port);
    case Address::Kind::usb:
      break;
  }
  return open_usb_device(address.vendor, address.product, address.serial);
}

}  // namespace talon::printer
