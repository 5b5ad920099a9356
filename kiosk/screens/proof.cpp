// SPDX-License-Identifier: MIT
#include "kiosk/screens/proof.h"

#include "kiosk/screens/layout.h"
#include "kiosk/screens/rooms.h"
#include "kiosk/screens/words.h"

namespace talon::screens {

namespace {

constexpr std::size_t most_faults = 20;
const TicketNumber longest_number{"А", 1047};

struct Proof {
  Screen screen;
  std::vector<std::string> faults;

  void check(const std::string& where) {
    int sheets = 1;
    for (int sheet = 0; sheet < sheets; ++sheet) {
      screen.sheet = sheet;
      const Layout shown = layout(screen, Millis{0});
      sheets = shown.sheets;
      for (const std::string& fault : check_layout(shown, screen)) {
        if (faults.size() < most_faults) faults.push_back(where + ": " + fault);
      }
    }
    screen.sheet = 0;
  }
  void check_service(const ServicePicture& service) {
    screen.group = service.group;
    screen.service = service.service;
    screen.page = Page::procedures;
    check(service.title);
    screen.page = Page::details;
    for (const OfferPicture& offer : service.procedures) {
      screen.procedure = offer.procedure;
      check(service.title + ", " + offer.title);
      check_ticket(service.title + ", талон");
    }
  }
  /// Its number on paper, on the glass when the paper ended, and offered to who comes next; the longest
  /// number.
  void check_ticket(const std::string& where) {
    auto ticket = own_ticket(screen, Millis{0});
    if (!ticket) return;
    ticket->number = longest_number;
    screen.page = Page::ticket;
    screen.given = Given{.ticket = *ticket, .slip = SlipOutcome::printed};
    check(where);
    screen.given->slip = SlipOutcome::failed;
    screen.given->reason = "media-empty";
    screen.given->will_repeat = true;
    check(where);
    screen.page = Page::offer;
    screen.offers = {*ticket};
    check(where);
    screen.given.reset();
    screen.offers.clear();
    screen.page = Page::details;
  }
  void check_menu() {
    const MenuPicture menu = *screen.menu;
    screen.page = Page::start;
    check("начальный экран");
    screen.page = Page::services;
    for (const GroupPicture& group : menu.groups) {
      screen.group = group.id;
      check(group.title);
    }
    for (const ServicePicture& service : menu.services) check_service(service);
    for (const Page page : {Page::settings, Page::info, Page::hours, Page::limits, Page::rooms, Page::search,
                            Page::entry, Page::code_entry, Page::help, Page::refused}) {
      screen.page = page;
      check("страница " + std::to_string(static_cast<int>(page)));
    }
    screen.page = Page::room;
    for (const RoomLine& each : rooms_of(menu)) {
      screen.room = each.room.room;
      check(each.room.title);
    }
    screen.page = Page::start;
    screen.menu->open = false;
    if (screen.menu->closed_text.empty()) return;
    check("приём закрыт");
  }
};

}  // namespace

std::vector<std::string> faults_of_pages(const MenuPicture& menu, const Glass& glass,
                                         const std::string& language) {
  Proof proof;
  proof.screen.glass = glass;
  proof.screen.language = language;
  proof.screen.link = Link::up;
  proof.screen.movements = false;
  struct Look {
    bool large, low, contrast;
  };
  for (const Look look : {Look{false, false, false}, Look{true, false, true}, Look{false, true, false},
                          Look{true, true, false}}) {
    if (look.low && glass.landscape()) continue;
    proof.screen.large = look.large;
    proof.screen.low = look.low;
    proof.screen.contrast = look.contrast;
    proof.screen.menu = menu;
    // A hall that is closed now is open later: its pages must fit as well.
    proof.screen.menu->open = true;
    proof.check_menu();
  }
  return proof.faults;
}

}  // namespace talon::screens
