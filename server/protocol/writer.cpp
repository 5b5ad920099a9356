// SPDX-License-Identifier: MIT
#include "server/protocol/writer.h"

#include <cmath>

namespace talon::protocol {
namespace {

/// Bytes of the well-formed UTF-8 character at the start of `text`; 0 when it is none (overlong, surrogate,
/// cut off).
std::size_t character(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
  };
  const auto next = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return next(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool low = lead != 0xE0 || byte(1) >= 0xA0;
    const bool high = lead != 0xED || byte(1) < 0xA0;
    return next(1) && next(2) && low && high ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool low = lead != 0xF0 || byte(1) >= 0x90;
    const bool high = lead != 0xF4 || byte(1) < 0x90;
    return next(1) && next(2) && next(3) && low && high ? 4 : 0;
  }
  return 0;
}

void escape(std::string& out, char sign) {
  constexpr std::string_view hex = "0123456789abcdef";
  switch (sign) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += hex[static_cast<unsigned char>(sign) >> 4];
      out += hex[static_cast<unsigned char>(sign) & 15];
  }
}

bool needs_escape(char sign) {
  return static_cast<unsigned char>(sign) < 0x20 || sign == '"' || sign == '\\' || sign == '\x7f';
}

void digits(std::string& out, long long number, int width) {
  std::array<char, 20> buffer;
  auto place = buffer.end();
  for (; width > 0 || number > 0; --width, number /= 10) *--place = static_cast<char>('0' + number % 10);
  out.append(place, buffer.end());
}

void append_date(std::string& out, const Date& date) {
  digits(out, static_cast<int>(date.year()), 4);
  out += '-';
  digits(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  digits(out, static_cast<unsigned>(date.day()), 2);
}

}  // namespace

void Writer::separate() {
  if (out_.empty()) return;
  const char last = out_.back();
  if (last != '{' && last != '[' && last != ':') out_ += ',';
}

Writer& Writer::begin_object() {
  separate();
  out_ += '{';
  return *this;
}
Writer& Writer::end_object() {
  out_ += '}';
  return *this;
}
Writer& Writer::begin_array() {
  separate();
  out_ += '[';
  return *this;
}
Writer& Writer::end_array() {
  out_ += ']';
  return *this;
}

Writer& Writer::key(std::string_view name) {
  value(name);
  out_ += ':';
  return *this;
}

Writer& Writer::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

Writer& Writer::null() {
  return raw("null");
}

Writer& Writer::value(std::string_view text) {
  separate();
  out_ += '"';
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size();) {
    const bool plain = static_cast<unsigned char>(text[i]) < 0x80;
    const std::size_t length = plain ? 1 : character(text.substr(i));
    if (length == 0 || (plain && needs_escape(text[i]))) {
      out_ += text.substr(copied, i - copied);
      if (length == 0)
        out_ += "\xEF\xBF\xBD";
      else
        escape(out_, text[i]);
      copied = i + 1;
    }
    i += length == 0 ? 1 : length;
  }
  out_ += text.substr(copied);
  out_ += '"';
  return *this;
}

Writer& Writer::value(double number) {
  if (!std::isfinite(number)) return null();  // JSON has no word for it
  std::array<char, 40> text;
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
  return raw({text.data(), end});
}

Writer& Writer::value(const TicketNumber& number) {
  // A number that is not there is "", so that it can be read back.
  return value(number.ordinal == 0 ? std::string{} : number.text());
}

Writer& Writer::value(const Date& date) {
  separate();
  out_ += '"';
  if (date.ok()) append_date(out_, date);
  out_ += '"';
  return *this;
}

Writer& Writer::value(const Timestamp& time) {
  // As format_timestamp, without snprintf: a picture of a big hall has hundreds of them.
  const auto local = time.local();
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const long long millis = (local - day).count();
  const auto zone = std::chrono::abs(time.offset).count();
  separate();
  out_ += '"';
  append_date(out_, Date{std::chrono::local_days{day}});
  out_ += 'T';
  digits(out_, millis / 3600000, 2);
  out_ += ':';
  digits(out_, millis / 60000 % 60, 2);
  out_ += ':';
  digits(out_, millis / 1000 % 60, 2);
  out_ += '.';
  digits(out_, millis % 1000, 3);
  out_ += time.offset.count() < 0 ? '-' : '+';
  digits(out_, zone / 60, 2);
  out_ += ':';
  digits(out_, zone % 60, 2);
  out_ += '"';
  return *this;
}

}  // namespace talon::protocol
