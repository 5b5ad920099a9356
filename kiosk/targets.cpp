// SPDX-License-Identifier: MIT
#include "kiosk/targets.h"

#include <array>
#include <cmath>
#include <string_view>

namespace talon::kiosk {
namespace {

// In the order of the enumerations; the last of each is held against them.
constexpr std::array<std::string_view, 34> page_names{
    "start",   "services", "procedures", "details", "issuing",    "ticket",     "offer",
    "refused", "help",     "settings",   "search",  "found",      "info",       "hours",
    "limits",  "rooms",    "room",       "entry",   "own_ticket", "code_entry", "booking",
    "memo",    "days",     "times",      "confirm", "reserving",  "reserved",   "cancel",
    "warning", "starting", "no_server",  "closed",  "ending",     "emergency"};
constexpr std::array<std::string_view, 46> act_names{
    "group",         "service",     "take",       "details",  "next_page",     "former_page",
    "back",          "home",        "settings",   "language", "large",         "contrast",
    "low",           "speech",      "search",     "letter",   "erase",         "info",
    "hours",         "limits",      "rooms",      "room",     "entry",         "enter",
    "check_in",      "take_booked", "own_number", "instead",  "memo",          "book",
    "day",           "slot",        "reserve",    "nearest",  "print_booking", "cancel_booking",
    "cancel_surely", "came_back",   "rate",       "help",     "print_again",   "print_own",
    "no_slip",       "print_offer", "drop_offer", "stay"};
static_assert(page_names.size() == static_cast<std::size_t>(screens::Page::emergency) + 1);
static_assert(act_names.size() == static_cast<std::size_t>(screens::Act::stay) + 1);

std::string_view name(screens::Act act) {
  return act_names.at(static_cast<std::size_t>(act));
}

void field(std::string& text, std::string_view key, double value) {
  text += ",\"" + std::string(key) + "\":" + std::to_string(std::lround(value));
}

}  // namespace

std::string_view page_name(screens::Page page) {
  return page_names.at(static_cast<std::size_t>(page));
}

std::string describe_targets(const screens::Screen& screen, const screens::Layout& shown, Millis now) {
  const screens::Page seen = screens::view(screen, now);
  const bool given = seen == screens::Page::ticket && screen.given;
  std::string text = R"({"view":")" + std::string(page_name(seen)) + R"(","number":")" +
                     (given ? screen.given->ticket.number.text() : std::string{}) + R"(","typed":")" +
                     screen.typed + R"(","targets":[)";
  for (std::size_t i = 0; i < shown.targets.size(); ++i) {
    const screens::Target& target = shown.targets[i];
    text += (i == 0 ? R"({"act":")" : R"(,{"act":")") + std::string(name(target.action.act)) + '"';
    field(text, "index", target.action.index);
    field(text, "x", target.box.x);
    field(text, "y", target.box.y);
    field(text, "width", target.box.width);
    field(text, "height", target.box.height);
    text += '}';
  }
  return text + "]}\n";
}

}  // namespace talon::kiosk
