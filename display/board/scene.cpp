// SPDX-License-Identifier: MIT
#include "display/board/scene.h"

#include <algorithm>
#include <cmath>

#include "display/text/text.h"

namespace talon::board {
namespace {

using canvas::Align;
using canvas::Color;
using canvas::Face;
using canvas::Rect;
using canvas::TextStyle;
using canvas::Vertical;
using Pieces = std::vector<Piece>;

constexpr Color ground = canvas::rgb(0x0B1220);
constexpr Color rule = canvas::rgb(0x2B3A55);
constexpr Color white = canvas::rgb(0xFFFFFF);
constexpr Color quiet = canvas::rgb(0xB9C4D6);
constexpr Color call_color = canvas::rgb(0xFFD35A);
constexpr Color attention = canvas::rgb(0xFFE9B0);
constexpr Color alarm = canvas::rgb(0x7A1F14);

const text::Catalogue& words() {
  return text::Catalogue::of("ru");
}

// ---- pieces

Piece panel(const Rect& box, Color color, std::string role = "panel") {
  return {Piece::Kind::panel, box, color, {}, {}, color, std::move(role)};
}

/// Fits on its lines without breaking inside a word.
bool fits(const std::string& text, const TextStyle& style, const Rect& box) {
  const auto block = canvas::measure(text, style, box.width);
  if (block.height > box.height || block.width > box.width) return false;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (canvas::measure(std::string_view(text).substr(at, end - at), style).width > box.width) return false;
    at = end + 1;
  }
  return true;
}

/// The style with the largest size up to its own at which the text keeps inside the box.
TextStyle fitted(const std::string& text, TextStyle style, const Rect& box) {
  if (fits(text, style, box)) return style;
  double low = 1;
  double high = style.size;
  for (int i = 0; i < 10; ++i) {
    style.size = (low + high) / 2;
    (fits(text, style, box) ? low : high) = style.size;
  }
  style.size = low;
  return style;
}

struct Writer {
  Pieces& pieces;
  Color on = ground;  ///< colour of the ground the texts stand on

