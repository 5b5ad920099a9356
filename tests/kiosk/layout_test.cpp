// SPDX-License-Identifier: MIT
// Every page, in both orientations, every look and language, with short and long texts and of the halls that
// are shipped, keeps the numbers of accessibility.
#include "kiosk/screens/layout.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "kiosk/screens/proof.h"
#include "tests/kiosk/hall_pictures.h"
#include "tests/kiosk/pictures.h"

namespace talon::screens {
namespace {

struct Case {
  std::string name;
  MenuPicture menu;
  Glass glass;
  pictures::Mode mode{};
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const Glass& glass : {pictures::portrait, pictures::landscape}) {
    const std::string shape = glass.landscape() ? "landscape " : "portrait ";
    for (const pictures::Mode& mode : pictures::modes(glass)) {
      all.push_back({"town " + shape, pictures::town(), glass, mode});
      all.push_back({"crowded " + shape, pictures::crowded(), glass, mode});
      for (const char* name : {"snezhinsk", "rostov", "snezhinsk-mobile"})
        all.push_back({name + (" " + shape), pictures::hall(name), glass, mode});
    }
  }
  all.push_back({"town 32 inch ", pictures::town(), Glass{1080, 1920, 32, 0.6}});
  all.push_back({"town 4k ", pictures::town(), Glass{2160, 3840, 27, 0.6}});
  return all;
}

TEST(Layout, EveryPageKeepsTheNumbers) {
  for (const Case& each : cases()) {
    for (const pictures::Named& page : pictures::walk(each.menu, each.glass, each.mode)) {
      const auto faults = check_layout(layout(page.screen, page.now), page.screen);
      for (const std::string& fault : faults)
        ADD_FAILURE() << each.name << each.mode.name() << ", " << page.name << ": " << fault;
    }
  }
}

TEST(Layout, TheWalkShowsEveryPageThereIs) {
  std::set<Page> seen;
  for (const pictures::Named& page : pictures::walk(pictures::town(), pictures::portrait, false))
    seen.insert(view(page.screen, page.now));
  for (int each = 0; each <= static_cast<int>(Page::emergency); ++each)
    EXPECT_TRUE(seen.contains(static_cast<Page>(each))) << each;
}

TEST(Layout, EveryPageOfTheExampleHallsIsProvedBeforeTheFirstVisitor) {
  for (const char* name : {"snezhinsk", "rostov", "snezhinsk-mobile"}) {
    // Fewer dots on the same glass round otherwise: what just fits there must fit here.
    for (const Glass& glass :
         {pictures::portrait, pictures::landscape, Glass{720, 1280, 27, 0.6}, Glass{1280, 720, 27, 0.6}}) {
      const MenuPicture menu = pictures::with_longer_words(pictures::hall(name));
      EXPECT_FALSE(menu.services.empty());
      for (const char* language : {"ru", "en", "tt", "qps"}) {
        for (const std::string& fault : faults_of_pages(menu, glass, language))
          ADD_FAILURE() << name << " " << language << ": " << fault;
      }
    }
  }
  EXPECT_FALSE(faults_of_pages(pictures::town(), Glass{480, 800, 5, 0.6}, "ru").empty());
}

TEST(Layout, EveryPageOffersHelpAndEveryInnerPageTheWayHome) {
  for (const pictures::Named& page : pictures::walk(pictures::town(), pictures::portrait, false)) {
    const Layout shown = layout(page.screen, page.now);
    const auto has = [&](Act act) {
      return std::any_of(shown.targets.begin(), shown.targets.end(),
                         [&](const Target& target) { return target.action.act == act; });
    };
    EXPECT_EQ(has(Act::help), page.name != "emergency") << page.name;
    const Page seen = view(page.screen, page.now);
    const bool inner = seen == Page::services || seen == Page::procedures || seen == Page::details ||
                       seen == Page::ticket || seen == Page::help || seen == Page::refused;
    EXPECT_TRUE(has(Act::home) || !inner) << page.name;
  }
}

TEST(Layout, BackAndHomeStandAtTheSamePlaceOnEveryPage) {
  for (const bool large : {false, true}) {
    for (const Glass& glass : {pictures::portrait, pictures::landscape}) {
      std::optional<canvas::Rect> back;
      std::optional<canvas::Rect> home;
      for (const pictures::Named& page : pictures::walk(pictures::town(), glass, large)) {
        for (const Target& target : layout(page.screen, page.now).targets) {
          std::optional<canvas::Rect>* seen = target.action.act == Act::back   ? &back
                                              : target.action.act == Act::home ? &home
                                                                               : nullptr;
          if (seen == nullptr) continue;
          if (!*seen) *seen = target.box;
          EXPECT_EQ(**seen, target.box) << page.name;
        }
      }
      EXPECT_TRUE(back && home);
    }
  }
}

TEST(Layout, AGlassTooSmallForTheTextIsRefusedWithAReason) {
  const Glass phone{480, 800, 5, 0.6};
  const Screen screen = pictures::walk(pictures::town(), phone, false).front().screen;
  EXPECT_FALSE(check_layout(layout(screen, Millis{0}), screen).empty());
}

TEST(Layout, AnIdleScreenDiffersInNothingAndAPressInItsCardAlone) {
  const Screen start = pictures::walk(pictures::town(), pictures::portrait, false).front().screen;
  const Layout before = layout(start, Millis{0});
  EXPECT_TRUE(difference(before, layout(start, Millis{900})).empty());
  Screen pressed = start;
  pressed.press = Press{before.targets.back().action, before.targets.back().box, Millis{0}};
  const auto dirty = difference(before, layout(pressed, Millis{10}));
  ASSERT_FALSE(dirty.empty());
  for (const canvas::Rect& part : dirty) EXPECT_LT(part.height, 400);
}

TEST(Layout, TheClockGoesOnWithTheHall) {
  Screen start = pictures::walk(pictures::crowded(), pictures::portrait, false).front().screen;
  const Layout before = layout(start, Millis{0});
  const auto dirty = difference(before, layout(start, Millis{1'000}));  // a minute of the hall at ×60
  EXPECT_FALSE(dirty.empty());
  for (const canvas::Rect& part : dirty) EXPECT_LT(part.bottom(), 200);
}

}  // namespace
}  // namespace talon::screens
