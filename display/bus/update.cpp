// SPDX-License-Identifier: MIT
#include "display/bus/update.h"

#include <algorithm>

namespace talon::bus {
namespace {

namespace map = link::map;
using Phase = Update::Phase;

/// Refusals of one transfer: a second master, or a board that wants something else.
constexpr int most_setbacks = 6;
/// So often a board may lose what it was sent: restarts, or somebody else who updates it.
constexpr int most_begun = 6;
/// Answers in a row that are not our board's before that is believed: the first may be late, to a question of
/// somebody who was cut off.
constexpr int most_doubts = 3;
/// A board that is erasing or starting is not there: asked so often. A lost byte is worth no pause.
constexpr Millis while_away{250};
constexpr int silences_until_away = 2;
constexpr Millis while_busy{100};
constexpr const char* not_ours = "отвечает, но это не наше табло";
constexpr const char* wrong_key = "ключ шины не подходит: табло сопряжено с другим ключом или не сопряжено";

const BoardImage::Slot& part(const Update& update) {
  return update.image->slots[update.slot];
}

std::uint32_t size_of(const Update& update) {
  return static_cast<std::uint32_t>(part(update).body.size());
}

std::string version_text(std::uint32_t version) {
  return "версия " + std::to_string(version);
}

void fail(Update& update, std::string why, bool board_refused = true) {
  update.phase = Phase::failed;
  update.why = std::move(why);
  update.board_refused = board_refused;
}

/// Not our board's answer, or not to this question: Modbus does not say which. Asked again from the
/// beginning.
void doubt(Update& update, Station& station, std::string why, Ticks now) {
  if (++update.doubts > most_doubts) return fail(update, std::move(why), false);
  station.stage = Stage::stranger;
  station.trouble = Trouble::none;
  update.again = now + while_busy;
}

// ---- requests

Request begin_request(const Update& update, Station& station, const link::Key& key) {
  std::array<std::uint16_t, map::update_begin.count - link::seal_registers> data{};
  link::set_long(data, 0, update.image->version);
  link::set_long(data, 2, size_of(update));
  data[4] = static_cast<std::uint16_t>(update.slot);
  const link::Tag128& tag = part(update).tag;
  for (std::size_t i = 0; i < tag.size() / 2; ++i)
    data[5 + i] = static_cast<std::uint16_t>(tag[2 * i] << 8U | tag[2 * i + 1]);
  return sealed_write(station, map::update_begin, data, key);
}

Request chunk_request(const Update& update, Station& station, const link::Key& key) {
  std::array<std::uint16_t, 2 + link::update_chunk_registers> data{};
  link::set_long(data, 0, update.next);
  const auto& body = part(update).body;
  for (std::size_t i = 0; i < link::chunk_bytes; ++i) {
    const std::size_t at = update.next + i;
    const std::uint8_t byte = at < body.size() ? body[at] : 0xFF;
    data[2 + i / 2] = static_cast<std::uint16_t>(data[2 + i / 2] | byte << (i % 2 == 0 ? 8U : 0U));
  }
  return sealed_write(station, map::update_data, data, key);
}

Request commit_request(const Update& update, Station& station, const link::Key& key) {
  std::array<std::uint16_t, 2> data{};
  link::set_long(data, 0, update.image->version);
  return sealed_write(station, map::update_commit, data, key);
}

Request restart_request(Station& station, const link::Key& key) {
  const std::array<std::uint16_t, 2> data{static_cast<std::uint16_t>(link::Command::restart), 0};
  return sealed_write(station, map::command, data, key);
}

// ---- answers

/// The board was asked who it is and in which session: where does the update stand?
void meet(Update& update, const Station& station) {
  const bool restarted = update.session != 0 && update.session != station.session;
  const bool met_first = update.session == 0;
  update.session = station.session;
  if (met_first) update.old_version = station.nature.version;
  if (station.nature.version == update.image->version) {
    update.phase = Phase::prove;
    return;
  }
  const bool told_to_restart =
      update.phase == Phase::restart || update.phase == Phase::wait || update.phase == Phase::prove;
  if (!told_to_restart) {
    if (restarted) update.ours = false;
    update.phase = restarted || met_first ? Phase::ask : update.phase;
  } else if (restarted) {
    fail(update, "новая программа не запустилась, табло работает на прежней: " +
                     version_text(station.nature.version));
  } else {
    update.phase = Phase::restart;  // the order did not arrive
  }
}

/// After a refused write the state block says why. What the board's own memory may mend is asked for again.
void weigh_refusal(Update& update, const Station& station) {
  update.why_asked = false;
  if (update.session != station.session) return;  // refused since it was restarted: meet() takes note
  const auto why = static_cast<link::Refusal>(station.nature.last_refusal);
  if (why == link::Refusal::older_version)
    return fail(update, version_text(update.image->version) + " старше той, что принимает табло");
  if (why == link::Refusal::not_paired || why == link::Refusal::unsealed)
    return fail(update, "табло не сопряжено: нужна сервисная перемычка");
  const bool interrupted = why == link::Refusal::wrong_tag || why == link::Refusal::old_counter;
  if (++update.setbacks > most_setbacks) {
    const std::string number = std::to_string(station.nature.last_refusal);
    return fail(update, interrupted ? "табло слушается ещё одной программы на той же шине"
                                    : "табло не принимает программу, отказ " + number);
  }
  if (why == link::Refusal::wrong_image) {
    if (update.ours)
      return fail(update, "табло отвергло программу: её подпись сделана не ключом этого табло");
    update.phase = Phase::begin;  // another's image lay there in part
  } else if (why == link::Refusal::wrong_place && update.phase == Phase::begin) {
    update.phase = Phase::vouch;
  } else if (why == link::Refusal::wrong_place && (!update.ours || update.phase == Phase::commit)) {
    update.phase = Phase::begin;  // what it holds was begun by somebody else
  } else if (!interrupted) {
    update.phase = Phase::ask;
  }
}

void hear_update_state(Update& update, Station& station, std::span<const std::uint16_t> values, Ticks now) {
  const std::uint32_t least = link::long_value(values, 4);
  if (values[3] > 1) return doubt(update, station, not_ours, now);
  update.slot = values[3];
  if (update.image->version < least) {
    return fail(update, version_text(update.image->version) + " старше той, что принимает табло (от " +
                            std::to_string(least) + ")");
  }
  const auto held = static_cast<link::UpdatePhase>(values[0]);
  const std::uint32_t received = link::long_value(values, 1);
  const bool same_size = link::long_value(values, 6) == size_of(update);
  if (held == link::UpdatePhase::accepted && same_size) {
    update.phase = Phase::commit;  // of this version it is confirmed once more, any other is refused
  } else if (held == link::UpdatePhase::receiving && same_size && received != 0) {
    // The last chunk once more: if what lies there is another image's, the board says so at once.
    update.next = std::min(received, size_of(update)) / link::chunk_bytes * link::chunk_bytes;
    if (update.next == received) update.next -= link::chunk_bytes;
    update.phase = Phase::send;
  } else {
    update.phase = Phase::begin;
  }
}

void hear_write(Update& update, Station& station, Ticks now) {
  update.doubts = 0;
  switch (update.phase) {
    case Phase::begin:
      if (++update.begun > most_begun)
        return fail(update, "передача начиналась " + std::to_string(most_begun) +
                                " раз: на шине есть ещё одна программа, или табло перезапускается");
      update.next = 0;
      update.setbacks = 0;
      update.ours = true;
      update.again = now + while_busy;
      update.phase = Phase::send;
      break;
    case Phase::send:
      update.next += link::chunk_bytes;
      if (update.next >= size_of(update)) update.phase = Phase::commit;
      break;
    case Phase::commit:
      update.phase = Phase::restart;
      break;
    case Phase::restart:
      update.phase = Phase::wait;
      station.stage = Stage::stranger;  // who it is now has to be read again
      update.again = now + while_away;
      break;
    case Phase::vouch:
      update.phase = Phase::ask;
      break;
    case Phase::prove:
      update.phase = Phase::done;
      break;
    default:
      break;
  }
}

void hear_silence(Update& update, Ticks now) {
  if (++update.silences >= silences_until_away) update.again = now + while_away;
  if (now - update.heard_at < update_patience) return;
  fail(update, "табло не отвечает; обновление можно повторить", false);
}

}  // namespace

int Update::percent() const {
  if (phase < Phase::send || image == nullptr) return 0;
  if (phase > Phase::send) return 100;
  const std::size_t size = image->slots[slot].body.size();
  return static_cast<int>(100ULL * next / std::max<std::size_t>(size, 1));
}

Update start_update(std::shared_ptr<const BoardImage> image, Ticks now) {
  Update update;
  update.image = std::move(image);
  update.heard_at = update.again = now;
  return update;
}

std::optional<Request> next_request(Update& update, Station& station, const link::Key& key, Ticks now) {
  if (update.is_over() || now < update.again) return std::nullopt;
  if (station.stage == Stage::stranger) return read_block(station, map::identity);
  if (station.stage < Stage::synced) return read_block(station, map::state);
  switch (update.phase) {
    case Phase::meet:
    case Phase::wait:
      return read_block(station, map::state);
    case Phase::ask:
      return read_block(station, map::update_state);
    case Phase::begin:
      return begin_request(update, station, key);
    case Phase::send:
      return chunk_request(update, station, key);
    case Phase::commit:
      return commit_request(update, station, key);
    case Phase::restart:
      return restart_request(station, key);
    case Phase::vouch:
    case Phase::prove:
      return paint(station, key);
    case Phase::done:
    case Phase::failed:
      break;
  }
  return std::nullopt;
}

void hear(Update& update, Station& station, const Request& request, const Reply& reply, const LedBus& bus,
          const link::Key& key, Ticks now) {
  static_cast<void>(hear(station, request, reply, bus, key, now));
  if (reply.outcome == Outcome::silence || reply.outcome == Outcome::damaged)
    return hear_silence(update, now);
  update.silences = 0;
  update.heard_at = now;
  const bool refused = reply.outcome == Outcome::exception;
  if (refused && reply.exception == link::Exception::busy) {
    update.again = now + while_busy;
    return;
  }
  if (request.writes()) {
    if (!refused) return hear_write(update, station, now);
    update.why_asked = true;
    return;
  }
  if (station.trouble == Trouble::other_device) return doubt(update, station, not_ours, now);
  if (request.first == map::update_state.first) return hear_update_state(update, station, reply.values, now);
  if (request.first != map::state.first) return;
  if (station.stage == Stage::unpaired || station.trouble == Trouble::unproven ||
      station.trouble == Trouble::wrong_key)
    return doubt(update, station, wrong_key, now);
  if (station.stage < Stage::synced) return;
  if (update.why_asked) weigh_refusal(update, station);
  if (!update.is_over()) meet(update, station);
}

}  // namespace talon::bus
