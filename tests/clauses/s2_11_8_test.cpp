// SPDX-License-Identifier: MIT
// S2-11.8: «осуществляют доставку сформированных личных дел в Управление … Периодичность передачи личных дел
// в Управление населения не должна превышать 2 дней.» «в книге учета личных дел фиксирует дату приема и
// количество принятых дел, с указанием фамилии специалиста, сдавшего личные дела, и специалиста, принявшего
// личные дела» Exactly two days are within; the third is told at the laptop and at the office.
#include <gtest/gtest.h>

#include "tests/fakes/mobile_hall.h"

namespace talon {
namespace {

using namespace fakes;

const std::string at_laptop = "Дела и записи с 2 марта не переданы в учреждение: ";
const std::string at_office = "Дела и записи выездного приёма «snezhinsk-mobile» с 2 марта не приняты: ";

TEST(Clause118, TheLaptopTellsOfRecordsOlderThanTwoDays) {
  Hall laptop(mobile_hall());
  (void)laptop.ticket(submission);
  const auto told = [&](const char* date) {
    laptop.pass_to("19:00:00", date);
    const auto texts = session_texts(laptop);
    return texts.empty() ? std::string{} : texts.back();
  };
  EXPECT_EQ(told("2026-03-03"), "");
  EXPECT_EQ(told("2026-03-04"), at_laptop + "сегодня последний день (п. 11.8).");
  EXPECT_EQ(told("2026-03-05"), at_laptop + "срок истёк (п. 11.8).");
  EXPECT_EQ(queue::desk_picture(laptop.state(), DeskId{"2"}, laptop.time())->alerts.back(),
            at_laptop + "срок истёк (п. 11.8).")
      << "a laptop has no manager's page open";
  ASSERT_TRUE(laptop.give(HandSession{7}, specialist).ok());
  EXPECT_EQ(told("2026-03-05"), "");
  EXPECT_EQ(told("2026-03-20"), "") << "nothing new was received since";
}

TEST(Clause118, TheOfficeTellsOfASessionWhoseRecordsAreNotThere) {
  Hall office(office_hall());
  const Date day = office.state().date;
  ASSERT_TRUE(office.give(PrepareSession{"snezhinsk-mobile", day, "Дом культуры", 25'000}, specialist).ok());
  const auto told = [&](const char* date) {
    office.pass_to("19:00:00", date);
    const auto texts = session_texts(office);
    return texts.empty() ? std::string{} : texts.back();
  };
  EXPECT_EQ(told("2026-03-03"), "");
  EXPECT_EQ(told("2026-03-04"), at_office + "сегодня последний день (п. 11.8).");
  EXPECT_EQ(told("2026-03-05"), at_office + "срок истёк (п. 11.8).");
  ASSERT_TRUE(office.give(ReceiveSession{handed(40, day, 7)}, specialist).ok());
  EXPECT_EQ(told("2026-03-05"), "");
}

TEST(Clause118, TheBookHasDateNumberAndBothNames) {
  Hall office(office_hall());
  ASSERT_TRUE(office.give(ReceiveSession{handed(40, office.state().date, 7)}, specialist).ok());
  const Event event = office.all<SessionReceived>().at(0);
  const auto& received = std::get<SessionReceived>(event.body);
  EXPECT_EQ(event.when.at, office.now().at);
  EXPECT_EQ(received.cases, 7);
  EXPECT_EQ(received.given_by, "Фёдорова А. П.");
  EXPECT_EQ(event.by.name, "user2");
}

TEST(Clause118, TheSameRecordsAreReceivedOnce) {
  Hall office(office_hall());
  const Date day = office.state().date;
  ASSERT_TRUE(office.give(ReceiveSession{handed(40, day, 7)}, specialist).ok());
  EXPECT_TRUE(office.give(ReceiveSession{handed(40, day, 7)}, specialist).value().empty());
  office.pass_to("09:00:00", "2026-03-09");
  EXPECT_TRUE(office.give(ReceiveSession{handed(40, day, 7)}, specialist).value().empty())
      << "days later too";
  EXPECT_EQ(office.give(ReceiveSession{handed(80, office.state().date, 2)}, specialist).value().size(), 1U);
  EXPECT_EQ(office.all<SessionReceived>().size(), 2U);
}

}  // namespace
}  // namespace talon
