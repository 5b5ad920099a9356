// SPDX-License-Identifier: MIT
// Paper near its end where no sensor sees it: counted, kept over a restart, told fifty slips ahead.
#include "kiosk/roll.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <random>

namespace talon::kiosk {
namespace {

constexpr double roll_mm = 80'000;

class PaperCount : public testing::Test {
 protected:
  void SetUp() override {
    std::string folder = std::string(TALON_BINARY_DIR) + "/roll-XXXXXX";
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    folder_ = folder;
    file_ = folder + "/roll";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  static void use_until_low(Roll& roll) {
    for (int slips = 0; !roll.low(); ++slips) {
      ASSERT_LT(slips, 1'000);
      roll.used(250);
    }
  }

  std::string folder_, file_;
};

/// Whatever the slips are like, the warning comes while there is paper for fifty more of the same kind, and
/// not when the roll is half full.
TEST_F(PaperCount, TheEndIsToldFiftySlipsAhead) {
  for (const auto& [shortest, longest] : {std::pair{90.0, 120.0}, {200.0, 380.0}, {250.0, 250.0}}) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> length(shortest, longest);
    Roll roll(roll_mm, file_ + std::to_string(longest));
    double left = roll_mm;
    while (!roll.low()) {
      const double slip = length(random);
      left -= slip;
      roll.used(slip);
    }
    int more = 0;
    for (; left >= 0; ++more) left -= length(random);
    EXPECT_GE(more, 50) << shortest;
    EXPECT_LE(more, 70) << shortest;
  }
}

TEST_F(PaperCount, ARestartForgetsNothing) {
  {
    Roll roll(roll_mm, file_);
    use_until_low(roll);
  }
  EXPECT_TRUE(Roll(roll_mm, file_).low());
}

TEST_F(PaperCount, PaperThatIsBackIsANewRoll) {
  Roll roll(roll_mm, file_);
  use_until_low(roll);
  roll.seen(Health::failed, "media-empty");
  EXPECT_TRUE(roll.low());
  roll.seen(Health::ok, "");
  EXPECT_FALSE(roll.low());
  EXPECT_FALSE(Roll(roll_mm, file_).low()) << "and after a restart it still is";
}

TEST_F(PaperCount, ACoverOpenedForAnotherReasonIsNoNewRoll) {
  Roll roll(roll_mm, file_);
  for (int slips = 0; slips < 100; ++slips) roll.used(250);
  const int left = roll.slips_left();
  roll.seen(Health::failed, "cover-open");
  roll.seen(Health::ok, "");
  EXPECT_EQ(roll.slips_left(), left);
  use_until_low(roll);
  roll.seen(Health::failed, "cover-open");
  roll.seen(Health::ok, "");
  EXPECT_FALSE(roll.low()) << "after the warning somebody brought a new one";
}

TEST_F(PaperCount, NothingIsCountedUnlessTheRollIsMeasured) {
  Roll roll(0, file_);
  for (int slips = 0; slips < 1'000; ++slips) roll.used(250);
  EXPECT_FALSE(roll.low());
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(PaperCount, ADamagedFileIsANewRoll) {
  std::ofstream(file_) << "-3 rubbish";
  EXPECT_EQ(Roll(roll_mm, file_).slips_left(), 320);
}

}  // namespace
}  // namespace talon::kiosk
