// SPDX-License-Identifier: MIT
#include "kiosk/screens/composer.h"

#include <algorithm>
#include <cmath>

namespace talon::screens {

using canvas::Color;
using canvas::Rect;
using canvas::TextStyle;

namespace {

constexpr double column_share = 0.40;  ///< of the width, in landscape

double line_spacing(int weight) {
  return weight >= 600 ? 1.14 : 1.25;
}

Color ground_of(const Palette& p, Look look, bool pressed) {
  if (pressed) return p.pressed;
  if (look == Look::main) return p.accent;
  return look == Look::closed ? p.closed : p.card;
}

Color ink_of(const Palette& p, Look look, bool pressed) {
  if (pressed) return p.on_pressed;
  return look == Look::main ? p.on_accent : p.text;
}

/// A choice that leads on has an arrow, one that gives a ticket on paper a slip, one that is on a tick.
Icon sign_of(const Card& card, bool paper) {
  switch (card.action->act) {
    case Act::take:
    case Act::take_booked:
    case Act::instead:
      return paper ? Icon::ticket : Icon::right;
    case Act::language:
    case Act::large:
    case Act::contrast:
    case Act::low:
    case Act::speech:
      return card.look == Look::main ? Icon::check : Icon::none;
    default:
      return Icon::right;
  }
}

}  // namespace

Composer::Composer(const Screen& of, Millis at)
    : screen(of),
      now(at),
      catalogue(text::Catalogue::of(of.language)),
      p(of.contrast ? palette::high_contrast : palette::calm),
      z(sizes(of.glass, of.large)),
      mm(of.glass.px_per_mm()),
      landscape_(of.glass.landscape()) {
  out.width = of.glass.width_px;
  out.height = of.glass.height_px;
  out.ground = p.ground;
  const double width = out.width;
  column_ = {z.margin, 0, (landscape_ ? width * column_share : width - z.margin) - z.margin, 0};
  training_strip();
  header();
  bar();
  if (landscape_) {
    // Else the clock in the left column reads into the first line of the right one.
    const double top = top_ + std::round(z.margin * 0.7);
    panel({std::round(column_.right() + z.margin / 2) - 1, top, 2, foot_ - top}, p.edge);
  }
}

// ---- single things ----------------------------------------------------------------------------------------

TextStyle Composer::style(double size, int weight, Color color) {
  TextStyle result;
  result.size = size;
  result.weight = weight;
  result.color = color;
  result.line_spacing = line_spacing(weight);
  return result;
}

TextStyle Composer::number_style(double cap, Color color) const {
  TextStyle result;
  result.face = canvas::Face::numbers;
  result.size = canvas::size_for_cap_height(canvas::Face::numbers, cap);
  result.weight = 700;
  result.color = color;
  return result;
}

double Composer::height_of(const std::string& words, const TextStyle& style, double width) {
  return words.empty() ? 0 : canvas::measure(words, style, width).height;
}

double Composer::text(double x, double y, double width, const std::string& words, const TextStyle& style,
                      Color ground) {
  if (words.empty()) return 0;
  Item item;
  item.kind = Item::Kind::text;
  item.style = style;
  item.text = words;
  item.color = style.color;
  item.ground = ground;
  item.box = {x, y, width, std::ceil(height_of(words, style, width))};
  out.items.push_back(item);
  return item.box.height;
}

void Composer::panel(const Rect& box, Color color, double radius) {
  out.items.push_back({.kind = Item::Kind::panel, .box = box, .color = color, .size = radius});
}

void Composer::frame(const Rect& box, Color color, double radius) {
  out.items.push_back({.kind = Item::Kind::frame, .box = box, .color = color, .size = radius});
}

void Composer::icon(Icon which, const Rect& box, Color color, Color ground) {
  out.items.push_back(
      {.kind = Item::Kind::icon, .box = box, .color = color, .ground = ground, .icon = which});
}

// ---- what can be pressed ----------------------------------------------------------------------------------

bool Composer::pressed(const Action& action) const {
  return screen.press && screen.press->action == action;
}

double Composer::room_for_words(const std::string& label, double width) const {
  const double usual = width - 2 * z.pad;
  const double words = std::ceil(canvas::measure(label, style(z.note, 600)).width) + 1;
  return words > usual && words <= width - 2 * least_pad() ? words : usual;
}

double Composer::button_height(const std::string& label, double width) const {
  const double words = height_of(label, style(z.note, 600), room_for_words(label, width));
  return std::max(z.target, std::ceil(words + 1.2 * z.pad));
}

double Composer::button_width(const std::string& label, Icon sign, double pad) const {
  const double words = std::ceil(canvas::measure(label, style(z.note, 600)).width) + 1;
  const double shown = sign == Icon::none ? 0 : std::round(z.note * 0.95) + z.pad * 0.6;
  return std::max(z.target, std::ceil(words + shown + 2 * pad));
}

void Composer::button(const Action& action, const Rect& box, const std::string& label, Icon sign, Look look) {
  const bool down = pressed(action);
  const Color ground = ground_of(p, look, down);
  const Color ink = ink_of(p, look, down);
  const double radius = 3 * mm;
  panel(box, ground, radius);
  if (look != Look::main || down) frame(box, p.edge, radius);
  out.targets.push_back({action, box});

  TextStyle letters = style(z.note, 600, ink);
  const double inside = room_for_words(label, box.width);
  const double side = std::round(z.note * 0.95);
  const double room = inside - side - z.pad * 0.6;
  // The sign is dropped where it would break the label: the word says it all.
  const bool signed_label = sign != Icon::none && canvas::measure(label, letters).width <= room;
  const double words_width = signed_label ? room : inside;
  const canvas::Measured size = canvas::measure(label, letters, words_width);
  if (size.lines > 1) letters.align = canvas::Align::center;
  const double total = size.width + (signed_label ? side + z.pad * 0.6 : 0);
  double x = box.x + (box.width - inside) / 2 + std::max(0.0, (inside - total) / 2);
  if (signed_label) {
    // An arrow points away from its word.
    const bool after = sign == Icon::right;
    const double sign_x = after ? x + size.width + z.pad * 0.6 : x;
    icon(sign, {std::round(sign_x), std::round(box.y + (box.height - side) / 2), side, side}, ink, ground);
    if (!after) x += side + z.pad * 0.6;
  }
  text(x, std::round(box.y + (box.height - size.height) / 2), std::ceil(size.width) + 1, label, letters,
       ground);
}

double Composer::side_width(const Card& card, double width) const {
  if (!card.side || sides_below_) return 0;
  const double words = canvas::measure(card.side_label, style(z.note, 500)).width + 2 * z.pad;
  return std::min(std::max(words, z.target), width * 0.4);
}

double Composer::side_height(const Card& card, double width) const {
  if (!card.side) return 0;
  if (sides_below_) return button_height(card.side_label, width);
  const double words = height_of(card.side_label, style(z.note, 500), side_width(card, width) - z.pad);
  return std::ceil(words + std::round(z.choice * 1.1) + 1.5 * z.pad);
}

double Composer::card_height(const Card& card, double width) const {
  const double side = side_width(card, width);
  const double inside = width - (side > 0 ? side + z.gap : 0) - 2 * z.pad - 1.3 * z.choice;
  double height = 2 * card_pad() + height_of(card.title, style(card_title(), 600), inside);
  if (!card.note.empty()) height += card_pad() * 0.5 + height_of(card.note, style(z.note), inside);
  if (!card.waits.empty())
    height += z.pad * 0.7 + height_of(card.waits, style(z.note, 500), inside - z.note * 1.5);
  height = std::max(std::ceil(height), z.target);
  const double beside = side_height(card, width);
  return sides_below_ && card.side ? height + z.gap + beside : std::max(height, beside);
}

void Composer::card_text(const Card& card, const Rect& box, Color ink, Color ground) {
  const double inside = box.width - 2 * z.pad - 1.3 * z.choice;
  const double x = box.x + z.pad;
  double free =
      box.height - card_height(Card{{}, card.look, card.title, card.note, card.waits, {}, {}}, box.width);
  double y = box.y + card_pad() + std::max(0.0, free / 2);
  y += text(x, std::round(y), inside, card.title, style(card_title(), 600, ink), ground);
  if (!card.note.empty()) {
    y += card_pad() * 0.5;
    y += text(x, std::round(y), inside, card.note, style(z.note, 400, ink), ground);
  }
  if (card.waits.empty()) return;
  y += z.pad * 0.7;
  const double side = std::round(z.note * 1.05);
  const double line = height_of("А", style(z.note, 500), 0);
  icon(Icon::people, {x, std::round(y + (line - side) / 2), side, side}, ink, ground);
  text(x + z.note * 1.5, std::round(y), inside - z.note * 1.5, card.waits, style(z.note, 500, ink), ground);
}

void Composer::side_button(const Card& card, const Rect& box) {
  const bool down = pressed(*card.side);
  const Color ground = ground_of(p, Look::light, down);
  panel(box, ground, 3 * mm);
  frame(box, p.edge, 3 * mm);
  out.targets.push_back({*card.side, box});
  const Color ink = ink_of(p, Look::light, down);
  const TextStyle letters = style(z.note, 500, ink);
  const double sign = std::round(z.choice * 1.1);
  const canvas::Measured size = canvas::measure(card.side_label, letters, box.width - z.pad);
  const double top = box.y + (box.height - size.height - sign - z.pad * 0.5) / 2;
  icon(Icon::document, {std::round(box.x + (box.width - sign) / 2), std::round(top), sign, sign},
       down ? ink : p.sign, ground);
  text(box.x + (box.width - size.width) / 2, std::round(top + sign + z.pad * 0.5), size.width + 1,
       card.side_label, letters, ground);
}

void Composer::card(const Card& card, const Rect& whole) {
  const double side = side_width(card, whole.width);
  Rect box = whole;
  if (card.side && sides_below_) {
    const double height = side_height(card, whole.width);
    box.height -= height + z.gap;
    button(*card.side, {box.x, box.bottom() + z.gap, box.width, height}, card.side_label, Icon::document,
           Look::light);
  } else if (side > 0) {
    box.width -= side + z.gap;
    side_button(card, {box.right() + z.gap, whole.y, side, whole.height});
  }
  const bool down = card.action && pressed(*card.action);
  const Color ground = ground_of(p, card.look, down);
  const Color ink = ink_of(p, card.look, down);
  panel(box, ground, 3 * mm);
  if (card.look != Look::main || down) frame(box, p.edge, 3 * mm);
  if (card.action) {
    out.targets.push_back({*card.action, box});
    const double sign = std::round(z.choice * 0.85);
    icon(sign_of(card, can_print(screen)),
         {std::round(box.right() - z.pad - sign), std::round(box.y + (box.height - sign) / 2), sign, sign},
         card.look == Look::main || down ? ink : p.sign, ground);
  }
  card_text(card, box, ink, ground);
}

double Composer::turning_width(double width) const {
  const double third = std::floor((width - 2 * z.gap) / 3);
  double words = 0;
  for (const char* label : {"Раньше", "Дальше"})
    words = std::max(words, button_width(say(label), Icon::none, least_pad()));
  // Longer words take from the place of the count, as far as it can spare some.
  const double count = std::ceil(canvas::measure("88 / 88", style(z.note, 500)).width);
  const double most = std::floor((width - count) / 2 - z.gap);
  return std::max(third, std::min(words, most));
}

double Composer::turning_height(double width) const {
  const double each = turning_width(width);
  return std::max(button_height(say("Раньше"), each), button_height(say("Дальше"), each));
}

Rect Composer::turning_row(const Rect& area) {
  const double height = turning_height(area.width);
  const Rect row{area.x, area.bottom() - height, area.width, height};
  const double each = turning_width(row.width);
  const int sheet = std::min(screen.sheet, out.sheets - 1);
  if (sheet > 0)
    button({Act::former_page, 0}, {row.x, row.y, each, height}, say("Раньше"), Icon::left, Look::light);
  if (sheet + 1 < out.sheets) {
    button({Act::next_page, 0}, {row.right() - each, row.y, each, height}, say("Дальше"), Icon::right,
           Look::light);
  }
  const std::string words = std::to_string(sheet + 1) + " / " + std::to_string(out.sheets);
  const canvas::Measured size = canvas::measure(words, style(z.note, 500));
  text(row.x + (row.width - size.width) / 2, row.y + (height - size.height) / 2, size.width + 1, words,
       style(z.note, 500));
  return {area.x, area.y, area.width, area.height - height - z.gap};
}

}  // namespace talon::screens
