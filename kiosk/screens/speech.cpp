// SPDX-License-Identifier: MIT
#include "kiosk/screens/speech.h"

#include <algorithm>
#include <tuple>

#include "display/text/text.h"

namespace talon::screens {

namespace {

int rank(const Action& action) {
  switch (action.act) {
    case Act::back:
    case Act::home:
      return 1;
    case Act::settings:
    case Act::help:
      return 2;
    default:
      return 0;
  }
}

/// Not what most people are on this page for.
bool aside(const Action& action) {
  return action.act == Act::memo || action.act == Act::book;
}

bool harmful(const Action& action) {
  switch (action.act) {
    case Act::rate:
    case Act::no_slip:
    case Act::cancel_booking:
    case Act::cancel_surely:
    case Act::drop_offer:
    case Act::print_booking:
      return true;
    default:
      return false;
  }
}

bool within(const Item& item, const Target& target) {
  const double x = item.box.x + item.box.width / 2;
  const double y = item.box.y + item.box.height / 2;
  return target.box.contains(x, y);
}

/// A number is spelt as the hall's voice spells it, so that the visitor knows it when it is called.
std::string spoken_words(const Item& item, const std::string& language) {
  if (item.style.face != canvas::Face::numbers || language != "ru") return item.text;
  return parse_ticket_number(item.text) ? text::spoken_number(item.text) : item.text;
}

void add(std::string& all, const std::string& words) {
  if (words.empty()) return;
  if (!all.empty()) all += all.ends_with('.') || all.ends_with('?') || all.ends_with('!') ? " " : ". ";
  all += words;
}

}  // namespace

std::vector<const Target*> reading_order(const Layout& shown) {
  std::vector<const Target*> all;
  for (const Target& each : shown.targets) all.push_back(&each);
  std::stable_sort(all.begin(), all.end(), [](const Target* a, const Target* b) {
    return std::tuple(rank(a->action), a->box.y, a->box.x) < std::tuple(rank(b->action), b->box.y, b->box.x);
  });
  return all;
}

const Target* first_focus(const Layout& shown) {
  const auto all = reading_order(shown);
  const auto order = [](const Target* each) {
    return std::tuple(harmful(each->action), rank(each->action), aside(each->action));
  };
  const auto first = std::min_element(all.begin(), all.end(),
                                      [&](const Target* a, const Target* b) { return order(a) < order(b); });
  return first == all.end() ? nullptr : *first;
}

const Target* focused(const Layout& shown, const Action& focus) {
  const auto all = reading_order(shown);
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Target* each) { return each->action == focus; });
  return found != all.end() ? *found : first_focus(shown);
}

std::string words_of_page(const Layout& shown, const std::string& language) {
  std::string all;
  add(all, shown.title);
  for (const Item& item : shown.items) {
    if (item.kind != Item::Kind::text || item.text == shown.title) continue;
    const bool label = std::any_of(shown.targets.begin(), shown.targets.end(),
                                   [&](const Target& target) { return within(item, target); });
    if (!label) add(all, spoken_words(item, language));
  }
  if (shown.choices > 0) {
    add(all, text::Catalogue::of(language).say_count("Вариантов на экране: {n}", shown.choices));
  }
  return all;
}

std::string words_of_target(const Layout& shown, const Target& target, const std::string& language) {
  std::string all;
  for (const Item& item : shown.items) {
    if (item.kind == Item::Kind::text && within(item, target)) add(all, spoken_words(item, language));
  }
  return all;
}

std::string words_of_typing(const std::string& before, const std::string& now) {
  if (now.starts_with(before)) return now.substr(before.size());
  std::string all;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const bool starts_letter = (static_cast<unsigned char>(now[i]) & 0xC0U) != 0x80U;
    if (starts_letter && i > 0) all += ", ";
    all += now[i];
  }
  return all;
}

}  // namespace talon::screens
