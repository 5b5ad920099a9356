// SPDX-License-Identifier: MIT
// A bus's own thread: pictures in, exchanges on the line, key presses and the bus map out.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "display/bus/bus.h"
#include "display/port/bus_line.h"

namespace talon::display {

/// What the display knows of a bus's thread, whatever protocol it speaks.
class LedWorker {
 public:
  virtual ~LedWorker() = default;
  /// What holds from now on; nullptr: nothing does (server gone). minute: of the local day.
  virtual void show(std::shared_ptr<const HallPicture> picture, std::uint16_t minute) = 0;
};

class BusWorker final : public LedWorker {
 public:
  struct Events {
    std::function<void(const bus::Press&)> press;
    /// The whole bus map, at changes only.
    std::function<void(const std::vector<ReportDevice::Component>&)> components;
  };
  /// Both callbacks come from the worker's thread and may not throw. firmware: for boards of another version,
  /// when nobody is called; nullptr: they keep what they have.
  BusWorker(const LedBus& bus, const link::Key& key, std::shared_ptr<const bus::BoardImage> firmware,
            std::unique_ptr<BusLine> line, Events events);
  ~BusWorker() override;  ///< joins; the boards show "—" by themselves 9.5 s later

  void show(std::shared_ptr<const HallPicture> picture, std::uint16_t minute) override;

 private:
  void run(const std::stop_token& stop);
  void paint(Ticks now);
  void tell();

  std::unique_ptr<BusLine> line_;
  Events events_;
  bus::Bus bus_;
  std::vector<ReportDevice::Component> told_;
  std::mutex mutex_;
  std::shared_ptr<const HallPicture> picture_;
  std::uint16_t minute_ = link::unknown_minute;
  bool dirty_ = false;
  Ticks painted_at_;
  std::jthread thread_;
};

}  // namespace talon::display
