// SPDX-License-Identifier: MIT
// Whole screens: which of them stands now, and what it is made of.
#include "display/board/scene.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "display/board/calls.h"
#include "display/board/panels.h"
#include "display/board/pieces.h"

namespace talon::board {
namespace {

using canvas::Align;
using canvas::Color;
using canvas::Rect;
using canvas::Vertical;

std::string office_name(const OfficePicture& office) {
  return office.name.empty() ? office.short_name : office.name;
}

std::string short_office_name(const Board& board) {
  if (!board.picture) return {};
  const OfficePicture& office = board.picture->office;
  return office.short_name.empty() ? office.name : office.short_name;
}

// ---- the line at the foot

/// Of a wall: the last panel of the lowest row has the clock, the first one the notice.
Rect foot_part(const Layout& layout, const Rect& tile) {
  return {tile.x + layout.margin, layout.foot.y + 4, tile.width - 2 * layout.margin, layout.foot.height - 4};
}

/// Clock and date at the right end of `box`; returns what is left of it. A long notice is worth more than the
/// date; that time is not real is said always.
Rect add_clock(const Writer& write, const Board& board, const Timestamp& time, Rect box, double cap,
               double notice_width) {
  const std::string clock = text::clock_text(time);
  const double width = number_width("00:00", cap);
  const Rect clock_box{box.right() - width, box.y, width, box.height};
  write.number("clock", clock_box, clock, number_style(cap, white, Align::right));
  box.width -= width + cap;
  const bool training = board.picture->time.virtual_clock;
  const Date date{std::chrono::floor<std::chrono::days>(time.local())};
  const std::string day = training ? words().say("Учебное время") : text::weekday_date_text(words(), date);
  const Color color = write.on != ground ? white : training ? attention : quiet;
  auto style = words_style(cap * 0.75, color, training ? 600 : 400);
  style.align = Align::right;
  const double day_width = std::min(std::ceil(canvas::measure(day, style).width) + 2, box.width / 2);
  if (!training && notice_width * 0.9 > box.width - day_width - cap) return box;
  write.text(training ? "training" : "date", {box.right() - day_width, box.y, day_width, box.height}, day,
             style);
  box.width -= day_width + cap;
  return box;
}

void add_foot(Pieces& pieces, const Board& board, const Layout& layout, Ticks now, Color on,
              const std::string& notice) {
  const Writer write{pieces, on};
  const auto columns = static_cast<std::size_t>(layout.screen.wall.columns);
  const Rect& foot = layout.foot;
  pieces.push_back(panel({layout.margin, foot.y, foot.width - 2 * layout.margin, 2},
                         on == ground ? rule_color : white, "rule"));
  const double cap = std::min(std::max(layout.unit * 0.036, layout.reading * 1.3), layout.foot.height * 0.5);
  Rect right = foot_part(layout, layout.tiles.back());
  Rect left = foot_part(layout, layout.tiles[layout.tiles.size() - columns]);
  const auto notice_style = words_style(cap * 0.8, white, 500);
  const double notice_width = notice.empty() ? 0 : canvas::measure(notice, notice_style).width;
  const auto time = hall_now(board, now);
  if (time && layout.upright()) {
    // A narrow screen has two lines: the notice, and the clock below it.
    Rect lower{right.x, right.y + right.height / 2, right.width, right.height / 2};
    add_clock(write, board, *time, lower, cap, 0);
    left.height /= 2;
  } else if (time) {
    right = add_clock(write, board, *time, right, cap, columns == 1 ? notice_width : 0);
    if (columns == 1) left = right;
  }
  write.text("notice", left, notice, notice_style);
}

// ---- panels beside the calls and while nobody is called

std::vector<Content> contents_of(const std::vector<Panel>& panels, const Board& board) {
  std::vector<Content> contents;
  for (const Panel& each : panels) {
    Content content = content_of(each, board);
    if (!content.entries.empty()) contents.push_back(std::move(content));
  }
  return contents;
}

const BoardLayout& layout_of(const Board& board) {
  static const BoardLayout built_in;
  return board.setup ? board.setup->layout : built_in;
}

/// Panels take turns by the clock of the device: `every` each, whatever calls come and go.
std::size_t turn_at(const Board& board, Ticks now) {
  const Millis every{layout_of(board).every_s};
  return static_cast<std::size_t>(std::max(Millis{0}, now.since) / every);
}

Rect smallest(const std::vector<Rect>& areas) {
  Rect least = areas.front();
  for (const Rect& area : areas) {
    least.width = std::min(least.width, area.width);
    least.height = std::min(least.height, area.height);
  }
  return least;
}

std::string advice_text() {
  return words().say("Когда подойдёт ваша очередь, номер и кабинет появятся здесь и прозвучат в зале.");
}

/// The areas in which every entry has room: what cannot be read from the farthest seat is not shown.
std::vector<Rect> useful_areas(std::vector<Rect> areas, const Layout& layout,
                               const std::vector<Content>& contents) {
  const auto too_low = [&](const Rect& area) {
    return std::any_of(contents.begin(), contents.end(), [&](const Content& content) {
      return area.height < least_height(content, layout, area.width);
    });
  };
  areas.erase(std::remove_if(areas.begin(), areas.end(), too_low), areas.end());
  return areas;
}

void sort_as_read(std::vector<Rect>& areas) {
  std::sort(areas.begin(), areas.end(), [](const Rect& a, const Rect& b) {
    return std::pair(a.bottom(), a.x) < std::pair(b.bottom(), b.x);
  });
}

/// Returns the number of pages that take turns: one stands still.
std::size_t add_panels(Pieces& pieces, const Board& board, const Layout& layout,
                       const std::vector<Content>& contents, std::vector<Rect> areas, Ticks now,
                       bool advise = false) {
  if (areas.empty()) return 0;
  const std::vector<Page> pages = pages_of(contents, layout, smallest(areas));
  if (pages.size() >= areas.size()) sort_as_read(areas);
  const std::size_t turns = pages.size() > areas.size() ? pages.size() : 1;
  const std::size_t turn = turns > 1 ? turn_at(board, now) : 0;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    if (i < pages.size()) {
      add_page(pieces, layout, areas[i], pages[(turn + i) % pages.size()]);
    } else if (advise && i == areas.size() - 1) {
      Writer{pieces}.text(
          "advice", inset(areas[i], 0, layout.margin), advice_text(),
          words_style(std::max(layout.unit * 0.036, layout.reading), quiet, 500, Vertical::top));
    }
  }
  return turns;
}

// ---- the office's name on top

/// Where the office's name stands when nobody is called; of a wall: in its first panel.
Rect head_box(const Layout& layout) {
  const Rect& tile = layout.tiles.front();
  const double share = layout.upright() ? 0.24 : 0.2;
  return {tile.x, tile.y, tile.width, std::round(std::max(layout.unit * share, layout.reading * 4.4))};
}

void add_office(Pieces& pieces, const Layout& layout, const Rect& head, const std::string& title,
                const std::string& below) {
  const Writer write{pieces};
  const Rect box = inset(head, layout.margin * 1.5, layout.margin * 0.5);
  pieces.push_back(panel({head.x, head.bottom() - 2, head.width, 2}, rule_color, "rule"));
  write.text("office", {box.x, box.y, box.width, box.height * 0.58}, title,
             words_style(std::max(layout.unit * 0.04, layout.reading), white, 600));
  write.text("below", {box.x, box.y + box.height * 0.6, box.width, box.height * 0.4}, below,
             words_style(std::max(layout.unit * 0.026, layout.reading), quiet, 400));
}

std::string open_text(const HallPicture& picture) {
  if (!picture.open) return picture.closed_text;
  if (!picture.closes_at) return words().say("Приём идёт");
  return words().say("Приём идёт до {time}", {{"time", text::clock_text(*picture.closes_at)}});
}

/// What is under the office's name: one area, and every other panel of a wall.
std::vector<Rect> areas_under(const Layout& layout, const Rect& head) {
  std::vector<Rect> areas;
  const double x = layout.margin * 1.5;
  for (const Rect& tile : layout.tiles) {
    const double top = areas.empty() ? head.bottom() : tile.y;
    const double bottom = std::min(tile.bottom(), layout.foot.y);
    areas.push_back({tile.x + x, top, tile.width - 2 * x, bottom - top});
  }
  return areas;
}

// ---- whole screens

std::size_t add_idle(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  const HallPicture& picture = *board.picture;
  const Rect head = head_box(layout);
  add_office(pieces, layout, head, office_name(picture.office), open_text(picture));
  std::vector<Rect> areas = areas_under(layout, head);
  const std::vector<Content> contents = contents_of(layout_of(board).idle, board);
  const double cap = std::max(layout.unit * 0.032, layout.reading);
  const auto style = words_style(contents.empty() ? cap * 1.6 : cap, white, 500);
  const std::string advice = words().say("Возьмите талон в терминале.") + " " + advice_text();
  Rect& first = areas.front();
  const double needed =
      contents.empty() ? first.height : words_height(advice, style, first.width) + layout.margin;
  Writer{pieces}.text("advice", {first.x, first.y + layout.margin * 0.5, first.width, needed}, advice, style);
  first.y += needed + layout.margin * 0.5;
  first.height -= needed + layout.margin * 0.5;
  if (contents.empty()) return 1;
  return add_panels(pieces, board, layout, contents, useful_areas(areas, layout, contents), now);
}

std::size_t add_closed(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  const HallPicture& picture = *board.picture;
  const Rect head = head_box(layout);
  const std::string below = picture.office.phone.empty()
                                ? picture.office.address
                                : picture.office.address + "   " +
                                      words().say("Телефон: {phone}", {{"phone", picture.office.phone}});
  add_office(pieces, layout, head, office_name(picture.office), below);
  std::vector<Rect> areas = areas_under(layout, head);
  const std::string text = picture.closed_text.empty() ? words().say("Приём закрыт") : picture.closed_text;
  std::vector<Content> contents;
  if (board.setup) contents.push_back(hours_content(*board.setup));
  const bool alone = contents.empty() || contents.front().entries.empty();
  Rect& first = areas.front();
  const bool whole = alone || areas.size() > 1;  // a wall has other panels for the hours
  const double hours = whole ? 0 : least_height(contents.front(), layout, first.width);
  const double part = whole ? first.height : std::min(first.height * 0.4, first.height - hours);
  Writer{pieces}.text("closed", {first.x, first.y, first.width, part}, text,
                      words_style(layout.unit * 0.075, white, 600));
  if (alone) return 1;
  first.y += part;
  first.height -= part;
  return add_panels(pieces, board, layout, contents, useful_areas(areas, layout, contents), now);
}

/// A message to everybody stands on every panel of a wall: no bezel may hide a word of it.
void add_cut_off(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  for (const Rect& tile : layout.tiles) {
    const Rect head{tile.x, tile.y, tile.width, std::round(layout.unit * (layout.upright() ? 0.24 : 0.2))};
    pieces.push_back(panel(head, attention, "edge"));
    Writer{pieces, attention}.text("cut_off", inset(head, layout.margin * 1.5, layout.margin * 0.5),
                                   words().say("Связи с сервером нет"),
                                   words_style(layout.unit * 0.06, ground, 600));
    const double bottom = std::min(tile.bottom(), layout.foot.y);
    const Rect rest{tile.x, head.bottom(), tile.width, bottom - head.bottom()};
    Writer{pieces}.text("advice", inset(rest, layout.margin * 1.5, layout.margin * 0.5),
                        words().say("Слушайте объявления, смотрите на окна"),
                        words_style(layout.unit * 0.1, white, 600));
  }
  add_foot(pieces, board, layout, now, ground, short_office_name(board));
}

void add_evacuation(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  const Writer write{pieces, alarm};
  pieces.push_back(panel({0, 0, layout.width, layout.height}, alarm, "alarm"));
  const double margin = layout.margin * 1.5;
  const double head = layout.unit * 0.2;
  for (const Rect& tile : layout.tiles) {
    const double bottom = std::min(tile.bottom(), layout.foot.y);
    write.text("head", {tile.x + margin, tile.y + margin, tile.width - 2 * margin, head},
               words().say("Внимание!"), words_style(layout.unit * 0.1, white, 700));
    write.text("emergency",
               {tile.x + margin, tile.y + margin + head, tile.width - 2 * margin,
                bottom - tile.y - head - 2 * margin},
               evacuation(board), words_style(layout.unit * 0.12, white, 600, Vertical::top));
  }
  add_foot(pieces, board, layout, now, alarm, short_office_name(board));
}

std::string foot_notice(const HallPicture& picture) {
  if (!picture.open && !picture.closed_text.empty()) return picture.closed_text;
  return picture.notice.empty() ? office_name(picture.office) : picture.notice;
}

std::size_t add_calls(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  if (in_band(board) != nullptr) {
    add_band(pieces, board, layout, now);
  } else {
    Rect head = layout.band;
    head.width = layout.tiles.front().width;
    add_office(pieces, layout, head, office_name(board.picture->office), open_text(*board.picture));
  }
  add_rows(pieces, board, layout, now);
  add_foot(pieces, board, layout, now, ground, foot_notice(*board.picture));
  const std::vector<Content> contents = contents_of(layout_of(board).beside, board);
  const std::vector<Rect> areas = sight::free_areas(layout, in_rows(board).size());
  return add_panels(pieces, board, layout, contents, useful_areas(areas, layout, contents), now, true);
}

/// S2-5.3.8: the room, who receives in it, hours and breaks; a call to it stands in the band.
std::size_t add_plate(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  const RoomPlate room = board.setup->rooms.empty() ? RoomPlate{} : board.setup->rooms.front();
  if (in_band(board) != nullptr) {
    add_band(pieces, board, layout, now);
  } else {
    const Rect box = inset(layout.band, layout.margin * 1.5, layout.margin);
    pieces.push_back(panel({0, layout.band.bottom() - 4, layout.band.width, 4}, rule_color, "edge"));
    Writer{pieces}.text("plate", box, room.title, words_style(layout.band_cap * 0.62, white, 700));
  }
  add_foot(pieces, board, layout, now, ground,
           in_band(board) != nullptr ? room.title : open_text(*board.picture));
  return add_panels(pieces, board, layout, {plate_content(board), hours_content(*board.setup)},
                    {inset(layout.zone, layout.margin * 0.5, 0)}, now);
}

void add_connecting(Pieces& pieces, const Layout& layout) {
  for (const Rect& tile : layout.tiles) {
    Writer{pieces}.text("connecting", inset(tile, layout.margin * 2, 0), words().say("Табло включается"),
                        words_style(std::max(layout.foot.height * 0.4, layout.reading), quiet, 500));
  }
}

/// Draws what stands now; returns how many pages take turns.
std::size_t add_screen(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  pieces.push_back(panel({0, 0, layout.width, layout.height}, ground, "ground"));
  // An evacuation stands even when the server that said it burns.
  if (!evacuation(board).empty()) return add_evacuation(pieces, board, layout, now), 1;
  if (is_cut_off(board, now)) return add_cut_off(pieces, board, layout, now), 1;
  if (!board.picture) return add_connecting(pieces, layout), 1;
  if (layout_of(board).kind == BoardKind::plate) return add_plate(pieces, board, layout, now);
  if (!board.calls.empty()) return add_calls(pieces, board, layout, now);
  add_foot(pieces, board, layout, now, ground, board.picture->notice);
  return board.picture->open ? add_idle(pieces, board, layout, now) : add_closed(pieces, board, layout, now);
}

void draw_arrow(canvas::Canvas& canvas, const Piece& piece) {
  const Rect& box = piece.box;
  if (piece.direction == Direction::right) return canvas.arrow(box, piece.color);
  // The arrow of canvas.h turned about the middle of its box.
  const double head = std::min(box.width * 0.6, box.height * 0.72);
  const double shaft = box.height * 0.19;
  const double x = box.x + box.width / 2;
  const double y = box.y + box.height / 2;
  const double reach = box.width / 2;
  const double half = box.height / 2;
  const std::vector<std::pair<double, double>> right = {
      {-reach, -shaft},     {reach - head, -shaft}, {reach - head, -half}, {reach, 0},
      {reach - head, half}, {reach - head, shaft},  {-reach, shaft}};
  std::vector<std::pair<double, double>> turned;
  for (const auto& [along, across] : right) {
    if (piece.direction == Direction::left)
      turned.emplace_back(x - along, y + across);
    else
      turned.emplace_back(x + across, y - along);
  }
  canvas.polygon(turned, piece.color);
}

}  // namespace

