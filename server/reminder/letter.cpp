// SPDX-License-Identifier: MIT
#include "server/reminder/letter.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace talon::reminder {
namespace {

constexpr std::size_t word_bytes =
    45;  // 60 characters of base64 and 12 around them: at most 75 (RFC 2047, 2)
constexpr std::size_t line_bytes = 57;  // 76 characters of base64 (RFC 2045, 6.8)

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t three = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < 3; ++i)
      three = three << 8 | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) text += i <= count ? digits[three >> (18 - 6 * i) & 63] : '=';
  }
  return text;
}

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// At most `most` bytes from `at`, never ending within a character.
std::size_t cut(std::string_view text, std::size_t at, std::size_t most) {
  std::size_t size = std::min(most, text.size() - at);
  if (at + size == text.size()) return size;
  const std::size_t whole = size;
  while (size > 0 && continues(text[at + size])) --size;
  return size == 0 ? whole : size;  // no UTF-8 at all
}

std::string crlf(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    if (byte == '\n') out += '\r';
    out += byte;
  }
  return out;
}

std::string body(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += line_bytes)
    out += base64(text.substr(at, line_bytes)) + "\r\n";
  return out;
}

std::string mailbox(const std::string& name, const std::string& address) {
  return (name.empty() ? std::string{} : encoded_words(name) + "\r\n ") + '<' + address + '>';
}

}  // namespace

std::string encoded_words(std::string_view text) {
  std::string plain(text);
  for (char& byte : plain) {
    if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f) byte = ' ';
  }
  std::string out;
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t size = cut(plain, at, word_bytes);
    out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") +
           base64(std::string_view(plain).substr(at, size)) + "?=";
    at += size;
  }
  return out;
}

std::string mail_date(const Timestamp& time) {
  constexpr std::array<const char*, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(time.local());
  const Date date{day};
  const std::chrono::hh_mm_ss clock(std::chrono::floor<Seconds>(time.local() - day));
  const std::chrono::hh_mm_ss offset(std::chrono::abs(time.offset));
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %d %02d:%02d:%02d %c%02d%02d",
                days.at(std::chrono::weekday{day}.c_encoding()), static_cast<unsigned>(date.day()),
                months.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), time.offset.count() < 0 ? '-' : '+',
                static_cast<int>(offset.hours().count()), static_cast<int>(offset.minutes().count()));
  return text.data();
}

std::string letter(const Message& message, const std::string& from) {
  // Auto-Submitted: RFC 3834, so that no absence note is sent back.
  return "Date: " + mail_date(message.at) + "\r\nFrom: " + mailbox(message.office, from) +
         "\r\nTo: " + mailbox(message.name, message.to) + "\r\nSubject: " + encoded_words(message.subject) +
         "\r\nMessage-ID: <" + message.key + from.substr(from.find('@')) +
         ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
         "Content-Type: text/plain; charset=utf-8\r\nContent-Language: ru\r\n"
         "Content-Transfer-Encoding: base64\r\n\r\n" +
         body(crlf(message.text));
}

}  // namespace talon::reminder
