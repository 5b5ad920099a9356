// SPDX-License-Identifier: MIT
#include "display/board/calls.h"

#include <algorithm>
#include <cctype>

namespace talon::board {

using canvas::Color;
using canvas::Rect;
using sight::Grid;

namespace {

struct CallColors {
  Color number, room, way;
};

std::string room_text(const CallPicture& call) {
  if (call.room_title.empty()) return call.desk_title;
  return call.room_shared && !call.desk_title.empty() ? call.room_title + ", " + call.desk_title
                                                      : call.room_title;
}

/// "кабинет 104" in a narrow row: the word small, what differs from door to door large.
void place_room(const Writer& write, const Rect& box, const std::string& title, double cap, Color color) {
  const auto space = title.find(' ');
  const bool numbered = space != title.npos && space + 1 < title.size() &&
                        std::isdigit(static_cast<unsigned char>(title[space + 1])) != 0;
  if (!numbered) return write.text("room", box, title, words_style(cap * 0.62, color, 600));
  const double middle = box.y + box.height / 2;
  const Rect upper{box.x, middle - cap * 0.72, box.width, cap * 0.62};
  const Rect lower{box.x, upper.bottom(), box.width, cap * 0.86};
  write.text("room", upper, title.substr(0, space), words_style(cap * 0.3, color, 500));
  write.text("room", lower, title.substr(space + 1), words_style(cap * 0.52, color, 700));
}

/// How a row of calls is set: the same grid for all its calls.
struct Look {
  double cap = 0;
  double number_box = 0;  ///< wide enough for every number of the column
  double reading = 0;     ///< capital height that can be read from the farthest seat
  bool with_way = true;
  bool tight = false;  ///< the arrow gives room to the room's title
};

void place_call(const Writer& write, const Rect& box, const CallPicture& call, const Look& look,
                const CallColors& colors) {
  const double cap = look.cap;
  const double gap = cap * (look.tight ? 0.16 : 0.34);
  const double point = cap * (look.tight ? 0.4 : 0.62);
  const Rect number{box.x, box.y, look.number_box, box.height};
  const Rect arrow{number.right() + gap, box.y + box.height / 2 - point / 2, point, point};
  Rect room{arrow.right() + gap, box.y, 0, box.height};
  room.width = box.right() - room.x;
  write.number("number", number, call.number.text(), number_style(cap, colors.number));
  write.arrow(arrow, colors.number, direction_of(call.way));
  const std::string title = room_text(call);
  if (!look.with_way) return place_room(write, room, title, cap, colors.room);
  if (call.way.empty()) return write.text("room", room, title, words_style(cap * 0.62, colors.room, 600));
  const double split = box.height * 0.58;
  const Rect upper{room.x, room.y + box.height * 0.06, room.width, split - box.height * 0.06};
  const Rect lower{room.x, room.y + split, room.width, box.height * 0.38};
  write.text("room", upper, title, words_style(cap * 0.56, colors.room, 600));
  write.text("way", lower, call.way, words_style(std::max(cap * 0.26, look.reading), colors.way, 400));
}

/// On a wall number and room have a panel each: nothing of them lies behind a bezel.
void place_call_on_wall(const Writer& write, const Layout& layout, double away, const CallPicture& call,
                        const CallColors& colors) {
  const double cap = layout.band_cap;
  const Rect& left = layout.tiles[0];
  const Rect& right = layout.tiles[1];
  const double point = cap * 0.62;
  const Rect number{left.x + layout.margin * 1.5 - away, left.y, number_width(call.number.text(), cap),
                    layout.band.height};
  const Rect arrow{right.x + layout.margin - away, left.y + layout.band.height / 2 - point / 2, point, point};
  const double x = arrow.right() + cap * 0.34;
  const double width = right.right() - layout.margin - away - x;
  write.number("number", number, call.number.text(), number_style(cap, colors.number));
  write.arrow(arrow, colors.number, direction_of(call.way));
  write.text("room", {x, left.y + layout.band.height * 0.06, width, layout.band.height * 0.54},
             room_text(call), words_style(cap * 0.5, colors.room, 600));
  write.text("way", {x, left.y + layout.band.height * 0.62, width, layout.band.height * 0.32}, call.way,
             words_style(std::max(cap * 0.2, layout.reading), colors.way, 400));
}

/// On an upright screen the room has the whole width below the number.
void place_call_stacked(const Writer& write, const Rect& box, const CallPicture& call, double cap,
                        const CallColors& colors) {
  const double width = number_width(call.number.text(), cap);
  const Rect upper{box.x, box.y, width, box.height * 0.54};
  write.number("number", upper, call.number.text(), number_style(cap, colors.number));
  write.arrow({upper.right() + cap * 0.3, upper.y + upper.height / 2 - cap * 0.3, cap * 0.62, cap * 0.6},
              colors.number, direction_of(call.way));
  const Rect room{box.x, upper.bottom(), box.width, box.height * (call.way.empty() ? 0.44 : 0.28)};
  write.text("room", room, room_text(call), words_style(cap * 0.45, colors.room, 600));
  write.text("way", {box.x, box.y + box.height * 0.83, box.width, box.height * 0.15}, call.way,
             words_style(cap * 0.18, colors.way, 400));
}

void add_row(Pieces& pieces, const Board& board, const Layout& layout, const Grid& grid, const Rect& row,
             const Shown& shown, double width, Ticks now) {
  const bool bright = shown.fresh && flash_on(board, *shown.since, now);
  if (bright) {
    pieces.push_back(panel({row.x - layout.margin * 0.7, row.y + 8, layout.margin * 0.4, row.height - 16},
                           call_color, "edge"));
  }
  const CallColors colors = bright          ? CallColors{call_color, call_color, call_color}
                            : shown.left_at ? CallColors{quiet, quiet, quiet}
                                            : CallColors{white, white, quiet};
  // Beside the number there is room for the way only where a row has the whole width.
  const Look look{grid.cap, width, layout.reading, grid.columns == 1, grid.tight};
  place_call({pieces}, inset(row, 0, 6), shown.call, look, colors);
}

}  // namespace

void add_band(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  const Shown* shown = in_band(board);
  const Rect& band = layout.band;
  const bool fresh = board.band->fresh;
  const bool bright = fresh && flash_on(board, board.band->since, now);
  const Color on = bright ? call_color : ground;
  pieces.push_back(panel(band, on, "band"));
  if (!bright) {
    const Color edge = shown->left_at ? rule_color : call_color;
    pieces.push_back(panel({0, band.y, layout.margin * 0.5, band.height}, edge, "edge"));
    pieces.push_back(panel({0, band.bottom() - 4, band.width, 4}, edge, "edge"));
  }
  const CallColors colors = bright           ? CallColors{ground, ground, ground}
                            : shown->left_at ? CallColors{quiet, quiet, quiet}
                                             : CallColors{call_color, white, quiet};
  const double away = (1 - slide_progress(board, now)) * band.width;
  Rect box = inset(band, layout.margin * 1.5, 8);
  box.x -= away;
  const Writer write{pieces, on};
  if (layout.screen.wall.columns > 1) return place_call_on_wall(write, layout, away, shown->call, colors);
  if (layout.upright()) return place_call_stacked(write, box, shown->call, layout.band_cap, colors);
  const double width = number_width(shown->call.number.text(), layout.band_cap);
  place_call(write, box, shown->call, {layout.band_cap, width, layout.reading, true, false}, colors);
}

void add_rows(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  const auto rows = in_rows(board);
  const Grid& grid = layout.grid(rows.size());
  double width = 0;
  for (const auto* shown : rows) width = std::max(width, number_width(shown->call.number.text(), grid.cap));
  const std::size_t count = std::min(rows.size(), grid.rows.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Rect& row = grid.rows[i];
    if (i % grid.per_column() != 0) pieces.push_back(panel({row.x, row.y, row.width, 2}, rule_color, "rule"));
    add_row(pieces, board, layout, grid, row, *rows[i], width, now);
  }
}

}  // namespace talon::board
