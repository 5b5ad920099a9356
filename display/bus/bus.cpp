// SPDX-License-Identifier: MIT
#include "display/bus/bus.h"

#include <algorithm>

#include "display/bus/press.h"

namespace talon::bus {
namespace {

namespace map = link::map;
using Who = Turn::Who;

/// Asked again for its introduction so soon after it was refused: nobody is starved by one sick board.
constexpr Millis patience{300};
constexpr int last_address = 247;

Turn station_turn(std::size_t index, Request request) {
  return {Who::station, index, std::move(request)};
}

// ---- what may be due, most urgent first

/// A board that shows something else than it should. Fair to all: whoever was asked longest ago.
std::optional<Turn> changed(Bus& bus) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < bus.stations.size(); ++i) {
    if (!bus.stations[i].differs()) continue;
    if (!found || bus.stations[i].tried < bus.stations[*found].tried) found = i;
  }
  if (!found) return std::nullopt;
  return station_turn(*found, paint(bus.stations[*found], bus.key));
}

std::optional<Turn> unknown(Bus& bus, Ticks now) {
  for (std::size_t i = 0; i < bus.stations.size(); ++i) {
    Station& station = bus.stations[i];
    if (!station.reachable() || station.stage == Stage::ready || station.set_aside) continue;
    const bool again = station.refusals > 0 || station.failures > 0;
    if (again && now - station.tried < patience) continue;
    return station_turn(i, introduction(station, bus.line, bus.key));
  }
  return std::nullopt;
}

std::optional<Turn> keys(Bus& bus) {
  while (bus.next_panel < bus.stations.size()) {
    const std::size_t index = bus.next_panel++;
    const Station& station = bus.stations[index];
    if (station.is_panel() && station.is_ready()) return station_turn(index, read_block(station, map::keys));
  }
  return std::nullopt;
}

std::optional<Turn> refresh(Bus& bus, Ticks now) {
  if (bus.refreshes >= bus.rules.refreshes_per_round) return std::nullopt;
  std::optional<std::size_t> oldest;
  for (std::size_t i = 0; i < bus.stations.size(); ++i) {
    const Station& station = bus.stations[i];
    if (!station.is_ready() || now - station.accepted_at < bus.rules.refresh) continue;
    if (!oldest || station.accepted_at < bus.stations[*oldest].accepted_at) oldest = i;
  }
  if (!oldest) return std::nullopt;
  ++bus.refreshes;
  return station_turn(*oldest, paint(bus.stations[*oldest], bus.key));
}

/// One board a round is read back: the one that was longest ago.
std::optional<Turn> verify(Bus& bus, Ticks now) {
  if (bus.verified) return std::nullopt;
  std::optional<std::size_t> oldest;
  for (std::size_t i = 0; i < bus.stations.size(); ++i) {
    const Station& station = bus.stations[i];
    // A panel's answer to every poll of its keys is proof enough that it is there.
    const Millis interval = station.is_panel() ? bus.rules.verify : bus.rules.probe;
    if (!station.is_ready() || now - station.verified_at < interval) continue;
    if (!oldest || station.verified_at < bus.stations[*oldest].verified_at) oldest = i;
  }
  if (!oldest) return std::nullopt;
  bus.verified = true;
  const Station& station = bus.stations[*oldest];
  return station_turn(*oldest, read_block(station, station.ask_state ? map::state : map::shown));
}

/// The silent one that was asked longest ago: a time-out costs three polls, so one a round while others live.
std::optional<Turn> look_again(Bus& bus, Ticks now) {
  if (bus.probed) return std::nullopt;
  std::optional<std::size_t> oldest;
  for (std::size_t i = 0; i < bus.stations.size(); ++i) {
    const Station& station = bus.stations[i];
    if (station.reachable() || station.set_aside || now - station.tried < bus.rules.probe) continue;
    if (!oldest || station.tried < bus.stations[*oldest].tried) oldest = i;
  }
  if (!oldest) return std::nullopt;
  bus.probed = true;
  return station_turn(*oldest, probe(bus.stations[*oldest]));
}

bool configured(const Bus& bus, int address) {
  return std::ranges::any_of(bus.stations,
                             [&](const Station& station) { return station.board.address == address; });
}

int silent_places(const Bus& bus) {
  return static_cast<int>(std::ranges::count_if(bus.stations, [](const Station& station) {
    return station.trouble == Trouble::silent && !station.set_aside;
  }));
}

