// SPDX-License-Identifier: MIT
// The plan of a floor and the way to a room on it.
#include <algorithm>
#include <functional>
#include <gtest/gtest.h>

#include "kiosk/screens/layout.h"
#include "kiosk/screens/palette.h"
#include "kiosk/screens/words.h"
#include "tests/kiosk/terminal.h"

namespace talon::screens {
namespace {

class Room : public testing::Test {
 protected:
  Room() { terminal.give(DeviceSeen{DeviceId{"kiosk1"}}); }
  void open() {
    terminal.tap({Act::info, 0});
    terminal.wait(page_change_block);
    terminal.tap({Act::rooms, 0});
    terminal.wait(page_change_block);
    terminal.tap({Act::room, 0});
    ASSERT_EQ(terminal.seen(), Page::room);
  }
  [[nodiscard]] Layout shown() const { return layout(terminal.screen, terminal.now); }
  [[nodiscard]] bool says(const std::string& words) const {
    const Layout now = shown();
    return std::any_of(now.items.begin(), now.items.end(),
                       [&](const Item& each) { return each.text == words; });
  }
  /// Dark thin lines: the way.
  [[nodiscard]] std::vector<canvas::Rect> strokes() const {
    std::vector<canvas::Rect> all;
    for (const Item& each : shown().items) {
      const bool thin = std::min(each.box.width, each.box.height) < 12;
      if (each.kind == Item::Kind::panel && each.color == palette::calm.accent && thin)
        all.push_back(each.box);
    }
    return all;
  }
  void give_menu(const std::function<void(MenuPicture&)>& change) {
    MenuPicture menu = pictures::town();
    change(menu);
    terminal.give(menu);
  }

  Terminal terminal;
};

TEST_F(Room, TheWayLeadsInOnePieceFromTheTerminalToTheDoor) {
  open();
  EXPECT_TRUE(says("Вы здесь"));
  EXPECT_TRUE(says("кабинет 5"));
  const auto way = strokes();
  ASSERT_GE(way.size(), 2U);
  for (std::size_t i = 1; i < way.size(); ++i) EXPECT_TRUE(way[i].overlaps(way[i - 1])) << i;
  const MenuPicture& menu = *terminal.screen.menu;
  const PlanRoom& goal = menu.plans[0].rooms[0];
  const Layout now = shown();
  const auto room = std::find_if(now.items.begin(), now.items.end(), [](const Item& each) {
    return each.kind == Item::Kind::panel && each.color == palette::calm.accent && each.box.height > 100;
  });
  ASSERT_NE(room, now.items.end());
  const double scale = room->box.width / goal.width;
  const double door_x = room->box.x + (goal.door.x - goal.x) * scale;
  EXPECT_TRUE(way.back().contains(door_x, room->box.bottom())) << "it ends at the door";
}

TEST_F(Room, WhereTheTerminalIsNotKnownThePlanHasNoWay) {
  terminal.give(DeviceSeen{DeviceId{"kiosk9"}});
  open();
  EXPECT_TRUE(says("кабинет 5"));
  EXPECT_FALSE(says("Вы здесь"));
  EXPECT_TRUE(strokes().empty());
}

TEST_F(Room, AFloorToWhichNothingLeadsIsShownAndSaidSo) {
  give_menu([](MenuPicture& menu) {
    FloorPlan second{"2 этаж", 20, 12, menu.plans[0].rooms, {}};
    menu.plans[0].rooms.erase(menu.plans[0].rooms.begin());
    menu.plans.push_back(second);
  });
  open();
  EXPECT_TRUE(says("Это другой этаж: 2 этаж."));
  EXPECT_FALSE(says("Вы здесь"));
}

/// Stairs three metres away, a lift at the other end of the house.
void two_floors(MenuPicture& menu) {
  FloorPlan second{"2 этаж", 20, 12, {{RoomId{"21"}, "", 0, 0, 8, 5, {6, 5}}}, {}};
  second.signs = {{PlanMark::lift, 18, 10, DeviceId{}}, {PlanMark::stairs, 9, 8, DeviceId{}}};
  menu.plans[0].signs.push_back({PlanMark::stairs, 9, 6, DeviceId{}});
  menu.plans.push_back(second);
  for (ServicePicture& service : menu.services) {
    for (OfferPicture& offer : service.procedures) offer.rooms = {{RoomId{"21"}, "кабинет 21", "2 этаж"}};
  }
}

TEST_F(Room, AnotherFloorIsTwoSheetsToTheStairsAndFromThereToTheDoor) {
  give_menu(two_floors);
  open();
  EXPECT_TRUE(says(bound("Сначала к лестнице. Вам нужно: 2 этаж.")));
  EXPECT_TRUE(says("Вы здесь"));
  EXPECT_TRUE(says("Лестница"));
  EXPECT_FALSE(strokes().empty());
  terminal.calm_tap({Act::next_page, 0});
  EXPECT_TRUE(says(bound("2 этаж: от лестницы к двери.")));
  EXPECT_FALSE(says("Вы здесь"));
  EXPECT_TRUE(says("Лестница"));
  EXPECT_TRUE(says("кабинет 21"));
  EXPECT_FALSE(strokes().empty());
}

TEST_F(Room, WhoSitsInAWheelchairIsLedToTheLift) {
  give_menu(two_floors);
  terminal.screen.low = true;
  open();
  EXPECT_TRUE(says(bound("Сначала к лифту. Вам нужно: 2 этаж.")));
  terminal.calm_tap({Act::next_page, 0});
  EXPECT_TRUE(says(bound("2 этаж: от лифта к двери.")));
}

TEST_F(Room, WithoutAPlanTheRoomsAreAListAndOneThatIsNotDrawnIsNoButton) {
  give_menu([](MenuPicture& menu) { menu.plans.clear(); });
  terminal.tap({Act::info, 0});
  terminal.wait(page_change_block);
  terminal.tap({Act::rooms, 0});
  EXPECT_FALSE(terminal.find({Act::room, 0}));
  give_menu([](MenuPicture& menu) {
    menu.services[0].procedures[0].rooms.push_back({RoomId{"8"}, "кабинет 8", "2 этаж"});
  });
  EXPECT_TRUE(terminal.find({Act::room, 0}));
  EXPECT_FALSE(terminal.find({Act::room, 1}));
  EXPECT_TRUE(says("кабинет 8"));
}

TEST_F(Room, AConfigurationThatTakesThePlanAwayLeavesTheList) {
  open();
  give_menu([](MenuPicture& menu) { menu.plans.clear(); });
  EXPECT_FALSE(says("Вы здесь"));
  EXPECT_EQ(shown().title, "Кабинеты");
}

}  // namespace
}  // namespace talon::screens
