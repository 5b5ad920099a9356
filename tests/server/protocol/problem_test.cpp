// SPDX-License-Identifier: MIT
#include "server/protocol/problem.h"

#include <gtest/gtest.h>

namespace talon::protocol {
namespace {

TEST(Problem, EveryRefusalIsWrittenAndReadBack) {
  for (int code = 0; code <= static_cast<int>(RefusalCode::storage_unavailable); ++code) {
    const Refusal refusal{static_cast<RefusalCode>(code), code % 2 == 0 ? "окно \"3\"" : ""};
    const auto problem = decode_problem(encode_problem(refusal));
    ASSERT_TRUE(problem) << refusal_name(refusal.code);
    EXPECT_EQ(problem->refusal.code, refusal.code);
    EXPECT_EQ(problem->refusal.detail, refusal.detail);
    EXPECT_EQ(problem->title, problem_title(refusal.code));
    EXPECT_EQ(problem->status, http_status(refusal.code));
    EXPECT_GE(problem->status, 400);
    EXPECT_LE(problem->status, 503);
  }
}

TEST(Problem, IsWrittenAsRfc9457) {
  EXPECT_EQ(encode_problem({RefusalCode::unknown_desk, "7"}),
            R"({"type":"/problems/unknown-desk","title":"Такого окна нет.","status":404,"detail":"7"})");
  EXPECT_EQ(encode_problem({RefusalCode::nobody_waiting, ""}),
            R"({"type":"/problems/nobody-waiting","title":"К вам никто не ждёт.","status":409})");
}

TEST(Problem, TitleAndDetailMakeOneSentence) {
  EXPECT_EQ(decode_problem(encode_problem({RefusalCode::unknown_desk, "7"}))->sentence(),
            "Такого окна нет: 7.");
  EXPECT_EQ(decode_problem(encode_problem({RefusalCode::unknown_desk, ""}))->sentence(), "Такого окна нет.");
}

TEST(Problem, AProxysPageIsNoProblem) {
  for (const char* text :
       {"", "<html>502 Bad Gateway</html>", "{}", R"({"type":"about:blank","title":"x","status":500})",
        R"({"type":"/problems/flood","title":"x","status":500})", R"({"type":7,"title":"x","status":500})"}) {
    EXPECT_FALSE(decode_problem(text)) << text;
  }
}

}  // namespace
}  // namespace talon::protocol
