// SPDX-License-Identifier: MIT
// The frame every page shares: header, title, the row of back and home, the bar.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "kiosk/screens/composer.h"
#include "kiosk/screens/speech.h"

namespace talon::screens {

using canvas::Color;
using canvas::Rect;
using canvas::TextStyle;

void Composer::training_strip() {
  if (!screen.menu || !screen.menu->time.virtual_clock) return;
  const auto hall = hall_now(screen, now);
  std::string words = say("Учебное время") + " " + text::clock_text(*hall);
  const double rate = screen.menu->time.rate;
  if (rate != 1) words += ", ×" + std::to_string(std::lround(rate));
  const double height = std::ceil(height_of(words, style(z.note, 500), 0) + 2 * mm);
  panel({0, 0, static_cast<double>(out.width), height}, p.warning);
  text(z.margin, mm, out.width - 2 * z.margin, words, style(z.note, 500, p.on_warning), p.warning);
  top_ = height;
}

void Composer::header() {
  double y = top_ + std::round(z.margin * (screen.large ? 0.5 : 0.7));
  const auto hall = hall_now(screen, now);
  double words_width = column_.width;
  double height = 0;
  if (hall) {
    const std::string clock = text::clock_text(*hall);
    const TextStyle digits = number_style(canvas::cap_height(style(z.choice)), p.text);
    const canvas::Measured size = canvas::measure(clock, digits);
    words_width -= std::ceil(size.width) + z.pad;
    height = text(column_.right() - std::ceil(size.width) - 1, y, std::ceil(size.width) + 1, clock, digits);
  }
  if (screen.menu) {
    const OfficePicture& office = screen.menu->office;
    const std::string name = translated(screen, office.short_name.empty() ? office.name : office.short_name);
    const TextStyle letters = style(z.note, 500);
    const double one = height_of("А", letters, 0);
    const double lower = std::max(0.0, (height - one) / 2);
    height = std::max(height, text(column_.x, y + lower, words_width, name, letters) + lower);
  }
  y += height;
  if (height > 0) {
    y += std::round(z.pad * 0.6);
    panel({column_.x, y, column_.width, 2}, p.edge);
  }
  head_end_ = y + std::round(z.pad * (screen.large ? 0.6 : 1.2));
}

double Composer::stack_height(const std::vector<Cell>& cells, double width) const {
  double height = -z.gap;
  for (const Cell& cell : cells) height += z.gap + button_height(cell.label, width);
  return height;
}

void Composer::stack(const std::vector<Cell>& cells, const Rect& box) {
  double y = box.y;
  for (const Cell& cell : cells) {
    const double height = button_height(cell.label, box.width);
    button(cell.action, {box.x, y, box.width, height}, cell.label, cell.icon, cell.look);
    y += height + z.gap;
  }
}

/// Where the first page has no room for the languages side by side, the way to them names each.
std::string Composer::settings_label() const {
  if (screen.page != Page::start || !(screen.large || is_low(screen))) return say("Язык и вид экрана");
  std::string names;
  for (const auto& each : languages) names += (names.empty() ? "" : ", ") + std::string(each.name);
  return names;
}

void Composer::bar() {
  std::vector<Cell> cells = {{{Act::settings, 0}, settings_label(), Icon::letter},
                             {{Act::help, 0}, say("Позвать сотрудника"), Icon::bell}};
  if (screen.plain) cells.erase(cells.begin());
  const double x = column_.x;
  foot_ = out.height - std::round(z.margin * (landscape_ ? 0.6 : 0.8));
  plan_navigation();
  const double stacked = stack_height(cells, column_.width);
  const double in_row = row_height(cells, column_.width);
  // On a lying glass one stands above the other; where words of two lines would push back and home out of the
  // lower third, both lie along the whole foot of the glass.
  const bool high = foot_ - stacked - z.gap - nav_height_ < std::ceil(out.height * 2.0 / 3);
  if (landscape_ && high) {
    const double width = out.width - 2 * z.margin;
    bar_top_ = foot_ - row_height(cells, width);
    row(cells, {x, bar_top_, width, foot_ - bar_top_});
    foot_ = bar_top_ - z.gap;
  } else if (landscape_ || stacked < in_row) {
    bar_top_ = foot_ - stacked;
    stack(cells, {x, bar_top_, column_.width, stacked});
  } else {
    bar_top_ = foot_ - in_row;
    row(cells, {x, bar_top_, column_.width, in_row});
  }
  nav_top_ = bar_top_ - z.gap - nav_height_;
}

/// The same on every page, whatever its labels are.
void Composer::plan_navigation() {
  const std::string back = say("Назад");
  std::string home = say("В начало");
  const std::string done = say("Готово");
  if (button_width(done, Icon::check, z.pad) > button_width(home, Icon::home, z.pad)) home = done;
  nav_ = shares({{{Act::back, 0}, back, Icon::left}, {{Act::home, 0}, home, Icon::home}}, column_.width);
  nav_height_ = z.target;
  nav_height_ = std::max(nav_height_, button_height(back, nav_.widths[0]));
  nav_height_ = std::max(nav_height_, button_height(home, nav_.widths[1]));
}

Composer::Shares Composer::shares(const std::vector<Cell>& cells, double width) const {
  const auto count = static_cast<double>(cells.size());
  const double room = width - (count - 1) * z.gap;
  const std::vector<double> equal(cells.size(), std::floor(room / count));
  for (const auto& [with_signs, pad] :
       {std::pair{true, z.pad}, std::pair{false, z.pad}, std::pair{false, least_pad()}}) {
    std::vector<double> needed;
    for (const Cell& cell : cells)
      needed.push_back(button_width(cell.label, with_signs ? cell.icon : Icon::none, pad));
    if (*std::max_element(needed.begin(), needed.end()) <= equal.front()) return {equal, with_signs};
    const double rest = std::floor((room - std::accumulate(needed.begin(), needed.end(), 0.0)) / count);
    if (rest < 0) continue;
    for (double& each : needed) each += rest;
    return {needed, with_signs};
  }
  return {equal, false};
}

double Composer::row_height(const std::vector<Cell>& cells, double width) const {
  const Shares all = shares(cells, width);
  double height = 0;
  for (std::size_t i = 0; i < cells.size(); ++i)
    height = std::max(height, button_height(cells[i].label, all.widths[i]));
  return height;
}

void Composer::row(const std::vector<Cell>& cells, const Rect& box) {
  const Shares all = shares(cells, box.width);
  double x = box.x;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    button(cell.action, {x, box.y, all.widths[i], box.height}, cell.label, all.signs ? cell.icon : Icon::none,
           cell.look);
    x += all.widths[i] + z.gap;
  }
}

