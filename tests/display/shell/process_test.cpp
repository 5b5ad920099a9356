// SPDX-License-Identifier: MIT
#include "display/process.h"

#include <gtest/gtest.h>

namespace talon::display {
namespace {

using Words = std::vector<std::string>;

std::string text(const Ended& ended) {
  return {ended.output.begin(), ended.output.end()};
}

TEST(Process, SplitsACommandWithoutAShell) {
  EXPECT_EQ(split_command("espeak-ng -v ru  --stdout"), (Words{"espeak-ng", "-v", "ru", "--stdout"}));
  EXPECT_EQ(split_command("say 'a b' \"c  d\" e'f'"), (Words{"say", "a b", "c  d", "ef"}));
  EXPECT_EQ(split_command("a; rm $X"), (Words{"a;", "rm", "$X"}));
  EXPECT_EQ(split_command("  "), Words{});
}

TEST(Process, GivesInputAndTakesOutput) {
  const Ended ended = run_process({"cat"}, "талон А ноль семнадцать", Millis{10'000}, 1'000);
  EXPECT_TRUE(ended.ok) << ended.reason;
  EXPECT_EQ(text(ended), "талон А ноль семнадцать");
  const std::string large(500'000, 'x');
  EXPECT_EQ(text(run_process({"cat"}, large, Millis{10'000}, 1'000'000)), large) << "more than a pipe holds";
}

TEST(Process, SaysWhatWentWrong) {
  EXPECT_FALSE(run_process({}, "", Millis{1'000}, 1'000).ok);
  EXPECT_NE(run_process({"no-such-voice"}, "", Millis{1'000}, 1'000).reason.find("no-such-voice"),
            std::string::npos);
  EXPECT_NE(run_process({"false"}, "", Millis{10'000}, 1'000).reason.find("код 1"), std::string::npos);
  EXPECT_NE(run_process({"tail", "-f", "/dev/null"}, "", Millis{50}, 1'000).reason.find("не ответил"),
            std::string::npos);
  EXPECT_NE(run_process({"cat", "/dev/zero"}, "", Millis{10'000}, 1'000).reason.find("слишком велик"),
            std::string::npos);
  EXPECT_TRUE(run_process({"true"}, std::string(500'000, 'x'), Millis{10'000}, 1'000).ok)
      << "it need not read everything";
}

}  // namespace
}  // namespace talon::display
