// SPDX-License-Identifier: MIT
// A terminal on virtual time before which a test stands: with a finger or with the keypad.
#pragma once

#include <algorithm>
#include <gtest/gtest.h>
#include <utility>

#include "kiosk/screens/layout.h"
#include "kiosk/screens/speech.h"
#include "tests/kiosk/pictures.h"

namespace talon::screens {

/// A terminal before which the test stands.
struct Terminal {
  Screen screen;
  Millis now{100'000};
  std::vector<Request> requests;
  int keys = 0;

  Terminal() {
    screen.glass = pictures::portrait;
    give(LinkSeen{Link::up});
    give(pictures::town());
    wait(Millis{1'000});
  }
  void give(const Input& input) {
    Stepped after = step(std::move(screen), input, now, RequestId{"key" + std::to_string(keys)});
    screen = std::move(after.screen);
    for (Request& each : after.requests) {
      if (std::holds_alternative<TakeTicket>(each) || std::holds_alternative<BookTime>(each)) ++keys;
      requests.push_back(std::move(each));
    }
  }
  /// Time passes as in the shell: with a tick now and then.
  void wait(Millis span) {
    for (Millis left = span; left > Millis{0};) {
      const Millis part = std::min(left, Millis{250});
      now += part;
      left -= part;
      give(Tick{});
    }
  }
  [[nodiscard]] std::optional<Target> find(const Action& action) const {
    const Layout shown = layout(screen, now);
    for (const Target& each : shown.targets) {
      if (each.action == action) return each;
    }
    return std::nullopt;
  }
  void down(double x, double y, std::int64_t finger = 1) { give(TouchDown{finger, x, y}); }
  void up(double x, double y, std::int64_t finger = 1) { give(TouchUp{finger, x, y}); }
  void tap(const Action& action, Millis held = Millis{120}) {
    const auto target = find(action);
    ASSERT_TRUE(target) << "no target " << static_cast<int>(action.act) << " on view "
                        << static_cast<int>(seen());
    const double x = target->box.x + target->box.width / 2;
    const double y = target->box.y + target->box.height / 2;
    down(x, y);
    now += held;
    up(x, y);
  }
  /// A tap of somebody who looks first.
  void calm_tap(const Action& action) {
    wait(Millis{1'000});
    tap(action);
  }
  [[nodiscard]] Page seen() const { return view(screen, now); }
  template <class Kind>
  [[nodiscard]] std::vector<Kind> asked() const {
    std::vector<Kind> all;
    for (const Request& each : requests) {
      if (const auto* found = std::get_if<Kind>(&each)) all.push_back(*found);
    }
    return all;
  }
  // ---- the keypad
  void key(KeyPressed::Key pressed) {
    wait(Millis{500});
    give(KeyPressed{pressed});
  }
  /// What has the ring.
  [[nodiscard]] std::optional<Action> ring() const {
    if (!screen.focus) return std::nullopt;
    const Layout shown = layout(screen, now);
    const Target* target = focused(shown, *screen.focus);
    return target == nullptr ? std::nullopt : std::optional(target->action);
  }
  /// Arrow down until the ring is there, then OK.
  void by_keys(const Action& action) {
    for (int presses = 0; ring() != action; ++presses) {
      ASSERT_LT(presses, 60) << "no way to " << static_cast<int>(action.act) << " on view "
                             << static_cast<int>(seen());
      key(KeyPressed::Key::next);
    }
    key(KeyPressed::Key::ok);
  }
  void to_procedures() {
    calm_tap({Act::group, 0});
    calm_tap({Act::service, 0});
  }
  void take() {
    to_procedures();
    calm_tap({Act::take, 1});
  }
  void answer() { give(TicketAnswer{RequestId{"key" + std::to_string(keys - 1)}, pictures::ticket(), {}}); }
  void slip(SlipOutcome outcome, const std::string& reason = {}, bool will_repeat = false) {
    give(SlipSeen{asked<PrintSlip>().back().job, outcome, reason, will_repeat});
  }
};

}  // namespace talon::screens
