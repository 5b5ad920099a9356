// SPDX-License-Identifier: MIT
#include "server/reminder/letter.h"

#include <gtest/gtest.h>

namespace talon::reminder {
namespace {

Message message() {
  Message made;
  made.channel = Channel::email;
  made.key = "0123456789abcdef";
  made.to = "anna@example.org";
  made.name = "Анна";
  made.office = "УСЗН";
  made.subject = "Запись на приём: вторник, 3 марта, 12:00";
  made.text = "Здравствуйте!\n.\nКод 48151 62342\n";
  made.at = *parse_timestamp("2026-03-02T09:05:07.000+05:00");
  return made;
}

TEST(Letter, IsAWholeMessage) {
  EXPECT_EQ(letter(message(), "zal@uszn.example.ru"),
            "Date: Mon, 02 Mar 2026 09:05:07 +0500\r\n"
            "From: =?UTF-8?B?0KPQodCX0J0=?=\r\n <zal@uszn.example.ru>\r\n"
            "To: =?UTF-8?B?0JDQvdC90LA=?=\r\n <anna@example.org>\r\n"
            "Subject: =?UTF-8?B?0JfQsNC/0LjRgdGMINC90LAg0L/RgNC40ZHQvDog0LLRgtC+0YDQvdC40Los?=\r\n"
            " =?UTF-8?B?IDMg0LzQsNGA0YLQsCwgMTI6MDA=?=\r\n"
            "Message-ID: <0123456789abcdef@uszn.example.ru>\r\n"
            "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\nContent-Language: ru\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\n"
            "0JfQtNGA0LDQstGB0YLQstGD0LnRgtC1IQ0KLg0K0JrQvtC0IDQ4MTUxIDYyMzQyDQo=\r\n");
}

TEST(Letter, ANameCannotBeginAHeader) {
  Message evil = message();
  evil.name = "Анна\r\nBcc: x@y.ru\r\n\r\nтекст";
  evil.office = "УСЗН\nX-Evil: 1";
  const std::string text = letter(evil, "zal@example.org");
  EXPECT_EQ(text.find("Bcc"), std::string::npos);
  EXPECT_EQ(text.find("X-Evil"), std::string::npos);
  EXPECT_EQ(text.find("\r\n\r\n"), text.find("base64\r\n\r\n") + 6);
  EXPECT_EQ(encoded_words("а\r\nб"), encoded_words("а  б"));
}

TEST(Letter, WordsAreShortAndCutBetweenCharacters) {
  std::string wide;
  for (int i = 0; i < 40; ++i) wide += "😀я";
  const std::string words = encoded_words(wide);
  for (std::size_t at = 0; at < words.size();) {
    const auto end = std::min(words.size(), words.find("\r\n ", at));
    EXPECT_LE(end - at, 75U);
    // A character is cut where the first byte of a word is one of UTF-8's inner ones: 0x80..0xBF is "g".."v".
    const char first = words.at(at + 10);
    EXPECT_FALSE(first >= 'g' && first <= 'v') << words.substr(at, end - at);
    at = end + 3;
  }
  EXPECT_EQ(encoded_words(std::string(90, '\x80')).find("\r\n "), 72U) << "no UTF-8, still cut";
  EXPECT_EQ(encoded_words(""), "");
}

TEST(Letter, DatesWestOfGreenwich) {
  EXPECT_EQ(mail_date(*parse_timestamp("2026-12-31T23:59:59.900-03:30")), "Thu, 31 Dec 2026 23:59:59 -0330");
}

}  // namespace
}  // namespace talon::reminder
