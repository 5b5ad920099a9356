// SPDX-License-Identifier: MIT
// S2-11.4: «к работе в месте работы мобильной социальной службы компьютер ноутбук с программами назначения и
// выплаты (предоставления) государственной услуги (база данных) … Максимальный срок выполнения действий – 10
// минут.» Who prepared which laptop for which day is in the office's journal, made by one call.
#include <gtest/gtest.h>

#include "tests/fakes/mobile_hall.h"

namespace talon {
namespace {

using namespace fakes;

const Date tuesday{std::chrono::year{2026}, std::chrono::March, std::chrono::day{3}};

TEST(Clause114, WhoPreparedWhatAndWhenIsJournalled) {
  Hall office(office_hall());
  const Timestamp now = office.now().at;
  ASSERT_TRUE(
      office.give(PrepareSession{"snezhinsk-mobile", tuesday, "Дом культуры", 25'000}, specialist).ok());
  const Event event = office.all<SessionPrepared>().at(0);
  const auto& prepared = std::get<SessionPrepared>(event.body);
  EXPECT_EQ(prepared.hall, "snezhinsk-mobile");
  EXPECT_EQ(prepared.date, tuesday);
  EXPECT_EQ(prepared.location, "Дом культуры");
  EXPECT_EQ(event.by.name, "user2");
  EXPECT_EQ(event.when.at, now);
}

TEST(Clause114, ALaptopPreparesNothingAndNobodyPreparesADayThatIsOver) {
  Hall laptop(mobile_hall());
  const PrepareSession ahead{"snezhinsk-mobile", tuesday, "Дом культуры", 0};
  EXPECT_EQ(laptop.give(ahead, specialist).refusal().code, RefusalCode::wrong_state);
  Hall office(office_hall(), monday("09:00:00", "2026-03-04"));
  EXPECT_EQ(office.give(ahead, specialist).refusal().code, RefusalCode::bad_request);
  EXPECT_EQ(office.give(PrepareSession{"snezhinsk", office.state().date, "Дом культуры", 0}, specialist)
                .refusal()
                .code,
            RefusalCode::bad_request)
      << "the office itself does not travel";
}

}  // namespace
}  // namespace talon
