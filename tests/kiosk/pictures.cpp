// SPDX-License-Identifier: MIT
#include "tests/kiosk/pictures.h"

#include "kiosk/screens/layout.h"
#include "kiosk/screens/rooms.h"
#include "tests/kiosk/picture_parts.h"

namespace talon::screens::pictures {

namespace {

Screen base(const MenuPicture& menu, const Glass& glass, const Mode& mode) {
  Screen screen;
  screen.glass = glass;
  screen.large = mode.large;
  screen.contrast = mode.contrast;
  screen.low = mode.low;
  if (mode.keypad) screen.focus = Action{Act::group, 0};
  screen.can_speak = true;
  screen.movements = false;
  screen.language = mode.language;
  screen.menu = mode.language == "qps" ? with_longer_words(menu) : menu;
  screen.link = Link::up;
  screen.device = DeviceId{"kiosk1"};
  return screen;
}

void choosing(std::vector<Named>& all, const Screen& start) {
  const MenuPicture& menu = *start.menu;
  all.push_back({"start", start});
  Screen services = start;
  services.page = Page::services;
  services.group = menu.groups.front().id;
  all.push_back({"services", services});
  Screen procedures = services;
  procedures.page = Page::procedures;
  procedures.service = menu.services.front().service;
  all.push_back({"procedures", procedures});
  Screen pressed = procedures;
  pressed.press = Press{{Act::take, 0}, {}, Millis{0}};
  all.push_back({"procedures_pressed", pressed});
  const auto& offers = menu.services.front().procedures;
  for (const OfferPicture& each : offers) {
    Screen details = procedures;
    details.page = Page::details;
    details.procedure = each.procedure;
    all.push_back({"details_" + each.procedure.value, details});
  }
}

/// The further sheets of the pages that have some.
void turn_sheets(std::vector<Named>& all) {
  const std::size_t count = all.size();
  for (std::size_t i = 0; i < count; ++i) {
    const int sheets = layout(all[i].screen, all[i].now).sheets;
    for (int sheet = 1; sheet < sheets; ++sheet) {
      Named next = all[i];
      next.name += "_sheet_" + std::to_string(sheet + 1);
      next.screen.sheet = sheet;
      all.push_back(std::move(next));
    }
  }
}

void numbers(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.page = Page::issuing;
  page.pending = Pending{RequestId{"r"}, Millis{0}};
  all.push_back({"issuing", page});
  page.pending.reset();
  page.page = Page::ticket;
  page.given = given(SlipOutcome::pending);
  all.push_back({"ticket_printing", page});
  page.given = given(SlipOutcome::printed);
  all.push_back({"ticket_printed", page});
  page.given = given(SlipOutcome::printed, {}, "А1047");
  all.push_back({"ticket_long_number", page});
  page.given = given(SlipOutcome::unknown, "other");
  all.push_back({"ticket_unknown", page});
  for (const char* reason : {"media-empty", "cover-open", "offline", "media-jam", "other"}) {
    page.printer = {Health::failed, reason};
    page.given = given(SlipOutcome::failed, reason);
    page.given->on_screen = true;
    all.push_back({std::string("ticket_on_screen_") + reason, page});
    page.menu->terminals = {{DeviceId{"kiosk2"}, "Терминал в коридоре", true}};
    all.push_back({std::string("ticket_elsewhere_") + reason, page});
    page.menu->terminals.clear();
  }
  page.printer = {};
  page.given = given(SlipOutcome::failed, "media-empty");
  all.push_back({"ticket_failed_can_repeat", page});
  page.given->will_repeat = true;
  all.push_back({"ticket_will_come", page});
  page.given = given(SlipOutcome::pending);
  all.push_back({"ticket_printing_slowly", page, slow_print + Millis{1'000}});
  Screen offer = start;
  offer.page = Page::offer;
  offer.offers.push_back(ticket());
  all.push_back({"offer", offer});
  offer.printer = {Health::failed, "media-empty"};
  all.push_back({"offer_without_printer", offer});
}

void troubles(std::vector<Named>& all, const Screen& start) {
  for (const char* reason : {"media-empty", "cover-open", "offline"}) {
    Screen page = all[2].screen;
    page.printer = {Health::failed, reason};
    all.push_back({std::string("procedures_printer_") + reason, page});
    page.page = Page::details;
    page.procedure = start.menu->services.front().procedures.front().procedure;
    all.push_back({std::string("details_printer_") + reason, page});
    page = start;
    page.printer = {Health::failed, reason};
    all.push_back({std::string("start_printer_") + reason, page});
  }
  Screen refused = start;
  refused.page = Page::refused;
  refused.refusal = Refusal{RefusalCode::procedure_closed, "Приём по этому вопросу на сегодня закончен."};
  refused.service = start.menu->services.front().service;
  all.push_back({"refused", refused});
  refused.lost = true;
  all.push_back({"refused_lost", refused});
  for (const auto& [state, name] : {std::pair{HelpState::calling, "help_calling"},
                                    {HelpState::called, "help_called"},
                                    {HelpState::failed, "help_failed"}}) {
    Screen help = start;
    help.page = Page::help;
    help.help = state;
    all.push_back({name, help});
  }
  Screen idle = all[1].screen;
  all.push_back({"warning", idle, (access_mode(idle) ? 2 : 1) * idle_limit + Millis{1'000}});
  refused = start;
  refused.page = Page::refused;
  refused.flood = true;
  all.push_back({"refused_flood", refused});
}

/// Without the server: the start, a choice, the number.
void alone(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.own_numbers = true;
  page.link = Link::lost;
  page.link_at = -link_grace;
  all.push_back({"alone_start", page});
  page.page = Page::procedures;
  page.group = page.menu->services.front().group;
  page.service = page.menu->services.front().service;
  all.push_back({"alone_procedures", page});
  page.page = Page::details;
  page.procedure = page.menu->services.front().procedures.front().procedure;
  all.push_back({"alone_details", page});
  page.page = Page::ticket;
  page.given = given(SlipOutcome::printed, {}, "У003");
  page.given->ticket.slip.offline = true;
  page.given->ticket.expected_wait_s.reset();
  page.given->ticket.not_later_s.reset();
  all.push_back({"alone_ticket", page});
}

void reading(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  for (const auto& [which, name] : {std::pair{Page::settings, "settings"},
                                    {Page::info, "info"},
                                    {Page::hours, "hours"},
                                    {Page::limits, "limits"},
                                    {Page::rooms, "rooms"}}) {
    page.page = which;
    for (page.sheet = 0; page.sheet < layout(page, Millis{0}).sheets; ++page.sheet) {
      all.push_back({std::string(name) + (page.sheet > 0 ? "_" + std::to_string(page.sheet + 1) : ""), page});
    }
    page.sheet = 0;
  }
  page.page = Page::room;
  for (const RoomLine& each : rooms_of(*page.menu)) {
    page.room = each.room.room;
    if (floor_of(*page.menu, page.room) != nullptr) all.push_back({"room_" + page.room.value, page});
  }
}

void typing(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.page = Page::search;
  all.push_back({"search", page});
  page.typed = start.language == "en" ? "CHILD" : "ПОСО";
  all.push_back({"search_found", page});
  page.page = Page::found;
  all.push_back({"search_results", page});
  page.page = Page::search;
  page.typed = "ФФ";
  all.push_back({"search_nothing", page});
  page.page = Page::entry;
  page.typed.clear();
  all.push_back({"entry", page});
  page.typed = "А047";
  all.push_back({"entry_typed", page});
  page.page = Page::own_ticket;
  page.inquiry = Inquiry{.number = "А047"};
  all.push_back({"own_ticket_asking", page});
  page.inquiry->asking = false;
  page.inquiry->refusal = Refusal{RefusalCode::unknown_ticket, "А047"};
  all.push_back({"own_ticket_unknown", page});
  TicketStatus status;
  status.ahead = 3;
  status.expected_wait_s = Seconds{20 * 60};
  status.not_later = parse_timestamp("2026-03-02T09:55:00.000+05:00");
  status.room_title = "кабинет 5";
  status.desk_title = "окно 3";
  for (const auto& [state, name] : {std::pair{TicketState::waiting, "waiting"},
                                    {TicketState::called, "called"},
                                    {TicketState::serving, "serving"},
                                    {TicketState::held, "held"},
                                    {TicketState::no_show, "no_show"},
                                    {TicketState::served, "served"},
                                    {TicketState::cancelled, "cancelled"}}) {
    status.state = state;
    page.inquiry->status = status;
    page.inquiry->rated = state == TicketState::served ? 3 : 0;
    page.inquiry->failed = state == TicketState::no_show;
    all.push_back({std::string("own_ticket_") + name, page});
  }
  status.state = TicketState::waiting;
  status.slip = SlipOutcome::failed;
  page.inquiry = Inquiry{.number = "А047", .asking = false, .status = status};
  all.push_back({"own_ticket_without_paper", page});
  page.inquiry->no_paper = true;
  all.push_back({"own_ticket_no_paper_came", page});
}

void memos(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.page = Page::memo;
  page.leaf = Leaf{.job = "leaf/1"};
  all.push_back({"memo_printing", page});
  page.leaf->outcome = SlipOutcome::printed;
  all.push_back({"memo_printed", page});
  page.leaf->outcome = SlipOutcome::failed;
  page.leaf->reason = "media-empty";
  all.push_back({"memo_failed_can_repeat", page});
  page.printer = {Health::failed, "media-empty"};
  all.push_back({"memo_failed", page});
  page.leaf->will_repeat = true;
  all.push_back({"memo_will_come", page});
  page.printer = {};
  page.leaf->will_repeat = false;
  page.leaf->outcome = SlipOutcome::unknown;
  page.leaf->reason = "other";
  all.push_back({"memo_unknown", page});
}

void closed(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.link = Link::lost;
  page.link_at = -link_grace;
  all.push_back({"no_server", page});
  page.menu.reset();
  page.link = Link::connecting;
  all.push_back({"starting", page});
  page = start;
  page.menu->open = false;
  page.menu->closed_text = "Приём начнётся завтра, во вторник, 3 марта, в 8:30.";
  page.menu->next_open = moment("2026-03-03T08:30:00.000+05:00");
  all.push_back({"closed", page});
  page = start;
  page.ending = true;
  all.push_back({"ending", page});
  page = start;
  page.emergency = "Внимание! Покиньте помещение через ближайший выход. Лифтом не пользуйтесь.";
  all.push_back({"emergency", page});
}

}  // namespace

std::string Mode::name() const {
  std::string all;
  if (large) all += "large_";
  if (contrast) all += "contrast_";
  if (low) all += "low_";
  if (keypad) all += "keypad_";
  if (language != "ru") all += language + "_";
  return all;
}

std::vector<Named> walk(const MenuPicture& menu, const Glass& glass, const Mode& mode) {
  const Screen start = base(menu, glass, mode);
  std::vector<Named> all;
  choosing(all, start);
  numbers(all, start);
  troubles(all, start);
  alone(all, start);
  reading(all, start);
  typing(all, start);
  booked(all, start);
  planned(all, start);
  memos(all, start);
  closed(all, start);
  turn_sheets(all);
  return all;
}

std::vector<Mode> modes(const Glass& glass) {
  std::vector<Mode> all;
  for (const char* language : {"ru", "en", "tt", "qps"}) {
    for (const bool large : {false, true}) {
      all.push_back({.large = large, .language = language});
      all.push_back({.large = large, .contrast = true, .language = language, .keypad = true});
      if (!glass.landscape()) all.push_back({.large = large, .low = true, .language = language});
    }
  }
  return all;
}

}  // namespace talon::screens::pictures
