// SPDX-License-Identifier: MIT
// How entries flow; panel_contents.cpp says what they are.
#include "display/board/panels.h"

#include <algorithm>
#include <cmath>

namespace talon::board {
namespace {

using canvas::Align;
using canvas::Rect;
using canvas::TextStyle;
using canvas::Vertical;

/// Sizes of a panel's texts.
struct Type {
  double body = 0;
  double small = 0;
  double gap = 0;  ///< above and below an entry

  explicit Type(const Layout& layout)
      : body(std::max(layout.unit * 0.03, layout.reading)),
        small(std::max(layout.unit * 0.022, layout.reading)),
        gap(body * 0.5) {}
  [[nodiscard]] double head() const { return body * 2.6; }
};

/// A column of words needs about 15 capital heights, or it becomes a heap of short lines.
constexpr double least_column = 15;
constexpr double figures_share = 0.42;
constexpr double words_share = 0.64;
/// From here on the note has a column of its own.
constexpr double three_columns = 44;

/// Where the parts of an entry stand, relative to its top left.
struct Placed {
  Rect left, right, note;
  double height = 0;
};

TextStyle left_style(const Type& type, const Content& content) {
  return words_style(type.body, white, content.figures ? 500 : 600, Vertical::top);
}

TextStyle right_style(const Type& type, const Content& content, bool beside) {
  auto style = words_style(type.body, white, content.figures ? 600 : 400, Vertical::top);
  if (content.figures && beside) style.align = Align::right;
  return style;
}

TextStyle note_style(const Type& type, const Content& content, bool beside) {
  auto style = words_style(type.small, quiet, 400, Vertical::top);
  if (content.figures && beside) style.align = Align::right;
  return style;
}

/// As high as the words need; words wider than the column are made smaller later, on one line.
double height_of(const std::string& text, const TextStyle& style, double width) {
  if (text.empty()) return 0;
  const double height = words_height(text, style, width);
  return height > 0 ? height : std::ceil(canvas::measure(text, style).height);
}

Placed place_wide(const Entry& entry, const Content& content, const Type& type, double width) {
  Placed placed;
  placed.left = {0, 0, width * 0.5, height_of(entry.left, left_style(type, content), width * 0.5)};
  placed.right = {width * 0.52, 0, width * 0.21,
                  height_of(entry.right, right_style(type, content, true), width * 0.21)};
  placed.note = {width * 0.75, 0, width * 0.25,
                 height_of(entry.note, note_style(type, content, true), width * 0.25)};
  placed.height = std::max({placed.left.height, placed.right.height, placed.note.height});
  return placed;
}

Placed place_beside(const Entry& entry, const Content& content, const Type& type, double width,
                    double share) {
  Placed placed;
  const double right = width * share;
  const double left = width - right - type.body;
  placed.left = {0, 0, left, height_of(entry.left, left_style(type, content), left)};
  placed.right = {width - right, 0, right, height_of(entry.right, right_style(type, content, true), right)};
  placed.note = {width - right, placed.right.height, right,
                 height_of(entry.note, note_style(type, content, true), right)};
  placed.height = std::max(placed.left.height, placed.note.bottom());
  return placed;
}

Placed place_below(const Entry& entry, const Content& content, const Type& type, double width) {
  Placed placed;
  placed.left = {0, 0, width, height_of(entry.left, left_style(type, content), width)};
  const double value =
      entry.right.empty()
          ? 0
          : std::min(width,
                     std::ceil(canvas::measure(entry.right, right_style(type, content, false)).width) + 2);
  const double rest = width - value - type.body;
  const bool one_line = !entry.note.empty() && value > 0 &&
                        canvas::measure(entry.note, note_style(type, content, false)).width < rest;
  placed.right = {0, placed.left.height, one_line ? value : width,
                  height_of(entry.right, right_style(type, content, false), one_line ? value : width)};
  placed.note = one_line ? Rect{value + type.body, placed.left.height, rest, placed.right.height}
                         : Rect{0, placed.right.bottom(), width,
                                height_of(entry.note, note_style(type, content, false), width)};
  placed.height = std::max(placed.right.bottom(), placed.note.bottom());
  return placed;
}

bool stands_below(const Content& content, const Type& type, double width) {
  const double share = content.figures ? figures_share : words_share;
  return width * std::min(share, 1 - share) < least_column * type.body * (content.figures ? 0.7 : 0.45);
}

Placed place(const Entry& entry, const Content& content, const Type& type, double width) {
  if (entry.right.empty() && entry.note.empty()) {
    Placed placed;
    placed.left = {0, 0, width, height_of(entry.left, left_style(type, content), width)};
    placed.height = placed.left.height;
    return placed;
  }
  const bool noted = std::any_of(content.entries.begin(), content.entries.end(),
                                 [](const Entry& each) { return !each.note.empty(); });
  if (content.figures && noted && width > three_columns * type.body)
    return place_wide(entry, content, type, width);
  if (stands_below(content, type, width)) return place_below(entry, content, type, width);
  return place_beside(entry, content, type, width, content.figures ? figures_share : words_share);
}

Rect moved(const Rect& box, double x, double y) {
  return {box.x + x, box.y + y, box.width, box.height};
}

void add_entry(Pieces& pieces, const Entry& entry, const Content& content, const Type& type,
               const Rect& box) {
  const Placed placed = place(entry, content, type, box.width);
  const bool beside = placed.right.y < placed.left.bottom();
  const double x = box.x;
  const double y = box.y + type.gap;
  const Writer write{pieces};
  const auto within = [&](Rect part) {
    part = moved(part, x, y);
    part.height = std::min(part.height, box.bottom() - part.y);
    return part;
  };
  write.text("entry", within(placed.left), entry.left, left_style(type, content));
  write.text("value", within(placed.right), entry.right, right_style(type, content, beside));
  write.text("note", within(placed.note), entry.note, note_style(type, content, beside));
}

}  // namespace

double least_height(const Content& content, const Layout& layout, double width) {
  const Type type(layout);
  double highest = 0;
  for (const Entry& entry : content.entries)
    highest = std::max(highest, place(entry, content, type, width).height);
  return type.head() + highest + 2 * type.gap;
}

std::vector<Page> pages_of(const std::vector<Content>& contents, const Layout& layout, const Rect& area) {
  const Type type(layout);
  std::vector<Page> pages;
  for (const Content& content : contents) {
    const std::size_t begin = pages.size();
    double used = area.height;
    for (std::size_t i = 0; i < content.entries.size(); ++i) {
      const double height = place(content.entries[i], content, type, area.width).height + 2 * type.gap;
      if (used + height > area.height) {
        pages.push_back({&content, i, i, pages.size() - begin + 1, 1});
        used = type.head();
      }
      used += height;
      pages.back().last = i + 1;
    }
    for (std::size_t i = begin; i < pages.size(); ++i) pages[i].count = pages.size() - begin;
  }
  return pages;
}

void add_page(Pieces& pieces, const Layout& layout, const Rect& area, const Page& page) {
  const Type type(layout);
  const Writer write{pieces};
  Rect head{area.x, area.y + type.body * 0.4, area.width, type.head() - type.body * 0.6};
  if (page.count > 1) {
    const std::string which = std::to_string(page.number) + " / " + std::to_string(page.count);
    auto style = words_style(type.small, quiet, 500);
    style.align = Align::right;
    const double width = std::ceil(canvas::measure(which, style).width) + 2;
    write.text("page", {head.right() - width, head.y, width, head.height}, which, style);
    head.width -= width + type.body;
  }
  write.text("head", head, page.content->title, words_style(type.body, quiet, 500));
  double y = area.y + type.head();
  for (std::size_t i = page.first; i < page.last; ++i) {
    const Entry& entry = page.content->entries[i];
    const double height = place(entry, *page.content, type, area.width).height + 2 * type.gap;
    pieces.push_back(panel({area.x, y, area.width, 2}, rule_color, "rule"));
    add_entry(pieces, entry, *page.content, type,
              {area.x, y, area.width, std::min(height, area.bottom() - y)});
    y += height;
  }
}

}  // namespace talon::board
