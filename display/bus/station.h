// SPDX-License-Identifier: MIT
// One board as the master knows it: is it there, who is it, may we write to it, what did it accept, what is
// wrong with it. Pure; display/bus/bus.h decides when it is asked what.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "display/bus/readback.h"
#include "firmware/link/frame.h"
#include "firmware/link/seal.h"
#include "firmware/link/show.h"
#include "server/model/command.h"
#include "server/model/led_board.h"
#include "server/model/time.h"

namespace talon::bus {

/// One Modbus request to one board.
struct Request {
  std::uint8_t address = 0;
  std::uint16_t first = 0;
  std::uint16_t count = 0;  ///< registers to read; 0: it writes `values`
  std::vector<std::uint16_t> values{};

  [[nodiscard]] bool writes() const { return count == 0; }
};

enum class Outcome {
  answered,   ///< `values` of a read; none of a write
  exception,  ///< the board refused: `exception`
  silence,    ///< nothing came in time
  damaged     ///< bytes came that are no answer
};

struct Reply {
  Outcome outcome = Outcome::silence;
  link::Exception exception = link::Exception::none;
  std::vector<std::uint16_t> values;
};

/// How far we know a board. Each stage ends with the answer it asks for.
enum class Stage {
  stranger,    ///< who are you? (identity)
  identified,  ///< session and counter, without which nothing can be sealed? (state)
  unpaired,    ///< its service strap is closed and our key is not in it: to be paired
  synced,      ///< what are your settings?
  unsettled,   ///< they are not the configuration's: to be written
  ready        ///< show, keys, read-back
};

enum class Trouble {
  none,
  silent,        ///< three requests in a row without an answer
  other_device,  ///< answers, but is none of our boards
  wrong_key,     ///< refuses our seal: paired with another key, or not at all
  unproven,      ///< its answers do not bear our key's proof
  shows_wrong,   ///< read back, it shows something else, in words or in dots
  safe_state     ///< stopped itself; the cause is in its state block
};

/// What a board told about itself.
struct Nature {
  std::array<std::uint16_t, 6> unique{};  ///< of the chip
  std::uint32_t version = 0;              ///< of the firmware
  std::uint16_t role = 0;                 ///< in force
  std::uint16_t restart_cause = 0;
  std::uint16_t status = 0;        ///< low byte: link::status bits
  std::uint16_t last_refusal = 0;  ///< link::Refusal
};

struct Station {
  LedBoard board;
  Stage stage = Stage::stranger;
  Trouble trouble = Trouble::silent;
  bool ever_heard = false;
  int failures = 0;  ///< requests in a row without a right answer
  int refusals = 0;  ///< sealed writes in a row that were refused
  Ticks tried;       ///< when it was last asked anything
  Nature nature;
  std::array<std::uint16_t, 8> own_settings{};  ///< as last read
  std::uint32_t session = 0;
  std::uint32_t counter = 0;  ///< last sealed write that was confirmed
  std::uint32_t sent = 0;     ///< last one sent: after a lost answer the board may be that far
  link::Show wanted;
  std::optional<link::Show> accepted;
  Ticks accepted_at;
  Ticks verified_at;
  std::optional<Learnt> learnt;
  bool ask_state = false;  ///< its strap was closed: the next read-back asks whether it still is
  std::optional<std::uint16_t> key_sequence;  ///< newest key event that was seen in this session
  bool set_aside = false;  ///< its firmware is being updated: it shows "—" and has no keys
  std::string note;        ///< what became of its update; empty: nothing to tell

  [[nodiscard]] bool reachable() const { return failures < failures_until_silent; }
  [[nodiscard]] bool is_ready() const { return reachable() && stage == Stage::ready && !set_aside; }
  [[nodiscard]] bool is_panel() const { return board.role == LedRole::desk_panel; }
  /// Something else stands on it than it should, as far as we know.
  [[nodiscard]] bool differs() const { return is_ready() && accepted != wanted; }

  static constexpr int failures_until_silent = 3;
};

/// The next step of getting to know a board that is not ready.
[[nodiscard]] Request introduction(Station& station, const LedBus& bus, const link::Key& key);
/// Writes the settings of place `as`, from which the board answers next.
[[nodiscard]] Request settle(Station& station, const LedBoard& as, const LedBus& bus, const link::Key& key);
/// Reads its state, or who it is when it was never heard: is it there again?
[[nodiscard]] Request probe(const Station& station);
[[nodiscard]] Request paint(Station& station, const link::Key& key);
[[nodiscard]] Request read_block(const Station& station, const link::Block& block);
/// A block's data under the next seal of this session. Precondition: stage synced or later.
[[nodiscard]] Request sealed_write(Station& station, const link::Block& block,
                                   std::span<const std::uint16_t> data, const link::Key& key);

/// A press of a key, newer than all that were seen: `age` at the time of the answer.
struct KeyPress {
  link::PanelKey key = link::PanelKey::none;
  std::uint16_t sequence = 0;
  Millis age{0};
};

/// Takes the answer to `request` into account. Key presses that the answer tells of, oldest first.
[[nodiscard]] std::vector<KeyPress> hear(Station& station, const Request& request, const Reply& reply,
                                         const LedBus& bus, const link::Key& key, Ticks now);

/// For the manager's page: ok, or what is wrong in a few words.
[[nodiscard]] ReportDevice::Component component_of(const Station& station, const LedBus& bus);

/// What a board's settings block must be; columns and sensor stay the board's own.
[[nodiscard]] std::array<std::uint16_t, 8> settings_of(const LedBoard& board, const LedBus& bus,
                                                       std::span<const std::uint16_t> own);

}  // namespace talon::bus
