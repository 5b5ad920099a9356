// SPDX-License-Identifier: MIT
// S2-5.4.1-h: «номер очереди»
// The number is unique within the day and hall, also with several terminals and after a restart; no number is
// ever given twice in one day.
#include <gtest/gtest.h>
#include <set>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

std::string number_of(const Hall::Result& result) {
  return std::get<TicketIssued>(result.value().back().body).number.text();
}

TEST(Clause541h, UniqueWithinTheDayAcrossTerminalsAndLines) {
  Hall hall;
  std::set<std::string> given;
  const std::vector<ProcedureId> procedures = {consultation, submission, result};
  for (int i = 0; i < 3000; ++i) {
    const auto& service = i % 2 == 0 ? benefit : housing;
    EXPECT_TRUE(
        given.insert(number_of(hall.issue(procedures[static_cast<std::size_t>(i) % 3], service))).second);
  }
  EXPECT_TRUE(given.contains("А999"));
  EXPECT_TRUE(given.contains("А1000")) << "after the 999th comes the 1000th";
}

TEST(Clause541h, ARestartGivesNoNumberTwice) {
  Hall hall;
  for (int i = 0; i < 5; ++i) (void)hall.ticket(submission);
  (void)hall.give(CancelTicket{TicketId{"t5"}, "ошибка"}, {Role::manager, "m", ""});
  hall.state() = hall.folded();
  EXPECT_EQ(number_of(hall.issue(submission)), "П006") << "a cancelled ticket's number is not given again";
}

TEST(Clause541h, ATerminalAloneCountsUnderItsOwnLetter) {
  Hall hall;
  IssueTicket alone{TicketId{"x"},        "x",          benefit, submission, "ru", "", "",
                    TicketNumber{"Е", 1}, hall.now().at};
  EXPECT_EQ(number_of(hall.give(alone, {Role::kiosk, "kiosk1", ""})), "Е001");
  alone.ticket = TicketId{"y"};
  EXPECT_EQ(hall.give(alone, {Role::kiosk, "kiosk1", ""}).refusal().code, RefusalCode::number_taken);
  alone.number = TicketNumber{"П", 1};
  EXPECT_EQ(hall.give(alone, {Role::kiosk, "kiosk1", ""}).refusal().code, RefusalCode::bad_request);
}

}  // namespace
}  // namespace talon
