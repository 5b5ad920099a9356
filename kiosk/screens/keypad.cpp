// SPDX-License-Identifier: MIT
// The terminal by keys, and what is said to who does not see it.
#include <algorithm>
#include <utility>

#include "kiosk/screens/layout.h"
#include "kiosk/screens/speech.h"
#include "kiosk/screens/turn.h"

namespace talon::screens {

namespace {

void move_focus(Turn& turn, const Layout& shown, int by) {
  const auto all = reading_order(shown);
  if (all.empty()) return;
  const auto count = static_cast<int>(all.size());
  if (!turn.screen.focus) {
    turn.screen.focus = (by > 0 ? first_focus(shown) : all.back())->action;
    return;
  }
  const Target* now = focused(shown, *turn.screen.focus);
  const auto at = static_cast<int>(std::find(all.begin(), all.end(), now) - all.begin());
  turn.screen.focus = all[static_cast<std::size_t>((at + by + count) % count)]->action;
}

/// One key: a step up to the loudest, then step by step down again, so that nothing is ever suddenly loud.
void change_loudness(Screen& screen) {
  if (!screen.speech) return;
  if (screen.loudness_db >= 0) screen.louder = false;
  if (screen.loudness_db <= least_loudness_db) screen.louder = true;
  screen.loudness_db += screen.louder ? loudness_step_db : -loudness_step_db;
  screen.spoken_of.clear();  // heard at once as loud as it is now
}

/// OK: what has the ring. Right after a page change it was meant for the page before, as with a finger.
void press_focus(Turn& turn, const Layout& shown) {
  Screen& screen = turn.screen;
  if (!screen.focus) return move_focus(turn, shown, 1);
  if (turn.now < screen.keys_blocked_until) return;
  const Target* target = focused(shown, *screen.focus);
  if (target == nullptr) return;
  const Action action = target->action;
  screen.focus = action;
  screen.keys_blocked_until = turn.now + page_change_block;
  act(turn, action);
}

bool offers(const Layout& shown, const Action& action) {
  return std::any_of(shown.targets.begin(), shown.targets.end(),
                     [&](const Target& each) { return each.action == action; });
}

/// A number key does what the same key on the glass does; false: the page takes no number now. A ticket's
/// number begins with a letter, so until there is one the arrows of a keypad of numbers stay arrows.
bool type_digit(Turn& turn, const Layout& shown, int digit) {
  Screen& screen = turn.screen;
  if (screen.page == Page::entry && screen.typed.empty()) return false;
  const std::vector<std::string> keys = keyboard(screen);
  const auto key = std::find(keys.begin(), keys.end(), std::to_string(digit));
  const Action letter{Act::letter, static_cast<int>(key - keys.begin())};
  if (key == keys.end() || !offers(shown, letter)) return false;
  act(turn, letter);
  // Whole: OK is next.
  const Action enter{Act::enter, 0};
  if (screen.page == Page::code_entry && offers(layout(screen, turn.now), enter)) screen.focus = enter;
  return true;
}

/// Takes back what is typed, letter by letter; then leaves the page.
void press_back(Turn& turn, const Layout& shown) {
  const Action erase{Act::erase, 0};
  if (!turn.screen.typed.empty() && offers(shown, erase)) return act(turn, erase);
  for (const Act wanted : {Act::back, Act::home}) {
    for (const Target& each : shown.targets) {
      if (each.action.act != wanted) continue;
      act(turn, Action{each.action});
      return;
    }
  }
}

std::string words_of_ring(const Layout& shown, const Action& focus, const std::string& language) {
  const Target* target = focused(shown, focus);
  return target == nullptr ? "" : words_of_target(shown, *target, language);
}

std::string name_of_ring(const Layout& shown, const Action& focus) {
  const Target* target = focused(shown, focus);
  if (target == nullptr) return "";
  return std::to_string(static_cast<int>(target->action.act)) + " " + std::to_string(target->action.index);
}

}  // namespace

void press_key(Turn& turn, const KeyPressed& pressed) {
  Screen& screen = turn.screen;
  using enum KeyPressed::Key;
  const bool warned = view(screen, turn.now) == Page::warning;
  screen.touched = turn.now;
  if (pressed.key == speech_on || pressed.key == speech_off)
    return switch_speech(turn, pressed.key == speech_on);
  if (warned) return;  // any key goes on, as any tap does
  const Layout shown = layout(screen, turn.now);
  if (pressed.digit && type_digit(turn, shown, *pressed.digit)) return;
  switch (pressed.key) {
    case former:
      return move_focus(turn, shown, -1);
    case next:
      return move_focus(turn, shown, 1);
    case ok:
      return press_focus(turn, shown);
    case back:
      return press_back(turn, shown);
    case loudness:
      return change_loudness(screen);
    case repeat:
      screen.spoken_of.clear();
      return;
    default:
      return;
  }
}

void speak(Turn& turn) {
  Screen& screen = turn.screen;
  if (!screen.speech) return;
  const Layout shown = layout(screen, turn.now);
  const std::string page = shown.title + "\n" + std::to_string(screen.sheet) + screen.language + "\n";
  const std::string ring = "\n" + (screen.focus ? name_of_ring(shown, *screen.focus) : "");
  const std::string before = std::exchange(screen.spoken_of, page + screen.typed + ring);
  if (before == screen.spoken_of) return;
  const bool other_typing = !before.starts_with(page + screen.typed + "\n");
  // An empty field: the page says what may be typed.
  const bool other_page = !before.starts_with(page) || (other_typing && screen.typed.empty());
  std::string words;
  if (other_page) {
    words = words_of_page(shown, screen.language);
  } else if (other_typing) {
    words = words_of_typing(before.substr(page.size(), before.rfind('\n') - page.size()), screen.typed);
  }
  if (screen.focus && (other_page || !before.ends_with(ring)))
    words += (words.empty() ? "" : ". ") + words_of_ring(shown, *screen.focus, screen.language);
  if (!words.empty()) turn.requests.push_back(Speak{words, screen.language, screen.loudness_db});
}

}  // namespace talon::screens
