// SPDX-License-Identifier: MIT
// What can be read off a screen's state without changing it.
#include "kiosk/screens/screen.h"

#include <algorithm>
#include <cmath>

namespace talon::screens {

namespace {

/// Limits are longer for those who asked for large text.
Millis idle_span(const Screen& screen) {
  return access_mode(screen) ? 2 * idle_limit : idle_limit;
}

bool idles(const Screen& screen) {
  if (screen.page == Page::issuing || screen.page == Page::offer) return false;
  if (screen.page == Page::reserving && screen.plan && !screen.plan->request.empty()) return false;
  if (screen.page == Page::start) return access_mode(screen) || screen.sheet > 0 || screen.language != "ru";
  if (screen.page == Page::ticket && screen.given) {
    const bool in_hand = screen.given->slip == SlipOutcome::printed;
    return !in_hand && (screen.given->on_screen || screen.given->slip != SlipOutcome::pending);
  }
  return true;
}

/// Pages that stand whatever the hall or the link does: the visitor's own business is not finished.
bool own_business(Page page) {
  return page == Page::issuing || page == Page::ticket || page == Page::offer || page == Page::refused ||
         page == Page::help || page == Page::reserving || page == Page::reserved;
}

}  // namespace

Page view(const Screen& screen, Millis now) {
  if (!screen.emergency.empty()) return Page::emergency;
  // A number that was given, or is on its way, stays in sight.
  if (screen.ending && screen.page != Page::issuing && screen.page != Page::ticket) return Page::ending;
  if (idles(screen) && now - screen.touched >= idle_span(screen)) return Page::warning;
  if (own_business(screen.page)) return screen.page;
  const bool alone = without_server(screen, now);
  if (alone && screen.link == Link::lost && !(screen.own_numbers && screen.menu)) return Page::no_server;
  if (!screen.menu) return Page::starting;
  if (alone && !screen.own_numbers) return Page::no_server;
  const bool choosing = screen.page == Page::start || screen.page == Page::services ||
                        screen.page == Page::procedures || screen.page == Page::details ||
                        screen.page == Page::search || screen.page == Page::found;
  if (choosing && !receives(screen, now)) return Page::closed;
  return screen.page;
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

bool without_server(const Screen& screen, Millis now) {
  return screen.link != Link::up && now - screen.link_at >= link_grace;
}

bool receives(const Screen& screen, Millis now) {
  if (!screen.menu) return false;
  const MenuPicture& menu = *screen.menu;
  if (!without_server(screen, now)) return menu.open;
  const auto hall = hall_now(screen, now);
  if (menu.open && menu.closes_at && hall < menu.closes_at) return true;
  return std::any_of(menu.receptions.begin(), menu.receptions.end(),
                     [&](const ReceptionPicture& each) { return hall >= each.from && hall < each.to; });
}

bool can_take(const Screen& screen, const OfferPicture& offer, Millis now) {
  if (!without_server(screen, now)) return offer.open;
  // Heard while the hall was closed: then every offer was.
  return offer.open || !screen.menu->open;
}

bool can_print(const Screen& screen) {
  // Not known yet is no reason to send a visitor away without paper: the print itself will tell.
  return screen.printer.health != Health::failed && !screen.ending;
}

bool can_choose_again(const Screen& screen) {
  // A number that may still come, or too many of them, is no matter of another choice.
  if (screen.lost || screen.flood) return false;
  return screen.claim || chosen_service(screen) != nullptr;
}

bool can_print_own(const Screen& screen) {
  if (!screen.inquiry || !screen.inquiry->status || !can_print(screen)) return false;
  const TicketStatus& status = *screen.inquiry->status;
  const bool missing = status.slip == SlipOutcome::failed || status.slip == SlipOutcome::unknown;
  return missing && status.state == TicketState::waiting;
}

bool in_hand(SlipOutcome outcome, const std::string& reason) {
  if (outcome == SlipOutcome::printed) return reason != not_collected;
  return outcome == SlipOutcome::unknown && reason.empty();
}

bool moving(const Screen& screen, Millis now) {
  return screen.movements && !access_mode(screen) && screen.page == Page::ticket && screen.given &&
         now - screen.given->started < movement_span + Millis{30};
}

std::string translated(const Screen& screen, const std::string& words) {
  if (screen.language == "ru" || !screen.menu) return words;
  const auto& all = screen.menu->translations;
  const auto found = std::find_if(all.begin(), all.end(), [&](const TranslationPicture& each) {
    return each.language == screen.language && each.text == words;
  });
  return found == all.end() ? words : found->translated;
}

namespace {

std::vector<std::string> letters_of(std::string_view text) {
  std::vector<std::string> all;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) all.emplace_back();
    all.back() += byte;
  }
  return all;
}

}  // namespace

std::vector<std::string> keyboard(const Screen& screen) {
  if (screen.page == Page::code_entry) return letters_of("1234567890");
  if (screen.page != Page::search) return letters_of("АВГЕНПРСУ0123456789");
  if (screen.language == "en") return letters_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  if (screen.language == "tt") return letters_of("АӘБВГДЕЖҖЗИЙКЛМНҢОӨПРСТУҮФХҺЦЧШЩЪЫЬЭЮЯ");
  return letters_of("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ");
}

bool access_mode(const Screen& screen) {
  return screen.large || screen.contrast || screen.low || screen.speech || screen.focus;
}

bool is_low(const Screen& screen) {
  return screen.low && !screen.glass.landscape();
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

Date date_of(const Timestamp& time) {
  return Date{std::chrono::floor<std::chrono::days>(time.local())};
}

std::vector<Date> days_of(const Plan& plan) {
  std::vector<Date> days;
  if (!plan.slots) return days;
  for (const SlotPicture& slot : plan.slots->slots) {
    const Date day = date_of(slot.slot_at);
    if (days.empty() || days.back() != day) days.push_back(day);
  }
  return days;
}

std::vector<Timestamp> times_of(const Plan& plan, const Date& day) {
  std::vector<Timestamp> times;
  if (!plan.slots) return times;
  for (const SlotPicture& slot : plan.slots->slots) {
    if (date_of(slot.slot_at) == day) times.push_back(slot.slot_at);
  }
  return times;
}

bool takes_bookings(const Screen& screen) {
  if (!screen.menu) return false;
  const auto& all = screen.menu->services;
  return std::any_of(all.begin(), all.end(), [](const ServicePicture& service) {
    return std::any_of(service.procedures.begin(), service.procedures.end(),
                       [](const OfferPicture& offer) { return offer.booking; });
  });
}

}  // namespace talon::screens
