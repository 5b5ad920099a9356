// SPDX-License-Identifier: MIT
#include "firmware/app/board.h"

#include "firmware/app/boot.h"

namespace talon::firmware {
namespace {

constexpr Ticks light_period = milliseconds(10);
constexpr Ticks test_phase = seconds(2);
constexpr Ticks scan_silence = milliseconds(100);
constexpr Ticks good_run = seconds(60);
/// New firmware that no master has spoken to for so long restarts, and with it comes nearer to the old
/// firmware.
constexpr Ticks trial_patience = seconds(300);
/// An update whose master went away is given up: until then it may go on where it was, and "—" stands.
constexpr Ticks update_patience = seconds(60);

}  // namespace

Board::Board(const Identity& identity, const RestartReport& report, Flash& flash, Picture& panel)
    : identity_(identity), report_(report), flash_(flash), persistent_(store_.load(flash)), picture_(panel) {
  picture_ = {};
  safe_ = report.faults >= faults_until_safe;
  ++persistent_.session;
  save();
}

void Board::save() {
  stored_ = store_.save(flash_, persistent_);
}

link::Role Board::role() const {
  if (persistent_.settings.role != link::Role::by_strap) return persistent_.settings.role;
  if (straps_.role == 1) return link::Role::hall_line;
  return straps_.role == 2 ? link::Role::desk_panel : link::Role::desk_board;
}

Outputs Board::step(const Inputs& inputs, Ticks now) {
  now_ = now;
  straps_ = inputs.straps;
  Outputs outputs;
  counters_.lost_bytes += inputs.lost_bytes;
  if (role() == link::Role::desk_panel) keys_.step(inputs.keys, now);
  look_at_light(inputs);
  measure_refresh(inputs);
  if (!inputs.frame.empty()) hear(inputs, outputs);
  const bool quiet = !inputs.sending && !outputs.answer;
  if (quiet) update_.work(flash_);
  const bool receiving = update_.phase() == link::UpdatePhase::receiving;
  if (receiving && now - update_heard_ >= update_patience) update_.abandon();
  if (on_trial() && !confirmed_ && now >= trial_patience) restart_pending_ = true;
  outputs.restart = quiet && restart_pending_;
  flash_timer_.step(now);
  draw(outputs);
  outputs.feed_watchdog = now - scan_seen_ < scan_silence;
  outputs.forgive_faults = !safe_ && now >= good_run && report_.faults != 0;
  if (outputs.forgive_faults) report_.faults = 0;
  return outputs;
}

void Board::hear(const Inputs& inputs, Outputs& outputs) {
  const link::Reaction reaction = link::react(inputs.frame, address(), *this);
  count(reaction.heard);
  outputs.answer = reaction.answer;
}

void Board::count(link::Heard heard) {
  switch (heard) {
    case link::Heard::answered:
      ++counters_.answered;
      break;
    case link::Heard::refused:
      ++counters_.refused;
      break;
    case link::Heard::for_another:
      ++counters_.for_another;
      break;
    case link::Heard::broadcast:
      ++counters_.broadcast;
      break;
    case link::Heard::damaged:
      ++counters_.damaged;
      break;
  }
}

void Board::look_at_light(const Inputs& inputs) {
  if (!persistent_.settings.light_sensor || now_ < next_light_) return;
  next_light_ = now_ + light_period;
  light_.sample(inputs.light_raw);
}

void Board::measure_refresh(const Inputs& inputs) {
  if (inputs.pictures_scanned != scanned_last_step_) scan_seen_ = now_;
  scanned_last_step_ = inputs.pictures_scanned;
  if (now_ < next_refresh_) return;
  next_refresh_ = now_ + seconds(1);
  refresh_ = static_cast<std::uint16_t>(inputs.pictures_scanned - scanned_before_);
  scanned_before_ = inputs.pictures_scanned;
}

/// Firmware on trial has heard its master and accepted what it said: it can be reached and so replaced again.
void Board::prove_firmware() {
  if (!on_trial()) return;
  persistent_.slot = static_cast<std::uint8_t>(identity_.slot);
  persistent_.trials = 0;
  persistent_.least_version = identity_.version;
  save();
}

link::Shown Board::what_to_show() const {
  if (safe_) return link::Shown::fault;
  if (update_.phase() == link::UpdatePhase::receiving) return link::Shown::updating;
  if (self_testing()) return link::Shown::self_test;
  if (master_gone()) return link::Shown::dash;
  return show_.number[0] == 0 ? link::Shown::dark : link::Shown::call;
}

namespace {

Picture picture_of(link::Shown what, const link::Text8& number, const link::Text8& room, link::Role role,
                   unsigned phase, std::size_t columns) {
  switch (what) {
    case link::Shown::dark:
    case link::Shown::fault:
      return {};
    case link::Shown::dash:
    case link::Shown::updating:
      return dash_picture(columns);
    case link::Shown::self_test:
      return test_picture(phase, columns);
    case link::Shown::call:
      break;
  }
  return role == link::Role::hall_line ? line_picture(number, room, columns)
                                       : number_picture(number, columns);
}

}  // namespace

void Board::draw(Outputs& outputs) {
  const Settings& settings = persistent_.settings;
  Drawn wanted;
  wanted.what = what_to_show();
  wanted.columns = settings.columns;
  wanted.role = role();
  wanted.service = straps_.service;
  if (wanted.what == link::Shown::call) {
    wanted.number = show_.number;
    if (wanted.role == link::Role::hall_line) wanted.room = show_.room;
  }
  if (wanted.what == link::Shown::self_test)
    wanted.phase = static_cast<unsigned>((self_test_until_ - now_) / test_phase % test_phases);
  if (wanted != drawn_ || draw_again_) {
    drawn_ = wanted;
    draw_again_ = false;
    shown_ = wanted.what;
    Picture picture =
        picture_of(wanted.what, wanted.number, wanted.room, wanted.role, wanted.phase, wanted.columns);
    if (wanted.service) picture.set(wanted.columns - 1U, panel_rows - 1);
    if (picture != picture_) picture_ = picture;  // the scan reads it meanwhile
  }
  const auto minute = show_.minute == link::unknown_minute ? std::nullopt : std::optional(show_.minute);
  percent_ = brightness(settings, minute, settings.light_sensor ? light_.light() : std::nullopt);
  const bool dark_half = shown_ == link::Shown::call && !flash_timer_.lit(now_);
  outputs.percent = dark_half ? std::uint8_t{0} : percent_;
}

}  // namespace talon::firmware
