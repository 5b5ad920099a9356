// SPDX-License-Identifier: MIT
// A list of choices: what of it gives way where there is little room, and the sheets it takes.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/composer.h"

namespace talon::screens {

using canvas::Rect;

double Composer::tallest(const std::vector<Card>& all, double width) const {
  double most = 0;
  for (const Card& each : all) most = std::max(most, card_height(each, width));
  return most;
}

bool Composer::on_one_sheet(const std::vector<Card>& all, const Rect& area) const {
  const auto count = static_cast<double>(all.size());
  return tallest(all, area.width) * count + z.gap * (count - 1) <= area.height;
}

/// Explanations and numbers give way before choices move to another sheet.
void Composer::shed_words(std::vector<Card>& all, const Rect& area) const {
  if (on_one_sheet(all, area)) return;
  // A reason why a choice is closed stays.
  for (Card& each : all) {
    if (each.look != Look::closed) each.note.clear();
  }
  if (on_one_sheet(all, area)) return;
  // The numbers of who waits go where that brings all choices of a kind of question on one sheet; beside a
  // choice that gives a ticket they stay.
  std::vector<Card> bare = all;
  for (Card& each : bare) {
    if (each.look == Look::light) each.waits.clear();
  }
  if (on_one_sheet(bare, area)) all = std::move(bare);
}

/// Where not even one choice has room on a sheet: the words of the choice itself come first.
void Composer::squeeze(std::vector<Card>& all, const Rect& area) {
  const double room = area.height - turning_height(area.width) - z.gap;
  const auto too_high = [&] { return !on_one_sheet(all, area) && tallest(all, area.width) > room; };
  const auto lower = [&] {
    // Beside its second button a choice is narrow and high: with the button below it may be lower.
    sides_below_ = false;
    const double beside = tallest(all, area.width);
    sides_below_ = true;
    sides_below_ = tallest(all, area.width) < beside;
  };
  if (too_high()) lower();
  for (const bool tight : {false, true}) {
    if (!too_high()) return;
    for (Card& each : all) each.waits.clear();
    tight_ = tight;
    sides_below_ = false;
    if (too_high()) lower();
  }
}

void Composer::cards(std::vector<Card> all, Rect area) {
  if (all.empty()) return;
  area = reachable(area);
  shed_words(all, area);
  squeeze(all, area);
  const double height = tallest(all, area.width);
  const auto room = [&](double free) {
    return std::clamp(static_cast<int>((free + z.gap) / (height + z.gap)), 0, most_choices);
  };
  const int count = static_cast<int>(all.size());
  int each = room(area.height);
  if (each < count) {
    each = std::max(1, room(area.height - turning_height(area.width) - z.gap));
    out.sheets = (count + each - 1) / each;
    area = turning_row(area);
  }
  if (height > area.height + 0.5) out.trouble.push_back("вариант «" + all.front().title + "» не помещается");
  const int first = std::min(screen.sheet, out.sheets - 1) * each;
  const int shown = std::min(each, count - first);
  out.choices = shown;
  // A short list breathes: cards grow, but never so far that the page looks like another one.
  const int rows = out.sheets > 1 ? each : count;
  const double spare = (area.height - rows * height - (rows - 1) * z.gap) / rows;
  const double grown = std::floor(height + std::clamp(std::min(spare, height * 0.5), 0.0, 1e9));
  for (int i = 0; i < shown; ++i) {
    const int index = first + i;
    card(all[static_cast<std::size_t>(index)], {area.x, area.y + i * (grown + z.gap), area.width, grown});
  }
}

}  // namespace talon::screens
