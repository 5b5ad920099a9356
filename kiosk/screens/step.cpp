// SPDX-License-Identifier: MIT
// The rules of the terminal: what fingers, answers, the printer and the passing of time do.
#include <algorithm>
#include <utility>

#include "kiosk/screens/layout.h"
#include "kiosk/screens/plain.h"
#include "kiosk/screens/turn.h"
#include "server/model/result.h"

namespace talon::screens {

namespace {

// ---- touch ------------------------------------------------------------------------------------------------

const Target* target_at(const Layout& layout, double x, double y) {
  const auto found = std::find_if(layout.targets.begin(), layout.targets.end(),
                                  [&](const Target& each) { return each.box.contains(x, y); });
  return found == layout.targets.end() ? nullptr : &*found;
}

void on(Turn& turn, const TouchDown& touch) {
  Screen& screen = turn.screen;
  // A panel that loses a finger's "up" must not kill the screen: after 10 s another finger is followed.
  if (screen.finger && turn.now - screen.finger_since < Millis{10'000}) return;
  screen.finger = touch.finger;
  screen.finger_since = turn.now;
  screen.press.reset();
  screen.focus.reset();
  if (turn.now < screen.blocked_until && screen.blocked.contains(touch.x, touch.y)) return;
  const Layout now_shown = layout(screen, turn.now);
  if (const Target* target = target_at(now_shown, touch.x, touch.y)) {
    screen.press = Press{target->action, target->box, turn.now};
  }
  if (view(screen, turn.now) != Page::warning) screen.touched = turn.now;
}

void on(Turn& turn, const TouchMove& touch) {
  Screen& screen = turn.screen;
  if (screen.finger != touch.finger) return;
  if (screen.press && !screen.press->box.contains(touch.x, touch.y)) screen.press.reset();
}

void on(Turn& turn, const TouchUp& touch) {
  Screen& screen = turn.screen;
  if (screen.finger != touch.finger) return;
  screen.finger.reset();
  const std::optional<Press> press = std::exchange(screen.press, std::nullopt);
  if (view(screen, turn.now) == Page::warning) {
    // One tap anywhere goes on; the press is not handed to the page below.
    screen.touched = turn.now;
    turn.block_all();
    if (press && press->action.act == Act::home) turn.end_session();
    return;
  }
  if (!press || !press->box.contains(touch.x, touch.y)) return;
  if (turn.now - press->since < shortest_press) return;
  screen.touched = turn.now;
  const bool typing = press->action.act == Act::letter || press->action.act == Act::erase;
  screen.blocked_until = turn.now + (typing ? key_bounce : page_change_block);
  screen.blocked = press->box;
  act(turn, press->action);
}

void on(Turn& turn, const KeyPressed& pressed) {
  press_key(turn, pressed);
}

// ---- the world --------------------------------------------------------------------------------------------

void on(Turn& turn, const TicketAnswer& answer) {
  Screen& screen = turn.screen;
  const bool awaited = screen.pending && screen.pending->request == answer.request;
  if (awaited) screen.pending.reset();
  if (awaited && screen.page == Page::issuing) {
    turn.block_all();
    if (answer.ticket) return show_ticket(turn, *answer.ticket, false);
    turn.go(Page::refused);
    screen.refusal = answer.refusal;
    screen.lost = !answer.refusal;
    screen.touched = turn.now;
    return;
  }
  // The visitor was sent to the staff meanwhile; the number exists and is offered.
  if (answer.ticket) {
    screen.offers.push_back(*answer.ticket);
    if (screen.page == Page::refused && screen.lost) turn.go_home();
    turn.next_offer();
  }
}

void on(Turn& turn, const OwnNumbersSeen& seen) {
  turn.screen.own_numbers = seen.ready;
}

void on(Turn& turn, const TicketRecovered& recovered) {
  // The power may have gone when its paper was already in the mouth.
  note_perhaps_out(turn.screen, recovered.ticket.id);
  turn.screen.offers.push_back(recovered.ticket);
  turn.next_offer();
}

void on(Turn& turn, const MenuPicture& menu) {
  Screen& screen = turn.screen;
  screen.menu = screen.plain ? plain_menu(menu) : menu;
  screen.menu_at = turn.now;
  const bool below =
      screen.page == Page::services || screen.page == Page::procedures || screen.page == Page::details;
  if (!below) return;
  // A configuration accepted meanwhile may have taken the chosen service away.
  const bool gone = screen.page == Page::services     ? services_of(menu, screen.group).empty()
                    : screen.page == Page::procedures ? chosen_service(screen) == nullptr
                                                      : chosen_offer(screen) == nullptr;
  if (gone) {
    turn.go_home();
    turn.block_all();
  }
}

void on(Turn& turn, const PrinterSeen& printer) {
  turn.screen.printer = printer;
}

void on(Turn& turn, const SlipSeen& slip) {
  Screen& screen = turn.screen;
  if (screen.given && screen.given->job == slip.job) {
    // After "Талон не вышел" or our own time-out the printer's word still counts for the paper.
    settle(turn, slip.outcome, slip.reason, slip.will_repeat);
    turn.screen.press.reset();
    return;
  }
  if (screen.leaf && screen.leaf->job == slip.job) {
    screen.leaf->outcome = slip.outcome;
    screen.leaf->reason = slip.reason;
    screen.leaf->will_repeat = slip.will_repeat;
    screen.touched = turn.now;
    return;
  }
  // Paper without a number whose visitor has left: there is no ticket to report it of.
  if (slip.job.starts_with("leaf/")) return;
  // The visitor has left the page: the hall still learns what became of the slip.
  const TicketId ticket{slip.job.substr(0, slip.job.find('/'))};
  // An older paper of the number on the glass was drawn in: its visitor has asked for another.
  if (slip.reason == not_collected && screen.given && screen.given->ticket.id == ticket) return;
  report(turn, ticket, slip.outcome, slip.reason, slip.will_repeat);
}

void on(Turn& turn, const LinkSeen& seen) {
  if (turn.screen.link != seen.link) turn.screen.link_at = turn.now;
  turn.screen.link = seen.link;
}

void on(Turn& turn, const HelpAnswer& answer) {
  turn.screen.help = answer.ok ? HelpState::called : HelpState::failed;
}

void on(Turn& turn, const StatusSeen& seen) {
  std::optional<Inquiry>& inquiry = turn.screen.inquiry;
  if (!inquiry || inquiry->number != seen.number) return;
  inquiry->asking = false;
  inquiry->status = seen.status;
  inquiry->refusal = seen.refusal;
}

void on(Turn& turn, const PaperSeen& seen) {
  hear_paper(turn, seen);
}

void on(Turn& turn, const BookingSeen& seen) {
  Screen& screen = turn.screen;
  std::optional<Claim>& claim = screen.claim;
  if (!claim || claim->code != seen.code || !claim->asking) return;
  claim->asking = false;
  claim->appointment = seen.appointment;
  claim->refusal = seen.refusal;
  screen.touched = turn.now;
  if (screen.page == Page::booking) turn.block_all();
  if (!seen.refusal || seen.refusal->code != RefusalCode::unknown_appointment) return;
  if (++screen.wrong_codes < most_wrong_codes) return;
  screen.wrong_codes = 0;
  screen.codes_closed_until = turn.now + codes_closed;
}

void on(Turn& turn, const SlotsSeen& seen) {
  hear_slots(turn, seen);
}
void on(Turn& turn, const BookAnswer& answer) {
  hear_booked(turn, answer);
}

void on(Turn& turn, const CancelSeen& seen) {
  std::optional<Claim>& claim = turn.screen.claim;
  if (!claim || !claim->cancelling) return;
  claim->cancelling = false;
  claim->not_cancelled = !seen.ok;
  turn.screen.touched = turn.now;
  if (seen.ok && claim->appointment) claim->appointment->state = AppointmentState::cancelled;
}

void on(Turn& turn, const NoteSeen& seen) {
  std::optional<Inquiry>& inquiry = turn.screen.inquiry;
  if (!inquiry) return;
  inquiry->failed = !seen.ok;
  if (!seen.ok) inquiry->rated = 0;
  // What the return did to the ticket is the server's to say.
  if (seen.ok && inquiry->rated == 0) ask_status(turn, inquiry->number);
}

void on(Turn& turn, const EmergencySeen& seen) {
  if (turn.screen.emergency == seen.text) return;
  turn.screen.emergency = seen.text;
  turn.block_all();
}

void on(Turn& turn, const GlassSeen& seen) {
  turn.screen.glass = seen.glass;
  turn.screen.press.reset();
}

void on(Turn& turn, const PowerSeen& seen) {
  if (turn.screen.ending == seen.ending) return;
  turn.screen.ending = seen.ending;
  const Page page = turn.screen.page;
  // What was not finished begins anew when the power is back; numbers are kept.
  if (seen.ending && page != Page::issuing && page != Page::ticket && page != Page::offer) turn.end_session();
  turn.block_all();
}

void on(Turn& turn, const DeviceSeen& seen) {
  turn.screen.device = seen.device;
}

void on_ticket_time(Turn& turn) {
  Screen& screen = turn.screen;
  Given& given = *screen.given;
  const bool waiting = given.slip == SlipOutcome::pending && !given.on_screen;
  if (waiting && turn.now - given.started >= slip_limit) {
    settle(turn, SlipOutcome::unknown, "other");
    turn.block_all();
    return;
  }
  const Millis span = access_mode(screen) ? 2 * ticket_span : ticket_span;
  if (given.slip == SlipOutcome::printed && turn.now - std::max(given.settled, screen.touched) >= span) {
    turn.end_session();
    turn.block_all();
  }
}

/// The shell goes on asking with the same key; what comes late is given back, the visitor is not kept.
void on_plan_time(Turn& turn) {
  std::optional<Plan>& plan = turn.screen.plan;
  if (!plan || turn.now - plan->since < answer_limit) return;
  plan->asking = false;
  if (plan->request.empty()) return;
  plan->request = {};
  plan->refusal = Refusal{RefusalCode::storage_unavailable, ""};
  turn.screen.touched = turn.now;
  turn.block_all();
}

void on(Turn& turn, const Tick&) {
  Screen& screen = turn.screen;
  const Millis waited = screen.pending ? turn.now - screen.pending->since : Millis{0};
  const bool ours = screen.pending && !screen.pending->here && !screen.pending->booked;
  if (ours && screen.own_numbers && waited >= own_number_after) {
    issue_here(turn);
  }
  if (screen.page == Page::issuing && (!screen.pending || waited >= answer_limit)) {
    // The shell goes on asking with the same key; the visitor is not kept.
    screen.pending.reset();
    turn.go(Page::refused);
    screen.lost = true;
    screen.touched = turn.now;
    turn.block_all();
    return;
  }
  if (screen.page == Page::ticket && screen.given) on_ticket_time(turn);
  on_plan_time(turn);
  if (screen.claim && screen.claim->asking && turn.now - screen.claim->since >= answer_limit) {
    screen.claim->asking = false;
  }
  if (screen.leaf && screen.leaf->outcome == SlipOutcome::pending &&
      turn.now - screen.leaf->started >= slip_limit) {
    screen.leaf->outcome = SlipOutcome::unknown;
    screen.leaf->reason = "other";
  }
  if (screen.page == Page::offer && turn.now - screen.page_since >= offer_span) {
    drop_offer(turn);
    turn.block_all();
    return;
  }
  if (view(screen, turn.now) == Page::no_server && screen.page != Page::start) {
    turn.end_session();
    turn.block_all();
    return;
  }
  const bool warned = view(screen, turn.now) == Page::warning;
  if (warned && !std::exchange(screen.warned, warned)) turn.requests.push_back(Tone{});
  screen.warned = warned;
  if (warned && seconds_left(screen, turn.now) == 0) {
    turn.end_session();
    turn.block_all();
  }
}

}  // namespace

Stepped step(Screen screen, const Input& input, Millis now, const RequestId& fresh) {
  Turn turn{std::move(screen), {}, now, fresh};
  std::visit([&](const auto& seen) { on(turn, seen); }, input);
  speak(turn);
  return {std::move(turn.screen), std::move(turn.requests)};
}

}  // namespace talon::screens
