// SPDX-License-Identifier: MIT
// A board as a whole: step(inputs, now) -> outputs. No clock, no pin, no memory but its own; the flash is an
// interface. The same code runs on the chip, in a host process and forty times in one simulated bus.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "firmware/app/attention.h"
#include "firmware/app/brightness.h"
#include "firmware/app/keys.h"
#include "firmware/app/picture.h"
#include "firmware/app/restart.h"
#include "firmware/app/store.h"
#include "firmware/app/time.h"
#include "firmware/app/update.h"
#include "firmware/link/seal.h"
#include "firmware/link/slave.h"

namespace talon::firmware {

/// What a board is born with and cannot change.
struct Identity {
  std::array<std::uint16_t, 6> unique{};
  std::uint16_t hardware = 1;
  std::uint32_t version = 1;
  unsigned slot = 0;
};

struct Straps {
  bool service = false;
  std::uint8_t role = 0;  // 0 desk board, 1 hall line, 2 desk panel
};

struct Inputs {
  std::span<const std::uint8_t> frame{};  // the bytes before a silence; empty: none ended in this step
  std::uint16_t lost_bytes = 0;           // framing errors and overruns since the last step
  bool sending = false;                   // an answer is still on its way
  std::uint8_t keys = 0;                  // raw, bit i is key i+1
  Straps straps;
  std::uint16_t light_raw = 0;         // converter, 0..4095
  std::uint32_t pictures_scanned = 0;  // whole pictures since the start, as the scan counts them
};

struct Outputs {
  std::optional<link::Frame> answer;
  std::uint8_t percent = 0;  // to light the picture with; 0 in the dark half of a flash
  bool feed_watchdog = false;
  bool restart = false;  // note the cause and restart; nothing is on its way any more
  bool forgive_faults = false;
};

/// How long a board shows what nobody confirms. The demand is 10 s; the rest is for the step itself.
inline constexpr Ticks master_silence = milliseconds(9500);

class Board final : private link::Registers {
 public:
  /// Loads what survived, begins a new session and writes that down. `flash` and `panel` outlive the board;
  /// `panel` is what the row scan reads, so that what the registers give back is what shines.
  Board(const Identity& identity, const RestartReport& report, Flash& flash, Picture& panel);

  Outputs step(const Inputs& inputs, Ticks now);

  const Picture& picture() const { return picture_; }
  std::uint8_t address() const { return persistent_.settings.address; }
  std::uint16_t columns() const { return persistent_.settings.columns; }
  link::Shown shown() const { return shown_; }

 private:
  /// What the picture was drawn from; it is drawn again when this changes.
  struct Drawn {
    link::Shown what = link::Shown::dark;
    link::Text8 number{};
    link::Text8 room{};
    unsigned phase = 0;
    bool service = false;
    std::uint16_t columns = 0;
    link::Role role = link::Role::by_strap;

    bool operator==(const Drawn&) const = default;
  };
  struct Counters {
    std::uint32_t answered, refused, for_another, broadcast, damaged, lost_bytes, sealed, bad_seals;
  };

  // Registers (board_registers.cpp)
  link::Exception read(std::uint16_t first, std::span<std::uint16_t> values) override;
  link::Exception write(std::uint16_t first, std::span<const std::uint16_t> values) override;
  void fill(const link::Block& block, std::span<std::uint16_t> values) const;
  void fill_identity(std::span<std::uint16_t> values) const;
  void fill_state(std::span<std::uint16_t> values) const;
  void fill_counters(std::span<std::uint16_t> values) const;
  void fill_shown(std::span<std::uint16_t> values) const;
  void fill_keys(std::span<std::uint16_t> values) const;
  void fill_update(std::span<std::uint16_t> values) const;
  void prove(const link::Block& block, std::span<std::uint16_t> values) const;
  link::Exception write_sealed(const link::Block& block, std::span<const std::uint16_t> values);
  link::Exception write_plain(const link::Block& block, std::uint16_t first,
                              std::span<const std::uint16_t> values);
  link::Exception apply(const link::Block& block, std::span<const std::uint16_t> data);
  link::Exception refuse(link::Refusal why);
  link::Refusal apply_show(std::span<const std::uint16_t> data);
  link::Refusal apply_settings(std::span<const std::uint16_t> data);
  link::Refusal apply_key(std::span<const std::uint16_t> data);
  link::Refusal apply_command(std::span<const std::uint16_t> data);
  link::Refusal begin_update(std::span<const std::uint16_t> data);
  link::Refusal take_chunk(std::span<const std::uint16_t> data);
  link::Refusal commit_update(std::span<const std::uint16_t> data);

  // The course of time (board.cpp)
  void hear(const Inputs& inputs, Outputs& outputs);
  void count(link::Heard heard);
  void look_at_light(const Inputs& inputs);
  void measure_refresh(const Inputs& inputs);
  void prove_firmware();
  bool on_trial() const { return persistent_.slot != identity_.slot; }
  link::Shown what_to_show() const;
  void draw(Outputs& outputs);
  void save();

  bool master_gone() const { return !confirmed_ || now_ - *confirmed_ >= master_silence; }
  bool self_testing() const { return now_ < self_test_until_; }
  link::Role role() const;
  link::SealContext context() const { return {address(), persistent_.session, counter_}; }
  std::uint16_t status() const;

  Identity identity_;
  RestartReport report_;
  Flash& flash_;
  Store store_;
  Persistent persistent_;
  bool stored_ = true;
  bool safe_ = false;

  Ticks now_ = 0;
  Straps straps_;
  std::uint32_t counter_ = 0;
  std::optional<Ticks> confirmed_;  // when the last `show` was accepted
  link::Show show_;
  FlashTimer flash_timer_;
  Ticks self_test_until_ = 0;
  std::uint16_t command_value_ = 0;
  bool restart_pending_ = false;
  link::Refusal last_refusal_ = link::Refusal::none;
  Keys keys_;
  LightSensor light_;
  Ticks next_light_ = 0;
  Counters counters_{};
  Update update_;
  Ticks update_heard_ = 0;  // when the master last wrote for the update

  link::Shown shown_ = link::Shown::dark;
  Drawn drawn_;
  bool draw_again_ = false;  // what the master confirms is drawn anew: a dot that memory lost comes back
  Picture& picture_;
  std::uint8_t percent_ = 0;

  Ticks next_refresh_ = 0;
  std::uint32_t scanned_before_ = 0;
  std::uint16_t refresh_ = 0;
  std::uint32_t scanned_last_step_ = 0;
  Ticks scan_seen_ = 0;
};

}  // namespace talon::firmware