  void text(const std::string& role, const Rect& box, const std::string& text,
            const TextStyle& wanted) const {
    if (text.empty() || box.width < 1 || box.height < 1) return;
    pieces.push_back({Piece::Kind::text, box, wanted.color, text, fitted(text, wanted, box), on, role});
  }
  /// Figures have neither ascenders nor descenders: their line box is higher than the ink and may leave the
  /// row.
  void number(const std::string& role, const Rect& box, const std::string& text,
              const TextStyle& style) const {
    const double height = std::ceil(canvas::measure(text, style).height) + 2;
    const Rect line{box.x, box.y + (box.height - height) / 2, box.width, height};
    pieces.push_back({Piece::Kind::text, line, style.color, text, style, on, role});
  }
  void arrow(const Rect& box, Color color) const {
    pieces.push_back({Piece::Kind::arrow, box, color, {}, {}, on, "arrow"});
  }
};

TextStyle words_style(double cap, Color color, int weight, Vertical vertical = Vertical::middle) {
  return {Face::words, canvas::size_for_cap_height(Face::words, cap), weight, color, Align::left, vertical,
          1.15};
}

TextStyle number_style(double cap, Color color, Align align = Align::left) {
  return {Face::numbers,
          canvas::size_for_cap_height(Face::numbers, cap),
          700,
          color,
          align,
          Vertical::middle,
          1.0};
}

// ---- a call: number -> arrow -> room

struct CallColors {
  Color number, room, way;
};

std::string room_text(const CallPicture& call) {
  if (call.room_title.empty()) return call.desk_title;
  return call.room_shared && !call.desk_title.empty() ? call.room_title + ", " + call.desk_title
                                                      : call.room_title;
}

double number_width(const std::string& number, double cap) {
  return std::ceil(canvas::measure(number, number_style(cap, white)).width) + 2;
}

/// How a row of calls is set: the same grid for all its calls.
struct Look {
  double cap = 0;
  double number_box = 0;  ///< wide enough for every number of the column
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
  write.arrow(arrow, colors.number);
  const std::string title = room_text(call);
  if (call.way.empty() || !look.with_way) {
    write.text("room", room, title, words_style(cap * 0.62, colors.room, 600));
    return;
  }
  const double split = box.height * 0.6;
  const Rect upper{room.x, room.y + box.height * 0.06, room.width, split - box.height * 0.06};
  const Rect lower{room.x, room.y + split, room.width, box.height * 0.3};
  write.text("room", upper, title, words_style(cap * 0.56, colors.room, 600));
  write.text("way", lower, call.way, words_style(cap * 0.26, colors.way, 400));
}

/// On an upright screen the room has the whole width below the number.
void place_call_stacked(const Writer& write, const Rect& box, const CallPicture& call, double cap,
                        const CallColors& colors) {
  const double width = number_width(call.number.text(), cap);
  const Rect upper{box.x, box.y, width, box.height * 0.54};
  write.number("number", upper, call.number.text(), number_style(cap, colors.number));
  write.arrow({upper.right() + cap * 0.3, upper.y + upper.height / 2 - cap * 0.3, cap * 0.62, cap * 0.6},
              colors.number);
  const Rect room{box.x, upper.bottom(), box.width, box.height * (call.way.empty() ? 0.44 : 0.28)};
  write.text("room", room, room_text(call), words_style(cap * 0.45, colors.room, 600));
  write.text("way", {box.x, box.y + box.height * 0.83, box.width, box.height * 0.15}, call.way,
             words_style(cap * 0.18, colors.way, 400));
}

// ---- parts of the screen

Rect inset(const Rect& box, double dx, double dy) {
  return {box.x + dx, box.y + dy, box.width - 2 * dx, box.height - 2 * dy};
}

void add_foot(Pieces& pieces, const Board& board, const Layout& layout, Ticks now, Color on,
              const std::string& notice) {
  const Writer write{pieces, on};
  const Rect& foot = layout.foot;
  const double cap = std::min(layout.screen.width, layout.screen.height) * 0.036;
  pieces.push_back(
      panel({layout.margin, foot.y, foot.width - 2 * layout.margin, 2}, on == ground ? rule : white, "rule"));
  Rect left{layout.margin, foot.y + 4, foot.width - 2 * layout.margin, foot.height - 4};
  if (const auto time = hall_now(board, now)) {
    const std::string clock = text::clock_text(*time);
    const double width = number_width("00:00", cap);
    const Rect clock_box{foot.right() - layout.margin - width, left.y, width, left.height};
    write.number("clock", clock_box, clock, number_style(cap, white, Align::right));
    left.width = clock_box.x - layout.margin - left.x;
    const Date date{std::chrono::floor<std::chrono::days>(time->local())};
    const bool training = board.picture->time.virtual_clock;
    const std::string day = training ? words().say("Учебное время") : text::weekday_date_text(words(), date);
    auto style = words_style(cap * 0.55,
                             on != ground ? white
                             : training   ? attention
                                          : quiet,
                             training ? 600 : 400);
    style.align = Align::right;
    const double day_width = std::min(std::ceil(canvas::measure(day, style).width) + 2, left.width / 2);
    const Rect day_box{left.right() - day_width, left.y, day_width, left.height};
    write.text(training ? "training" : "date", day_box, day, style);
    left.width = day_box.x - layout.margin - left.x;
  }
  write.text("notice", left, notice, words_style(cap * 0.6, white, 500));
}

void add_band(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  const Shown* shown = in_band(board);
  const Rect& band = layout.band;
  const bool fresh = board.band->fresh;
  const bool bright = fresh && flash_on(board, board.band->since, now);
  const Color on = bright ? call_color : ground;
  pieces.push_back(panel(band, on, "band"));
  if (!bright) {
    const Color edge = shown->left_at ? rule : call_color;
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
  if (layout.screen.height > layout.screen.width)
    return place_call_stacked(write, box, shown->call, layout.band_cap, colors);
  const double width = number_width(shown->call.number.text(), layout.band_cap);
  place_call(write, box, shown->call, {layout.band_cap, width, true, false}, colors);
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
  const Look look{grid.cap, width, grid.columns == 1, grid.tight};
  place_call({pieces}, inset(row, 0, 6), shown.call, look, colors);
}

// ---- who waits, and about how long

std::string waiting_text(const LinePicture& line) {
  return line.waiting == 0 ? words().say("никого") : words().say_count("ждут {n}", line.waiting);
}

std::string expected_text(const LinePicture& line) {
  if (line.desks_open == 0) return words().say("окна закрыты");
  if (!line.expected_wait_s) return {};
  return text::about_minutes(words(), *line.expected_wait_s);
}

/// The lines there is room for, in menu order: the longest ones, and of those where nobody waits only what is
/// left of the room.
std::vector<LinePicture> chosen_lines(const std::vector<LinePicture>& lines, std::size_t room) {
  std::vector<std::size_t> order(lines.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return lines[a].waiting > lines[b].waiting; });
  order.resize(std::min(order.size(), room));
  std::sort(order.begin(), order.end());
  std::vector<LinePicture> chosen;
  for (const std::size_t i : order) chosen.push_back(lines[i]);
  return chosen;
}

void add_line(const Writer& write, const Rect& row, const LinePicture& line, double cap) {
  const double middle = row.width * 0.6;
  const Rect title{row.x, row.y + 4, middle - cap, row.height - 8};
  const Rect right{row.x + middle, row.y + 4, row.width - middle, row.height - 8};
  write.text("line", title, line.title, words_style(cap, white, 500));
  auto count = words_style(cap, white, 600);
  auto about = words_style(cap * 0.8, quiet, 400);
  count.align = about.align = Align::right;
  const std::string expected = line.waiting == 0 && line.desks_open > 0 ? std::string() : expected_text(line);
  if (expected.empty()) {
    const double share = row.width > 12 * row.height ? 0.4 : 1;
    write.text("waiting", {right.x, right.y, right.width * share, right.height}, waiting_text(line), count);
    return;
  }
  if (row.width > 12 * row.height) {
    write.text("waiting", {right.x, right.y, right.width * 0.4, right.height}, waiting_text(line), count);
    write.text("expected", {right.x + right.width * 0.42, right.y, right.width * 0.58, right.height},
               expected, about);
    return;
  }
  write.text("waiting", {right.x, right.y, right.width, right.height * 0.54}, waiting_text(line), count);
  write.text("expected", {right.x, right.y + right.height * 0.54, right.width, right.height * 0.46}, expected,
             about);
}

void add_lines(Pieces& pieces, const Layout& layout, const Rect& box, const std::vector<LinePicture>& lines) {
  const Writer write{pieces};
  const double shorter = std::min(layout.screen.width, layout.screen.height);
  const double head = shorter * 0.065;
  const double least = shorter * 0.085;
  const double most = shorter * 0.14;
  write.text("head", {box.x, box.y + head * 0.2, box.width, head * 0.8}, words().say("Очереди сейчас"),
             words_style(shorter * 0.022, quiet, 500));
  const double space = box.height - head;
  const auto room = static_cast<std::size_t>(std::max(1.0, std::floor(space / least)));
  // Lines where nobody waits are dropped without a word, the others are at least counted.
  const auto busy = static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), [](const LinePicture& line) { return line.waiting > 0; }));
  const bool all = busy <= room;
  const auto chosen = chosen_lines(lines, all ? room : room - 1);
  const double height = std::min(most, space / static_cast<double>(chosen.size() + (all ? 0 : 1)));
  const double cap = height * (box.width > 12 * height ? 0.3 : 0.26);
  double y = box.y + head;
  for (const auto& line : chosen) {
    pieces.push_back(panel({box.x, y, box.width, 2}, rule, "rule"));
    add_line(write, {box.x, y, box.width, height}, line, cap);
    y += height;
  }
  if (all) return;
  pieces.push_back(panel({box.x, y, box.width, 2}, rule, "rule"));
  const auto more = static_cast<long>(busy - chosen.size());
  write.text("more", {box.x, y + 4, box.width, height - 8}, words().say_count("и ещё {n} очередей", more),
             words_style(cap, quiet, 400));
}