Direction direction_of(std::string_view way) {
  const auto says = [&](std::string_view word) { return way.find(word) != way.npos; };
  // The first turn named is the one to take from where the board hangs.
  const auto left = std::min(way.find("налево"), way.find("слева"));
  const auto right = std::min(way.find("направо"), way.find("справа"));
  if (says("прямо") && way.find("прямо") < std::min(left, right)) return Direction::ahead;
  return left < right ? Direction::left : Direction::right;
}

std::vector<Piece> compose(const Board& board, const Layout& layout, Ticks now) {
  Pieces pieces;
  add_screen(pieces, board, layout, now);
  return pieces;
}

void draw(canvas::Canvas& canvas, const std::vector<Piece>& pieces) {
  for (const auto& piece : pieces) {
    switch (piece.kind) {
      case Piece::Kind::panel:
        canvas.rectangle(piece.box, piece.color);
        break;
      case Piece::Kind::arrow:
        draw_arrow(canvas, piece);
        break;
      case Piece::Kind::text:
        canvas.text(piece.box, piece.text, piece.style);
        break;
    }
  }
}

std::optional<Ticks> next_change(const Board& board, const Layout& layout, Ticks now) {
  std::optional<Ticks> next = next_change(board, now);
  Pieces pieces;
  if (add_screen(pieces, board, layout, now) <= 1) return next;
  const Millis every{layout_of(board).every_s};
  const Ticks turned{every * static_cast<long>(turn_at(board, now) + 1)};
  return next && *next < turned ? next : turned;
}

}  // namespace talon::board
