// SPDX-License-Identifier: MIT
// Proof that a layout keeps the numbers of accessibility, and what differs between two layouts.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "kiosk/screens/layout.h"
#include "kiosk/screens/palette.h"

namespace talon::screens {

namespace {

using canvas::Rect;

constexpr double rounding = 0.75;  ///< pixels

std::string cut(const std::string& text) {
  // For a message only: at most 24 letters, whole UTF-8 characters.
  std::size_t end = 0;
  for (int letters = 0; end < text.size() && letters < 24; ++end) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80) ++letters;
  }
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return "«" + text.substr(0, end) + (end < text.size() ? "…»" : "»");
}

/// The box that the ink of a text really takes.
Rect tight(const Item& item) {
  const canvas::Measured size = canvas::measure(item.text, item.style, item.box.width);
  Rect box{item.box.x, item.box.y, size.width, size.height};
  if (item.style.align == canvas::Align::center) box.x += (item.box.width - size.width) / 2;
  if (item.style.align == canvas::Align::right) box.x += item.box.width - size.width;
  return box;
}

Rect shrunk(const Rect& box) {
  return {box.x + rounding, box.y + rounding, box.width - 2 * rounding, box.height - 2 * rounding};
}

void check_texts(const Layout& shown, const Screen& screen, std::vector<std::string>& found) {
  const Glass& glass = screen.glass;
  const bool large = screen.large;
  const Palette& p = screen.contrast ? palette::high_contrast : palette::calm;
  const Rect whole{0, 0, static_cast<double>(shown.width), static_cast<double>(shown.height)};
  std::vector<std::pair<Rect, const Item*>> texts;
  for (const Item& item : shown.items) {
    if (item.kind != Item::Kind::text) continue;
    const Rect ink = tight(item);
    if (!whole.contains(shrunk(ink)))
      found.push_back(fmt::format("текст {} выходит за экран", cut(item.text)));
    if (!item.box.contains(shrunk(ink))) {
      found.push_back(fmt::format("текст {} не помещается на своём месте", cut(item.text)));
    }
    const double cap = canvas::cap_height(item.style) / glass.px_per_mm();
    if (cap < least_cap_mm(glass, large) - 0.01) {
      found.push_back(fmt::format("буквы {} высотой {:.1f} мм, нужно {:.1f} мм", cut(item.text), cap,
                                  least_cap_mm(glass, large)));
    }
    const double contrast = canvas::contrast(item.style.color, item.ground);
    if (contrast < p.least_contrast) {
      found.push_back(fmt::format("контраст {} только {:.1f}:1", cut(item.text), contrast));
    }
    for (const auto& [box, other] : texts) {
      if (shrunk(box).overlaps(shrunk(ink))) {
        found.push_back(fmt::format("тексты {} и {} касаются", cut(other->text), cut(item.text)));
      }
    }
    texts.emplace_back(ink, &item);
  }
  for (const Target& target : shown.targets) {
    for (const auto& [box, item] : texts) {
      if (target.box.overlaps(shrunk(box)) && !target.box.contains(shrunk(box))) {
        found.push_back(fmt::format("текст {} выходит за кнопку", cut(item->text)));
      }
    }
  }
}

/// What marks a target: its outline, or its own ground. The better of both against the page.
double mark_contrast(const Layout& shown, const Target& target) {
  double best = 1;
  for (const Item& item : shown.items) {
    const bool marks = item.kind == Item::Kind::frame || item.kind == Item::Kind::panel;
    if (marks && item.box == target.box) best = std::max(best, canvas::contrast(item.color, shown.ground));
  }
  return best;
}

void check_signs(const Layout& shown, std::vector<std::string>& found) {
  for (std::size_t i = 0; i < shown.targets.size(); ++i) {
    const double contrast = mark_contrast(shown, shown.targets[i]);
    if (contrast < least_sign_contrast)
      found.push_back(fmt::format("контраст границы кнопки {} только {:.1f}:1", i + 1, contrast));
  }
  for (const Item& item : shown.items) {
    const bool ring = item.kind == Item::Kind::focus;
    // A torn edge of paper is a picture, not a sign.
    const bool sign = ring || (item.kind == Item::Kind::icon && item.icon != Icon::tear);
    const double contrast = canvas::contrast(item.color, ring ? shown.ground : item.ground);
    if (sign && contrast < least_sign_contrast)
      found.push_back(fmt::format("контраст знака только {:.1f}:1", contrast));
  }
}

