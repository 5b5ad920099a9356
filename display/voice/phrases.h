// SPDX-License-Identifier: MIT
// Sentences taken apart: what is synthesised in one go, kept, recorded and put together again. Pure.
#pragma once

#include <compare>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "display/voice/voice.h"
#include "server/model/board_picture.h"

namespace talon::voice {

/// A part of a sentence between two pauses: "талон А ноль семнадцать", "кабинет пять".
struct Phrase {
  std::string text;
  std::string language = "ru";  ///< or en
  int words_per_minute = 140;
  auto operator<=>(const Phrase&) const = default;
};

/// The parts of an announcement in one language; a sentence of a notice is one part.
[[nodiscard]] std::vector<Phrase> phrases_of(const Announcement& announcement, const std::string& language);
/// The pause between two parts.
[[nodiscard]] Millis pause_between(const Announcement& announcement);

/// Texts of recordings that together say `phrase`, each the longest that fits; empty when a word of it was
/// not recorded.
[[nodiscard]] std::vector<std::string> recordings_of(const std::string& phrase,
                                                     const std::set<std::string, std::less<>>& recorded);

/// What will have to be said: the rooms and desks of this board at each speed that has pauses, its notices,
/// and the numbers that are called next.
[[nodiscard]] std::vector<Phrase> expected_phrases(const BoardPicture& board, const HallPicture& hall);

}  // namespace talon::voice
