// SPDX-License-Identifier: MIT
// What can be read off a screen's state without changing it.
#include "kiosk/screens/screen.h"

#include <algorithm>
#include <cmath>

namespace talon::screens {

namespace {

/// Limits are longer for those who asked for large text (access.md 4A row 12).
Millis idle_span(const Screen& screen) {
  return screen.large ? 2 * idle_limit : idle_limit;
}

bool idles(const Screen& screen) {
  if (screen.page == Page::issuing || screen.page == Page::offer) return false;
  if (screen.page == Page::start) return screen.large || screen.sheet > 0;
  if (screen.page == Page::ticket && screen.given) {
    const bool in_hand = screen.given->slip == SlipOutcome::printed;
    return !in_hand && (screen.given->on_screen || screen.given->slip != SlipOutcome::pending);
  }
  return true;
}

View view_of(Page page) {
  switch (page) {
    case Page::start:
      return View::start;
    case Page::services:
      return View::services;
    case Page::procedures:
      return View::procedures;
    case Page::details:
      return View::details;
    case Page::issuing:
      return View::issuing;
    case Page::ticket:
      return View::ticket;
    case Page::offer:
      return View::offer;
    case Page::refused:
      return View::refused;
    case Page::help:
      return View::help;
  }
  return View::start;
}

/// Pages that stand whatever the hall or the link does: the visitor's own business is not finished.
bool own_business(Page page) {
  return page == Page::issuing || page == Page::ticket || page == Page::offer || page == Page::refused ||
         page == Page::help;
}

}  // namespace

View view(const Screen& screen, Millis now) {
  if (!screen.emergency.empty()) return View::emergency;
  if (idles(screen) && now - screen.touched >= idle_span(screen)) return View::warning;
  if (own_business(screen.page)) return view_of(screen.page);
  if (screen.link == Link::lost && now - screen.link_at >= link_grace) return View::no_server;
  if (!screen.menu) return View::starting;
  if (!screen.menu->open) return View::closed;
  return view_of(screen.page);
}

long seconds_left(const Screen& screen, Millis now) {
  const Millis left = screen.touched + idle_span(screen) + warning_span - now;
  return std::max<long>(0, static_cast<long>(std::ceil(static_cast<double>(left.count()) / 1000)));
}

std::optional<Timestamp> hall_now(const Screen& screen, Millis now) {
  if (!screen.menu) return std::nullopt;
  const HallTime& time = screen.menu->time;
  const double passed = static_cast<double>((now - screen.menu_at).count()) * time.rate;
  return time.now.plus(Millis{std::llround(passed)});
}

bool can_print(const Screen& screen) {
  // Not known yet is no reason to send a visitor away without paper: the print itself will tell.
  return screen.printer.health != Health::failed;
}

bool in_hand(const Given& given) {
  return given.slip == SlipOutcome::printed || (given.slip == SlipOutcome::unknown && given.reason.empty());
}

bool moving(const Screen& screen, Millis now) {
  return screen.movements && !screen.large && screen.page == Page::ticket && screen.given &&
         now - screen.given->started < movement_span + Millis{30};
}

std::vector<const ServicePicture*> services_of(const MenuPicture& menu, const std::string& group) {
  std::vector<const ServicePicture*> found;
  for (const ServicePicture& service : menu.services) {
    if (service.group == group) found.push_back(&service);
  }
  return found;
}

const ServicePicture* chosen_service(const Screen& screen) {
  if (!screen.menu) return nullptr;
  const auto& all = screen.menu->services;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const ServicePicture& each) { return each.service == screen.service; });
  return found == all.end() ? nullptr : &*found;
}

const OfferPicture* chosen_offer(const Screen& screen) {
  const ServicePicture* service = chosen_service(screen);
  if (service == nullptr) return nullptr;
  const auto& all = service->procedures;
  const auto found = std::find_if(
      all.begin(), all.end(), [&](const OfferPicture& each) { return each.procedure == screen.procedure; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace talon::screens
