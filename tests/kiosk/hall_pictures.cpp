// SPDX-License-Identifier: MIT
#include "tests/kiosk/hall_pictures.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "server/configuration/configuration_file.h"
#include "server/model/result.h"

namespace talon::screens::pictures {

namespace {

std::vector<RoomPicture> rooms_of(const Configuration& hall, const LineId& line) {
  std::vector<RoomPicture> rooms;
  for (const Desk& desk : hall.desks) {
    if (std::find(desk.serves.begin(), desk.serves.end(), line) == desk.serves.end()) continue;
    const Room* room = hall.room(desk.room);
    const bool known = std::any_of(rooms.begin(), rooms.end(),
                                   [&](const RoomPicture& each) { return each.room == desk.room; });
    if (room != nullptr && !known) rooms.push_back({room->id, room->title, room->way});
  }
  return rooms;
}

OfferPicture offer_of(const Configuration& hall, const Service& service, const Offer& offer, int waiting) {
  const Procedure& procedure = *hall.procedure(offer.procedure);
  OfferPicture picture;
  picture.procedure = procedure.id;
  picture.title = procedure.title;
  picture.official = procedure.official;
  picture.note = procedure.note;
  picture.brief = offer.brief;
  picture.rooms = rooms_of(hall, {service.id, procedure.id});
  picture.waiting = waiting;
  picture.expected_wait_s = Seconds{waiting * 300};
  picture.open = true;
  picture.booking = offer.schedule.has_value();
  return picture;
}

}  // namespace

MenuPicture hall(const std::string& name) {
  const std::string path = std::string(TALON_SOURCE_DIR) + "/deploy/halls/" + name + ".toml";
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  const auto reading = configuration::read_configuration(text.str(), path);
  TALON_EXPECT(reading.ok());
  const Configuration& hall = *reading.configuration;
  MenuPicture menu;
  menu.time.now = *parse_timestamp("2026-03-02T10:42:00.000+05:00");
  menu.office = {hall.id, hall.name, hall.short_name, hall.address, hall.phone};
  menu.open = true;
  for (const MenuGroup& group : hall.groups) menu.groups.push_back({group.id, group.title, group.note});
  int waiting = 4;
  for (const Service& service : hall.services) {
    ServicePicture picture{
        service.id, service.group, service.title, service.official, service.note, service.words, {}};
    for (const Offer& offer : service.offers) {
      picture.procedures.push_back(offer_of(hall, service, offer, waiting));
      waiting = (waiting * 3 + 1) % 7;
    }
    menu.services.push_back(std::move(picture));
  }
  for (const Translation& each : hall.translations) {
    menu.translations.push_back({each.language, each.text, each.translated});
  }
  menu.plans = hall.plans;
  return menu;
}

}  // namespace talon::screens::pictures
