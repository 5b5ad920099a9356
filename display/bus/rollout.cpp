// SPDX-License-Identifier: MIT
#include "display/bus/rollout.h"

namespace talon::bus {
namespace {

std::optional<std::size_t> next_board(const Rollout& rollout, std::span<const Station> stations) {
  for (std::size_t i = 0; i < stations.size(); ++i) {
    const Station& station = stations[i];
    if (rollout.tried[i] || !station.is_ready() || station.nature.version == rollout.image->version) continue;
    return i;
  }
  return std::nullopt;
}

void tell(const Update& update, Station& station) {
  // In tens: every change of a board's words is told to the server.
  const int tens = update.percent() / 10 * 10;
  station.note =
      "обновляется до версии " + std::to_string(update.image->version) + ": " + std::to_string(tens) + " %";
  if (update.phase == Update::Phase::failed) station.note = "не обновлено: " + update.why;
  if (update.phase == Update::Phase::done) station.note.clear();
}

void begin(Rollout& rollout, std::span<Station> stations, Ticks now) {
  const auto found = next_board(rollout, stations);
  if (!found) return;
  rollout.station = *found;
  rollout.tried[*found] = true;
  rollout.running = start_update(rollout.image, now);
  stations[*found].set_aside = true;
  tell(*rollout.running, stations[*found]);
}

}  // namespace

std::optional<Request> next_request(Rollout& rollout, std::span<Station> stations, bool calm,
                                    const link::Key& key, Ticks now) {
  if (rollout.image == nullptr) return std::nullopt;
  rollout.tried.resize(stations.size());
  if (!rollout.running && !rollout.stopped && (calm || rollout.any_time)) begin(rollout, stations, now);
  if (!rollout.running) return std::nullopt;
  return next_request(*rollout.running, stations[rollout.station], key, now);
}

void hear(Rollout& rollout, std::span<Station> stations, const Request& request, const Reply& reply,
          const LedBus& bus, const link::Key& key, Ticks now) {
  Station& station = stations[rollout.station];
  hear(*rollout.running, station, request, reply, bus, key, now);
  tell(*rollout.running, station);
  if (!rollout.running->is_over()) return;
  station.set_aside = false;
  rollout.stopped = rollout.running->board_refused;
  rollout.running.reset();
}

}  // namespace talon::bus