/// The place a new board takes: the only silent one, or, at a first installation (none of the silent ones was
/// ever heard), the first of the file. Otherwise it would be a guess.
std::optional<std::size_t> place_for_spare(const Bus& bus) {
  std::optional<std::size_t> first;
  bool heard = false;
  for (std::size_t i = 0; i < bus.stations.size(); ++i) {
    if (bus.stations[i].trouble != Trouble::silent || bus.stations[i].set_aside) continue;
    heard = heard || bus.stations[i].ever_heard;
    if (!first) first = i;
  }
  if (silent_places(bus) > 1 && heard) return std::nullopt;
  return first;
}

/// A new board answers at the address all boards are born with: it is paired, if its strap allows, and sent
/// to the place that waits for it.
std::optional<Turn> address_spare(Bus& bus, Ticks now) {
  Station& spare = bus.spare;
  if (!spare.reachable() || now - spare.tried < patience) return std::nullopt;
  const auto place = place_for_spare(bus);
  if (!place) return std::nullopt;
  spare.board = bus.stations[*place].board;
  spare.board.address = link::default_address;  // it answers and checks seals from there until it is settled
  const bool known = spare.stage == Stage::unsettled || spare.stage == Stage::ready;
  return Turn{Who::spare, *place,
              known ? settle(spare, bus.stations[*place].board, bus.line, bus.key)
                    : introduction(spare, bus.line, bus.key)};
}

std::optional<Turn> seek(Bus& bus, Ticks now) {
  if (now - bus.seek_at < bus.rules.seek) return std::nullopt;
  bus.seek_at = now;
  // The address of new boards every other time.
  const bool born = bus.seek_address % 2 == 0 && !configured(bus, link::default_address);
  int address = link::default_address;
  do {
    bus.seek_address = bus.seek_address % (2 * last_address) + 1;
    if (!born) address = (bus.seek_address + 1) / 2;
  } while (!born && configured(bus, address));
  Turn turn{Who::seek, 0, {}};
  turn.request = {static_cast<std::uint8_t>(address), map::identity.first, map::identity.count, {}};
  return turn;
}

/// A chunk of new firmware takes 18 ms on the wire: the time of the round's second repaint and of its
/// read-back, which it replaces, so that keys and calls are as quick as ever. Every other round has one: on a
/// full bus each board is still painted again within 6 s.
std::optional<Turn> update(Bus& bus, Ticks now) {
  if (!bus.updates) return std::nullopt;
  bus.updates = false;
  auto request = next_request(bus.rollout, bus.stations, bus.calm, bus.key, now);
  if (!request) return std::nullopt;
  ++bus.refreshes;
  bus.verified = bus.probed = true;
  bus.update_last = true;
  return Turn{Who::update, bus.rollout.station, std::move(*request)};
}

void next_round(Bus& bus) {
  bus.updates = !bus.update_last;
  bus.update_last = false;
  bus.next_panel = 0;
  bus.refreshes = 0;
  bus.probed = bus.verified = false;
}

std::optional<Turn> choose(Bus& bus, Ticks now) {
  if (auto turn = changed(bus)) return turn;
  if (auto turn = unknown(bus, now)) return turn;
  // The end of a round has room for little besides the keys; a second pass begins the next one.
  const int passes = bus.rollout.running ? 3 : 2;
  for (int pass = 0; pass < passes; ++pass) {
    if (auto turn = keys(bus)) return turn;
    if (auto turn = update(bus, now)) return turn;
    if (auto turn = refresh(bus, now)) return turn;
    if (auto turn = verify(bus, now)) return turn;
    if (auto turn = look_again(bus, now)) return turn;
    if (auto turn = address_spare(bus, now)) return turn;
    if (auto turn = seek(bus, now)) return turn;
    next_round(bus);
  }
  return std::nullopt;
}

// ---- what was answered

std::vector<Press> presses_of(const Bus& bus, const Station& station, const std::vector<KeyPress>& heard) {
  std::vector<Press> presses;
  for (const KeyPress& each : heard) {
    const auto key = panel_key(each.key);
    if (!key || each.age > bus.rules.press_counts) continue;
    presses.push_back({station.board.desk, *key,
                       press_request(station.nature.unique, station.session, each.sequence), each.age});
  }
  return presses;
}

/// After a bus was dead, the first that answers says that the others are worth a question too.
void wake_others(Bus& bus, Ticks now) {
  for (Station& station : bus.stations) {
    if (!station.reachable()) station.tried = std::min(station.tried, now + -bus.rules.probe);
  }
}

void hear_spare(Bus& bus, const Turn& turn, const Reply& reply, Ticks now) {
  Station& spare = bus.spare;
  const bool addressed = turn.request.first == map::settings.first && turn.request.writes() &&
                         reply.outcome == Outcome::answered;
  static_cast<void>(hear(spare, turn.request, reply, bus.line, bus.key, now));
  if (!addressed) return;
  bus.strangers.erase(link::default_address);
  Station& place = bus.stations[turn.station];
  place.failures = Station::failures_until_silent - 1;  // worth a question at once
  place.stage = Stage::stranger;
  place.tried = {};
  spare = {};
  spare.failures = Station::failures_until_silent;
}

