// SPDX-License-Identifier: MIT
// The register map as constants. REGISTERS.md explains every register; a test compares the two.
#pragma once

#include <array>
#include <cstdint>

namespace talon::link {

/// Registers that belong together: a reader takes the whole block in one request, a writer writes it in one.
struct Block {
  std::uint16_t first;
  std::uint16_t count;

  constexpr std::uint16_t end() const { return static_cast<std::uint16_t>(first + count); }
  constexpr bool holds(std::uint16_t reg) const { return reg >= first && reg < end(); }
};

inline constexpr std::uint16_t magic = 0x544C;  // "TL"
inline constexpr std::uint16_t map_version = 1;
inline constexpr std::uint16_t most_read = 125;  // Modbus application protocol 1.1b3, 6.3
inline constexpr std::uint16_t most_written = 123;

/// Registers at the end of a writable block: the counter's low half and the tag (seal.h).
inline constexpr std::uint16_t seal_registers = 3;
/// Registers at the end of a proven readable block: the tag alone.
inline constexpr std::uint16_t proof_registers = 2;

namespace map {

// Readable blocks.
inline constexpr Block identity{0x0000, 16};
inline constexpr Block state{0x0010, 16};
inline constexpr Block counters{0x0020, 16};
inline constexpr Block shown{0x0040, 14};
inline constexpr Block keys{0x0060, 8};
inline constexpr Block update_state{0x0220, 8};
inline constexpr Block picture{0x0400, 128};

// Writable blocks, seal included; all but pairing can be read as well (data registers alone mean something
// then).
inline constexpr Block show{0x0100, 14};
inline constexpr Block settings{0x0140, 11};
inline constexpr Block pairing{0x0160, 11};
inline constexpr Block command{0x0180, 5};
inline constexpr Block update_begin{0x0200, 16};
inline constexpr Block update_data{0x0240, 69};
inline constexpr Block update_commit{0x02A0, 5};

inline constexpr std::array readable{identity,     state,   counters, shown,    keys,
                                     update_state, picture, show,     settings, command};
inline constexpr std::array writable{show,         settings,    pairing,      command,
                                     update_begin, update_data, update_commit};

}  // namespace map

inline constexpr std::uint16_t update_chunk_registers = 64;  // 128 bytes of the image in one frame

/// What a board is: register `role` of the settings, or the strap when that is 0.
enum class Role : std::uint16_t { by_strap = 0, hall_line = 1, desk_board = 2, desk_panel = 3 };

/// Low byte of the status word; its high byte is the session's low byte.
namespace status {
inline constexpr std::uint16_t paired = 1U << 0U;
inline constexpr std::uint16_t service = 1U << 1U;
inline constexpr std::uint16_t master_gone = 1U << 2U;
inline constexpr std::uint16_t self_test = 1U << 3U;
inline constexpr std::uint16_t updating = 1U << 4U;
inline constexpr std::uint16_t safe = 1U << 5U;
inline constexpr std::uint16_t light_failed = 1U << 6U;
inline constexpr std::uint16_t not_stored = 1U << 7U;  // settings live in memory only: flash refused a write
}  // namespace status

/// Register shown[0].
enum class Shown : std::uint16_t { dark = 0, dash = 1, call = 2, self_test = 3, updating = 4, fault = 5 };

/// Register state[7]: why the board started last.
enum class RestartCause : std::uint16_t {
  power = 1,
  reset_pin = 2,
  software = 3,
  watchdog = 4,
  fault = 5,      // a processor fault; the detail is the program counter
  assertion = 6,  // our own check failed; the detail is the place's number
  update = 7,
  brown_out = 8,
};

/// Register state[10]: why the last write was refused. 0: none since the start.
enum class Refusal : std::uint16_t {
  none = 0,
  unsealed = 1,  // not the whole block in one frame, and no service strap
  wrong_tag = 2,
  old_counter = 3,  // replayed, or the master fell behind: read the state block again
  not_paired = 4,   // no key, and no service strap
  bad_value = 5,
  older_version = 6,
  wrong_place = 7,  // an image's chunk out of order, too long or for the slot that runs
  wrong_image = 8,  // the image's own tag does not fit
  storage = 9,      // flash refused
};

/// Key codes of key events (register keys[2..5], bits 15..12).
enum class PanelKey : std::uint16_t { none = 0, next = 1, recall = 2, start_finish = 3, pause = 4 };

/// Command codes (register command[0]); command[1] is the value.
enum class Command : std::uint16_t { none = 0, self_test = 1, restart = 2, clear_counters = 3 };

/// Register show[8].
enum class Attention : std::uint16_t { steady = 0, flash = 1 };

/// Register update_state[0].
enum class UpdatePhase : std::uint16_t { idle = 0, receiving = 1, accepted = 2, refused = 3 };

inline constexpr std::uint8_t broadcast_address = 0;
inline constexpr std::uint8_t default_address = 247;  // of a board nobody has addressed yet
inline constexpr std::uint16_t unknown_minute = 0xFFFF;

}  // namespace talon::link
