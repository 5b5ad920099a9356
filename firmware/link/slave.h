// SPDX-License-Identifier: MIT
// The slave's half of Modbus RTU: bytes and silences in, answers out.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "firmware/link/frame.h"

namespace talon::link {

/// Collects the bytes between two silences. Bytes past the longest frame are dropped, and the frame with
/// them.
class Receiver {
 public:
  void push(std::uint8_t byte) {
    if (length_ < bytes_.size()) bytes_[length_] = byte;
    ++length_;
  }

  /// The line broke or a byte was lost: whatever is being received is worthless.
  void spoil() { spoiled_ = true; }

  bool empty() const { return length_ == 0; }

  /// The line has been silent for 3.5 characters: the bytes before that. Empty when they cannot be a frame.
  std::span<const std::uint8_t> take() {
    const std::size_t length = length_;
    const bool bad = spoiled_ || length > bytes_.size();
    length_ = 0;
    spoiled_ = false;
    return bad ? std::span<const std::uint8_t>{} : std::span<const std::uint8_t>{bytes_.data(), length};
  }

 private:
  std::array<std::uint8_t, most_frame_bytes> bytes_{};
  std::size_t length_ = 0;
  bool spoiled_ = false;
};

/// What lies behind the registers. `read` fills all of `values` or says why not; `write` does all or nothing.
class Registers {
 public:
  virtual Exception read(std::uint16_t first, std::span<std::uint16_t> values) = 0;
  virtual Exception write(std::uint16_t first, std::span<const std::uint16_t> values) = 0;

 protected:
  ~Registers() = default;
};

/// What became of a frame; the board counts these.
enum class Heard { answered, refused, for_another, broadcast, damaged };

struct Reaction {
  Heard heard = Heard::damaged;
  std::optional<Frame> answer;
};

/// Answers the request in `bytes` when it is for `address`. Broadcasts change nothing: a write nobody can
/// confirm proves nothing, and a seal belongs to one board.
Reaction react(std::span<const std::uint8_t> bytes, std::uint8_t address, Registers& registers);

}  // namespace talon::link
