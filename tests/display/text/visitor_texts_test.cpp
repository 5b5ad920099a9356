// SPDX-License-Identifier: MIT
// Whatever a visitor may read on a terminal or a slip is in every catalogue: a text that is not there would
// stand in Russian between the lines of another language.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "display/text/text.h"

namespace talon::text {
namespace {

namespace fs = std::filesystem;

std::string whole(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Ids of a language's catalogue.
std::set<std::string> ids_of(const std::string& language) {
  std::set<std::string> ids;
  std::istringstream lines(whole(TALON_SOURCE_DIR "/display/text/po/" + language + ".po"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("msgid \"")) ids.insert(line.substr(7, line.size() - 8));
  }
  return ids;
}

/// Three Cyrillic letters in a row: a word, no key and no sample of a letter.
bool has_russian_word(std::string_view text) {
  int letters = 0;
  for (std::size_t i = 0; i + 1 < text.size() && letters < 3;) {
    const bool letter = text[i] == '\xD0' || text[i] == '\xD1';
    letters = letter ? letters + 1 : 0;
    i += letter ? 2 : 1;
  }
  return letters == 3;
}

/// What only engineers are told, and comments, are no text of the page.
std::string without(std::string source, std::string_view from, std::string_view to) {
  for (auto at = source.find(from); at != std::string::npos; at = source.find(from, at))
    source.erase(at, std::min(source.find(to, at), source.size()) - at);
  return source;
}

/// The Russian literals of a source file, those in several pieces as one.
std::set<std::string> literals_of(const fs::path& path) {
  const std::string source = without(without(whole(path), "//", "\n"), "trouble.push_back(", ";");
  std::set<std::string> found;
  std::string text;
  for (std::size_t at = source.find('"'); at != std::string::npos;) {
    std::size_t end = at + 1;
    while (end < source.size() && source[end] != '"') end += source[end] == '\\' ? 2 : 1;
    text += source.substr(at + 1, end - at - 1);
    at = source.find_first_not_of(" \n", end + 1);
    if (at != std::string::npos && source[at] == '"') continue;  // the next piece
    if (has_russian_word(text)) found.insert(text);
    text.clear();
    at = source.find('"', end + 1);
  }
  return found;
}

/// What a visitor may read in his own language; the hall's board and the ticket's page are Russian.
std::set<std::string> for_visitors() {
  const std::set<fs::path> other = {"check.cpp", "proof.cpp", "screen.cpp", "slip.cpp"};
  std::set<std::string> all = literals_of(TALON_SOURCE_DIR "/display/text/clock.cpp");
  for (const char* folder : {"/kiosk/screens", "/printer/slip"}) {
    for (const auto& entry : fs::directory_iterator(std::string(TALON_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".cpp" || other.contains(entry.path().filename())) continue;
      all.merge(literals_of(entry.path()));
    }
  }
  return all;
}

/// Refusals that no request of a terminal meets: of desks, of consoles, of requests a terminal never makes.
bool for_staff(RefusalCode code) {
  using enum RefusalCode;
  static const std::set<RefusalCode> all = {
      unknown_desk,     unknown_report,     unknown_callback, unknown_outcome,        desk_closed,
      desk_occupied,    desk_not_yours,     desk_paused,      desk_not_paused,        choice_not_permitted,
      nobody_logged_in, last_desk,          nothing_called,   ticket_called_already,  ticket_in_service,
      nobody_waiting,   nothing_in_service, reason_required,  desk_does_not_serve,    nothing_to_undo,
      undo_too_late,    desk_on_phone,      wrong_password,   forwarded_already,      wrong_origin,
      key_required,     key_reused,         too_large,        unsupported_media_type, method_not_allowed};
  return all.contains(code);
}

class VisitorTexts : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Of, VisitorTexts, testing::Values("en", "tt"));

TEST_P(VisitorTexts, AreAllInTheCatalogue) {
  const std::set<std::string> ids = ids_of(GetParam());
  const std::set<std::string> wanted = for_visitors();
  EXPECT_GT(wanted.size(), 200U);
  for (const std::string& id : wanted) EXPECT_TRUE(ids.contains(id)) << GetParam() << ": " << id;
}

TEST_P(VisitorTexts, HaveASentenceForEveryRefusalATerminalMayMeet) {
  for (int i = 0; i <= static_cast<int>(RefusalCode::storage_unavailable); ++i) {
    const Refusal refusal{static_cast<RefusalCode>(i), ""};
    if (for_staff(refusal.code)) continue;
    EXPECT_NE(Catalogue::of(GetParam()).say(refusal), Catalogue::of("ru").say(refusal));
  }
}

}  // namespace
}  // namespace talon::text
