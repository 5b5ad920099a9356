// SPDX-License-Identifier: MIT
// The buses of one display: which configured bus is which --bus, their workers, their keys, their map.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "display/bus_worker.h"
#include "display/key_sender.h"

namespace talon::display {

/// The pairing key of 16 bytes as 32 hexadecimal digits; made at random, readable by its owner alone, when
/// the file is not there. Throws when it cannot be read, is none, or cannot be written.
[[nodiscard]] link::Key bus_key(const std::filesystem::path& file);

class LedBuses {
 public:
  /// devices: the --bus arguments in their order. firmware: for boards of another version, or nullptr.
  /// on_change comes from a bus's thread: the map is another.
  LedBuses(std::vector<std::string> devices, const link::Key& key,
           std::shared_ptr<const bus::BoardImage> firmware, const client::Settings& server,
           std::function<void()> on_change);
  ~LedBuses();

  /// What the configuration says; nothing happens when it is what it was.
  void configure(const std::vector<LedBus>& buses);
  /// nullptr: no picture holds.
  void show(const std::shared_ptr<const HallPicture>& picture, std::uint16_t minute);
  [[nodiscard]] std::vector<ReportDevice::Component> components() const;

 private:
  void start_worker(const LedBus& bus, const std::string& device);
  [[nodiscard]] std::unique_ptr<LedWorker> make_modbus(const LedBus& bus, const std::string& device);
  [[nodiscard]] std::unique_ptr<LedWorker> make_candle(const LedBus& bus, const std::string& device);
  void set_map(const std::string& bus, std::vector<ReportDevice::Component> map);

  std::vector<std::string> devices_;
  link::Key key_;
  std::shared_ptr<const bus::BoardImage> firmware_;
  std::function<void()> on_change_;
  KeySender keys_;
  std::vector<LedBus> buses_;
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<ReportDevice::Component>> maps_;  ///< by bus
  std::shared_ptr<const HallPicture> picture_;
  std::uint16_t minute_ = link::unknown_minute;
  std::vector<std::unique_ptr<LedWorker>> workers_;
};

}  // namespace talon::display
