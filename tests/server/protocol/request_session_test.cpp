// SPDX-License-Identifier: MIT
#include "server/protocol/request_session.h"

#include <gtest/gtest.h>

namespace talon::protocol {
namespace {

std::string plan(const std::string& hall, const std::string& date, const std::string& km) {
  return R"({"hall":")" + hall + R"(","date":")" + date + R"(","location":" Дом культуры ","distance_km":)" +
         km + "}";
}

template <class Value>
void expect_refused(const Result<Value>& read, const char* field) {
  ASSERT_FALSE(read.ok()) << field;
  EXPECT_NE(read.refusal().detail.find(field), std::string::npos) << read.refusal().detail;
}

TEST(RequestSession, KilometresBecomeMetres) {
  const auto read = read_prepare_session(plan("snezhinsk-mobile", "2026-03-03", "12.5"));
  ASSERT_TRUE(read.ok()) << read.refusal().detail;
  EXPECT_EQ(read->distance_m, 12'500);
  EXPECT_EQ(read->location, "Дом культуры");
  EXPECT_EQ(format_date(read->date), "2026-03-03");
}

TEST(RequestSession, APreparationIsRefusedByItsField) {
  expect_refused(read_prepare_session(plan("../etc", "2026-03-03", "1")), "hall");
  expect_refused(read_prepare_session(plan("", "2026-03-03", "1")), "hall");
  expect_refused(read_prepare_session(plan(std::string(41, 'a'), "2026-03-03", "1")), "hall");
  expect_refused(read_prepare_session(plan("m", "2026-02-30", "1")), "date");
  expect_refused(read_prepare_session(plan("m", "2026-03-03", "-1")), "distance_km");
  expect_refused(read_prepare_session(plan("m", "2026-03-03", "1000.5")), "distance_km");
  expect_refused(read_prepare_session(plan("m", "2026-03-03", "\"5\"")), "distance_km");
  expect_refused(read_prepare_session(R"({"hall":"m","date":"2026-03-03","distance_km":1})"), "location");
}

TEST(RequestSession, ACancellationHasAHallADateAndAReason) {
  const auto read = read_cancel_session(R"({"hall":"m","date":"2026-03-03","reason":" Метель "})");
  ASSERT_TRUE(read.ok()) << read.refusal().detail;
  EXPECT_EQ(read->reason, "Метель");
  expect_refused(read_cancel_session(R"({"hall":"../m","date":"2026-03-03","reason":"Метель"})"), "hall");
  expect_refused(read_cancel_session(R"({"hall":"m","date":"3 марта","reason":"Метель"})"), "date");
  expect_refused(read_cancel_session(R"({"hall":"m","date":"2026-03-03","reason":" "})"), "reason");
}

TEST(RequestSession, ArrivalHandingAndReceipt) {
  EXPECT_EQ(read_arrive_session(R"({"location":"Клуб"})")->location, "Клуб");
  expect_refused(read_arrive_session(R"({"location":"  "})"), "location");
  EXPECT_EQ(read_hand_session(R"({"cases":0})")->cases, 0);
  expect_refused(read_hand_session(R"({"cases":-1})"), "cases");
  expect_refused(read_hand_session(R"({"cases":10001})"), "cases");
  expect_refused(read_hand_session("{}"), "cases");
  EXPECT_EQ(*read_receive_session(R"({"hall":"snezhinsk-mobile"})"), "snezhinsk-mobile");
  for (const char* bad : {"..", "a/b", "A", "зал", ".incoming"}) {
    expect_refused(read_receive_session(std::string(R"({"hall":")") + bad + "\"}"), "hall");
  }
}

}  // namespace
}  // namespace talon::protocol
