// SPDX-License-Identifier: MIT
#include "display/bus/shows.h"

#include <algorithm>

namespace talon::bus {
namespace {

constexpr std::uint8_t dash = 0x97;
constexpr char32_t unreadable = 0xFFFD;
constexpr std::string_view evacuation = "ВЫХОД";

/// Takes the first character off UTF-8 text that is not empty. Only what boards can draw matters here: longer
/// or broken sequences are one unreadable character.
char32_t next_character(std::string_view& utf8) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(utf8[at]); };
  const unsigned char first = byte(0);
  std::size_t length = 1;
  while (length < utf8.size() && (byte(length) & 0xC0U) == 0x80U) ++length;
  char32_t code = unreadable;
  if (first < 0x80) {
    code = first;
    length = 1;
  } else if (length == 2 && (first & 0xE0U) == 0xC0U) {
    code = (first & 0x1FU) << 6U | (byte(1) & 0x3FU);
  } else if (length == 3 && (first & 0xF0U) == 0xE0U) {
    code = (first & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
  }
  utf8.remove_prefix(length);
  return code;
}

/// The Windows-1251 code a board draws it with, small letters as capitals; a dash when it has no glyph.
std::uint8_t glyph_code(char32_t character) {
  char32_t code = dash;
  if (character < 0x80) code = character >= U'a' && character <= U'z' ? character - 0x20 : character;
  if (character >= U'А' && character <= U'Я') code = character - U'А' + 0xC0;
  if (character >= U'а' && character <= U'я') code = character - U'а' + 0xC0;
  if (character == U'Ё' || character == U'ё') code = 0xA8;
  if (character == U'№') code = 0xB9;
  const auto narrow = static_cast<std::uint8_t>(code);
  return link::drawable(narrow) ? narrow : dash;
}

bool wanted(const LedBoard& board, const CallPicture& call) {
  return board.rooms.empty() ||
         std::find(board.rooms.begin(), board.rooms.end(), call.room) != board.rooms.end();
}

bool is_line(const LedBoard& board) {
  return board.role == LedRole::hall_line;
}

const CallPicture* find(const HallPicture& picture, const TicketNumber& number) {
  const auto found = std::find_if(picture.calls.begin(), picture.calls.end(), [&](const CallPicture& call) {
    return call.number == number && !call.left;
  });
  return found == picture.calls.end() ? nullptr : &*found;
}

/// Lines whose call is over are free; the others learn of a repeated call.
void renew(std::vector<Row>& rows, std::span<const LedBoard> boards, const HallPicture& picture) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].call) continue;
    const CallPicture* call = find(picture, rows[i].call->number);
    if (call == nullptr || !wanted(boards[i], *call)) {
      rows[i].call.reset();
    } else {
      rows[i].call = *call;
    }
  }
}

/// The line of this group a new call takes: a free one from the top, else the longest seen of those that had
/// their time and are older than it. nullptr: it has to wait.
Row* line_for(const CallPicture& call, std::span<Row* const> group, Ticks now) {
  Row* oldest = nullptr;
  for (Row* row : group) {
    if (!row->call) return row;
    const bool had_its_time = now - row->since >= row_minimum && row->call->seq < call.seq;
    if (had_its_time && (oldest == nullptr || row->since < oldest->since)) oldest = row;
  }
  return oldest;
}

void fill(std::span<Row* const> group, const LedBoard& board, const HallPicture& picture, Ticks now) {
  // Newest first in the picture: whoever was called first finds a line first.
  for (auto call = picture.calls.rbegin(); call != picture.calls.rend(); ++call) {
    if (call->left || !wanted(board, *call)) continue;
    const bool stands = std::any_of(group.begin(), group.end(), [&](const Row* row) {
      return row->call && row->call->number == call->number;
    });
    if (stands) continue;
    if (Row* row = line_for(*call, group, now)) *row = Row{*call, now};
  }
}

link::Show steady(link::Text8 number, std::uint16_t minute) {
  link::Show show;
  show.number = number;
  show.minute = minute;
  return show;
}

link::Show call_show(const CallPicture& call, const LedBoard& board, std::uint16_t minute) {
  link::Show show = steady(led_text(call.number.text()), minute);
  if (is_line(board)) show.room = led_text(call.room.value);
  show.attention = link::Attention::flash;
  show.call = static_cast<std::uint16_t>(call.seq);
  return show;
}

/// The visitor called to this desk, if one is.
const CallPicture* call_at(const HallPicture& picture, const DeskId& desk) {
  const auto found = std::find_if(picture.calls.begin(), picture.calls.end(),
                                  [&](const CallPicture& call) { return call.desk == desk && !call.left; });
  return found == picture.calls.end() ? nullptr : &*found;
}

}  // namespace

std::vector<Row> assign(std::vector<Row> rows, std::span<const LedBoard> boards, const HallPicture& picture,
                        Ticks now) {
  rows.resize(boards.size());
  renew(rows, boards, picture);
  std::vector<bool> done(boards.size(), false);
  for (std::size_t i = 0; i < boards.size(); ++i) {
    if (done[i] || !is_line(boards[i])) continue;
    std::vector<Row*> group;
    for (std::size_t j = i; j < boards.size(); ++j) {
      if (!is_line(boards[j]) || boards[j].rooms != boards[i].rooms) continue;
      group.push_back(&rows[j]);
      done[j] = true;
    }
    fill(group, boards[i], picture, now);
  }
  return rows;
}

link::Show show_of(const LedBoard& board, const Row& row, const Hall& hall) {
  if (hall.picture == nullptr) return steady({dash}, hall.minute);
  if (!hall.picture->emergency.empty()) return steady(led_text(evacuation), hall.minute);
  if (is_line(board)) {
    return row.call ? call_show(*row.call, board, hall.minute) : steady({}, hall.minute);
  }
  const CallPicture* call = call_at(*hall.picture, board.desk);
  return call != nullptr ? call_show(*call, board, hall.minute) : steady({}, hall.minute);
}

link::Text8 led_text(std::string_view utf8) {
  link::Text8 text{};
  std::size_t length = 0;
  while (!utf8.empty() && length < text.size()) text[length++] = glyph_code(next_character(utf8));
  return text;
}

}  // namespace talon::bus
