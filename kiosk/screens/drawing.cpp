// SPDX-License-Identifier: MIT
// From the list of things to pixels. Icons are shapes of our own: no font has them all.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "kiosk/screens/layout.h"

namespace talon::screens {

namespace {

using canvas::Canvas;
using canvas::Color;
using canvas::Rect;

/// A part of `box` given in hundredths of its sides.
Rect within(const Rect& box, double x, double y, double width, double height) {
  return {box.x + box.width * x / 100, box.y + box.height * y / 100, box.width * width / 100,
          box.height * height / 100};
}

template <std::size_t count>
void shape(Canvas& canvas, const Rect& box, std::array<std::pair<double, double>, count> points,
           Color color) {
  for (auto& [x, y] : points) {
    x = box.x + box.width * x / 100;
    y = box.y + box.height * y / 100;
  }
  canvas.polygon(points, color);
}

/// Head and shoulders: clear at 10 mm and in grey.
void person(Canvas& canvas, const Rect& box, Color color, double out) {
  const double middle = box.x + box.width / 2;
  canvas.circle(middle, box.y + box.height * 0.28, box.height * 0.2 + out, color);
  const double shoulders = box.height * 0.36 + out;
  const double base = box.y + box.height * 0.93 + out;
  std::array<std::pair<double, double>, 25> arc{};
  for (std::size_t i = 0; i < arc.size(); ++i) {
    const double angle = std::numbers::pi * static_cast<double>(i) / 24;
    arc[i] = {middle - shoulders * std::cos(angle), base - shoulders * 1.05 * std::sin(angle)};
  }
  canvas.polygon(arc, color);
}

void bell(Canvas& canvas, const Item& item) {
  const Rect& box = item.box;
  canvas.circle(box.x + box.width / 2, box.y + box.height * 0.36, box.height * 0.27, item.color);
  shape<4>(canvas, box, {{{23, 36}, {77, 36}, {88, 78}, {12, 78}}}, item.color);
  canvas.circle(box.x + box.width / 2, box.y + box.height * 0.86, box.height * 0.1, item.color);
}

void home(Canvas& canvas, const Item& item) {
  shape<3>(canvas, item.box, {{{50, 6}, {97, 52}, {3, 52}}}, item.color);
  canvas.rectangle(within(item.box, 17, 48, 66, 46), item.color, 2);
  canvas.rectangle(within(item.box, 42, 62, 16, 32), item.ground);
}

void document(Canvas& canvas, const Item& item) {
  canvas.rectangle(within(item.box, 16, 4, 68, 92), item.color, item.box.width * 0.08);
  for (const double y : {24.0, 44.0, 64.0}) canvas.rectangle(within(item.box, 30, y, 40, 8), item.ground);
}

void warning(Canvas& canvas, const Item& item) {
  shape<3>(canvas, item.box, {{{50, 4}, {99, 95}, {1, 95}}}, item.color);
  canvas.rectangle(within(item.box, 45, 36, 10, 30), item.ground, 1);
  canvas.rectangle(within(item.box, 45, 74, 10, 10), item.ground, 1);
}

void check_mark(Canvas& canvas, const Item& item) {
  shape<6>(canvas, item.box, {{{6, 52}, {20, 38}, {40, 58}, {80, 16}, {94, 30}, {40, 86}}}, item.color);
}

/// A sheet of a wall calendar with a tick on it: a day that was agreed on.
void calendar(Canvas& canvas, const Item& item) {
  const double round = item.box.width * 0.08;
  canvas.rectangle(within(item.box, 4, 12, 92, 85), item.color, round);
  canvas.rectangle(within(item.box, 13, 38, 74, 50), item.ground);
  for (const double x : {22.0, 64.0}) {
    canvas.rectangle(within(item.box, x - 5, 9, 24, 20), item.ground, round);
    canvas.rectangle(within(item.box, x, 2, 14, 23), item.color, round);
  }
  shape<6>(canvas, item.box, {{{25, 61}, {34, 53}, {45, 64}, {66, 43}, {75, 52}, {45, 82}}}, item.color);
}

void people(Canvas& canvas, const Item& item) {
  const Rect& box = item.box;
  const double edge = std::max(1.5, box.width * 0.06);
  person(canvas, within(box, 42, 4, 62, 78), item.color, 0);
  person(canvas, within(box, 2, 8, 66, 92), item.ground, edge);
  person(canvas, within(box, 2, 8, 66, 92), item.color, 0);
}

/// One of the three faces of a rating, told apart by the mouth alone.
void face(Canvas& canvas, const Item& item, double bend) {
  const Rect& box = item.box;
  canvas.circle(box.x + box.width / 2, box.y + box.height / 2, box.height * 0.48, item.color);
  for (const double x : {35.0, 65.0}) {
    canvas.circle(box.x + box.width * x / 100, box.y + box.height * 0.38, box.height * 0.06, item.ground);
  }
  constexpr int steps = 12;
  for (int i = 0; i < steps; ++i) {
    const auto at = [&](int step) {
      const double t = 2.0 * step / steps - 1;
      return std::pair{box.x + box.width * (0.5 + 0.24 * t),
                       box.y + box.height * (0.66 + bend * (1 - t * t) - bend / 2)};
    };
    const auto [x1, y1] = at(i);
    const auto [x2, y2] = at(i + 1);
    canvas.line(x1, y1, x2, y2, item.ground, box.height * 0.07);
  }
}

/// The lower edge of paper that was torn off.
void tear(Canvas& canvas, const Rect& box, Color color) {
  const int teeth = std::max(1, static_cast<int>(box.width / (box.height * 2)));
  const double step = box.width / teeth;
  for (int i = 0; i < teeth; ++i) {
    const double x = box.x + i * step;
    const std::array<std::pair<double, double>, 3> tooth = {
        {{x, box.y}, {x + step, box.y}, {x + step / 2, box.bottom()}}};
    canvas.polygon(tooth, color);
  }
}

/// A slip that hangs from its slot, with lines of text.
void ticket(Canvas& canvas, const Item& item) {
  canvas.rectangle(within(item.box, 4, 8, 92, 12), item.color, item.box.height * 0.05);
  canvas.rectangle(within(item.box, 18, 20, 64, 66), item.color);
  tear(canvas, within(item.box, 18, 86, 64, 10), item.color);
  canvas.rectangle(within(item.box, 30, 32, 40, 18), item.ground);
  for (const double y : {58.0, 70.0}) canvas.rectangle(within(item.box, 30, y, 40, 6), item.ground);
}

void icon(Canvas& canvas, const Item& item) {
  switch (item.icon) {
    case Icon::none:
      return;
    case Icon::right:
      return shape<6>(canvas, item.box, {{{30, 8}, {44, 8}, {80, 50}, {44, 92}, {30, 92}, {62, 50}}},
                      item.color);
    case Icon::left:
      return shape<6>(canvas, item.box, {{{70, 8}, {56, 8}, {20, 50}, {56, 92}, {70, 92}, {38, 50}}},
                      item.color);
    case Icon::down:
      return shape<7>(canvas, item.box, {{{36, 4}, {64, 4}, {64, 52}, {92, 52}, {50, 96}, {8, 52}, {36, 52}}},
                      item.color);
    case Icon::home:
      return home(canvas, item);
    case Icon::people:
      return people(canvas, item);
    case Icon::bell:
      return bell(canvas, item);
    case Icon::document:
      return document(canvas, item);
    case Icon::ticket:
      return ticket(canvas, item);
    case Icon::tear:
      return tear(canvas, item.box, item.color);
    case Icon::warning:
      return warning(canvas, item);
    case Icon::check:
      return check_mark(canvas, item);
    case Icon::calendar:
      return calendar(canvas, item);
    case Icon::search:
      canvas.circle(item.box.x + item.box.width * 0.4, item.box.y + item.box.height * 0.4,
                    item.box.width * 0.34, item.color);
      canvas.circle(item.box.x + item.box.width * 0.4, item.box.y + item.box.height * 0.4,
                    item.box.width * 0.22, item.ground);
      return shape<4>(canvas, item.box, {{{58, 70}, {70, 58}, {98, 86}, {86, 98}}}, item.color);
    case Icon::smile:
      return face(canvas, item, 0.2);
    case Icon::straight_face:
      return face(canvas, item, 0);
    case Icon::frown:
      return face(canvas, item, -0.2);
    case Icon::letter: {
      shape<3>(canvas, item.box, {{{50, 4}, {98, 96}, {2, 96}}}, item.color);
      shape<3>(canvas, item.box, {{{50, 34}, {62, 60}, {38, 60}}}, item.ground);
      return shape<4>(canvas, item.box, {{{32, 72}, {68, 72}, {78, 97}, {22, 97}}}, item.ground);
    }
  }
}

void put(Canvas& canvas, const Item& item) {
  switch (item.kind) {
    case Item::Kind::panel:
      return canvas.rectangle(item.box, item.color, item.size);
    case Item::Kind::frame:
      return canvas.frame(item.box, item.color, 2, item.size);
    case Item::Kind::focus:
      return canvas.frame(item.box, item.color, item.style.size, item.size);
    case Item::Kind::text:
      canvas.text(item.box, item.text, item.style);
      return;
    case Item::Kind::icon:
      return icon(canvas, item);
    case Item::Kind::qr:
      return canvas.qr(item.box, item.text, item.color, item.ground);
  }
}

}  // namespace

void draw(Canvas& canvas, const Layout& shown, const Rect& part) {
  canvas.clip(part);
  canvas.rectangle(part, shown.ground);
  for (const Item& item : shown.items) {
    if (item.box.overlaps(part)) put(canvas, item);
  }
  canvas.unclip();
}

void draw(Canvas& canvas, const Layout& shown) {
  draw(canvas, shown, {0, 0, static_cast<double>(shown.width), static_cast<double>(shown.height)});
}

}  // namespace talon::screens
