// SPDX-License-Identifier: MIT
#include "server/model/configuration.h"

#include <algorithm>
#include <array>

namespace talon {
namespace {

template <class Item, class Key>
const Item* find(const std::vector<Item>& items, const Key& wanted) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == wanted; });
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const Service* Configuration::service(const ServiceId& wanted) const {
  return find(services, wanted);
}
const Procedure* Configuration::procedure(const ProcedureId& wanted) const {
  return find(procedures, wanted);
}
const Desk* Configuration::desk(const DeskId& wanted) const {
  return find(desks, wanted);
}
const Room* Configuration::room(const RoomId& wanted) const {
  return find(rooms, wanted);
}
const Device* Configuration::device(const DeviceId& wanted) const {
  return find(devices, wanted);
}
const LedBoard* Configuration::led_board(std::string_view component) const {
  for (const LedBus& bus : buses) {
    for (const LedBoard& board : bus.boards) {
      if (led_component(bus, board.address) == component) return &board;
    }
  }
  return nullptr;
}
std::string Configuration::component_title(std::string_view component) const {
  for (const LedBus& bus : buses) {
    if (bus_component(bus) == component) return "шина «" + bus.id + "»";
  }
  const LedBoard* board = led_board(component);
  if (board == nullptr) return {};
  if (board->role == LedRole::hall_line) return "строка табло зала, адрес " + std::to_string(board->address);
  const Desk* owner = desk(board->desk);
  const std::string where = owner == nullptr ? board->desk.value : owner->title;
  return (board->role == LedRole::desk_panel ? "пульт, " : "табло, ") + where;
}
bool Configuration::has_panel(const DeviceId& display, const DeskId& wanted) const {
  return std::any_of(buses.begin(), buses.end(), [&](const LedBus& bus) {
    return bus.display == display &&
           std::any_of(bus.boards.begin(), bus.boards.end(), [&](const LedBoard& board) {
             return board.role == LedRole::desk_panel && board.desk == wanted;
           });
  });
}
const MenuGroup* Configuration::group(const std::string& wanted) const {
  return find(groups, wanted);
}

const Priority* Configuration::priority(const std::string& wanted) const {
  return find(order.priorities, wanted);
}

const BoardLayout& Configuration::layout(const Device& display) const {
  static const BoardLayout built_in;
  const auto found = std::find_if(layouts.begin(), layouts.end(),
                                  [&](const BoardLayout& item) { return item.id == display.layout; });
  return found == layouts.end() ? built_in : *found;
}

const Registry* Configuration::registry(const RegistryId& wanted) const {
  return find(registries, wanted);
}
const VisitOutcome* Configuration::outcome(const std::string& wanted) const {
  return find(outcomes, wanted);
}

const Offer* Configuration::offer(const LineId& line) const {
  const Service* owner = service(line.service);
  if (owner == nullptr) return nullptr;
  const auto found = std::find_if(owner->offers.begin(), owner->offers.end(),
                                  [&](const Offer& offer) { return offer.procedure == line.procedure; });
  return found == owner->offers.end() ? nullptr : &*found;
}

std::string Configuration::letter(const LineId& line) const {
  const Offer* chosen = offer(line);
  if (chosen != nullptr && chosen->letter) return *chosen->letter;
  const Service* owner = service(line.service);
  const MenuGroup* menu = owner == nullptr ? nullptr : group(owner->group);
  if (menu != nullptr && !menu->letter.empty()) return menu->letter;
  const Procedure* kind = procedure(line.procedure);
  return kind == nullptr ? std::string{} : kind->letter;
}

std::chrono::minutes Configuration::expected(const LineId& line) const {
  const Offer* chosen = offer(line);
  if (chosen != nullptr && chosen->expected) return *chosen->expected;
  const Procedure* kind = procedure(line.procedure);
  return kind == nullptr ? std::chrono::minutes{10} : kind->expected;
}

std::string Configuration::line_title(const LineId& line) const {
  const Service* owner = service(line.service);
  const Procedure* kind = procedure(line.procedure);
  return (owner == nullptr ? line.service.value : owner->title) + ": " +
         (kind == nullptr ? line.procedure.value : kind->title);
}

std::vector<LineId> Configuration::lines() const {
  std::vector<LineId> all;
  for (const Service& item : services) {
    for (const Offer& chosen : item.offers) all.push_back({item.id, chosen.procedure});
  }
  return all;
}

bool stays_here(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  url.remove_prefix(scheme + 3);
  constexpr std::array<std::string_view, 3> own = {"127.0.0.1", "localhost", "[::1]"};
  return std::any_of(own.begin(), own.end(), [&](std::string_view host) {
    if (!url.starts_with(host)) return false;
    return url.size() == host.size() || url[host.size()] == ':' || url[host.size()] == '/';
  });
}

}  // namespace talon
