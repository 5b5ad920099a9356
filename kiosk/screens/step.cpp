// SPDX-License-Identifier: MIT
// The rules of the terminal: what a press, an answer, the printer or the passing of time does.
#include <algorithm>
#include <utility>

#include "kiosk/screens/layout.h"
#include "kiosk/screens/screen.h"
#include "server/model/result.h"

namespace talon::screens {

namespace {

/// One step under way.
struct Turn {
  Screen screen;
  std::vector<Request> requests;
  Millis now;
  const RequestId& fresh;

  void go(Page page) {
    screen.page = page;
    screen.page_since = now;
    screen.sheet = 0;
    screen.press.reset();
  }
  /// The session is over: the next visitor finds nothing of the last one.
  void end_session() {
    go(Page::start);
    screen.group.clear();
    screen.service = {};
    screen.procedure = {};
    screen.given.reset();
    screen.refusal.reset();
    screen.lost = false;
    screen.large = false;
    screen.touched = now;
    next_offer();
  }
  void next_offer() {
    if (screen.page == Page::start && !screen.offers.empty()) {
      go(Page::offer);
      screen.touched = now;
    }
  }
  /// A page that came without the visitor's doing takes no press at once: it was meant for the page before.
  void block_all() {
    screen.blocked_until = now + page_change_block;
    screen.blocked = {0, 0, static_cast<double>(screen.glass.width_px),
                      static_cast<double>(screen.glass.height_px)};
    screen.press.reset();
  }
  void go_home() {
    go(Page::start);
    screen.group.clear();
    screen.service = {};
    screen.procedure = {};
    screen.refusal.reset();
    screen.lost = false;
    next_offer();
  }
};

// ---- slips ------------------------------------------------------------------------------------------------

void print(Turn& turn, bool repeat) {
  Given& given = *turn.screen.given;
  ++given.attempt;
  given.job = given.ticket.id.value + "/" + std::to_string(given.attempt);
  given.slip = SlipOutcome::pending;
  given.reason.clear();
  given.on_screen = false;
  given.started = turn.now;
  SlipContent slip = given.ticket.slip;
  slip.repeat = repeat;
  turn.requests.push_back(PrintSlip{given.job, given.ticket.id, std::move(slip)});
}

void settle(Turn& turn, SlipOutcome outcome, const std::string& reason) {
  Given& given = *turn.screen.given;
  given.slip = outcome;
  given.reason = reason;
  given.settled = turn.now;
  given.reported = true;
  turn.screen.touched = turn.now;
  turn.requests.push_back(ReportOutcome{given.ticket.id, outcome, reason});
}

void show_ticket(Turn& turn, const TicketReply& ticket, bool repeat) {
  turn.go(Page::ticket);
  turn.screen.touched = turn.now;
  turn.screen.given = Given{.ticket = ticket};
  if (can_print(turn.screen)) {
    print(turn, repeat);
    return;
  }
  // The printer's state was known before the number was taken: the visitor chose "номер на экране".
  turn.screen.given->on_screen = true;
  settle(turn, SlipOutcome::failed, turn.screen.printer.reason);
}

void drop_offer(Turn& turn) {
  const TicketReply ticket = turn.screen.offers.front();
  turn.screen.offers.pop_front();
  // Nobody asked for the paper: the hall learns that the number has none.
  turn.requests.push_back(ReportOutcome{ticket.id, SlipOutcome::failed, "other"});
  turn.end_session();
}

// ---- what a tap does --------------------------------------------------------------------------------------

void choose_service(Turn& turn, const ServicePicture& service) {
  turn.screen.group = service.group;
  turn.screen.service = service.service;
  if (service.procedures.size() == 1) {
    turn.screen.procedure = service.procedures.front().procedure;
    turn.go(Page::details);
    return;
  }
  turn.go(Page::procedures);
}

void choose_group(Turn& turn, std::size_t index) {
  const MenuPicture& menu = *turn.screen.menu;
  if (index >= menu.groups.size()) return;
  turn.screen.group = menu.groups[index].id;
  const auto services = services_of(menu, turn.screen.group);
  if (services.size() == 1) {
    choose_service(turn, *services.front());
    return;
  }
  turn.go(Page::services);
}

void take(Turn& turn, std::size_t index) {
  Screen& screen = turn.screen;
  const ServicePicture* service = chosen_service(screen);
  if (service == nullptr || index >= service->procedures.size()) return;
  if (screen.pending || turn.fresh.empty()) return;
  if (screen.last_taken && turn.now - *screen.last_taken < between_tickets) return;
  const OfferPicture& offer = service->procedures[index];
  if (!offer.open) return;
  screen.procedure = offer.procedure;
  screen.last_taken = turn.now;
  screen.pending = Pending{turn.fresh, turn.now};
  turn.requests.push_back(TakeTicket{turn.fresh, screen.service, offer.procedure, screen.language});
  turn.go(Page::issuing);
}

void show_details(Turn& turn, std::size_t index) {
  const ServicePicture* service = chosen_service(turn.screen);
  if (service == nullptr || index >= service->procedures.size()) return;
  turn.screen.procedure = service->procedures[index].procedure;
  turn.go(Page::details);
}

void back(Turn& turn) {
  Screen& screen = turn.screen;
  const ServicePicture* service = chosen_service(screen);
  if (screen.page == Page::help) {
    turn.go(screen.before_help);
    return;
  }
  if (screen.page == Page::details && service != nullptr && service->procedures.size() > 1) {
    turn.go(Page::procedures);
    return;
  }
  const bool from_service = screen.page == Page::procedures || screen.page == Page::details;
  const bool many =
      screen.menu && screen.menu->groups.size() > 1 && services_of(*screen.menu, screen.group).size() > 1;
  if (from_service && many) {
    turn.go(Page::services);
    return;
  }
  turn.go_home();
}

void call_help(Turn& turn) {
  Screen& screen = turn.screen;
  if (screen.page != Page::help) screen.before_help = screen.page;
  screen.help = HelpState::calling;
  turn.requests.push_back(CallStaff{});
  // A ticket on the glass stays in sight: the page of help comes back to it.
  turn.go(Page::help);
}

void leave(Turn& turn) {
  if (turn.screen.page == Page::ticket) {
    turn.end_session();
    return;
  }
  turn.go_home();
}

void act(Turn& turn, const Action& action) {
  const auto index = static_cast<std::size_t>(action.index);
  Screen& screen = turn.screen;
  switch (action.act) {
    case Act::group:
      return choose_group(turn, index);
    case Act::service:
      if (index < screen.menu->services.size()) choose_service(turn, screen.menu->services[index]);
      return;
    case Act::take:
      return take(turn, index);
    case Act::details:
      return show_details(turn, index);
    case Act::next_page:
      ++screen.sheet;
      return;
    case Act::former_page:
      screen.sheet = std::max(0, screen.sheet - 1);
      return;
    case Act::back:
      return back(turn);
    case Act::home:
      return leave(turn);
    case Act::large:
      screen.large = !screen.large;
      screen.sheet = 0;
      return;
    case Act::help:
      return call_help(turn);
    case Act::print_again:
      return print(turn, true);
    case Act::no_slip:
      return settle(turn, SlipOutcome::unknown, "other");
    case Act::print_offer: {
      const TicketReply ticket = screen.offers.front();
      screen.offers.pop_front();
      return show_ticket(turn, ticket, true);
    }
    case Act::drop_offer:
      return drop_offer(turn);
    case Act::stay:
      return;
  }
}

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
  if (turn.now < screen.blocked_until && screen.blocked.contains(touch.x, touch.y)) return;
  const Layout now_shown = layout(screen, turn.now);
  if (const Target* target = target_at(now_shown, touch.x, touch.y)) {
    screen.press = Press{target->action, target->box, turn.now};
  }
  if (view(screen, turn.now) != View::warning) screen.touched = turn.now;
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
  if (view(screen, turn.now) == View::warning) {
    // One tap anywhere goes on; the press is not handed to the page below.
    screen.touched = turn.now;
    turn.block_all();
    if (press && press->action.act == Act::home) turn.end_session();
    return;
  }
  if (!press || !press->box.contains(touch.x, touch.y)) return;
  if (turn.now - press->since < shortest_press) return;
  screen.touched = turn.now;
  screen.blocked_until = turn.now + page_change_block;
  screen.blocked = press->box;
  act(turn, press->action);
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
    screen.lost = false;
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

void on(Turn& turn, const TicketRecovered& recovered) {
  turn.screen.offers.push_back(recovered.ticket);
  turn.next_offer();
}

void on(Turn& turn, const MenuPicture& menu) {
  Screen& screen = turn.screen;
  screen.menu = menu;
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
    settle(turn, slip.outcome, slip.reason);
    turn.screen.press.reset();
    return;
  }
  // The visitor has left the page: the hall still learns what became of the slip.
  const TicketId ticket{slip.job.substr(0, slip.job.find('/'))};
  turn.requests.push_back(ReportOutcome{ticket, slip.outcome, slip.reason});
}

void on(Turn& turn, const LinkSeen& seen) {
  if (turn.screen.link != seen.link) turn.screen.link_at = turn.now;
  turn.screen.link = seen.link;
}

void on(Turn& turn, const HelpAnswer& answer) {
  turn.screen.help = answer.ok ? HelpState::called : HelpState::failed;
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

void on_ticket_time(Turn& turn) {
  Screen& screen = turn.screen;
  Given& given = *screen.given;
  const bool waiting = given.slip == SlipOutcome::pending && !given.on_screen;
  if (waiting && turn.now - given.started >= slip_limit) {
    settle(turn, SlipOutcome::unknown, "other");
    turn.block_all();
    return;
  }
  const Millis span = screen.large ? 2 * ticket_span : ticket_span;
  if (given.slip == SlipOutcome::printed && turn.now - std::max(given.settled, screen.touched) >= span) {
    turn.end_session();
    turn.block_all();
  }
}

void on(Turn& turn, const Tick&) {
  Screen& screen = turn.screen;
  if (screen.page == Page::issuing && (!screen.pending || turn.now - screen.pending->since >= answer_limit)) {
    // The shell goes on asking with the same key; the visitor is not kept.
    screen.pending.reset();
    turn.go(Page::refused);
    screen.lost = true;
    screen.touched = turn.now;
    turn.block_all();
    return;
  }
  if (screen.page == Page::ticket && screen.given) on_ticket_time(turn);
  if (screen.page == Page::offer && turn.now - screen.page_since >= offer_span) {
    drop_offer(turn);
    turn.block_all();
    return;
  }
  if (view(screen, turn.now) == View::no_server && screen.page != Page::start) {
    turn.end_session();
    turn.block_all();
    return;
  }
  if (view(screen, turn.now) == View::warning && seconds_left(screen, turn.now) == 0) {
    turn.end_session();
    turn.block_all();
  }
}

}  // namespace

Stepped step(Screen screen, const Input& input, Millis now, const RequestId& fresh) {
  Turn turn{std::move(screen), {}, now, fresh};
  std::visit([&](const auto& seen) { on(turn, seen); }, input);
  return {std::move(turn.screen), std::move(turn.requests)};
}

}  // namespace talon::screens
