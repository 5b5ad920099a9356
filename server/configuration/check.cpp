// SPDX-License-Identifier: MIT
#include "server/configuration/check.h"

#include <algorithm>
#include <set>

#include "server/configuration/plan_toml.h"

namespace talon::configuration {
namespace {

constexpr std::size_t most_choices = 8;  // of one kiosk screen
// Of one bus: its boards are asked one a round besides the panels, and a wrong one must be found within 15 s.
constexpr std::size_t most_boards = 64;

// Of one bus: their keys are asked every round, and a round of 24 takes 195 ms (display/bus/timing.h).
constexpr std::size_t most_panels = 24;

std::string name(const LineId& line) {
  return line.service.value + "/" + line.procedure.value;
}

bool matches(std::string_view pattern, const LineId& line) {
  const auto slash = pattern.find('/');
  if (slash == std::string_view::npos) return false;
  const std::string_view service = pattern.substr(0, slash);
  const std::string_view procedure = pattern.substr(slash + 1);
  return (service == "*" || service == line.service.value) &&
         (procedure == "*" || procedure == line.procedure.value);
}

void resolve_desks(Draft& draft) {
  const std::vector<LineId> lines = draft.hall.lines();
  for (std::size_t i = 0; i < draft.hall.desks.size(); ++i) {
    Desk& desk = draft.hall.desks[i];
    std::set<LineId> chosen;
    for (const auto& [pattern, place] : draft.serves[i]) {
      const std::size_t before = chosen.size();
      bool any = false;
      for (const LineId& line : lines) {
        if (!matches(pattern, line)) continue;
        any = true;
        chosen.insert(line);
      }
      if (!any)
        draft.problem(place, "окно «" + desk.id.value + "»: очереди «" + pattern + "» нет");
      else if (chosen.size() == before)
        draft.problem(place, "окно «" + desk.id.value + "»: «" + pattern + "» ничего не добавляет");
    }
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(desk.serves),
                 [&](const LineId& line) { return chosen.contains(line); });
  }
}

void check_lines(Draft& draft) {
  for (const LineId& line : draft.hall.lines()) {
    const Place place = draft.place("offer " + name(line));
    const auto& desks = draft.hall.desks;
    const bool served = std::any_of(desks.begin(), desks.end(), [&](const Desk& desk) {
      return std::find(desk.serves.begin(), desk.serves.end(), line) != desk.serves.end();
    });
    if (!served) draft.problem(place, "очередь «" + name(line) + "» не обслуживает ни одно окно");
    if (draft.hall.procedure(line.procedure) == nullptr)
      draft.problem(place, "процедуры «" + line.procedure.value + "» нет");
    else if (draft.hall.letter(line).empty())
      draft.problem(place, "у очереди «" + name(line) + "» нет буквы: ни у процедуры, ни у раздела");
  }
}

void check_menu(Draft& draft) {
  const Configuration& hall = draft.hall;
  if (hall.services.empty()) draft.problem({}, "нет ни одной услуги ([[service]])");
  if (hall.groups.size() > most_choices) {
    draft.problem(draft.place("group " + hall.groups[most_choices].id),
                  "разделов больше 8: на экране киоска столько не поместится");
  }
  for (const MenuGroup& group : hall.groups) {
    const auto inside = std::count_if(hall.services.begin(), hall.services.end(),
                                      [&](const Service& service) { return service.group == group.id; });
    const Place place = draft.place("group " + group.id);
    if (inside == 0) draft.problem(place, "раздел «" + group.id + "» пуст");
    if (inside > static_cast<std::ptrdiff_t>(most_choices))
      draft.problem(place, "в разделе «" + group.id + "» больше 8 услуг");
  }
  for (const Service& service : hall.services) {
    const Place place = draft.place("service " + service.id.value);
    if (hall.group(service.group) == nullptr) draft.problem(place, "раздела «" + service.group + "» нет");
    if (service.offers.empty())
      draft.problem(place, "у услуги «" + service.id.value + "» нет процедур ([[service.offer]])");
    if (service.offers.size() > most_choices)
      draft.problem(place, "у услуги «" + service.id.value + "» больше 8 процедур");
    std::set<ProcedureId> seen;
    for (const Offer& offer : service.offers) {
      if (!seen.insert(offer.procedure).second) {
        draft.problem(place, "процедура «" + offer.procedure.value + "» у услуги «" + service.id.value +
                                 "» названа дважды");
      }
    }
  }
}

/// A kiosk's own letter must be its alone: numbers issued without the server can then never meet others.
void check_letters(Draft& draft) {
  const Configuration& hall = draft.hall;
  std::map<std::string, std::string> owners;
  for (const Procedure& item : hall.procedures)
    owners.emplace(item.letter, "процедуры «" + item.id.value + "»");
  for (const MenuGroup& item : hall.groups) owners.emplace(item.letter, "раздела «" + item.id + "»");
  for (const Service& item : hall.services) {
    for (const Offer& offer : item.offers) {
      if (offer.letter) owners.emplace(*offer.letter, "очереди «" + name({item.id, offer.procedure}) + "»");
    }
  }
  owners.erase("");
  for (const Device& device : hall.devices) {
    if (device.letter.empty()) continue;
    const auto [owner, fresh] = owners.emplace(device.letter, "киоска «" + device.id.value + "»");
    if (fresh) continue;
    draft.problem(
        draft.place("device " + device.id.value),
        "буква «" + device.letter + "» киоска «" + device.id.value + "» уже занята у " + owner->second);
  }
}

void check_rooms(Draft& draft) {
  const Configuration& hall = draft.hall;
  for (const Desk& desk : hall.desks) {
    if (hall.room(desk.room) == nullptr) {
      draft.problem(draft.place("desk " + desk.id.value),
                    "окно «" + desk.id.value + "»: помещения «" + desk.room.value + "» нет");
    }
  }
  for (const Device& device : hall.devices) {
    for (const RoomId& room : device.rooms) {
      if (hall.room(room) != nullptr) continue;
      draft.problem(draft.place("device " + device.id.value),
                    "табло «" + device.id.value + "»: помещения «" + room.value + "» нет");
    }
  }
}

/// What one board must have by its role.
void check_led_board(Draft& draft, const LedBus& bus, const LedBoard& board) {
  const Configuration& hall = draft.hall;
  const Place place = draft.place(led_component(bus, board.address));
  const std::string which = "шина «" + bus.id + "», табло с адресом " + std::to_string(board.address) + ": ";
  const bool of_desk = board.role != LedRole::hall_line;
  if (of_desk && board.desk.empty()) draft.problem(place, which + "нужно окно (desk)");
  if (of_desk && !board.desk.empty() && hall.desk(board.desk) == nullptr)
    draft.problem(place, which + "окна «" + board.desk.value + "» нет");
  if (of_desk && !board.rooms.empty())
    draft.problem(place, which + "помещения (rooms) бывают только у строки табло зала");
  if (!of_desk && !board.desk.empty())
    draft.problem(place, which + "у строки табло зала не бывает окна (desk)");
  for (const RoomId& room : board.rooms) {
    if (hall.room(room) == nullptr) draft.problem(place, which + "помещения «" + room.value + "» нет");
  }
  if (board.role == LedRole::desk_panel && bus.protocol == BusProtocol::candle)
    draft.problem(place, which + "у табло Candle нет клавиш, нужна роль desk_board");
}

void check_bus(Draft& draft, const LedBus& bus, std::set<DeskId>& panels) {
  const Place place = draft.place("bus " + bus.id);
  const std::string which = "шина «" + bus.id + "»: ";
  const Device* display = draft.hall.device(bus.display);
  if (display == nullptr || display->role != DeviceRole::display)
    draft.problem(place, which + "табло зала ([[display]]) «" + bus.display.value + "» нет");
  if (bus.boards.empty()) draft.problem(place, which + "нет ни одного табло ([[bus.board]])");
  if (bus.boards.size() > most_boards)
    draft.problem(
        place, which + "больше " + std::to_string(most_boards) + " табло: на остальные нужна ещё одна шина");
  std::size_t keyed = 0;
  for (const LedBoard& board : bus.boards) {
    check_led_board(draft, bus, board);
    if (board.role != LedRole::desk_panel) continue;
    ++keyed;
    if (panels.insert(board.desk).second) continue;
    draft.problem(draft.place(led_component(bus, board.address)),
                  which + "у окна «" + board.desk.value + "» уже есть пульт");
  }
  if (keyed > most_panels)
    draft.problem(place, which + "пультов больше " + std::to_string(most_panels) +
                             ": нажатие не успеет дойти за 250 мс, нужна ещё одна шина");
}

void check_buses(Draft& draft) {
  std::set<DeskId> panels;
  for (const LedBus& bus : draft.hall.buses) check_bus(draft, bus, panels);
}

/// What outcomes, breaks and schedules name must exist.
void check_work(Draft& draft) {
  const Configuration& hall = draft.hall;
  for (const VisitOutcome& outcome : hall.outcomes) {
    const Place place = draft.place("outcome " + outcome.id);
    if (!outcome.registry.empty() && hall.registry(outcome.registry) == nullptr)
      draft.problem(place, "исход «" + outcome.id + "»: журнала «" + outcome.registry.value + "» нет");
    for (const ProcedureId& procedure : outcome.procedures) {
      if (hall.procedure(procedure) == nullptr)
        draft.problem(place, "исход «" + outcome.id + "»: процедуры «" + procedure.value + "» нет");
    }
  }
  for (const Break& pause : hall.breaks) {
    for (const DeskId& desk : pause.desks) {
      if (hall.desk(desk) == nullptr)
        draft.problem(draft.place("break desk " + desk.value), "перерыв: окна «" + desk.value + "» нет");
    }
  }
  // Not by Configuration::offer: of two services with one id, which is told elsewhere, it finds the first.
  for (const Service& service : hall.services) {
    for (const Offer& offer : service.offers) {
      if (!offer.schedule || offer.schedule->room.empty() || hall.room(offer.schedule->room) != nullptr)
        continue;
      const std::string line = name({service.id, offer.procedure});
      draft.problem(draft.place("schedule " + line),
                    "запись «" + line + "»: помещения «" + offer.schedule->room.value + "» нет");
    }
  }
}

void check_regulations(Draft& draft) {
  const Configuration& hall = draft.hall;
  const auto& all = hall.regulations;
  const bool known = std::any_of(all.begin(), all.end(),
                                 [&](const Regulation& item) { return item.name == hall.regulation; });
  if (!known && !hall.regulation.empty())
    draft.problem(draft.place("hall regulation"), "регламента «" + hall.regulation + "» нет");
  for (const Regulation& regulation : all) {
    for (const Limit& limit : regulation.limits) {
      const Place place = draft.place("regulation " + regulation.name);
      const std::string which = "регламент «" + regulation.name + "», пункт " + limit.clause.value + ": ";
      if (!limit.procedure.empty() && hall.procedure(limit.procedure) == nullptr)
        draft.problem(place, which + "процедуры «" + limit.procedure.value + "» нет");
      if (!limit.service.empty() && hall.service(limit.service) == nullptr)
        draft.problem(place, which + "услуги «" + limit.service.value + "» нет");
    }
    for (const Term& term : regulation.terms) {
      if (term.procedure.empty() || hall.procedure(term.procedure) != nullptr) continue;
      draft.problem(draft.place("regulation " + regulation.name),
                    "регламент «" + regulation.name + "», срок «" + term.id + "»: процедуры «" +
                        term.procedure.value + "» нет");
    }
  }
}

}  // namespace

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

void resolve_and_check(Draft& draft) {
  resolve_desks(draft);
  check_menu(draft);
  check_lines(draft);
  check_letters(draft);
  check_rooms(draft);
  check_plans(draft);
  check_buses(draft);
  check_boards(draft);
  check_work(draft);
  check_regulations(draft);
}

}  // namespace talon::configuration
