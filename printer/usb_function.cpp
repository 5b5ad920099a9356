// SPDX-License-Identifier: MIT
#include "printer/usb_function.h"

#include <algorithm>
#include <cstddef>
#include <linux/usb/ch9.h>
#include <string>
#include <string_view>

namespace talon::printer {
namespace {

// USB Device Class Definition for Printing Devices 1.1, chapter 4.2.
constexpr std::uint8_t get_device_id = 0, get_port_status = 1, soft_reset = 2;
constexpr std::uint8_t standard_in = 0x80, class_in = 0xA1, class_out = 0x21;

constexpr std::uint8_t maker_index = 1, model_index = 2, serial_index = 3, self_powered = 0xC0;

std::uint8_t low(std::uint16_t word) {
  return static_cast<std::uint8_t>(word & 0xFF);
}
std::uint8_t high(std::uint16_t word) {
  return static_cast<std::uint8_t>(word >> 8);
}

Bytes string_descriptor(std::string_view text) {
  Bytes bytes = {static_cast<std::uint8_t>(2 + 2 * text.size()), USB_DT_STRING};
  for (const char c : text) bytes.insert(bytes.end(), {static_cast<std::uint8_t>(c), 0});
  return bytes;
}

Bytes endpoint_descriptor(std::uint8_t address) {
  return {USB_DT_ENDPOINT_SIZE, USB_DT_ENDPOINT,    address, USB_ENDPOINT_XFER_BULK,
          low(packet_bytes),    high(packet_bytes), 0};
}

Bytes named_id(const escpos::UsbIdentity& usb) {
  const std::string id = escpos::device_id_of(usb);
  const auto size = static_cast<std::uint16_t>(id.size() + 2);  // with its own two bytes, the high one first
  Bytes bytes = {high(size), low(size)};
  bytes.insert(bytes.end(), id.begin(), id.end());
  return bytes;
}

}  // namespace

Bytes UsbFunction::device_descriptor() const {
  const escpos::UsbIdentity& usb = identity();
  const std::uint8_t serial = usb.serial.empty() ? 0 : serial_index;
  return {USB_DT_DEVICE_SIZE,
          USB_DT_DEVICE,
          0x00,
          0x02,
          0,
          0,
          0,
          packet_bytes,
          low(usb.vendor),
          high(usb.vendor),
          low(usb.product),
          high(usb.product),
          0x00,
          0x01,
          maker_index,
          model_index,
          serial,
          1};
}

Bytes UsbFunction::configuration_descriptor() const {
  Bytes endpoints = endpoint_descriptor(bulk_out_endpoint);
  if (talks()) {
    const Bytes in = endpoint_descriptor(bulk_in_endpoint);
    endpoints.insert(endpoints.end(), in.begin(), in.end());
  }
  const auto total = static_cast<std::uint8_t>(USB_DT_CONFIG_SIZE + USB_DT_INTERFACE_SIZE + endpoints.size());
  Bytes bytes = {USB_DT_CONFIG_SIZE, USB_DT_CONFIG, total, 0, 1, 1, 0, self_powered, 1};
  const std::uint8_t count = talks() ? 2 : 1;
  const Bytes face = {USB_DT_INTERFACE_SIZE, USB_DT_INTERFACE, 0,          0, count,
                      printer_class,         printer_subclass, protocol(), 0};
  bytes.insert(bytes.end(), face.begin(), face.end());
  bytes.insert(bytes.end(), endpoints.begin(), endpoints.end());
  return bytes;
}

std::optional<Bytes> UsbFunction::descriptor(std::uint8_t type, std::uint8_t index) const {
  if (type == USB_DT_DEVICE) return device_descriptor();
  if (type == USB_DT_CONFIG) return configuration_descriptor();
  if (type != USB_DT_STRING) return {};
  if (index == 0) return Bytes{4, USB_DT_STRING, 0x09, 0x04};  // the languages: English
  if (index == maker_index) return string_descriptor(identity().maker);
  if (index == model_index) return string_descriptor(identity().model);
  if (index == serial_index && !identity().serial.empty()) return string_descriptor(identity().serial);
  return {};
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
  if (type == class_in && name == get_device_id) return named_id(identity());
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
