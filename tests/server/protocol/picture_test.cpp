// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "server/protocol/json.h"
#include "tests/server/protocol/generators.h"

namespace talon::protocol {
namespace {

template <class Picture>
class Pictures : public testing::Test {};
using All = testing::Types<HallTime, MenuPicture, SlipContent, TicketReply, HallPicture, DeskPicture,
                           LivePicture, TicketStatus, DeskTicket, Leg>;
TYPED_TEST_SUITE(Pictures, All);

TYPED_TEST(Pictures, WhatIsWrittenIsReadBack) {
  EXPECT_TRUE(rc::check([] {
    const auto picture = test::any<TypeParam>();
    const std::string text = encode(picture);
    RC_LOG() << text;
    const auto read = decode<TypeParam>(text);
    RC_ASSERT(read.ok());
    RC_ASSERT(test::same(*read, picture));
    RC_ASSERT(encode(*read) == text);
  }));
}

TYPED_TEST(Pictures, EveryCutOffTextIsRefused) {
  const std::string text = encode(TypeParam{});
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_FALSE(decode<TypeParam>(std::string_view(text).substr(0, length)));
  }
}

TEST(Picture, IsWrittenAsTheApiSays) {
  TicketStatus status;
  status.time.now = *parse_timestamp("2026-03-02T09:14:07.120+05:00");
  status.number = {"А", 17};
  status.state = TicketState::called;
  status.room_title = "кабинет 5";
  EXPECT_EQ(encode(status),
            R"({"time":{"now":"2026-03-02T09:14:07.120+05:00","rate":1,"virtual_clock":false},)"
            R"("number":"А017","state":"called","ahead":0,"expected_wait_s":null,"not_later":null,)"
            R"("room_title":"кабинет 5","desk_title":"","rooms":[],"slip":"pending"})");
}

TEST(Picture, AFaultNamesTheField) {
  const auto time = decode<HallTime>(R"({"now":"yesterday","rate":1,"virtual_clock":false})");
  ASSERT_FALSE(time);
  EXPECT_EQ(time.refusal().code, RefusalCode::bad_request);
  EXPECT_EQ(time.refusal().detail, "поле «now»: нужно время вида 2026-03-02T09:14:07+05:00");
  EXPECT_EQ(decode<HallTime>(R"({"now":"2026-03-02T09:14:07Z","rate":1})").refusal().detail,
            "поле «virtual_clock»: нет такого поля");
  HallPicture hall;
  hall.lines.resize(2);
  std::string text = encode(hall);
  const auto place = text.rfind(R"("waiting":0)");
  text.replace(place, 11, R"("waiting":"")");
  EXPECT_EQ(decode<HallPicture>(text).refusal().detail, "поле «lines[1].waiting»: нужно целое число");
}

TEST(Picture, TextThatIsNoUtf8IsWrittenReadable) {
  RoomPicture room;
  room.title = "a\xC3(\xFF\xED\xA0\x80z\xD0";
  const auto read = decode<RoomPicture>(encode(room));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->title, "a\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\xEF\xBF\xBD");
}

TEST(Picture, TimesAreWrittenAsFormatTimestampDoes) {
  EXPECT_TRUE(rc::check([] {
    HallTime time;
    time.now = test::any<Timestamp>();
    RC_ASSERT(encode(time).find('"' + format_timestamp(time.now) + '"') != std::string::npos);
  }));
}

}  // namespace
}  // namespace talon::protocol
