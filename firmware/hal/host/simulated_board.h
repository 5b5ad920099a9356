// SPDX-License-Identifier: MIT
// A board without a chip: the app, its flash and its receiver, driven tick by tick.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "firmware/app/board.h"
#include "firmware/hal/host/memory_flash.h"

namespace talon::firmware {

class SimulatedBoard {
 public:
  /// A paired board with settings, as it comes from the bench. The unique number is made from the address.
  SimulatedBoard(const Settings& settings, const std::optional<link::Key>& key);
  /// A board with this flash; what is in force comes from there.
  explicit SimulatedBoard(MemoryFlash flash);

  /// A byte of the line has arrived.
  void hear(std::uint8_t byte);
  /// One tick of 250 us. An answer that begins now is returned; the board counts as sending until `sent()`.
  std::optional<link::Frame> tick();
  void sent() { inputs_.sending = false; }
  /// Gives the bytes to the app as one frame at once, without time: for tests that count in millions.
  std::optional<link::Frame> take_frame(std::span<const std::uint8_t> bytes);

  /// As by hand or by nature.
  void press(unsigned key) { inputs_.keys = static_cast<std::uint8_t>(1U << key); }
  void release() { inputs_.keys = 0; }
  void strap(const Straps& straps) { inputs_.straps = straps; }
  void light(std::uint16_t raw) { inputs_.light_raw = raw; }
  void lose_byte() {
    ++inputs_.lost_bytes;
    receiver_.spoil();
  }
  /// Restarts; memory is lost with the power, flash stays.
  void restart(const ResetFlags& flags);
  void cut_power() { restart({.power = true}); }

  const Board& board() const { return *board_; }
  Board& board() { return *board_; }
  const Outputs& outputs() const { return outputs_; }
  MemoryFlash& flash() { return *flash_; }
  /// The memory that the row scan reads.
  Picture& panel() { return *panel_; }
  Ticks now() const { return now_; }
  unsigned slot() const { return slot_; }
  std::uint32_t version() const { return version_; }

 private:
  void start(const RestartReport& report);
  std::optional<link::Frame> step(std::span<const std::uint8_t> frame);

  std::unique_ptr<MemoryFlash> flash_;  // stays where it is when the board is moved
  std::unique_ptr<Picture> panel_ = std::make_unique<Picture>();
  std::unique_ptr<Board> board_;
  std::array<std::uint16_t, 6> unique_{};
  CrashRecord crash_;
  link::Receiver receiver_;
  unsigned quiet_ticks_ = 0;
  Inputs inputs_;
  Outputs outputs_;
  Ticks now_ = 0;
  unsigned slot_ = 0;
  std::uint32_t version_ = 1;
};

}  // namespace talon::firmware
