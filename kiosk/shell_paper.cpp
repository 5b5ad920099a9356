// SPDX-License-Identifier: MIT
// The shell's side of paper: what the printer tells, and the slip it prints by itself in the morning.
#include <iostream>

#include "kiosk/shell.h"
#include "printer/slip/slip.h"

namespace talon::kiosk {

void Shell::hear_printer() {
  while (const auto event = printer_.poll()) {
    if (const auto* done = std::get_if<printer::SlipDone>(&*event)) hear_slip(*done);
    if (const auto* changed = std::get_if<printer::StatusChanged>(&*event)) {
      printer_status_ = changed->status;
      roll_.seen(changed->status.health, changed->status.reason);
      paper_.seen(changed->status.health, changed->status.reason);
    }
    if (const auto* other = std::get_if<printer::ModelChanged>(&*event)) {
      paper_.changed(*other);
      std::cerr << "talon-kiosk: " << paper_.component({}).reason << '\n';
    }
    if (const auto* left = std::get_if<printer::SlipCollected>(&*event)) hear_collected(*left);
    tell_printer();
  }
}

void Shell::hear_slip(const printer::SlipDone& done) {
  roll_.used(done.paper_mm);
  if (done.job == SelfTest::job) {
    self_test_.ended(done.outcome, done.reason);
    return tell_self_test();
  }
  if (screens::in_hand(done.outcome, done.reason)) paper_.given();
  apply(screens::SlipSeen{done.job, done.outcome, done.reason, done.will_repeat});
}

void Shell::hear_collected(const printer::SlipCollected& left) {
  if (left.job == SelfTest::job) return;  // nobody was asked to take it
  // The page says "Возьмите талон"; who does not look at it hears it.
  if (left.where == escpos::Collected::waiting) speaker_->tone();
  if (left.where != escpos::Collected::retracted) return;
  paper_.retracted();
  apply(screens::SlipSeen{left.job, SlipOutcome::printed, std::string(screens::not_collected), false});
}

/// To the screen and, with the next word to the server, to the staff: what the printer says and, where its
/// sensor sees nothing, what was counted.
void Shell::tell_printer() {
  Component now{"printer", printer_status_.health, printer_status_.reason};
  if (now.health == Health::ok && roll_.low()) now = {"printer", Health::warning, "media-low"};
  {
    const std::lock_guard lock(inbox_mutex_);
    slips_component_ = paper_.component(roll_.low() ? std::optional(roll_.slips_left()) : std::nullopt);
    if (printer_component_.health == now.health && printer_component_.reason == now.reason) return;
    printer_component_ = now;
  }
  link_->state_changed();
  apply(screens::PrinterSeen{now.health, now.reason});
}

void Shell::test_printer() {
  if (!screen_.menu) return;
  const bool free = screen_.page == screens::Page::start && screen_.offers.empty() && !screen_.pending &&
                    (printer_status_.health == Health::ok || printer_status_.health == Health::warning);
  const auto now = screens::hall_now(screen_, window::steady_now());
  if (!self_test_.begin(*screen_.menu, *now, free)) return;
  printer_.print(SelfTest::job, slip::self_test_slip(*now));
}

void Shell::tell_self_test() {
  {
    const std::lock_guard lock(inbox_mutex_);
    self_test_component_ = self_test_.component();
  }
  link_->state_changed();
}

}  // namespace talon::kiosk
