// SPDX-License-Identifier: MIT
// New firmware for one board: asks how far it is, sends what is missing, has it checked and started, and
// waits until the new version has accepted a write. Pure, one request after the other; whoever has the line
// (display/bus/rollout.h, or the technician's tool) sends them when there is time.
//
//   meet ─> ask ─┬─> begin ─> send … send ─> commit ─> restart ─> wait ─> prove ─> done
//                └─> where another run of the master left off
//
// Whatever goes wrong leads back to `ask`: the board says what it holds, not our memory. The slot that runs
// is never written, so an update that is cut anywhere leaves the firmware that was there.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "display/bus/image_file.h"
#include "display/bus/station.h"

namespace talon::bus {

struct Update {
  enum class Phase {
    meet,     ///< who are you, in which session?
    ask,      ///< which slot, from which version on, how much of it do you hold?
    vouch,    ///< your own firmware is still on trial: a write of ours ends that
    begin,    ///< the other slot is erased
    send,     ///< chunk by chunk
    commit,   ///< the board checks the tag
    restart,  ///< into the new firmware
    wait,     ///< until it answers again
    prove,    ///< a write it accepts: from now on it is the firmware
    done,
    failed
  };

  std::shared_ptr<const BoardImage> image;
  Phase phase = Phase::meet;
  std::uint32_t old_version = 0;
  unsigned slot = 0;
  std::uint32_t next = 0;      ///< offset of the chunk to be sent
  std::uint32_t session = 0;   ///< of the board when it was last asked
  bool ours = false;           ///< begun by this run: what lies in the slot is of this image
  bool why_asked = false;      ///< a write was refused and the state block will say why
  int begun = 0;               ///< how often the slot was erased
  int setbacks = 0;            ///< refusals since it was begun
  int doubts = 0;              ///< answers in a row that were not our board's
  int silences = 0;            ///< requests in a row without an answer
  Ticks heard_at;              ///< last answer
  Ticks again;                 ///< nothing is to be sent before
  std::string why;             ///< failed: a sentence
  bool board_refused = false;  ///< failed for the image's sake: the next board would refuse it too

  [[nodiscard]] bool is_over() const { return phase == Phase::done || phase == Phase::failed; }
  [[nodiscard]] int percent() const;
};

/// A board that does not answer for so long is given up; erasing takes it 2 s, a start less than one.
inline constexpr Millis update_patience{30'000};

[[nodiscard]] Update start_update(std::shared_ptr<const BoardImage> image, Ticks now);
/// Nothing: not before `again`, or it is over. The request is sealed in the station's session.
[[nodiscard]] std::optional<Request> next_request(Update& update, Station& station, const link::Key& key,
                                                  Ticks now);
/// Takes the answer to that request into account, in the station too.
void hear(Update& update, Station& station, const Request& request, const Reply& reply, const LedBus& bus,
          const link::Key& key, Ticks now);

}  // namespace talon::bus
