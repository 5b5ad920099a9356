// SPDX-License-Identifier: MIT
#include "display/bus/candle.h"

#include <algorithm>
#include <string_view>

namespace talon::bus::candle {
namespace {

constexpr std::uint8_t end = 0x07;
constexpr std::uint8_t first_data = 0x20;
constexpr std::uint8_t last_address = 0x7F;
constexpr std::uint8_t any_address = 0xFF;
constexpr std::uint8_t dash = 0x2D;
constexpr std::uint8_t arrow = 0x3E;
constexpr std::uint8_t darkest = 0x23;

/// A lost byte is repaired so soon; 32 boards of 11 bytes at 57600 baud take 61 ms of it.
constexpr Millis paint_again{500};
/// News are told so often for so long, blinking included: at 5 % lost bytes two frames in five are wrong.
constexpr Millis news_again{150};
constexpr Millis news_last{1'800};
/// Then blinking is given so long before a steady frame could cut it off.
constexpr Millis blinking{6'000};
constexpr Millis dim_again{60'000};
constexpr Millis idle{20};
constexpr std::size_t number_width = 5;
constexpr std::size_t line_width = 8;

bool is_address(std::uint8_t address) {
  return (address >= first_data && address <= last_address) || address == any_address;
}

/// Number, and for a hall line arrow and room; padded, for a board changes only as many characters as come.
std::vector<std::uint8_t> text_of(const LedBoard& board, const link::Show& show) {
  std::vector<std::uint8_t> text;
  const auto add = [&](const link::Text8& part) {
    for (const std::uint8_t code : part) {
      if (code != 0) text.push_back(glyph(code));
    }
  };
  add(show.number);
  const bool line = board.role == LedRole::hall_line;
  if (line && show.room != link::Text8{}) {
    text.push_back(arrow);
    add(show.room);
  }
  const std::size_t width = line ? line_width : number_width;
  text.resize(std::max(std::min(text.size(), most_characters), width), ' ');
  return text;
}

std::optional<Command> read(std::span<const std::uint8_t> frame) {
  if (frame.size() < 3 || !is_address(frame[1])) return std::nullopt;
  Command command;
  command.address = frame[1];
  command.value = frame[2];
  const auto rest = frame.subspan(3);
  switch (frame[0]) {
    case 1:
      if (command.value > last_address || rest.empty() || rest.size() > most_characters) return std::nullopt;
      command.text.assign(rest.begin(), rest.end());
      return command;
    case 2:
      command.what = Command::What::brightness;
      if (!rest.empty() || command.value > darkest) return std::nullopt;
      return command;
    case 3:
      command.what = Command::What::address;
      if (!rest.empty() || command.value > last_address) return std::nullopt;
      return command;
    default:
      return std::nullopt;
  }
}

bool is_night(const Brightness& brightness, std::uint16_t minute) {
  if (minute == link::unknown_minute) return false;
  const auto from = static_cast<std::uint16_t>(brightness.night_from.count());
  const auto to = static_cast<std::uint16_t>(brightness.night_to.count());
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/// 100 % is the brightest of four levels, each a quarter.
std::uint8_t level_of(const Painter& painter) {
  const int percent =
      is_night(painter.brightness, painter.minute) ? painter.brightness.night : painter.brightness.day;
  return static_cast<std::uint8_t>(first_data + std::min(3, (100 - percent) / 25));
}

/// The minute is no content.
bool same(const std::optional<link::Show>& told, const link::Show& wanted) {
  return told && told->number == wanted.number && told->room == wanted.room && told->call == wanted.call;
}

std::vector<std::uint8_t> tell(Place& place, Ticks now) {
  const bool news = !same(place.told, place.wanted);
  if (news) place.news_at = now;
  const bool blinks = place.wanted.attention == link::Attention::flash && now - place.news_at < news_last;
  if (blinks) place.blinks_until = now + blinking;
  place.told = place.wanted;
  place.told_at = now;
  return encode({Command::What::show, static_cast<std::uint8_t>(place.board.address),
                 blinks ? five_times : steady, text_of(place.board, place.wanted)});
}

}  // namespace

std::vector<std::uint8_t> encode(const Command& command) {
  std::vector<std::uint8_t> frame;
  frame.reserve(4 + command.text.size());
  frame.push_back(static_cast<std::uint8_t>(static_cast<int>(command.what) + 1));
  frame.push_back(command.address);
  frame.push_back(command.value);
  for (const std::uint8_t character : command.text) frame.push_back(character);
  frame.push_back(end);
  return frame;
}

std::optional<Command> Decoder::push(std::uint8_t byte) {
  if (byte == end) {
    auto command = read(frame_);
    frame_.clear();
    return command;
  }
  if (byte < first_data) frame_.clear();  // a new frame, whatever was being received
  if (byte < first_data || !frame_.empty()) frame_.push_back(byte);
  if (frame_.size() > 3 + most_characters) frame_.clear();
  return std::nullopt;
}

std::uint8_t glyph(std::uint8_t code) {
  constexpr std::string_view latin = "0123456789ABCEFHILOPSUbcdlo <>-";
  constexpr std::string_view cyrillic =
      "\xC0\xC1\xC2\xC3\xC5\xC7\xCD\xCE\xCF\xD0\xD1\xD3\xD7\xEE\xF1";  // А Б В Г Е З Н О П Р С У Ч о с
  const auto character = static_cast<char>(code);
  const bool known =
      latin.find(character) != std::string_view::npos || cyrillic.find(character) != std::string_view::npos;
  return known ? code : dash;
}

Painter start(const LedBus& bus, Ticks now) {
  Painter painter;
  painter.boards = bus.boards;
  painter.brightness = bus.brightness;
  painter.dimmed_at = now + -dim_again;
  for (const LedBoard& board : bus.boards) painter.places.push_back({board, {}, {}, now, now, now});
  return show(std::move(painter), {}, now);
}

Painter show(Painter painter, const Hall& hall, Ticks now) {
  painter.minute = hall.minute;
  if (hall.picture != nullptr) {
    painter.rows = assign(std::move(painter.rows), painter.boards, *hall.picture, now);
  } else {
    painter.rows.assign(painter.places.size(), Row{});
  }
  for (std::size_t i = 0; i < painter.places.size(); ++i)
    painter.places[i].wanted = show_of(painter.places[i].board, painter.rows[i], hall);
  return painter;
}

Step step(Painter painter, Ticks now) {
  Step done;
  done.again = now + idle;
  const auto changed = std::ranges::find_if(
      painter.places, [](const Place& place) { return !same(place.told, place.wanted); });
  const auto due = std::ranges::find_if(painter.places, [&](const Place& place) {
    if (now - place.news_at < news_last) return now - place.told_at >= news_again;
    return now >= place.blinks_until && now - place.told_at >= paint_again;
  });
  if (changed != painter.places.end()) {
    done.bytes = tell(*changed, now);
  } else if (now - painter.dimmed_at >= dim_again) {
    const Place& place = painter.places[painter.next_dimmed];
    done.bytes = encode(
        {Command::What::brightness, static_cast<std::uint8_t>(place.board.address), level_of(painter), {}});
    painter.next_dimmed = (painter.next_dimmed + 1) % painter.places.size();
    if (painter.next_dimmed == 0) painter.dimmed_at = now;
  } else if (due != painter.places.end()) {
    done.bytes = tell(*due, now);
  }
  done.painter = std::move(painter);
  return done;
}

}  // namespace talon::bus::candle