void hear_seek(Bus& bus, const Turn& turn, const Reply& reply, Ticks now) {
  const int address = turn.request.address;
  if (reply.outcome != Outcome::answered) {
    bus.strangers.erase(address);
    return;
  }
  bus.strangers.insert(address);
  if (address != link::default_address || configured(bus, address)) return;
  bus.spare = {};
  bus.spare.board.address = link::default_address;
  static_cast<void>(hear(bus.spare, turn.request, reply, bus.line, bus.key, now));
}

std::vector<Press> take(Bus& bus, const Reply& reply, Ticks now) {
  const Turn turn = std::move(*bus.turn);
  bus.turn.reset();
  if (turn.who == Who::seek) {
    hear_seek(bus, turn, reply, now);
    return {};
  }
  if (turn.who == Who::spare) {
    hear_spare(bus, turn, reply, now);
    return {};
  }
  if (turn.who == Who::update) {
    hear(bus.rollout, bus.stations, turn.request, reply, bus.line, bus.key, now);
    return {};
  }
  const bool dead = is_dead(bus);
  Station& station = bus.stations[turn.station];
  const auto heard = hear(station, turn.request, reply, bus.line, bus.key, now);
  if (dead && station.reachable()) wake_others(bus, now);
  return presses_of(bus, station, heard);
}

/// When nothing is due: soon enough for everything that will be.
constexpr Millis idle{20};

}  // namespace

Bus start(LedBus line, const link::Key& key, Rules rules, Ticks now) {
  Bus bus;
  bus.rules = rules;
  bus.key = key;
  bus.seek_at = now;
  for (const LedBoard& board : line.boards) {
    Station station;
    station.board = board;
    station.tried = now + -rules.probe;
    station.verified_at = station.accepted_at = now;
    bus.stations.push_back(station);
  }
  bus.rows.resize(bus.stations.size());
  bus.spare.failures = Station::failures_until_silent;
  bus.line = std::move(line);
  return show(std::move(bus), {}, now);
}

Bus show(Bus bus, const Hall& hall, Ticks now) {
  bus.calm = hall.picture != nullptr && !hall.picture->open && hall.picture->calls.empty();
  if (hall.picture != nullptr) {
    bus.rows = assign(std::move(bus.rows), bus.line.boards, *hall.picture, now);
  } else {
    bus.rows.assign(bus.stations.size(), Row{});
  }
  for (std::size_t i = 0; i < bus.stations.size(); ++i) {
    link::Show& wanted = bus.stations[i].wanted;
    const std::uint16_t minute = wanted.minute;
    wanted = show_of(bus.stations[i].board, bus.rows[i], hall);
    // The minute alone is no reason to paint: it travels with the next refresh.
    link::Show same = wanted;
    same.minute = minute;
    auto& accepted = bus.stations[i].accepted;
    if (accepted && *accepted == same) accepted->minute = wanted.minute;
  }
  return bus;
}

Step step(Bus bus, const std::optional<Reply>& reply, Ticks now) {
  Step done;
  if (reply && bus.turn) done.presses = take(bus, *reply, now);
  bus.turn = choose(bus, now);
  done.again = now + idle;
  if (bus.turn) {
    done.request = bus.turn->request;
    if (bus.turn->who == Who::station) bus.stations[bus.turn->station].tried = now;
    if (bus.turn->who == Who::spare) bus.spare.tried = now;
  }
  done.bus = std::move(bus);
  return done;
}

void offer(Bus& bus, std::shared_ptr<const BoardImage> image, bool any_time) {
  bus.rollout.image = std::move(image);
  bus.rollout.any_time = any_time;
}

bool is_dead(const Bus& bus) {
  return std::ranges::none_of(bus.stations, &Station::reachable);
}

std::vector<ReportDevice::Component> components(const Bus& bus) {
  std::vector<ReportDevice::Component> all;
  const bool silent = !bus.stations.empty() && std::ranges::all_of(bus.stations, [](const Station& station) {
    return station.trouble == Trouble::silent;
  });
  all.push_back({bus_component(bus.line), silent ? Health::failed : Health::ok,
                 silent ? "шина не отвечает: кабель, питание, адаптер" : ""});
  for (const Station& station : bus.stations) all.push_back(component_of(station, bus.line));
  for (const int address : bus.strangers) {
    if (configured(bus, address)) continue;
    const bool born = address == link::default_address;
    all.push_back({led_component(bus.line, address), Health::warning,
                   born ? "новое табло ждёт места" : "табло не описано в настройках зала"});
  }
  return all;
}

}  // namespace talon::bus
