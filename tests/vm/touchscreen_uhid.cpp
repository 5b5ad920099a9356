// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <linux/input.h>
#include <linux/uhid.h>
#include <poll.h>
#include <stdexcept>
#include <unistd.h>

#include "tests/vm/touchscreen.h"

namespace talon::rig {
namespace {

constexpr std::uint8_t touches = 1, contact_maximum = 2;  // report numbers
constexpr int axis_maximum = 0x7FFF;

// One finger of a report: tip switch, contact number, X, Y.
#define TALON_FINGER                                                                                        \
  0x05, 0x0D, 0x09, 0x22, 0xA1, 0x02, 0x09, 0x42, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x01, 0x81,     \
      0x02, 0x95, 0x07, 0x81, 0x03, 0x75, 0x08, 0x95, 0x01, 0x09, 0x51, 0x25, 0x7F, 0x81, 0x02, 0x05, 0x01, \
      0x26, 0xFF, 0x7F, 0x75, 0x10, 0x09, 0x30, 0x81, 0x02, 0x09, 0x31, 0x81, 0x02, 0xC0

/// Device class definition for HID 1.11 and the HID usage tables, 16: a touch screen of two fingers.
constexpr std::uint8_t descriptor[] = {0x05,         0x0D,
                                       0x09,         0x04,
                                       0xA1,         0x01,
                                       0x85,         touches,
                                       TALON_FINGER, TALON_FINGER,
                                       0x05,         0x0D,
                                       0x09,         0x54,
                                       0x25,         0x7F,
                                       0x75,         0x08,
                                       0x95,         0x01,
                                       0x81,         0x02,  // contact count
                                       0x85,         contact_maximum,
                                       0x09,         0x55,
                                       0x25,         0x02,
                                       0x75,         0x08,
                                       0x95,         0x01,
                                       0xB1,         0x02,
                                       0xC0};
#undef TALON_FINGER

void send_event(int device, const uhid_event& event) {
  if (write(device, &event, sizeof event) != static_cast<ssize_t>(sizeof event))
    throw std::runtime_error(std::string("/dev/uhid: ") + std::strerror(errno));
}

void put_axis(std::uint8_t* to, double share) {
  const auto value = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * axis_maximum));
  to[0] = static_cast<std::uint8_t>(value & 0xFF);
  to[1] = static_cast<std::uint8_t>(value >> 8);
}

}  // namespace

Touchscreen::Touchscreen() : device_(open("/dev/uhid", O_RDWR | O_CLOEXEC)) {
  if (device_ < 0) throw std::runtime_error(std::string("/dev/uhid: ") + std::strerror(errno));
  uhid_event event{};
  event.type = UHID_CREATE2;
  std::strcpy(reinterpret_cast<char*>(event.u.create2.name), "Talon touchscreen");
  std::copy(std::begin(descriptor), std::end(descriptor), event.u.create2.rd_data);
  event.u.create2.rd_size = sizeof descriptor;
  event.u.create2.bus = BUS_USB;
  event.u.create2.vendor = 0x1209;  // pid.codes, for tests
  event.u.create2.product = 0x0001;
  send_event(device_, event);
}

Touchscreen::~Touchscreen() {
  close(device_);
}

void Touchscreen::put(int finger, double x, double y) {
  fingers_[finger] = {true, x, y};
  send();
}

void Touchscreen::lift(int finger) {
  fingers_[finger].down = false;
  send();
}

void Touchscreen::send() {
  uhid_event event{};
  event.type = UHID_INPUT2;
  std::uint8_t* out = event.u.input2.data;
  *out++ = touches;
  for (std::uint8_t finger = 0; finger < most_fingers; ++finger) {
    out[0] = fingers_[finger].down ? 1 : 0;
    out[1] = finger;
    put_axis(out + 2, fingers_[finger].x);
    put_axis(out + 4, fingers_[finger].y);
    out += 6;
  }
  *out++ = most_fingers;
  event.u.input2.size = static_cast<std::uint16_t>(out - event.u.input2.data);
  send_event(device_, event);
}

void Touchscreen::serve(int timeout_ms) {
  pollfd waited{device_, POLLIN, 0};
  if (poll(&waited, 1, timeout_ms) <= 0) return;
  uhid_event asked{};
  if (read(device_, &asked, sizeof asked) <= 0) return;
  uhid_event answer{};
  if (asked.type == UHID_GET_REPORT) {
    answer.type = UHID_GET_REPORT_REPLY;
    answer.u.get_report_reply.id = asked.u.get_report.id;
    const bool known = asked.u.get_report.rnum == contact_maximum;
    answer.u.get_report_reply.err = known ? 0 : EIO;
    answer.u.get_report_reply.size = known ? 2 : 0;
    answer.u.get_report_reply.data[0] = contact_maximum;
    answer.u.get_report_reply.data[1] = most_fingers;
    send_event(device_, answer);
  }
  if (asked.type == UHID_SET_REPORT) {
    answer.type = UHID_SET_REPORT_REPLY;
    answer.u.set_report_reply.id = asked.u.set_report.id;
    send_event(device_, answer);
  }
}

}  // namespace talon::rig
