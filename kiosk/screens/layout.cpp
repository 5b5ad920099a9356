// SPDX-License-Identifier: MIT
#include "kiosk/screens/layout.h"

#include <cmath>

#include "kiosk/screens/pages.h"

namespace talon::screens {

namespace {

/// Nothing else counts: the words fill the glass, and no target is left.
Layout emergency_layout(const Screen& screen) {
  Layout out;
  const Palette& p = screen.contrast ? palette::high_contrast : palette::calm;
  out.width = screen.glass.width_px;
  out.height = screen.glass.height_px;
  out.ground = p.alarm;
  out.title = screen.emergency;
  const Sizes z = sizes(screen.glass, screen.large);
  const double width = out.width - 2 * z.margin;
  Item ground{.kind = Item::Kind::panel,
              .box = {0, 0, static_cast<double>(out.width), static_cast<double>(out.height)},
              .color = p.alarm};
  Item words{.kind = Item::Kind::text, .color = p.on_alarm, .ground = p.alarm};
  words.text = screen.emergency;
  words.style.weight = 700;
  words.style.color = p.on_alarm;
  words.style.size = z.title * 1.4;
  if (canvas::measure(words.text, words.style, width).height > out.height - 2 * z.margin) {
    words.style.size = z.choice;
  }
  const double height = std::ceil(canvas::measure(words.text, words.style, width).height);
  words.box = {z.margin, std::round((out.height - height) / 2), width, height};
  out.items = {ground, words};
  return out;
}

void compose(Composer& page, Page shown) {
  switch (shown) {
    case Page::start:
      return start_page(page);
    case Page::services:
      return services_page(page);
    case Page::procedures:
      return chosen_service(page.screen) != nullptr ? procedures_page(page) : start_page(page);
    case Page::details:
      return chosen_offer(page.screen) != nullptr ? details_page(page) : start_page(page);
    case Page::issuing:
      return issuing_page(page);
    case Page::ticket:
      return ticket_page(page);
    case Page::offer:
      return offer_page(page);
    case Page::refused:
      return refused_page(page);
    case Page::help:
      return help_page(page);
    case Page::settings:
      return settings_page(page);
    case Page::search:
      return search_page(page);
    case Page::found:
      return found_page(page);
    case Page::info:
      return info_page(page);
    case Page::hours:
      return hours_page(page);
    case Page::limits:
      return limits_page(page);
    case Page::rooms:
      return rooms_page(page);
    case Page::room:
      return room_page(page);
    case Page::entry:
      return entry_page(page);
    case Page::own_ticket:
      return own_ticket_page(page);
    case Page::code_entry:
      return code_entry_page(page);
    case Page::booking:
      return page.screen.claim ? booking_page(page) : code_entry_page(page);
    case Page::memo:
      return page.screen.leaf ? memo_page(page) : start_page(page);
    case Page::days:
      return page.screen.plan ? days_page(page) : start_page(page);
    case Page::times:
      return page.screen.plan ? times_page(page) : start_page(page);
    case Page::confirm:
      return page.screen.plan && page.screen.plan->slot_at ? confirm_page(page) : start_page(page);
    case Page::reserving:
      return page.screen.plan ? reserving_page(page) : start_page(page);
    case Page::reserved:
      return page.screen.plan && page.screen.plan->booked && page.screen.leaf ? reserved_page(page)
                                                                              : start_page(page);
    case Page::cancel:
      return page.screen.claim && page.screen.claim->appointment ? cancel_page(page) : start_page(page);
    case Page::warning:
      return warning_page(page);
    case Page::starting:
      return starting_page(page);
    case Page::no_server:
      return no_server_page(page);
    case Page::closed:
      return closed_page(page);
    case Page::ending:
      return ending_page(page);
    case Page::emergency:
      return;
  }
}

}  // namespace

Layout layout(const Screen& screen, Millis now) {
  const Page shown = view(screen, now);
  if (shown == Page::emergency) return emergency_layout(screen);
  Composer page(screen, now);
  compose(page, shown);
  if (screen.focus) page.focus_ring();
  return std::move(page.out);
}

}  // namespace talon::screens
