// SPDX-License-Identifier: MIT
// A number and its paper: printed, told of, offered when its visitor may still come.
#include <algorithm>
#include <utility>

#include "kiosk/screens/turn.h"

namespace talon::screens {

void print_slip(Turn& turn, bool repeat) {
  Given& given = *turn.screen.given;
  ++given.attempt;
  given.job = given.ticket.id.value + "/" + std::to_string(given.attempt);
  given.slip = SlipOutcome::pending;
  given.reason.clear();
  given.on_screen = false;
  given.will_repeat = false;
  given.started = turn.now;
  SlipContent slip = given.ticket.slip;
  slip.repeat = repeat;
  turn.requests.push_back(PrintSlip{given.job, given.ticket.id, std::move(slip)});
}

void note_perhaps_out(Screen& screen, const TicketId& ticket) {
  constexpr std::size_t most = 64;  // older visitors have left, and so have their slips the printer
  screen.perhaps_out.push_back(ticket);
  if (screen.perhaps_out.size() > most) screen.perhaps_out.pop_front();
}

void report(Turn& turn, const TicketId& ticket, SlipOutcome outcome, const std::string& reason,
            bool will_repeat, bool on_glass) {
  const auto& perhaps = turn.screen.perhaps_out;
  const bool out = std::find(perhaps.begin(), perhaps.end(), ticket) != perhaps.end();
  if (outcome != SlipOutcome::failed && !out) note_perhaps_out(turn.screen, ticket);
  const bool not_sure = outcome == SlipOutcome::failed && out;
  turn.requests.push_back(
      ReportOutcome{ticket, not_sure ? SlipOutcome::unknown : outcome, reason, will_repeat, on_glass});
}

void settle(Turn& turn, SlipOutcome outcome, const std::string& reason, bool will_repeat) {
  Given& given = *turn.screen.given;
  given.slip = outcome;
  given.reason = reason;
  given.will_repeat = will_repeat;
  given.settled = turn.now;
  given.reported = true;
  turn.screen.touched = turn.now;
  report(turn, given.ticket.id, outcome, reason, will_repeat, turn.told_of_number());
}

void show_ticket(Turn& turn, const TicketReply& ticket, bool repeat) {
  turn.go(Page::ticket);
  turn.screen.touched = turn.now;
  turn.screen.given = Given{.ticket = ticket};
  if (can_print(turn.screen)) {
    print_slip(turn, repeat);
    return;
  }
  // The printer's state was known before the number was taken: the visitor chose "номер на экране".
  turn.screen.given->on_screen = true;
  settle(turn, SlipOutcome::failed, turn.screen.printer.reason);
}

void drop_offer(Turn& turn) {
  const TicketReply ticket = turn.screen.offers.front();
  turn.screen.offers.pop_front();
  // Nobody asked for the paper: the hall learns that the number has none, or may have some from before.
  report(turn, ticket.id, SlipOutcome::failed, "other");
  turn.end_session();
}

/// Another terminal could not print it, or nobody knows: the paper is marked in either case.
void print_own(Turn& turn) {
  if (!can_print_own(turn.screen) || turn.screen.inquiry->paper_asked || !paper_allowed(turn)) return;
  turn.screen.inquiry->paper_asked = true;
  turn.screen.inquiry->no_paper = false;
  turn.requests.push_back(AskPaper{turn.screen.inquiry->number});
}

void hear_paper(Turn& turn, const PaperSeen& seen) {
  std::optional<Inquiry>& inquiry = turn.screen.inquiry;
  const bool wanted = inquiry && inquiry->paper_asked && inquiry->number == seen.number;
  if (!wanted || turn.screen.page != Page::own_ticket) return;
  inquiry->paper_asked = false;
  inquiry->no_paper = !seen.ticket;
  turn.screen.touched = turn.now;
  turn.block_all();
  if (!seen.ticket) return;
  if (inquiry->status && inquiry->status->slip == SlipOutcome::unknown)
    note_perhaps_out(turn.screen, seen.ticket->id);
  show_ticket(turn, *seen.ticket, true);
}

void take_offer(Turn& turn) {
  const TicketReply ticket = turn.screen.offers.front();
  turn.screen.offers.pop_front();
  show_ticket(turn, ticket, true);
}

}  // namespace talon::screens
