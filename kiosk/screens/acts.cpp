// SPDX-License-Identifier: MIT
// What a tap does.
#include <algorithm>
#include <utility>

#include "kiosk/screens/rooms.h"
#include "kiosk/screens/turn.h"
#include "kiosk/screens/words.h"
#include "server/model/result.h"

namespace talon::screens {

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

namespace {

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

}  // namespace

/// No answer of the server: the visitor gets a number of ours, once for this touch.
void issue_here(Turn& turn) {
  Screen& screen = turn.screen;
  screen.pending->here = true;
  if (auto ticket = own_ticket(screen, turn.now)) {
    turn.requests.push_back(IssueHere{screen.pending->request, std::move(*ticket)});
  }
}

bool paper_allowed(Turn& turn) {
  Screen& screen = turn.screen;
  if (screen.pending || turn.fresh.empty()) return false;
  if (!screen.taken.empty() && turn.now - screen.taken.back() < between_tickets) return false;
  while (!screen.taken.empty() && turn.now - screen.taken.front() >= flood_span) screen.taken.pop_front();
  if (screen.taken.size() >= most_in_a_row) {
    // A child or a broken panel: the rest of the terminal goes on, and so does this after a minute.
    turn.go(Page::refused);
    screen.flood = true;
    return false;
  }
  screen.taken.push_back(turn.now);
  return true;
}

namespace {

void take(Turn& turn, std::size_t index) {
  Screen& screen = turn.screen;
  const ServicePicture* service = chosen_service(screen);
  if (service == nullptr || index >= service->procedures.size()) return;
  const OfferPicture& offer = service->procedures[index];
  if (!can_take(screen, offer, turn.now) || !paper_allowed(turn)) return;
  screen.procedure = offer.procedure;
  screen.pending = Pending{turn.fresh, turn.now};
  if (without_server(screen, turn.now)) {
    issue_here(turn);
  } else {
    turn.requests.push_back(TakeTicket{turn.fresh, screen.service, offer.procedure, screen.language});
  }
  turn.go(Page::issuing);
}

void show_details(Turn& turn, std::size_t index) {
  const ServicePicture* service = chosen_service(turn.screen);
  if (service == nullptr || index >= service->procedures.size()) return;
  turn.screen.procedure = service->procedures[index].procedure;
  turn.go(Page::details);
}

void open_room(Turn& turn, std::size_t index) {
  const auto rooms = rooms_of(*turn.screen.menu);
  if (index >= rooms.size()) return;
  turn.screen.room = rooms[index].room.room;
  turn.go(Page::room);
}

void back(Turn& turn) {
  Screen& screen = turn.screen;
  const ServicePicture* service = chosen_service(screen);
  switch (screen.page) {
    case Page::help:
      return turn.go(screen.before_help);
    case Page::settings:
      return turn.go(screen.before_settings);
    case Page::hours:
    case Page::limits:
    case Page::rooms:
      return turn.go(Page::info);
    case Page::room:
      return turn.go(Page::rooms);
    case Page::found:
      return turn.go(Page::search);
    case Page::own_ticket:
      return turn.go(screen.claim ? Page::booking : Page::entry);
    case Page::booking:
      return turn.go(Page::code_entry);
    case Page::memo:
    case Page::days:
      return turn.go(Page::details);
    case Page::times:
    case Page::reserving:
      return turn.go(Page::days);
    case Page::confirm:
      return turn.go(Page::times);
    case Page::cancel:
      return turn.go(Page::booking);
    default:
      break;
  }
  const bool refused = screen.page == Page::refused && can_choose_again(screen);
  if (refused && screen.claim) return turn.go(Page::booking);
  if ((refused || screen.page == Page::details) && service != nullptr) {
    if (service->procedures.size() > 1) return turn.go(Page::procedures);
    if (refused) return turn.go(Page::details);
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

void open_settings(Turn& turn) {
  Screen& screen = turn.screen;
  if (screen.page == Page::settings) return;
  screen.before_settings = screen.page;
  turn.go(Page::settings);
}

void open_typing(Turn& turn, Page page) {
  turn.screen.typed.clear();
  turn.go(page);
}

void type(Turn& turn, std::size_t index) {
  const std::size_t most_typed = turn.screen.page == Page::code_entry ? code_digits : 40;  // bytes
  const std::vector<std::string> keys = keyboard(turn.screen);
  if (index < keys.size() && turn.screen.typed.size() < most_typed) turn.screen.typed += keys[index];
}

/// The last letter, all its bytes.
void erase(std::string& typed) {
  while (!typed.empty() && (static_cast<unsigned char>(typed.back()) & 0xC0U) == 0x80U) typed.pop_back();
  if (!typed.empty()) typed.pop_back();
}

}  // namespace

void ask_status(Turn& turn, const std::string& number) {
  turn.screen.inquiry = Inquiry{.number = number};
  turn.requests.push_back(AskStatus{number});
}

namespace {

void enter(Turn& turn) {
  if (turn.screen.page == Page::code_entry) return enter_code(turn);
  if (turn.screen.page == Page::search) return turn.go(Page::found);
  const auto number = parse_ticket_number(turn.screen.typed);
  if (!number) return;
  ask_status(turn, number->text());
  turn.go(Page::own_ticket);
}

void rate(Turn& turn, int rating) {
  if (!turn.screen.inquiry || turn.screen.inquiry->rated == rating) return;
  turn.screen.inquiry->rated = rating;
  turn.screen.inquiry->failed = false;
  turn.requests.push_back(NoteRating{turn.screen.inquiry->number, rating});
}

}  // namespace

void switch_speech(Turn& turn, bool on) {
  Screen& screen = turn.screen;
  screen.speech = on && screen.can_speak;
  screen.spoken_of.clear();
  screen.loudness_db = usual_loudness_db;
  screen.louder = true;
  if (!screen.speech) turn.requests.push_back(Hush{});
}

namespace {

void call_help(Turn& turn) {
  Screen& screen = turn.screen;
  if (screen.page != Page::help) screen.before_help = screen.page;
  screen.help = HelpState::calling;
  turn.requests.push_back(CallStaff{});
  // A ticket on the glass stays in sight: the page of help comes back to it.
  turn.go(Page::help);
}

void leave(Turn& turn) {
  if (turn.screen.page == Page::ticket || turn.screen.page == Page::reserved) {
    turn.end_session();
    return;
  }
  turn.go_home();
}

/// How the screen looks and sounds; the page stays.
void act_on_looks(Turn& turn, const Action& action) {
  Screen& screen = turn.screen;
  screen.sheet = 0;
  switch (action.act) {
    case Act::language:
      screen.language = languages.at(static_cast<std::size_t>(action.index)).code;
      screen.typed.clear();
      return;
    case Act::large:
      screen.large = !screen.large;
      return;
    case Act::contrast:
      screen.contrast = !screen.contrast;
      return;
    case Act::low:
      screen.low = !screen.low;
      return;
    case Act::speech:
      return switch_speech(turn, !screen.speech);
    default:
      return;
  }
}

void act_on_ticket(Turn& turn, const Action& action) {
  switch (action.act) {
    case Act::print_again:
      return print_slip(turn, true);
    case Act::print_own:
      return print_own(turn);
    case Act::no_slip:
      turn.requests.push_back(SlipMissed{});
      return settle(turn, SlipOutcome::unknown, "other");
    case Act::print_offer:
      return take_offer(turn);
    case Act::drop_offer:
      return drop_offer(turn);
    default:
      return act_on_looks(turn, action);
  }
}

void act_on_booking(Turn& turn, const Action& action) {
  const auto index = static_cast<std::size_t>(action.index);
  switch (action.act) {
    case Act::check_in:
      turn.screen.claim.reset();
      return open_typing(turn, Page::code_entry);
    case Act::take_booked:
      return take_booked(turn);
    case Act::own_number:
      return show_own_number(turn);
    case Act::instead:
      return take_instead(turn);
    case Act::memo:
      return print_memo(turn);
    case Act::book:
      return start_plan(turn);
    case Act::day:
      return choose_day(turn, index);
    case Act::slot:
      return choose_time(turn, index);
    case Act::reserve:
      return reserve(turn);
    case Act::nearest:
      return choose_nearest(turn);
    case Act::print_booking:
      return print_reserved(turn);
    case Act::cancel_booking:
      return turn.go(Page::cancel);
    case Act::cancel_surely:
      cancel_claimed(turn);
      return turn.go(Page::booking);
    default:
      return act_on_ticket(turn, action);
  }
}

void act_on_the_rest(Turn& turn, const Action& action) {
  Screen& screen = turn.screen;
  switch (action.act) {
    case Act::settings:
      return open_settings(turn);
    case Act::search:
      return open_typing(turn, Page::search);
    case Act::entry:
      return open_typing(turn, Page::entry);
    case Act::letter:
      return type(turn, static_cast<std::size_t>(action.index));
    case Act::erase:
      return erase(screen.typed);
    case Act::enter:
      return enter(turn);
    case Act::info:
      return turn.go(Page::info);
    case Act::hours:
      return turn.go(Page::hours);
    case Act::limits:
      return turn.go(Page::limits);
    case Act::rooms:
      return turn.go(Page::rooms);
    case Act::room:
      return open_room(turn, static_cast<std::size_t>(action.index));
    case Act::rate:
      return rate(turn, action.index);
    case Act::came_back:
      if (screen.inquiry) turn.requests.push_back(NoteReturn{screen.inquiry->number});
      return;
    default:
      return act_on_booking(turn, action);
  }
}

}  // namespace

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
    case Act::help:
      return call_help(turn);
    default:
      return act_on_the_rest(turn, action);
  }
}

}  // namespace talon::screens
