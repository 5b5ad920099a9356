// SPDX-License-Identifier: MIT
// RS-485 in virtual time: bytes take the time they take on the wire, every station hears every other, a board
// answers when its own ticks have counted the silence. No clock of this machine is looked at.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "firmware/hal/host/simulated_board.h"

namespace talon::firmware {

using BusTime = std::chrono::nanoseconds;

class SimulatedBus {
 public:
  explicit SimulatedBus(unsigned baud = 115200)
      : byte_time_(std::chrono::nanoseconds(10'000'000'000 / baud)) {}

  /// The board is used, not owned. Its ticks begin at an odd moment of its own.
  void attach(SimulatedBoard& board);
  void detach(const SimulatedBoard& board);

  /// The master puts bytes on the line, one behind the other, beginning now.
  void send(std::span<const std::uint8_t> bytes);
  /// Lets time pass: boards tick, bytes arrive.
  void run_until(BusTime time);
  void run_for(BusTime time) { run_until(now_ + time); }
  BusTime now() const { return now_; }

  /// What the master has heard since it last asked (never its own bytes).
  std::vector<std::uint8_t> take_received();
  /// When the last byte the master heard was over.
  BusTime last_heard() const { return last_heard_; }

  /// Sends, waits until `expected` bytes have come or `timeout` is over, keeps the 2 ms of silence behind the
  /// frame and returns what came.
  std::vector<std::uint8_t> exchange(std::span<const std::uint8_t> request, std::size_t expected,
                                     BusTime timeout = std::chrono::milliseconds(50));

  /// How long the line has carried bytes, of all time: the bus load.
  BusTime busy() const { return busy_; }

  /// What the line does to a byte on its way to all; nullopt: it is lost. Identity unless set.
  std::function<std::optional<std::uint8_t>(std::uint8_t)> disturb;

 private:
  static constexpr int master = -1;

  struct Station {
    SimulatedBoard* board;
    BusTime next_tick;
    std::vector<std::uint8_t> outgoing{};
    std::size_t sent = 0;
    BusTime next_byte{0};
  };

  void deliver(std::uint8_t byte, int from);
  void step_once(BusTime limit);
  void tick(std::size_t index);

  BusTime byte_time_;
  BusTime now_{0};
  BusTime busy_{0};
  BusTime last_heard_{0};
  std::vector<Station> stations_;
  std::vector<std::uint8_t> outgoing_;  // of the master
  std::size_t sent_ = 0;
  BusTime next_byte_{0};
  std::vector<std::uint8_t> received_;
};

}  // namespace talon::firmware
