// SPDX-License-Identifier: MIT
#include "display/board/board.h"

#include <algorithm>

namespace talon::board {
namespace {

constexpr Millis half_flash{500};
constexpr Millis frame{33};

Shown* find(Board& board, const TicketNumber& number) {
  const auto found = std::find_if(board.calls.begin(), board.calls.end(),
                                  [&](const Shown& shown) { return shown.call.number == number; });
  return found == board.calls.end() ? nullptr : &*found;
}

bool wanted(const Board& board, const CallPicture& call) {
  const auto& rooms = board.rules.rooms;
  return rooms.empty() || std::find(rooms.begin(), rooms.end(), call.room) != rooms.end();
}

bool holds_band(const Board& board, Ticks now) {
  return board.band && board.band->fresh && now - board.band->since < board.rules.band_minimum;
}

void blink_again(Board& board, Shown& shown, Ticks now) {
  shown.fresh = true;
  shown.left_at.reset();
  if (shown.since) shown.since = now;
  if (board.band && board.band->number == shown.call.number) {
    board.band = Band{shown.call.number, now, true, false};
  } else {
    shown.pending = true;
  }
}

/// At a start the picture is all there is: shown as it stands, nothing of it is news.
void take_over(Board& board, const HallPicture& picture, Ticks now) {
  board.calls.clear();
  board.band.reset();
  for (const auto& call : picture.calls) {
    if (!wanted(board, call)) continue;
    Shown shown{call, {}, false, false, {}};
    const Millis age = std::max(Millis{0}, picture.time.now.utc - call.called_at.utc);
    shown.since = now + -age;
    if (call.left) shown.left_at = now;
    board.calls.push_back(shown);
  }
}

void meet(Board& board, const CallPicture& call, Ticks now) {
  Shown* known = find(board, call.number);
  const bool news = call.seq > board.shown_seq;
  if (known == nullptr) {
    // A call we dropped 30 s after it left may still be in the picture; one taken back from service is called
    // again.
    if (call.left && !news) return;
    Shown shown{call, {}, news && !call.left, news && !call.left, {}};
    if (call.left) shown.left_at = now;
    board.calls.push_back(shown);
    return;
  }
  const bool again = call.seq > known->call.seq;
  known->call = call;
  if (again && !call.left) blink_again(board, *known, now);
  if (call.left && !known->left_at) known->left_at = now;
  if (call.left) known->pending = false;
  if (!call.left) known->left_at.reset();
}

void sort_newest_first(Board& board) {
  std::stable_sort(board.calls.begin(), board.calls.end(),
                   [](const Shown& a, const Shown& b) { return a.call.seq > b.call.seq; });
}

void apply(Board& board, const HallPicture& picture, Ticks now) {
  const bool older = board.picture && picture.seq < board.picture->seq;
  if (older && !board.any_seq) return;
  const bool first = !board.picture || older;
  board.any_seq = false;
  if (first) {
    take_over(board, picture, now);
  } else {
    // Undone, or gone longer than the picture keeps them: away at once.
    std::erase_if(board.calls, [&](const Shown& shown) {
      return std::none_of(picture.calls.begin(), picture.calls.end(),
                          [&](const CallPicture& call) { return call.number == shown.call.number; });
    });
    for (const auto& call : picture.calls) {
      if (wanted(board, call)) meet(board, call, now);
    }
  }
  sort_newest_first(board);
  board.shown_seq = first ? picture.seq : std::max(board.shown_seq, picture.seq);
  board.picture = picture;
  board.picture_at = now;
  board.link = Link::up;
}

void apply(Board& board, const LinkState& state, Ticks now) {
  if (state.link == Link::lost) {
    board.any_seq = true;
    if (board.link != Link::lost) board.link_since = now;
    board.link = Link::lost;
  }
  // Up means bytes flow; what holds now is known when the picture is here, so the notice stands until then.
}

void apply(Board& board, const SoundState& state, Ticks) {
  board.sound_works = state.works;
}
void apply(Board& board, const BoardPicture& setup, Ticks) {
  board.setup = setup;
}
void apply(Board& board, const LocalAlarm& alarm, Ticks) {
  board.local_alarm = alarm.text;
}
void apply(Board&, const Tick&, Ticks) {}

void enter_band(Board& board, Shown& shown, Ticks now) {
  shown.pending = false;
  if (!shown.since) shown.since = now;
  board.band = Band{shown.call.number, now, true, true};
}

/// Who keeps a row when there are more calls than rows: first those whose minimum time runs, then those still
/// called, newest first, then those that left.
int rank(const Board& board, const Shown& shown, Ticks now) {
  if (shown.since && !shown.left_at && now - *shown.since < board.rules.row_minimum) return 0;
  return shown.left_at ? 2 : 1;
}

/// The one in the band must find a row when the next takes its place; a row is free when its minimum is over.
/// A call that has a row already gives it in exchange.
bool may_enter(const Board& board, const Shown& next, Ticks now) {
  const Shown* leaving = in_band(board);
  if (leaving == nullptr || next.since || rank(board, *leaving, now) != 0) return true;
  const auto running = std::count_if(board.calls.begin(), board.calls.end(), [&](const Shown& shown) {
    return shown.call.number != leaving->call.number && rank(board, shown, now) == 0;
  });
  return static_cast<std::size_t>(running) < board.rules.rows;
}

void settle_band(Board& board, Ticks now) {
  if (board.band && find(board, board.band->number) == nullptr) board.band.reset();
  if (holds_band(board, now)) return;
  const auto next = std::find_if(board.calls.rbegin(), board.calls.rend(),
                                 [](const Shown& shown) { return shown.pending; });
  if (next != board.calls.rend()) {
    if (may_enter(board, *next, now)) enter_band(board, *next, now);
    return;
  }
  if (board.band) return;
  // The newest call still standing moves up quietly: it is not a new one.
  const auto standing =
      std::find_if(board.calls.begin(), board.calls.end(), [](const Shown& shown) { return !shown.left_at; });
  if (standing != board.calls.end()) {
    if (!standing->since) standing->since = now;
    board.band = Band{standing->call.number, now, false, false};
  }
}

void settle_rows(Board& board, Ticks now) {
  std::vector<Shown*> rows;
  for (auto& shown : board.calls) {
    if (!board.band || shown.call.number != board.band->number) rows.push_back(&shown);
  }
  std::stable_sort(rows.begin(), rows.end(), [&](const Shown* a, const Shown* b) {
    return rank(board, *a, now) < rank(board, *b, now);
  });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i >= board.rules.rows && rows[i]->since) {
      rows[i]->since.reset();
      rows[i]->fresh = false;  // when a row is free for it again, it is no news
    }
    if (i < board.rules.rows && !rows[i]->since) rows[i]->since = now;
  }
}

