// SPDX-License-Identifier: MIT
// What a tap does about appointments, and about paper without a number.
#include <utility>

#include "kiosk/screens/turn.h"
#include "kiosk/screens/words.h"

namespace talon::screens {

void enter_code(Turn& turn) {
  Screen& screen = turn.screen;
  if (screen.typed.size() != code_digits || turn.now < screen.codes_closed_until) return;
  screen.claim = Claim{.code = screen.typed, .since = turn.now};
  turn.requests.push_back(AskBooking{screen.typed});
  turn.go(Page::booking);
}

void show_own_number(Turn& turn) {
  if (!turn.screen.claim || !turn.screen.claim->appointment) return;
  ask_status(turn, turn.screen.claim->appointment->number);
  turn.go(Page::own_ticket);
}

/// The ticket of an appointment: by the server alone, with the same key until it answers.
void take_booked(Turn& turn) {
  Screen& screen = turn.screen;
  if (!screen.claim || !screen.claim->appointment || !paper_allowed(turn)) return;
  const AppointmentPicture& appointment = *screen.claim->appointment;
  screen.pending = Pending{.request = turn.fresh, .since = turn.now, .booked = true};
  turn.requests.push_back(TakeTicket{turn.fresh, appointment.service, appointment.procedure, screen.language,
                                     screen.claim->code});
  turn.go(Page::issuing);
}

void print_leaf(Turn& turn, SlipContent slip) {
  Screen& screen = turn.screen;
  screen.leaf = Leaf{.job = "leaf/" + std::to_string(++screen.leaves), .slip = slip, .started = turn.now};
  turn.requests.push_back(PrintSlip{screen.leaf->job, {}, std::move(slip)});
}

/// The document list on paper; no number is used.
void print_memo(Turn& turn) {
  const auto slip = memo_slip(turn.screen, turn.now);
  if (!slip || !can_print(turn.screen) || !paper_allowed(turn)) return;
  print_leaf(turn, *slip);
  turn.go(Page::memo);
}

/// The time of the appointment has passed: the same service, as anybody else.
void take_instead(Turn& turn) {
  Screen& screen = turn.screen;
  if (!screen.claim || !screen.claim->appointment) return;
  screen.service = screen.claim->appointment->service;
  const ServicePicture* service = chosen_service(screen);
  if (service == nullptr) return turn.go_home();
  choose_service(turn, *service);
}

void cancel_claimed(Turn& turn) {
  std::optional<Claim>& claim = turn.screen.claim;
  if (!claim || !claim->appointment || claim->cancelling) return;
  claim->cancelling = true;
  claim->not_cancelled = false;
  turn.requests.push_back(CancelBooking{claim->appointment->appointment});
}

}  // namespace talon::screens
