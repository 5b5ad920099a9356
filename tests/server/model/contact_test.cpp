// SPDX-License-Identifier: MIT
#include "server/model/contact.h"

#include <gtest/gtest.h>

namespace talon {
namespace {

TEST(Contact, AnAddressOfMailGoesIntoAProtocolLineAsItIs) {
  EXPECT_EQ(parse_email("Anna.Petrova+soc@Mail.Example.RU"), "anna.petrova+soc@mail.example.ru");
  for (const char* bad : {"",
                          "anna",
                          "@example.ru",
                          "anna@",
                          "anna@example",
                          "anna@@example.ru",
                          "an na@example.ru",
                          "anna@example.ru\r\nBcc: x@y.ru",
                          "anna@example.ru>",
                          "<anna@example.ru",
                          "anna@.example.ru",
                          "anna@example..ru",
                          "anna@example.ru.",
                          ".anna@example.ru",
                          "anna.@example.ru",
                          "a..b@example.ru",
                          "anna@exa{mple.ru",
                          "anna@example.ru,b@c.ru",
                          "анна@example.ru",
                          "anna@пример.рф"})
    EXPECT_FALSE(parse_email(bad)) << bad;
  EXPECT_FALSE(parse_email(std::string(65, 'a') + "@example.ru"));
  EXPECT_FALSE(parse_email("a@" + std::string(250, 'b') + ".ru"));
}

TEST(Contact, ANumberIsPlusAndDigits) {
  EXPECT_EQ(parse_phone("8 (999) 123-45-67"), "+79991234567");
  for (const char* bad : {"", "123", "8 999 123-45-6x", "+7999\r\n1234567"})
    EXPECT_FALSE(parse_phone(bad)) << bad;
}

}  // namespace
}  // namespace talon