Rect Composer::bottom_row(const std::vector<Cell>& cells, const Rect& area) {
  const double height = row_height(cells, area.width);
  row(cells, {area.x, area.bottom() - height, area.width, height});
  return {area.x, area.y, area.width, area.height - height - z.gap};
}

void Composer::title(const std::string& words, const std::string& below) {
  out.title = words;
  const double floor = landscape_ ? nav_top_ - z.gap : out.height * 0.42;
  double size = z.title;
  if (head_end_ + height_of(words, style(size, 700), column_.width) > floor) size = z.choice;
  head_end_ += text(column_.x, head_end_, column_.width, words, style(size, 700));
  if (below.empty()) return;
  const double needed = z.pad * 0.5 + height_of(below, style(z.note), column_.width);
  // The official name or a hint stands below where there is room; the title alone is enough to go on.
  if (head_end_ + needed > floor) return;
  head_end_ += std::round(z.pad * 0.5);
  head_end_ += text(column_.x, head_end_, column_.width, below, style(z.note));
}

void Composer::back_and_home(bool with_back, const std::string& home_label) {
  const bool plain_home = home_label.empty();
  back_and({{Act::home, 0},
            plain_home ? say("В начало") : home_label,
            plain_home ? Icon::home : Icon::check,
            Look::light},
           with_back);
}