double gap_between(const Rect& a, const Rect& b) {
  const double across = std::max(a.x, b.x) - std::min(a.right(), b.right());
  const double down = std::max(a.y, b.y) - std::min(a.bottom(), b.bottom());
  return std::max(across, down);
}

void check_targets(const Layout& shown, const Screen& screen, std::vector<std::string>& found) {
  const double mm = screen.glass.px_per_mm();
  const Rect whole{0, 0, static_cast<double>(shown.width), static_cast<double>(shown.height)};
  for (std::size_t i = 0; i < shown.targets.size(); ++i) {
    const Target& one = shown.targets[i];
    const double least = std::min(one.box.width, one.box.height) / mm;
    if (least < least_target_mm) found.push_back(fmt::format("кнопка {} шириной {:.1f} мм", i + 1, least));
    if (!whole.contains(one.box)) found.push_back(fmt::format("кнопка {} выходит за экран", i + 1));
    const bool steady = one.action.act == Act::back || one.action.act == Act::home;
    if (is_low(screen) && one.box.y < std::floor(shown.height * low_layout_top(screen.large))) {
      found.push_back(fmt::format("кнопка {} выше досягаемого", i + 1));
    }
    if (steady && one.box.y < shown.height * 2.0 / 3) {
      found.push_back(fmt::format("кнопка {} выше нижней трети", i + 1));
    }
    for (std::size_t j = 0; j < i; ++j) {
      const double gap = gap_between(one.box, shown.targets[j].box) / mm;
      if (gap < least_gap_mm) {
        found.push_back(fmt::format("между кнопками {} и {} только {:.1f} мм", j + 1, i + 1, gap));
      }
    }
  }
  if (shown.choices > most_choices) {
    found.push_back(fmt::format("на экране {} вариантов, можно {}", shown.choices, most_choices));
  }
}

bool same_style(const canvas::TextStyle& a, const canvas::TextStyle& b) {
  return a.face == b.face && a.size == b.size && a.weight == b.weight && a.color == b.color &&
         a.align == b.align && a.vertical == b.vertical && a.line_spacing == b.line_spacing;
}

Rect grown(const Rect& box) {
  constexpr double edge = 2;  // antialiased edges reach over the box
  return {std::floor(box.x - edge), std::floor(box.y - edge), std::ceil(box.width + 2 * edge + 1),
          std::ceil(box.height + 2 * edge + 1)};
}

}  // namespace

bool Item::operator==(const Item& other) const {
  return kind == other.kind && box == other.box && color == other.color && ground == other.ground &&
         size == other.size && icon == other.icon && text == other.text && same_style(style, other.style);
}

std::vector<std::string> check_layout(const Layout& shown, const Screen& screen) {
  std::vector<std::string> found = shown.trouble;
  check_texts(shown, screen, found);
  check_targets(shown, screen, found);
  check_signs(shown, found);
  return found;
}

std::vector<Rect> difference(const Layout& before, const Layout& after) {
  const Rect whole{0, 0, static_cast<double>(after.width), static_cast<double>(after.height)};
  if (before.width != after.width || before.height != after.height || !(before.ground == after.ground)) {
    return {whole};
  }
  // Another number of things is another page; otherwise the lists run side by side.
  if (before.items.size() != after.items.size()) return {whole};
  std::vector<Rect> dirty;
  for (std::size_t i = 0; i < after.items.size(); ++i) {
    if (before.items[i] == after.items[i]) continue;
    dirty.push_back(grown(before.items[i].box));
    if (!(before.items[i].box == after.items[i].box)) dirty.push_back(grown(after.items[i].box));
  }
  if (dirty.size() > 24) return {whole};
  return dirty;
}

}  // namespace talon::screens
