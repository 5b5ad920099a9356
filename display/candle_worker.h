// SPDX-License-Identifier: MIT
// A bus of "Candle" boards: a thread that writes frames to a serial port; nothing ever comes back.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "display/bus/candle.h"
#include "display/bus_worker.h"

namespace talon::display {

class CandleWorker final : public LedWorker {
 public:
  /// on_problem: empty when the port works; from the worker's thread, at changes only.
  CandleWorker(const LedBus& bus, std::string device,
               std::function<void(const std::string& problem)> on_problem);
  ~CandleWorker() override;  ///< joins; these boards keep their last text: they know no master's silence
  CandleWorker(const CandleWorker&) = delete;
  CandleWorker& operator=(const CandleWorker&) = delete;

  void show(std::shared_ptr<const HallPicture> picture, std::uint16_t minute) override;

 private:
  void run(const std::stop_token& stop);
  void paint(Ticks now);
  /// False: the port is not there.
  bool send(const std::vector<std::uint8_t>& bytes);
  bool open();
  void tell(const std::string& problem);

  std::string device_;
  int baud_;
  std::function<void(const std::string&)> on_problem_;
  bus::candle::Painter painter_;
  int port_ = -1;
  std::string told_ = "?";
  std::mutex mutex_;
  std::shared_ptr<const HallPicture> picture_;
  std::uint16_t minute_ = link::unknown_minute;
  std::jthread thread_;
};

}  // namespace talon::display
