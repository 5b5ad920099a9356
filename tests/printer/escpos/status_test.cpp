// SPDX-License-Identifier: MIT
#include "printer/escpos/status.h"

#include <gtest/gtest.h>
#include <random>

namespace talon::escpos {
namespace {

const Bytes asb_ok = {0x10, 0x00, 0x00, 0x0F};
const Bytes asb_no_paper = {0x18, 0x00, 0x0F, 0x0F};
const Bytes id_0042 = {0x37, 0x22, '0', '0', '4', '2', 0x00};

Bytes join(std::initializer_list<Bytes> parts) {
  Bytes all;
  for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

TEST(Status, KindsAreToldApartByTheirFixedBits) {
  StatusParser parser;
  const auto reports = parser.take(join({{0x12}, asb_ok, id_0042, {0x16}, asb_no_paper}));
  ASSERT_EQ(reports.size(), 5U);
  EXPECT_EQ(std::get<RealTimeAnswer>(reports[0]).byte, 0x12);
  EXPECT_TRUE(std::get<AutomaticStatus>(reports[1]).condition.ready());
  EXPECT_EQ(std::get<Confirmation>(reports[2]).id, (ProcessId{'0', '0', '4', '2'}));
  EXPECT_EQ(std::get<RealTimeAnswer>(reports[3]).byte, 0x16);
  EXPECT_TRUE(std::get<AutomaticStatus>(reports[4]).condition.paper_end);
  EXPECT_EQ(parser.garbage(), 0);
}

TEST(Status, PiecesOfAnySize) {
  const Bytes all = join({asb_ok, id_0042, {0x12}, asb_no_paper});
  for (std::size_t piece = 1; piece <= all.size(); ++piece) {
    StatusParser parser;
    std::size_t count = 0;
    for (std::size_t at = 0; at < all.size(); at += piece)
      count += parser.take({all.data() + at, std::min(piece, all.size() - at)}).size();
    EXPECT_EQ(count, 4U) << piece;
  }
}

TEST(Status, GarbageIsCountedAndWhatFollowsIsNotLost) {
  StatusParser parser;
  const auto reports =
      parser.take(join({{0xFF, 0x80, 0x00}, {0x10, 0x00}, asb_ok, {0x37, 0x22, '0', 0x01}, id_0042}));
  ASSERT_GE(reports.size(), 2U);
  EXPECT_EQ(std::get<Confirmation>(reports.back()).id, (ProcessId{'0', '0', '4', '2'}));
  EXPECT_GT(parser.garbage(), 3);
}

TEST(Status, FlowControlIsSkipped) {
  StatusParser parser;
  EXPECT_EQ(parser.take(Bytes{0x10, 0x13, 0x00, 0x11, 0x00, 0x0F}).size(), 1U);
}

TEST(Status, NoiseAlmostNeverLooksLikeAConfirmation) {
  std::mt19937 random(7);
  StatusParser parser;
  long confirmations = 0;
  for (int i = 0; i < 200000; ++i) {
    const Bytes byte = {static_cast<std::uint8_t>(random())};
    for (const Report& report : parser.take(byte))
      if (std::holds_alternative<Confirmation>(report)) ++confirmations;
  }
  EXPECT_LE(confirmations, 2);  // and the session still compares the id
}

TEST(Status, AnswersFillTheCondition) {
  Condition c;
  EXPECT_TRUE(read_answer(1, 0x1A, c));
  EXPECT_TRUE(c.offline);
  EXPECT_TRUE(read_answer(2, 0x16, c));
  EXPECT_TRUE(c.cover_open);
  EXPECT_TRUE(read_answer(3, 0x1A, c));
  EXPECT_TRUE(c.cutter_error);
  EXPECT_TRUE(read_answer(4, 0x72, c));
  EXPECT_TRUE(c.paper_end);
  EXPECT_FALSE(read_answer(1, 0x10, c));
  EXPECT_FALSE(read_answer(5, 0x12, c));
}

TEST(Status, StarAutomaticStatus) {
  StatusParser parser(Dialect::star);
  const auto reports = parser.take(Bytes{0xFF, 0x23, 0x06, 0x28, 0x08, 0x00, 0x0C, 0x00, 0x4A, 0x00});
  ASSERT_EQ(reports.size(), 1U);
  const auto& report = std::get<EtbCounter>(reports[0]);
  EXPECT_TRUE(report.condition.offline);
  EXPECT_TRUE(report.condition.cover_open);
  EXPECT_TRUE(report.condition.cutter_error);
  EXPECT_TRUE(report.condition.paper_end);
  EXPECT_EQ(report.counter, 0b10101);
}

TEST(Status, TheGravestReasonIsTold) {
  Condition c;
  EXPECT_EQ(judge(c), (Verdict{Health::ok, ""}));
  c.paper_low = true;
  EXPECT_EQ(judge(c), (Verdict{Health::warning, "media-low"}));
  c.offline = true;
  EXPECT_EQ(judge(c), (Verdict{Health::failed, "offline"}));
  c.paper_end = true;
  EXPECT_EQ(judge(c), (Verdict{Health::failed, "media-empty"}));
  c.cover_open = true;
  EXPECT_EQ(judge(c), (Verdict{Health::failed, "cover-open"}));
}

}  // namespace
}  // namespace talon::escpos
