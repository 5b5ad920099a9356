// SPDX-License-Identifier: MIT
#include "printer/usb_function.h"

#include <algorithm>
#include <cstddef>
#include <linux/usb/ch9.h>
#include <string_view>

namespace talon::printer {
namespace {

constexpr std::array<std::uint8_t, 18> device = {18,   1,    0x00, 0x02, 0,    0, 0, 64, 0xB8,
                                                 0x04, 0x02, 0x02, 0x00, 0x01, 1, 2, 3,  1};
// One configuration, one interface, its two bulk endpoints; the numbers with names are usb_function.h's.
constexpr std::array<std::uint8_t, 32> configuration = {9,  2, 32, 0, 1, 1,    0, 0xC0, 1, 9,    4,
                                                        0,  0, 2,  7, 1, 2,    0, 7,    5, 0x01, 2,
                                                        64, 0, 0,  7, 5, 0x82, 2, 64,   0, 0};
static_assert(configuration[14] == printer_class && configuration[15] == printer_subclass &&
              configuration[16] == bidirectional && configuration[20] == bulk_out_endpoint &&
              configuration[27] == bulk_in_endpoint && configuration[22] == packet_bytes);
constexpr std::string_view device_id = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;";
constexpr std::array<std::string_view, 4> strings = {"", "EPSON", "TM-T20II", "J3DF000001"};

// USB Device Class Definition for Printing Devices 1.1, chapter 4.2.
constexpr std::uint8_t get_device_id = 0, get_port_status = 1, soft_reset = 2;
constexpr std::uint8_t standard_in = 0x80, class_in = 0xA1, class_out = 0x21;

Bytes bytes_of(std::span<const std::uint8_t> data) {
  return {data.begin(), data.end()};
}

Bytes string_descriptor(std::size_t index) {
  if (index == 0) return {4, 3, 0x09, 0x04};
  const std::string_view text = strings.at(index);
  Bytes bytes = {static_cast<std::uint8_t>(2 + 2 * text.size()), 3};
  for (const char c : text) bytes.insert(bytes.end(), {static_cast<std::uint8_t>(c), 0});
  return bytes;
}

std::optional<Bytes> descriptor(std::uint8_t type, std::uint8_t index) {
  if (type == USB_DT_DEVICE) return bytes_of(device);
  if (type == USB_DT_CONFIG) return bytes_of(configuration);
  if (type == USB_DT_STRING && index < strings.size()) return string_descriptor(index);
  return {};
}

Bytes named_id() {
  const std::size_t size = device_id.size() + 2;
  Bytes bytes = {static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size & 0xFF)};
  bytes.insert(bytes.end(), device_id.begin(), device_id.end());
  return bytes;
}

}  // namespace

std::span<const std::uint8_t> device_descriptor() {
  return device;
}
std::span<const std::uint8_t> configuration_descriptor() {
  return configuration;
}

std::optional<Bytes> UsbFunction::control(Setup setup) {
  auto reply = answer(setup);
  const auto asked = static_cast<std::size_t>(setup[6] | setup[7] << 8);
  if (reply && reply->size() > asked) reply->resize(asked);
  return reply;
}

std::optional<Bytes> UsbFunction::answer(Setup setup) {
  const std::uint8_t type = setup[0], name = setup[1];
  if (type == standard_in && name == USB_REQ_GET_DESCRIPTOR) return descriptor(setup[3], setup[2]);
  if (type == class_in && name == get_device_id) return named_id();
  if (type == class_in && name == get_port_status) return Bytes{bench_.printer().port_status()};
  if (type == class_out && name == soft_reset) {
    bench_.printer().soft_reset();
    forget_answers();
    return Bytes{};
  }
  if ((type & USB_DIR_IN) != 0) return {};
  return Bytes{};
}

Bytes UsbFunction::in(std::size_t most) {
  const Bytes more = bench_.printer().take_answers();
  answers_.insert(answers_.end(), more.begin(), more.end());
  const auto end = answers_.begin() + static_cast<std::ptrdiff_t>(std::min(most, answers_.size()));
  Bytes given(answers_.begin(), end);
  answers_.erase(answers_.begin(), end);
  return given;
}

}  // namespace talon::printer
