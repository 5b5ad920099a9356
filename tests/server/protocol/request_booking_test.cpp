// SPDX-License-Identifier: MIT
#include "server/protocol/request_booking.h"

#include <gtest/gtest.h>

namespace talon::protocol {
namespace {

std::string body(const std::string& more) {
  return R"({"service":"benefit","procedure":"submission","slot_at":"2026-03-03T09:00:00+05:00")" + more +
         "}";
}

TEST(RequestBooking, ATimeAloneIsEnough) {
  const auto read = read_book_appointment(body(""));
  ASSERT_TRUE(read.ok()) << read.refusal().detail;
  EXPECT_EQ(read->command.booked_by, BookedBy::in_person);
  EXPECT_EQ(read->command.remind, Channel::none);
  EXPECT_TRUE(read->contact.empty());
  EXPECT_TRUE(read->command.codes.empty());
}

TEST(RequestBooking, AContactIsKeptInOneFormAndNeedsConsent) {
  const auto read = read_book_appointment(body(
      R"(,"booked_by":"telephone","remind":"sms","phone":"8 (999) 123-45-67","email":"Anna@Example.org","consent":true)"));
  ASSERT_TRUE(read.ok()) << read.refusal().detail;
  EXPECT_EQ(read->contact.phone, "+79991234567");
  EXPECT_EQ(read->contact.email, "anna@example.org");
  struct Case {
    const char* more;
    const char* field;
  };
  for (const Case& bad :
       {Case{R"(,"phone":"+79991234567")", "consent"},
        Case{R"(,"phone":"+79991234567","consent":false)", "consent"}, Case{R"(,"name":"Анна")", "consent"},
        Case{R"(,"phone":"12","consent":true)", "phone"}, Case{R"(,"email":"a@b","consent":true)", "email"},
        Case{R"(,"remind":"sms","email":"a@b.ru","consent":true)", "remind"},
        Case{R"(,"remind":"email","phone":"+79991234567","consent":true)", "remind"},
        Case{R"(,"remind":"pigeon")", "remind"}, Case{R"(,"seat":1)", "seat"}}) {
    const auto refused = read_book_appointment(body(bad.more));
    ASSERT_FALSE(refused.ok()) << bad.more;
    EXPECT_NE(refused.refusal().detail.find(bad.field), std::string::npos) << refused.refusal().detail;
  }
}

TEST(RequestBooking, ACodeMayBeWrittenInGroups) {
  EXPECT_EQ(*read_booking_code(R"({"booking_code":" 48151 62-342 "})"), "4815162342");
  EXPECT_EQ(*read_booking_code(R"({"booking_code":"48I5l-6З3О2"})"), "4815163302") << "letters like digits";
  EXPECT_EQ(*read_booking_code(R"({"booking_code":"бOо—з|"})"), "60031");
  EXPECT_FALSE(read_booking_code(R"({"booking_code":" - "})").ok());
  EXPECT_FALSE(read_booking_code("{}").ok());
}

TEST(RequestBooking, WhoIsErasedIsNamedAsHeWasKept) {
  EXPECT_EQ(*read_erase_person(R"({"contact":"8 999 123-45-67"})"), "+79991234567");
  EXPECT_EQ(*read_erase_person(R"({"contact":"A@b.RU"})"), "a@b.ru");
  EXPECT_FALSE(read_erase_person(R"({"contact":"всех"})").ok());
}

}  // namespace
}  // namespace talon::protocol