// ---- whole screens

/// What the calls leave free; empty when too little.
Rect free_space(const Layout& layout, const Grid& grid, std::size_t count) {
  const std::size_t per_column = grid.rows.size() / static_cast<std::size_t>(grid.columns);
  if (grid.columns == 2) {
    if (count > per_column) return {};
    const Rect& first = grid.rows[per_column];
    return {first.x, first.y, first.width, layout.zone.height};
  }
  // The table keeps its place while the first calls come and go.
  const std::size_t first = std::max(count, layout.upright() ? per_column / 2 : 1);
  if (first >= grid.rows.size()) return {};
  const Rect& row = grid.rows[first];
  return {row.x, row.y, row.width, layout.zone.bottom() - row.y};
}

void add_rows(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  const auto rows = in_rows(board);
  const Grid& grid = layout.grid(rows.size());
  const std::size_t per_column = grid.rows.size() / static_cast<std::size_t>(grid.columns);
  double width = 0;
  for (const auto* shown : rows) width = std::max(width, number_width(shown->call.number.text(), grid.cap));
  const std::size_t count = std::min(rows.size(), grid.rows.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Rect& row = grid.rows[i];
    if (i % per_column != 0) pieces.push_back(panel({row.x, row.y, row.width, 2}, rule, "rule"));
    add_row(pieces, board, layout, grid, row, *rows[i], width, now);
  }
  const Rect free = free_space(layout, grid, count);
  const double least = std::min(layout.screen.width, layout.screen.height) * 0.2;
  if (!board.picture->lines.empty() && free.height >= least)
    add_lines(pieces, layout, free, board.picture->lines);
}