void Composer::back_and(const Cell& right, bool with_back) {
  nav_used_ = true;
  const auto& widths = nav_.widths;
  // Both with their signs or none, as in every row.
  const bool signs = button_width(right.label, right.icon, z.pad) <= widths[1] &&
                     button_width(say("Назад"), Icon::left, z.pad) <= widths[0];
  if (with_back)
    button({Act::back, 0}, {column_.x, nav_top_, widths[0], nav_height_}, say("Назад"),
           signs ? Icon::left : Icon::none, Look::light);
  button(right.action, {column_.right() - widths[1], nav_top_, widths[1], nav_height_}, right.label,
         signs ? right.icon : Icon::none, right.look);
}

Rect Composer::strip(const Rect& area, const std::string& words, bool alarm, double size) {
  const StripLook look{alarm ? p.alarm : p.warning, alarm ? p.on_alarm : p.on_warning, Icon::warning};
  return strip(area, words, look, size);
}

Rect Composer::good_strip(const Rect& area, const std::string& words, double size) {
  return strip(area, words, {p.closed, p.text, Icon::check}, size);
}

Rect Composer::strip(const Rect& area, const std::string& words, const StripLook& look, double size) {
  if (size == 0) size = z.note;
  const auto& [ground, ink, mark] = look;
  const double sign = std::round(z.choice);
  const double room = area.width - 3 * z.pad - sign;
  if (height_of(words, style(size, 500), room) > area.height / 2) size = z.note;
  const double height = std::ceil(std::max(sign, height_of(words, style(size, 500), room)) + 1.4 * z.pad);
  const Rect box{area.x, area.y, area.width, height};
  panel(box, ground, 3 * mm);
  // On black a ground alone shows no shape; filled in yellow it would look like the one thing to press.
  if (screen.contrast) frame(box, ink, 3 * mm);
  icon(mark, {box.x + z.pad, std::round(box.y + (height - sign) / 2), sign, sign}, ink, ground);
  const double lines = height_of(words, style(size, 500), room);
  text(box.x + 2 * z.pad + sign, std::round(box.y + (height - lines) / 2), room, words, style(size, 500, ink),
       ground);
  return {area.x, box.bottom() + z.gap, area.width, area.bottom() - box.bottom() - z.gap};
}

Rect Composer::reachable(const Rect& area) const {
  if (!is_low(screen)) return area;
  const double top = std::max(area.y, std::ceil(out.height * low_layout_top(screen.large)));
  return {area.x, top, area.width, area.bottom() - top};
}

void Composer::focus_ring() {
  const Target* target = focused(out, *screen.focus);
  if (target == nullptr) return;
  // A yellow ring around a yellow button is hard to tell.
  const bool filled =
      screen.contrast && std::any_of(out.items.begin(), out.items.end(), [&](const Item& each) {
        return each.kind == Item::Kind::panel && each.box == target->box && each.color == p.accent;
      });
  // Half-way into the gap between targets: 1.5 mm thick, it touches neither.
  const double reach = std::floor(2.5 * mm);
  Item ring{.kind = Item::Kind::focus,
            .box = {target->box.x - reach, target->box.y - reach, target->box.width + 2 * reach,
                    target->box.height + 2 * reach},
            .color = filled ? p.text : p.sign,
            .size = 3 * mm + reach};
  ring.style.size = std::round(1.5 * mm);
  out.items.push_back(ring);
}

Rect Composer::body() const {
  if (landscape_) {
    const double x = column_.right() + z.margin;
    const double y = top_ + std::round(z.margin * 0.7);
    return {x, y, out.width - z.margin - x, foot_ - y};
  }
  const double y = std::round(head_end_ + z.pad * (screen.large ? 0.8 : 1.4));
  const double bottom = (nav_used_ ? nav_top_ : bar_top_) - std::round(z.gap * 1.6);
  return {column_.x, y, column_.width, bottom - y};
}

}  // namespace talon::screens
