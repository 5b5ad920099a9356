// SPDX-License-Identifier: MIT
#include "firmware/link/show.h"

#include <gtest/gtest.h>

namespace talon::link {
namespace {

Show a_call() {
  return {{0xC0, '0', '1', '7'}, {'2', '1', '4', 0xC1}, Attention::flash, 812, 9 * 60 + 14};
}

TEST(Show, ComesBackAsItWasSent) {
  EXPECT_EQ(show_from(to_registers(a_call())), a_call());
  EXPECT_EQ(to_registers(a_call())[0], 0xC030);
}

TEST(Show, EightCharactersNeedNoPadding) {
  Show call = a_call();
  call.room = {'1', '2', '3', '4', '5', '6', '7', '8'};
  EXPECT_EQ(show_from(to_registers(call)), call);
}

TEST(Show, WhatABoardCannotShowIsRefused) {
  const auto with = [](std::size_t reg, std::uint16_t value) {
    auto registers = to_registers(a_call());
    registers[reg] = value;
    return show_from(registers);
  };
  EXPECT_FALSE(with(0, 0xE030)) << "a small letter has no glyph";
  EXPECT_FALSE(with(3, 0x3031)) << "characters after the padding";
  EXPECT_FALSE(with(6, 0x0007)) << "a control character";
  EXPECT_FALSE(with(8, 2));
  EXPECT_FALSE(with(10, 1440));
  EXPECT_TRUE(with(10, unknown_minute));
}

TEST(KeyEvent, ComesBackAndItsAgeSaturates) {
  EXPECT_EQ(key_event_from(to_register({PanelKey::recall, 250})), (KeyEvent{PanelKey::recall, 250}));
  EXPECT_EQ(key_event_from(to_register({PanelKey::next, 60000})).age, oldest_age);
  EXPECT_EQ(key_event_from(0xF001).key, PanelKey::none);
}

}  // namespace
}  // namespace talon::link