std::string office_name(const OfficePicture& office) {
  return office.name.empty() ? office.short_name : office.name;
}

/// Where the office's name stands when nobody is called.
Rect head_box(const Layout& layout) {
  const double shorter = std::min(layout.screen.width, layout.screen.height);
  return {0, 0, layout.band.width, std::round(shorter * (layout.upright() ? 0.24 : 0.2))};
}

void add_office(Pieces& pieces, const Layout& layout, const HallPicture& picture, const Rect& head,
                const std::string& below) {
  const Writer write{pieces};
  const Rect box = inset(head, layout.margin * 1.5, layout.margin * 0.5);
  const double shorter = std::min(layout.screen.width, layout.screen.height);
  pieces.push_back(panel({0, head.bottom() - 2, head.width, 2}, rule, "rule"));
  write.text("office", {box.x, box.y, box.width, box.height * 0.64}, office_name(picture.office),
             words_style(shorter * 0.04, white, 600));
  write.text("below", {box.x, box.y + box.height * 0.66, box.width, box.height * 0.34}, below,
             words_style(shorter * 0.026, quiet, 400));
}

std::string open_text(const HallPicture& picture) {
  if (!picture.closes_at) return words().say("Приём идёт");
  return words().say("Приём идёт до {time}", {{"time", text::clock_text(*picture.closes_at)}});
}

/// What is under the office's name, inside the margins of the names above.
Rect under(const Layout& layout, const Rect& head) {
  const double x = layout.margin * 1.5;
  return {x, head.bottom() + layout.margin * 0.5, layout.band.width - 2 * x,
          layout.foot.y - head.bottom() - layout.margin * 0.5};
}

void add_idle(Pieces& pieces, const Layout& layout, const HallPicture& picture) {
  const Rect head = head_box(layout);
  add_office(pieces, layout, picture, head, open_text(picture));
  const double shorter = std::min(layout.screen.width, layout.screen.height);
  const std::string what = words().say(
      "Возьмите талон в терминале. Когда подойдёт ваша очередь, номер и кабинет появятся здесь и прозвучат в "
      "зале.");
  const Rect zone = under(layout, head);
  if (picture.lines.empty()) {
    Writer{pieces}.text("advice", zone, what, words_style(shorter * 0.05, white, 500));
    return;
  }
  const double part = shorter * (layout.upright() ? 0.26 : 0.15);
  Writer{pieces}.text("advice", {zone.x, zone.y, zone.width, part}, what,
                      words_style(shorter * 0.032, white, 500));
  add_lines(pieces, layout, {zone.x, zone.y + part, zone.width, zone.height - part}, picture.lines);
}

void add_closed(Pieces& pieces, const Layout& layout, const HallPicture& picture) {
  const Rect head = head_box(layout);
  add_office(pieces, layout, picture, head, picture.office.address);
  const Writer write{pieces};
  const double shorter = std::min(layout.screen.width, layout.screen.height);
  const Rect zone = under(layout, head);
  const std::string text = picture.closed_text.empty() ? words().say("Приём закрыт") : picture.closed_text;
  write.text("closed", {zone.x, zone.y, zone.width, zone.height * 0.75}, text,
             words_style(shorter * 0.075, white, 600));
  if (picture.office.phone.empty()) return;
  write.text("phone", {zone.x, zone.y + zone.height * 0.76, zone.width, zone.height * 0.22},
             words().say("Телефон: {phone}", {{"phone", picture.office.phone}}),
             words_style(shorter * 0.035, quiet, 400));
}

