// SPDX-License-Identifier: MIT
#include "kiosk/targets.h"

#include <cmath>
#include <string_view>

#include "server/model/result.h"

namespace talon::kiosk {
namespace {

std::string_view name(screens::View view) {
  using enum screens::View;
  switch (view) {
    case start:
      return "start";
    case services:
      return "services";
    case procedures:
      return "procedures";
    case details:
      return "details";
    case issuing:
      return "issuing";
    case ticket:
      return "ticket";
    case offer:
      return "offer";
    case refused:
      return "refused";
    case help:
      return "help";
    case settings:
      return "settings";
    case search:
      return "search";
    case info:
      return "info";
    case hours:
      return "hours";
    case limits:
      return "limits";
    case rooms:
      return "rooms";
    case entry:
      return "entry";
    case own_ticket:
      return "own_ticket";
    case code_entry:
      return "code_entry";
    case booking:
      return "booking";
    case memo:
      return "memo";
    case days:
      return "days";
    case times:
      return "times";
    case confirm:
      return "confirm";
    case reserving:
      return "reserving";
    case reserved:
      return "reserved";
    case cancel:
      return "cancel";
    case warning:
      return "warning";
    case starting:
      return "starting";
    case no_server:
      return "no_server";
    case closed:
      return "closed";
    case emergency:
      return "emergency";
  }
  TALON_EXPECT(false && "every view has a name");
}

std::string_view name(screens::Act act) {
  using enum screens::Act;
  switch (act) {
    case group:
      return "group";
    case service:
      return "service";
    case take:
      return "take";
    case details:
      return "details";
    case next_page:
      return "next_page";
    case former_page:
      return "former_page";
    case back:
      return "back";
    case home:
      return "home";
    case settings:
      return "settings";
    case language:
      return "language";
    case large:
      return "large";
    case contrast:
      return "contrast";
    case low:
      return "low";
    case speech:
      return "speech";
    case search:
      return "search";
    case letter:
      return "letter";
    case erase:
      return "erase";
    case info:
      return "info";
    case hours:
      return "hours";
    case limits:
      return "limits";
    case rooms:
      return "rooms";
    case entry:
      return "entry";
    case enter:
      return "enter";
    case check_in:
      return "check_in";
    case take_booked:
      return "take_booked";
    case own_number:
      return "own_number";
    case instead:
      return "instead";
    case memo:
      return "memo";
    case book:
      return "book";
    case day:
      return "day";
    case slot:
      return "slot";
    case reserve:
      return "reserve";
    case nearest:
      return "nearest";
    case print_booking:
      return "print_booking";
    case cancel_booking:
      return "cancel_booking";
    case cancel_surely:
      return "cancel_surely";
    case came_back:
      return "came_back";
    case rate:
      return "rate";
    case help:
      return "help";
    case print_again:
      return "print_again";
    case no_slip:
      return "no_slip";
    case print_offer:
      return "print_offer";
    case drop_offer:
      return "drop_offer";
    case stay:
      return "stay";
  }
  TALON_EXPECT(false && "every act has a name");
}

void field(std::string& text, std::string_view key, double value) {
  text += ",\"" + std::string(key) + "\":" + std::to_string(std::lround(value));
}

}  // namespace

std::string describe_targets(const screens::Screen& screen, const screens::Layout& shown, Millis now) {
  const screens::View seen = screens::view(screen, now);
  const bool given = seen == screens::View::ticket && screen.given;
  std::string text = R"({"view":")" + std::string(name(seen)) + R"(","number":")" +
                     (given ? screen.given->ticket.number.text() : std::string{}) + R"(","targets":[)";
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
