// SPDX-License-Identifier: MIT
// The RS-485 line: bytes come by interrupt, the silence behind them is counted in ticks, an answer goes out
// byte by byte from the main loop.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "firmware/link/frame.h"
#include "firmware/link/slave.h"

namespace talon::firmware {

class Line {
 public:
  /// 115200 baud, 8N1. usart_hz: clock of APB2.
  void start(std::uint32_t usart_hz);

  void on_receive();  // in the USART's interrupt
  void on_tick();  // in the tick's interrupt, which must not interrupt on_receive nor be interrupted by poll

  /// The frame that has ended since the last call; empty: none. Valid until the next call.
  std::span<const std::uint8_t> take_frame();
  std::uint16_t take_lost();

  void send(const link::Frame& frame);
  bool sending() const { return sending_; }
  /// Pushes the answer on; true while it has to be called without a pause.
  bool poll();

 private:
  link::Receiver receivers_[2];
  volatile unsigned active_ = 0;  // receiver being filled
  volatile unsigned quiet_ticks_ = 0;
  volatile bool ended_ = false;  // the other receiver holds a frame
  volatile std::uint16_t lost_ = 0;
  link::Frame outgoing_;
  std::size_t sent_ = 0;
  volatile bool sending_ = false;
};

}  // namespace talon::firmware
