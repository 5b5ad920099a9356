// SPDX-License-Identifier: MIT
#include "display/bus/station.h"

#include <algorithm>

namespace talon::bus {
namespace {

namespace map = link::map;

constexpr std::size_t settings_data = map::settings.count - link::seal_registers;
/// Sealed writes refused one after the other before the key is called wrong: the first may be a lost counter.
constexpr int refusals_until_trouble = 2;

link::Role link_role(LedRole role) {
  switch (role) {
    case LedRole::hall_line:
      return link::Role::hall_line;
    case LedRole::desk_board:
      return link::Role::desk_board;
    case LedRole::desk_panel:
      return link::Role::desk_panel;
  }
  return link::Role::by_strap;
}

std::uint8_t address_of(const Station& station) {
  return static_cast<std::uint8_t>(station.board.address);
}

Request pairing(const Station& station, const link::Key& key) {
  Request request{address_of(station), map::pairing.first, 0, {}};
  for (std::size_t i = 0; i < key.size(); i += 2) {
    request.values.push_back(static_cast<std::uint16_t>(key[i] << 8U | key[i + 1]));
  }
  return request;
}

/// The proof of a block fits under the last confirmed counter, or under a later one whose answer was lost.
bool proven(Station& station, const link::Block& block, std::span<const std::uint16_t> values,
            const link::Key& key) {
  if (values.size() != block.count) return false;
  const std::uint32_t newest = std::max(station.sent, station.counter);
  for (std::uint32_t counter = station.counter; counter <= newest; ++counter) {
    if (!link::proof_fits(key, {address_of(station), station.session, counter}, block.first, values))
      continue;
    station.counter = counter;
    return true;
  }
  return false;
}

/// Whatever it was, it has to be asked for again from `stage` on.
void fall_back(Station& station, Stage stage) {
  station.stage = std::min(station.stage, stage);
  station.accepted.reset();
}

/// It was restarted, or it is another board at this address.
void forget(Station& station) {
  fall_back(station, Stage::stranger);
  station.key_sequence.reset();
  station.learnt.reset();
}

void fail(Station& station, Trouble trouble) {
  station.trouble = trouble;
  station.failures = std::max(station.failures, Station::failures_until_silent);  // asked as seldom
}

void hear_identity(Station& station, std::span<const std::uint16_t> values) {
  if (values[0] != link::magic || values[1] != link::map_version) return fail(station, Trouble::other_device);
  std::copy_n(values.begin() + 5, station.nature.unique.size(), station.nature.unique.begin());
  station.nature.version = link::long_value(values, 3);
  station.nature.role = values[12];
  station.session = 0;  // none has this number: the next state block brings it
  station.stage = Stage::identified;
}

void hear_state(Station& station, std::span<const std::uint16_t> values, const link::Key& key) {
  const std::uint32_t session = link::long_value(values, 1);
  if (session != station.session && station.session != 0) return forget(station);
  station.session = session;
  station.nature.status = values[0] & 0xFFU;
  station.nature.restart_cause = values[7];
  station.nature.last_refusal = values[10];
  station.ask_state = false;
  station.counter = station.sent = link::long_value(values, 3);
  if (!proven(station, map::state, values, key)) {
    if ((station.nature.status & link::status::service) != 0) {
      station.stage = Stage::unpaired;
      return;
    }
    const bool paired = (station.nature.status & link::status::paired) != 0;
    fall_back(station, Stage::identified);
    return fail(station, paired ? Trouble::unproven : Trouble::wrong_key);
  }
  if ((station.nature.status & link::status::safe) != 0) {
    station.trouble = Trouble::safe_state;
  } else if (station.trouble != Trouble::shows_wrong && station.refusals < refusals_until_trouble) {
    station.trouble = Trouble::none;
  }
  if (station.stage < Stage::synced) station.stage = Stage::synced;
}

void hear_settings(Station& station, std::span<const std::uint16_t> values, const LedBus& bus) {
  const auto own = values.first(settings_data);
  std::ranges::copy(own, station.own_settings.begin());
  const auto wanted = settings_of(station.board, bus, own);
  station.stage = std::ranges::equal(own, wanted) ? Stage::ready : Stage::unsettled;
}

/// The strap's dot is seen in the checksum: no need to ask for it.
void set_service(Station& station, bool on) {
  std::uint16_t& status = station.nature.status;
  status = static_cast<std::uint16_t>(on ? status | link::status::service : status & ~link::status::service);
  station.ask_state = on;
}

void hear_shown(Station& station, std::span<const std::uint16_t> values, const link::Key& key, Ticks now) {
  if (!proven(station, map::shown, values, key)) return fall_back(station, Stage::identified);
  station.verified_at = now;
  const auto what = static_cast<link::Shown>(values[0]);
  if (what == link::Shown::self_test || what == link::Shown::updating || !station.accepted) return;
  if (what == link::Shown::fault) {
    station.trouble = Trouble::safe_state;
    return;
  }
  const bool service = (station.nature.status & link::status::service) != 0;
  const Seen seen =
      look({*station.accepted, station.board.role, station.own_settings[2], station.nature.version, service},
           values, station.learnt);
  if (seen != Seen::wrong) {
    station.trouble = Trouble::none;
    return set_service(station, seen == Seen::strapped);
  }
  station.trouble = Trouble::shows_wrong;
  // Its strap may be closed or its settings others: both are read, then it is painted again at once.
  fall_back(station, Stage::identified);
}

std::vector<KeyPress> hear_keys(Station& station, std::span<const std::uint16_t> values,
                                const link::Key& key) {
  if (!proven(station, map::keys, values, key)) {
    fall_back(station, Stage::identified);
    return {};
  }
  station.nature.status = values[0] & 0xFFU;
  const std::uint16_t newest = values[1];
  const auto fresh = static_cast<std::uint16_t>(newest - station.key_sequence.value_or(0));
  station.key_sequence = newest;
  std::vector<KeyPress> presses;
  for (std::size_t back = std::min<std::size_t>(fresh, link::key_events_kept); back > 0; --back) {
    const link::KeyEvent event = link::key_event_from(values[1 + back]);
    if (event.key == link::PanelKey::none) continue;
    presses.push_back({event.key, static_cast<std::uint16_t>(newest - (back - 1)), Millis{event.age * 10}});
  }
  return presses;
}

void hear_write(Station& station, const Request& request, Ticks now) {
  if (request.first == map::pairing.first) {
    station.stage = Stage::identified;
    return;
  }
  station.counter = station.sent;
  station.refusals = 0;
  if (station.trouble == Trouble::wrong_key) station.trouble = Trouble::none;
  if (request.first == map::settings.first) {
    // Its role may have changed the picture; what it now holds is read once more.
    fall_back(station, Stage::synced);
    return;
  }
  if (request.first != map::show.first) return;
  const auto data = std::span(request.values).first<link::show_data>();
  station.accepted = link::show_from(data);
  station.accepted_at = now;
}

void hear_refusal(Station& station, const Request& request) {
  if (!request.writes()) return fail(station, Trouble::other_device);
  fall_back(station, Stage::identified);
  // What an update is refused for says nothing of the key.
  if (request.first != map::show.first && request.first != map::settings.first) return;
  if (++station.refusals >= refusals_until_trouble) fail(station, Trouble::wrong_key);
}

std::vector<KeyPress> hear_read(Station& station, const Request& request, const Reply& reply,
                                const LedBus& bus, const link::Key& key, Ticks now) {
  const std::span<const std::uint16_t> values = reply.values;
  if (request.first == map::identity.first) hear_identity(station, values);
  if (request.first == map::state.first) hear_state(station, values, key);
  if (request.first == map::settings.first) hear_settings(station, values, bus);
  if (request.first == map::shown.first) hear_shown(station, values, key, now);
  if (request.first == map::keys.first) return hear_keys(station, values, key);
  return {};
}

std::string reason_of(const Station& station) {
  switch (station.trouble) {
    case Trouble::none:
      break;
    case Trouble::silent:
      return "не отвечает";
    case Trouble::other_device:
      return "отвечает, но это не наше табло";
    case Trouble::wrong_key:
      return "не сопряжено: нужна сервисная перемычка";
    case Trouble::unproven:
      return "ответы без нашего ключа: нужно сопряжение";
    case Trouble::shows_wrong:
      return "показывает не то";
    case Trouble::safe_state:
      return "остановилось, причина " + std::to_string(station.nature.restart_cause);
  }
  if ((station.nature.status & link::status::service) != 0) return "замкнута сервисная перемычка";
  if ((station.nature.status & link::status::not_stored) != 0) return "настройки не сохраняются";
  if ((station.nature.status & link::status::light_failed) != 0) return "датчик света не работает";
  return station.note;
}

}  // namespace

Request read_block(const Station& station, const link::Block& block) {
  return {address_of(station), block.first, block.count, {}};
}

Request sealed_write(Station& station, const link::Block& block, std::span<const std::uint16_t> data,
                     const link::Key& key) {
  Request request{address_of(station), block.first, 0, {data.begin(), data.end()}};
  request.values.resize(block.count);
  station.sent = std::max(station.sent, station.counter) + 1;
  link::seal(key, {address_of(station), station.session, station.sent}, block.first, request.values);
  return request;
}

Request introduction(Station& station, const LedBus& bus, const link::Key& key) {
  switch (station.stage) {
    case Stage::stranger:
      return read_block(station, map::identity);
    case Stage::unpaired:
      return pairing(station, key);
    case Stage::synced:
      return read_block(station, map::settings);
    case Stage::unsettled:
      return settle(station, station.board, bus, key);
    case Stage::identified:
    case Stage::ready:
      break;
  }
  return read_block(station, map::state);
}

Request settle(Station& station, const LedBoard& as, const LedBus& bus, const link::Key& key) {
  return sealed_write(station, map::settings, settings_of(as, bus, station.own_settings), key);
}

Request probe(const Station& station) {
  return read_block(station, station.stage == Stage::stranger ? map::identity : map::state);
}

Request paint(Station& station, const link::Key& key) {
  return sealed_write(station, map::show, link::to_registers(station.wanted), key);
}

std::vector<KeyPress> hear(Station& station, const Request& request, const Reply& reply, const LedBus& bus,
                           const link::Key& key, Ticks now) {
  if (reply.outcome == Outcome::silence || reply.outcome == Outcome::damaged) {
    if (++station.failures >= Station::failures_until_silent) {
      station.trouble = Trouble::silent;
      station.accepted.reset();
    }
    return {};
  }
  const bool whole = request.writes() || reply.values.size() == request.count;
  if (reply.outcome == Outcome::answered && !whole) {
    fail(station, Trouble::other_device);
    return {};
  }
  station.ever_heard = true;
  station.failures = 0;
  if (reply.outcome == Outcome::exception) {
    const bool busy = reply.exception == link::Exception::busy;
    if (!busy) hear_refusal(station, request);
    return {};
  }
  if (request.writes()) {
    hear_write(station, request, now);
    return {};
  }
  return hear_read(station, request, reply, bus, key, now);
}

ReportDevice::Component component_of(const Station& station, const LedBus& bus) {
  const std::string reason = reason_of(station);
  Health health = reason.empty() ? Health::ok : Health::warning;
  if (station.set_aside) return {led_component(bus, station.board.address), Health::warning, station.note};
  if (station.trouble != Trouble::none) health = Health::failed;
  return {led_component(bus, station.board.address), health, reason};
}

std::array<std::uint16_t, 8> settings_of(const LedBoard& board, const LedBus& bus,
                                         std::span<const std::uint16_t> own) {
  const auto minute = [](std::chrono::minutes time) { return static_cast<std::uint16_t>(time.count()); };
  return {static_cast<std::uint16_t>(board.address),
          static_cast<std::uint16_t>(link_role(board.role)),
          own[2],
          static_cast<std::uint16_t>(bus.brightness.day),
          static_cast<std::uint16_t>(bus.brightness.night),
          minute(bus.brightness.night_to),
          minute(bus.brightness.night_from),
          own[7]};
}

}  // namespace talon::bus
