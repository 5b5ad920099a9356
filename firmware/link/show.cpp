// SPDX-License-Identifier: MIT
#include "firmware/link/show.h"

namespace talon::link {

void pack(const Text8& text, std::span<std::uint16_t, 4> registers) {
  for (std::size_t i = 0; i < 4; ++i)
    registers[i] = static_cast<std::uint16_t>(text[2 * i] << 8U | text[2 * i + 1]);
}

Text8 unpack(std::span<const std::uint16_t, 4> registers) {
  Text8 text{};
  for (std::size_t i = 0; i < 4; ++i) {
    text[2 * i] = static_cast<std::uint8_t>(registers[i] >> 8U);
    text[2 * i + 1] = static_cast<std::uint8_t>(registers[i] & 0xFFU);
  }
  return text;
}

bool drawable(std::uint8_t character) {
  if (character >= '0' && character <= ':') return true;
  if (character >= 0xC0 && character <= 0xDF) return true;  // А..Я
  for (const char look_alike : {'A', 'B', 'C', 'E', 'H', 'I', 'K', 'M', 'O', 'P', 'T', 'X', 'Y'})
    if (character == static_cast<std::uint8_t>(look_alike)) return true;
  for (const char sign : {' ', '!', '+', ',', '-', '.', '/', '<', '=', '>'})
    if (character == static_cast<std::uint8_t>(sign)) return true;
  return character == 0x96 || character == 0x97 || character == 0xA8 || character == 0xB9;  // dashes, Ё, №
}

std::optional<std::size_t> text_length(const Text8& text) {
  std::size_t length = 0;
  while (length < text.size() && text[length] != 0) ++length;
  for (std::size_t i = length; i < text.size(); ++i)
    if (text[i] != 0) return std::nullopt;
  return length;
}

namespace {

bool good_text(const Text8& text) {
  const auto length = text_length(text);
  if (!length) return false;
  for (std::size_t i = 0; i < *length; ++i)
    if (!drawable(text[i])) return false;
  return true;
}

}  // namespace

std::array<std::uint16_t, show_data> to_registers(const Show& show) {
  std::array<std::uint16_t, show_data> registers{};
  const std::span<std::uint16_t, show_data> all(registers);
  pack(show.number, all.subspan<0, 4>());
  pack(show.room, all.subspan<4, 4>());
  registers[8] = static_cast<std::uint16_t>(show.attention);
  registers[9] = show.call;
  registers[10] = show.minute;
  return registers;
}

std::optional<Show> show_from(std::span<const std::uint16_t, show_data> registers) {
  Show show;
  show.number = unpack(registers.subspan<0, 4>());
  show.room = unpack(registers.subspan<4, 4>());
  if (!good_text(show.number) || !good_text(show.room)) return std::nullopt;
  if (registers[8] > static_cast<std::uint16_t>(Attention::flash)) return std::nullopt;
  show.attention = static_cast<Attention>(registers[8]);
  show.call = registers[9];
  show.minute = registers[10];
  if (show.minute >= 24 * 60 && show.minute != unknown_minute) return std::nullopt;
  return show;
}

std::uint16_t to_register(const KeyEvent& event) {
  const std::uint16_t age = event.age < oldest_age ? event.age : oldest_age;
  return static_cast<std::uint16_t>(static_cast<std::uint16_t>(event.key) << 12U | age);
}

KeyEvent key_event_from(std::uint16_t value) {
  const auto code = static_cast<std::uint16_t>(value >> 12U);
  if (code > static_cast<std::uint16_t>(PanelKey::pause)) return {};
  return {static_cast<PanelKey>(code), static_cast<std::uint16_t>(value & oldest_age)};
}

}  // namespace talon::link
