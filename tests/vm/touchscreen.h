// SPDX-License-Identifier: MIT
// A touchscreen at the kernel's own hid-multitouch: what stands behind a USB touch panel's cable, by
// /dev/uhid (QEMU of Debian 12 has none). To the kernel it is a HID device like any other.
#pragma once

namespace talon::rig {

class Touchscreen {
 public:
  static constexpr int most_fingers = 2;

  /// Throws std::runtime_error when /dev/uhid does not take it.
  Touchscreen();
  ~Touchscreen();
  Touchscreen(const Touchscreen&) = delete;
  Touchscreen& operator=(const Touchscreen&) = delete;

  /// Puts a finger there or moves it; x and y as shares of the glass, 0 to 1.
  void put(int finger, double x, double y);
  void lift(int finger);
  /// Answers what the driver asks, at most `timeout_ms` long.
  void serve(int timeout_ms);

 private:
  struct Finger {
    bool down = false;
    double x = 0, y = 0;
  };
  void send();

  int device_ = -1;
  Finger fingers_[most_fingers];
};

}  // namespace talon::rig
