// SPDX-License-Identifier: MIT
#include "firmware/hal/host/simulated_bus.h"

#include <algorithm>
#include <utility>

namespace talon::firmware {
namespace {

constexpr BusTime tick_time{1'000'000'000 / ticks_a_second};
constexpr BusTime silence = tick_time * frame_gap_ticks;

}  // namespace

void SimulatedBus::attach(SimulatedBoard& board) {
  const auto phase = BusTime{37'000} * static_cast<std::int64_t>(stations_.size() + 1) % tick_time;
  stations_.push_back({&board, now_ + phase});
}

void SimulatedBus::detach(const SimulatedBoard& board) {
  std::erase_if(stations_, [&](const Station& station) { return station.board == &board; });
}

void SimulatedBus::send(std::span<const std::uint8_t> bytes) {
  if (sent_ == outgoing_.size()) {
    outgoing_.clear();
    sent_ = 0;
    next_byte_ = now_ + byte_time_;
  }
  outgoing_.insert(outgoing_.end(), bytes.begin(), bytes.end());
}

void SimulatedBus::deliver(std::uint8_t byte, int from) {
  busy_ += byte_time_;
  const auto arrived = disturb ? disturb(byte) : std::optional(byte);
  if (!arrived) return;
  for (std::size_t i = 0; i < stations_.size(); ++i)
    if (static_cast<int>(i) != from) stations_[i].board->hear(*arrived);
  if (from == master) return;
  received_.push_back(*arrived);
  last_heard_ = now_;
}

void SimulatedBus::tick(std::size_t index) {
  Station& station = stations_[index];
  station.next_tick += tick_time;
  const auto answer = station.board->tick();
  if (!answer) return;
  station.outgoing.assign(answer->view().begin(), answer->view().end());
  station.sent = 0;
  station.next_byte = now_ + byte_time_;
}

/// The next thing that happens, if it is not later than `limit`.
void SimulatedBus::step_once(BusTime limit) {
  BusTime next = limit;
  int who = master;
  enum { nothing, master_byte, board_byte, board_tick } what = nothing;
  const auto consider = [&](BusTime time, auto kind, int index) {
    if (time > next || (time == next && what != nothing)) return;
    next = time;
    what = kind;
    who = index;
  };
  if (sent_ < outgoing_.size()) consider(next_byte_, master_byte, master);
  for (std::size_t i = 0; i < stations_.size(); ++i) {
    const Station& station = stations_[i];
    if (station.sent < station.outgoing.size()) consider(station.next_byte, board_byte, static_cast<int>(i));
    consider(station.next_tick, board_tick, static_cast<int>(i));
  }
  now_ = std::max(now_, next);
  if (what == master_byte) {
    next_byte_ += byte_time_;
    deliver(outgoing_[sent_++], master);
  } else if (what == board_byte) {
    Station& station = stations_[static_cast<std::size_t>(who)];
    station.next_byte += byte_time_;
    deliver(station.outgoing[station.sent++], who);
    if (station.sent == station.outgoing.size()) station.board->sent();
  } else if (what == board_tick) {
    tick(static_cast<std::size_t>(who));
  }
}

void SimulatedBus::run_until(BusTime time) {
  while (now_ < time) step_once(time);
}

std::vector<std::uint8_t> SimulatedBus::take_received() {
  return std::exchange(received_, {});
}

std::vector<std::uint8_t> SimulatedBus::exchange(std::span<const std::uint8_t> request, std::size_t expected,
                                                 BusTime timeout) {
  received_.clear();
  send(request);
  const BusTime end = now_ + byte_time_ * static_cast<std::int64_t>(request.size()) + timeout;
  while (now_ < end && received_.size() < expected) step_once(end);
  run_for(silence);
  return take_received();
}

}  // namespace talon::firmware