void add_cut_off(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  const double shorter = std::min(layout.screen.width, layout.screen.height);
  const Rect head = head_box(layout);
  pieces.push_back(panel(head, attention, "edge"));
  Writer{pieces, attention}.text("cut_off", inset(head, layout.margin * 1.5, layout.margin * 0.5),
                                 words().say("Связи с сервером нет"),
                                 words_style(shorter * 0.06, ground, 600));
  Writer{pieces}.text("advice", under(layout, head), words().say("Слушайте объявления, смотрите на окна"),
                      words_style(shorter * 0.1, white, 600));
  add_foot(pieces, board, layout, now, ground,
           board.picture ? office_name(board.picture->office) : std::string());
}

void add_emergency(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  const Writer write{pieces, alarm};
  pieces.push_back(panel({0, 0, layout.band.width, layout.foot.bottom()}, alarm, "alarm"));
  const double shorter = std::min(layout.screen.width, layout.screen.height);
  const double margin = layout.margin * 1.5;
  const double head = shorter * 0.2;
  write.text("head", {margin, margin, layout.band.width - 2 * margin, head}, words().say("Внимание!"),
             words_style(shorter * 0.1, white, 700));
  write.text("emergency",
             {margin, margin + head, layout.band.width - 2 * margin, layout.foot.y - head - 2 * margin},
             board.picture->emergency, words_style(shorter * 0.12, white, 600, Vertical::top));
  add_foot(pieces, board, layout, now, alarm, office_name(board.picture->office));
}

std::string foot_notice(const HallPicture& picture) {
  if (!picture.open && !picture.closed_text.empty()) return picture.closed_text;
  return picture.notice.empty() ? office_name(picture.office) : picture.notice;
}

void add_calls(Pieces& pieces, const Board& board, const Layout& layout, Ticks now) {
  if (in_band(board) != nullptr) {
    add_band(pieces, board, layout, now);
  } else {
    add_office(pieces, layout, *board.picture, layout.band, open_text(*board.picture));
  }
  add_rows(pieces, board, layout, now);
  add_foot(pieces, board, layout, now, ground, foot_notice(*board.picture));
}

}  // namespace

std::vector<Piece> compose(const Board& board, const Layout& layout, Ticks now) {
  Pieces pieces;
  pieces.push_back(
      panel({0, 0, static_cast<double>(layout.screen.width), static_cast<double>(layout.screen.height)},
            ground, "ground"));
  // An evacuation stands even when the server that said it burns.
  if (board.picture && !board.picture->emergency.empty()) {
    add_emergency(pieces, board, layout, now);
  } else if (is_cut_off(board, now)) {
    add_cut_off(pieces, board, layout, now);
  } else if (!board.picture) {
    const Rect middle{layout.margin * 2, 0, layout.screen.width - 4 * layout.margin,
                      static_cast<double>(layout.screen.height)};
    Writer{pieces}.text("connecting", middle, words().say("Табло включается"),
                        words_style(layout.foot.height * 0.5, quiet, 500));
  } else if (!board.calls.empty()) {
    add_calls(pieces, board, layout, now);
  } else {
    board.picture->open ? add_idle(pieces, layout, *board.picture)
                        : add_closed(pieces, layout, *board.picture);
    const std::string notice = board.picture->notice;
    add_foot(pieces, board, layout, now, ground, notice);
  }
  return pieces;
}

void draw(canvas::Canvas& canvas, const Board& board, const Layout& layout, Ticks now) {
  for (const auto& piece : compose(board, layout, now)) {
    switch (piece.kind) {
      case Piece::Kind::panel:
        canvas.rectangle(piece.box, piece.color);
        break;
      case Piece::Kind::arrow:
        canvas.arrow(piece.box, piece.color);
        break;
      case Piece::Kind::text:
        canvas.text(piece.box, piece.text, piece.style);
        break;
    }
  }
}

}  // namespace talon::board
