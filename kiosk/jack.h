// SPDX-License-Identifier: MIT
// The headphone socket of the sound card, as the kernel tells of it: a switch of an input device.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <thread>

namespace talon::kiosk {

class Jack {
 public:
  /// device: "/dev/input/event5"; one that is away is looked for each second. heard: true: headphones are in;
  /// on a thread of the jack's own, at changes only; what stands at the start counts as a change from "out".
  Jack(std::string device, std::function<void(bool)> heard);
  ~Jack();  ///< joins
  Jack(const Jack&) = delete;
  Jack& operator=(const Jack&) = delete;

 private:
  void run();
  /// Until the device is gone or the end is wanted; true: the end.
  [[nodiscard]] bool listen(int device);
  [[nodiscard]] bool end_within(int milliseconds) const;
  void tell(bool in);

  std::string device_;
  std::function<void(bool)> heard_;
  bool in_ = false;
  int end_ = -1;        ///< becomes readable when the thread shall end
  std::thread thread_;  ///< last: it uses the others
};

}  // namespace talon::kiosk
