// SPDX-License-Identifier: MIT
// The master of one RS-485 bus of LED boards: whose turn it is, and what for. Pure: the hall's picture and
// replies come in, the next request and the keys that were pressed come out; time is an input. The shell
// (display/bus_worker.h) does one exchange after the other.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "display/bus/rollout.h"
#include "display/bus/shows.h"
#include "display/bus/station.h"

namespace talon::bus {

struct Rules {
  Millis refresh{4'000};        ///< a board is painted again so often; alone it shows "—" after 9.5 s
  Millis verify{8'000};         ///< and read back at least so often, so that the manager knows within 15 s
  Millis probe{1'000};          ///< a silent board is asked so often whether it is there again
  Millis seek{5'000};           ///< so often one address nobody configured is asked
  Millis press_counts{3'000};   ///< a press older than this is no wish any more
  int refreshes_per_round = 2;  ///< between two rounds of keys, so that a round stays short
};

/// A key of a desk's panel was pressed. `request` is the same whenever this press is reported, also after a
/// restart of the display: made from the board's unique number, its session and the event's number.
struct Press {
  DeskId desk;
  PanelKey key = PanelKey::next;
  RequestId request;
  Millis age{0};
};

/// Whom a request is for.
struct Turn {
  enum class Who { station, spare, seek, update } who = Who::station;
  std::size_t station = 0;
  Request request;
};

struct Bus {
  Rules rules;
  LedBus line;
  link::Key key{};
  std::vector<Station> stations;  ///< in the order of the configuration
  std::vector<Row> rows;          ///< of the hall lines, same order
  Station spare;                  ///< whoever answers at the address of a board nobody has addressed yet
  std::optional<Turn> turn;       ///< the request that is out

  std::size_t next_panel = 0;  ///< in this round
  int refreshes = 0;           ///< done in this round
  bool probed = false;         ///< in this round
  bool verified = false;       ///< in this round
  Rollout rollout;             ///< of new firmware
  bool calm = false;           ///< nobody is called and the hall does not receive
  bool updates = false;        ///< a chunk may go in this round
  bool update_last = false;    ///< one went in this round, so none does in the next
  Ticks seek_at;
  int seek_address = 0;
  std::set<int> strangers;  ///< addresses that answer and are not configured
};

[[nodiscard]] Bus start(LedBus line, const link::Key& key, Rules rules, Ticks now);
/// What is to be shown from now on.
[[nodiscard]] Bus show(Bus bus, const Hall& hall, Ticks now);

struct Step {
  Bus bus;
  std::optional<Request> request;  ///< to be sent now; empty: nothing is due before `again`
  std::vector<Press> presses;
  Ticks again;
};
/// `reply` is the answer to the request of the step before, if there was one.
[[nodiscard]] Step step(Bus bus, const std::optional<Reply>& reply, Ticks now);

/// Boards of another version get this firmware when nobody is called, one at a time. Precondition: its tags
/// are of the bus's key (decode() saw to that).
void offer(Bus& bus, std::shared_ptr<const BoardImage> image, bool any_time = false);

/// The bus and each of its boards, for the device report; and who answers without being configured.
[[nodiscard]] std::vector<ReportDevice::Component> components(const Bus& bus);
/// No board of it answers.
[[nodiscard]] bool is_dead(const Bus& bus);

}  // namespace talon::bus
