// SPDX-License-Identifier: MIT
#include "firmware/hal/host/simulated_board.h"

#include "firmware/app/boot.h"
#include "firmware/app/scan.h"
#include "firmware/hal/host/provision.h"

namespace talon::firmware {
SimulatedBoard::SimulatedBoard(const Settings& settings, const std::optional<link::Key>& key)
    : SimulatedBoard(provision(settings, key)) {}

SimulatedBoard::SimulatedBoard(MemoryFlash flash) : flash_(std::make_unique<MemoryFlash>(std::move(flash))) {
  Store store;
  unique_[5] = store.load(*flash_).settings.address;
  start({});
}

void SimulatedBoard::start(const RestartReport& report) {
  // Without an image in its flash the host build itself is the firmware that runs, version 1 in slot 0.
  const auto chosen = choose_slot(*flash_);
  if (chosen) {
    slot_ = *chosen;
    version_ = whole_image(*flash_, slot_)->version;
  }
  board_ = std::make_unique<Board>(Identity{unique_, 1, version_, slot_}, report, *flash_, *panel_);
  now_ = 0;
  receiver_ = {};
  inputs_.frame = {};
  inputs_.sending = false;
  inputs_.pictures_scanned = 0;
}

void SimulatedBoard::restart(const ResetFlags& flags) {
  if (flags.power) crash_ = {};
  start(explain(flags, crash_));
}

void SimulatedBoard::hear(std::uint8_t byte) {
  quiet_ticks_ = 0;
  if (!inputs_.sending) receiver_.push(byte);  // a transceiver that drives the line does not listen
}

std::optional<link::Frame> SimulatedBoard::step(std::span<const std::uint8_t> frame) {
  inputs_.frame = frame;
  outputs_ = board_->step(inputs_, now_);
  inputs_.frame = {};
  inputs_.lost_bytes = 0;
  if (outputs_.restart) {
    note(crash_, link::RestartCause::software, 0);
    restart({.software = true});
    return std::nullopt;
  }
  if (outputs_.forgive_faults) forgive(crash_);
  return outputs_.answer;
}

std::optional<link::Frame> SimulatedBoard::tick() {
  ++now_;
  inputs_.pictures_scanned = static_cast<std::uint32_t>(now_ / scan_groups);
  std::span<const std::uint8_t> frame;
  if (!receiver_.empty() && ++quiet_ticks_ >= frame_gap_ticks) frame = receiver_.take();
  auto answer = step(frame);
  if (answer) inputs_.sending = true;
  return answer;
}

std::optional<link::Frame> SimulatedBoard::take_frame(std::span<const std::uint8_t> bytes) {
  return step(bytes);
}

}  // namespace talon::firmware