void settle(Board& board, Ticks now) {
  // Which rooms are ours may become known after the first picture.
  std::erase_if(board.calls, [&](const Shown& shown) { return !wanted(board, shown.call); });
  std::erase_if(board.calls, [&](const Shown& shown) {
    const bool first_seen = board.band && board.band->number == shown.call.number && holds_band(board, now);
    return shown.left_at && now - *shown.left_at >= board.rules.left_for && !first_seen;
  });
  settle_band(board, now);
  settle_rows(board, now);
}

Millis until_next_minute(const Timestamp& time, double rate) {
  const Millis into = time_of_day(time) % std::chrono::minutes{1};
  const double real =
      static_cast<double>((std::chrono::minutes{1} - into) / Millis{1}) / std::max(rate, 0.001);
  return std::max(frame, Millis{static_cast<long>(real) + 1});
}

/// The next edge of a flash, or of the whole flashing.
Ticks next_edge(Ticks since, Ticks now) {
  const auto halves = std::max<long>(0, (now - since) / half_flash);
  return since + half_flash * (halves + 1);
}

}  // namespace

Board start(Rules rules, Ticks now) {
  Board board;
  board.rules = std::move(rules);
  board.link_since = now;
  return board;
}

Board step(Board board, const Input& input, Ticks now) {
  std::visit([&](const auto& each) { apply(board, each, now); }, input);
  settle(board, now);
  return board;
}

bool is_cut_off(const Board& board, Ticks now) {
  if (board.link == Link::lost) return now - board.link_since >= board.rules.link_grace;
  return !board.picture && now - board.link_since >= board.rules.first_picture;
}

const std::string& evacuation(const Board& board) {
  static const std::string none;
  if (!board.local_alarm.empty()) return board.local_alarm;
  return board.picture ? board.picture->emergency : none;
}

const Shown* in_band(const Board& board) {
  for (const auto& shown : board.calls) {
    if (board.band && shown.call.number == board.band->number) return &shown;
  }
  return nullptr;
}

std::vector<const Shown*> in_rows(const Board& board) {
  std::vector<const Shown*> rows;
  for (const auto& shown : board.calls) {
    const bool banded = board.band && shown.call.number == board.band->number;
    if (!banded && shown.since) rows.push_back(&shown);
  }
  return rows;
}

bool is_flashing(const Board& board, Ticks since, Ticks now) {
  const int flashes = board.sound_works ? board.rules.flashes : board.rules.flashes_without_sound;
  return now - since >= Millis{0} && now - since < 2 * half_flash * flashes;
}

bool flash_on(const Board& board, Ticks since, Ticks now) {
  return is_flashing(board, since, now) && (now - since) / half_flash % 2 == 0;
}

double slide_progress(const Board& board, Ticks now) {
  if (!board.band || !board.band->slides) return 1;
  const double part =
      static_cast<double>((now - board.band->since).count()) / static_cast<double>(board.rules.slide.count());
  const double rest = 1 - std::clamp(part, 0.0, 1.0);
  return 1 - rest * rest * rest;
}

std::optional<Timestamp> hall_now(const Board& board, Ticks now) {
  if (!board.picture) return std::nullopt;
  const auto& time = board.picture->time;
  const double passed = static_cast<double>((now - board.picture_at).count()) * time.rate;
  return time.now.plus(Millis{static_cast<long>(passed)});
}

std::optional<Ticks> next_change(const Board& board, Ticks now) {
  std::optional<Ticks> next;
  const auto at = [&](Ticks when) {
    if (when > now && (!next || when < *next)) next = when;
  };
  if (slide_progress(board, now) < 1) at(now + frame);
  if (board.band && board.band->fresh) {
    if (is_flashing(board, board.band->since, now)) at(next_edge(board.band->since, now));
    at(board.band->since + board.rules.band_minimum);
  }
  for (const auto& shown : board.calls) {
    if (shown.since && shown.fresh && is_flashing(board, *shown.since, now)) at(next_edge(*shown.since, now));
    if (shown.left_at) at(*shown.left_at + board.rules.left_for);
    if (shown.since && board.calls.size() > board.rules.rows) at(*shown.since + board.rules.row_minimum);
  }
  if (board.link == Link::lost) at(board.link_since + board.rules.link_grace);
  if (!board.picture) at(board.link_since + board.rules.first_picture);
  if (const auto time = hall_now(board, now)) at(now + until_next_minute(*time, board.picture->time.rate));
  return next;
}

}  // namespace talon::board
