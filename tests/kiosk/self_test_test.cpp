// SPDX-License-Identifier: MIT
// The slip that is printed by itself before the reception begins.
#include "kiosk/self_test.h"

#include <filesystem>
#include <gtest/gtest.h>

#include "server/model/time.h"

namespace talon::kiosk {
namespace {

Timestamp at(const std::string& text) {
  const auto time = parse_timestamp(text + ":00.000+05:00");
  EXPECT_TRUE(time) << text;
  return time.value_or(Timestamp{});
}

class MorningSlip : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::string(TALON_BINARY_DIR) + "/self-test-XXXXXX";
    ASSERT_NE(::mkdtemp(folder_.data()), nullptr);
    menu_.receptions = {{at("2026-03-02T09:00"), at("2026-03-02T13:00")},
                        {at("2026-03-02T14:00"), at("2026-03-02T18:00")},
                        {at("2026-03-04T09:00"), at("2026-03-04T18:00")}};
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  SelfTest test(const std::string& from = "08:30") { return {time_of_day(from), folder_ + "/self-test"}; }

  std::string folder_;
  MenuPicture menu_;
};

TEST_F(MorningSlip, IsPrintedOnceADayBeforeTheReception) {
  SelfTest slip = test();
  EXPECT_FALSE(slip.begin(menu_, at("2026-03-02T08:29"), true)) << "too early";
  EXPECT_FALSE(slip.begin(menu_, at("2026-03-02T08:31"), false)) << "somebody stands there";
  EXPECT_TRUE(slip.begin(menu_, at("2026-03-02T08:31"), true));
  EXPECT_FALSE(slip.begin(menu_, at("2026-03-02T08:32"), true));
  EXPECT_FALSE(slip.component()) << "nothing is known yet";
  slip.ended(SlipOutcome::printed, "");
  EXPECT_EQ(slip.component()->health, Health::ok);
  EXPECT_EQ(slip.component()->reason, "2026-03-02 напечатан");
  EXPECT_FALSE(slip.begin(menu_, at("2026-03-03T08:31"), true)) << "no reception";
  EXPECT_TRUE(slip.begin(menu_, at("2026-03-04T08:31"), true));
}

TEST_F(MorningSlip, IsNotPrintedAmongVisitorsNorUnasked) {
  EXPECT_FALSE(test().begin(menu_, at("2026-03-02T09:00"), true));
  EXPECT_FALSE(test().begin(menu_, at("2026-03-02T13:30"), true)) << "the break is no morning";
  SelfTest none(std::nullopt, folder_ + "/self-test");
  EXPECT_FALSE(none.begin(menu_, at("2026-03-02T08:31"), true));
  EXPECT_FALSE(none.component());
}

TEST_F(MorningSlip, ARestartWastesNoPaperAndRemembers) {
  EXPECT_TRUE(test().begin(menu_, at("2026-03-02T08:31"), true));
  SelfTest again = test();
  EXPECT_FALSE(again.begin(menu_, at("2026-03-02T08:40"), true));
  EXPECT_EQ(again.component()->health, Health::warning);
  EXPECT_EQ(again.component()->reason, "2026-03-02 неизвестно, напечатан ли: посмотрите принтер");
  again.ended(SlipOutcome::failed, "media-empty");
  EXPECT_EQ(test().component()->reason, "2026-03-02 не напечатан: посмотрите принтер");
  again.ended(SlipOutcome::printed, "");
  EXPECT_EQ(test().component()->reason, "2026-03-02 напечатан") << "after the repair";
}

TEST_F(MorningSlip, APrinterThatCannotConfirmIsNoFault) {
  SelfTest slip = test("00:00");
  ASSERT_TRUE(slip.begin(menu_, at("2026-03-02T00:00"), true));
  slip.ended(SlipOutcome::unknown, "");
  EXPECT_EQ(slip.component()->health, Health::ok);
}

TEST_F(MorningSlip, ADiskThatKeepsNothingPrintsNothing) {
  SelfTest slip(time_of_day("08:30"), folder_ + "/none/self-test");
  EXPECT_FALSE(slip.begin(menu_, at("2026-03-02T08:31"), true));
  EXPECT_FALSE(slip.begin(menu_, at("2026-03-02T08:31"), true));
  EXPECT_EQ(slip.component()->health, Health::warning);
}

TEST(TimeOfDay, IsHoursAndMinutes) {
  EXPECT_EQ(time_of_day("08:30"), std::chrono::minutes{510});
  EXPECT_EQ(time_of_day("0:00"), std::chrono::minutes{0});
  for (const char* wrong : {"", "8", "24:00", "08:60", "08:30x", "-1:10", "утром"})
    EXPECT_FALSE(time_of_day(wrong)) << wrong;
}

}  // namespace
}  // namespace talon::kiosk
