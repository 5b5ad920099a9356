// SPDX-License-Identifier: MIT
#include "server/configuration/board_toml.h"

#include <cstdio>

#include "server/model/names.h"

namespace talon::configuration {
namespace {

constexpr std::size_t paragraph_length = 200;
constexpr std::size_t most_paragraphs = 12;
/// One sentence is never cut, and a call waits for its end: 150 characters are about 8 s.
constexpr std::size_t sentence_length = 150;
/// S2-5.3.12: one message is at most 90 s; 12 characters a second were measured at 110 words a minute.
constexpr std::size_t notice_length = 1'000;
constexpr int longest_gap_min = 10;  // S2-5.3.12: between two repetitions
constexpr int quietest = 10;
constexpr double lowest_mount_m = 2.2;  // S2-5.3.15

void read_page(Table& table, Draft& draft) {
  InfoPage page;
  page.id = table.name("id");
  if (!draft.places.emplace("page " + page.id, table.place()).second)
    table.problem("id", "«" + page.id + "» уже есть");
  page.title = table.text("title", title_length);
  for (auto& [paragraph, place] : table.texts("text", paragraph_length))
    page.text.push_back(std::move(paragraph));
  if (page.text.empty()) table.problem("text", "нужна хотя бы одна строка");
  if (page.text.size() > most_paragraphs) table.problem("text", "не больше 12 строк: иначе не прочесть");
  draft.hall.pages.push_back(std::move(page));
}

/// "waiting", "next", "hours", "rooms", "limits" or "page:ID".
std::vector<Panel> read_panels(Table& table, std::string_view key, Draft& draft) {
  constexpr std::string_view page = "page:";
  std::vector<Panel> panels;
  for (const auto& [text, place] : table.texts(key, title_length)) {
    const bool of_page = text.starts_with(page);
    const auto kind = of_page ? PanelKind::page : parse_name<PanelKind>(text);
    if (kind && (of_page || *kind != PanelKind::page))
      panels.push_back({*kind, of_page ? text.substr(page.size()) : std::string()});
    else
      draft.problem(place,
                    "раскладка: «" + text + "»: нужно одно из waiting, next, hours, rooms, limits, page:ИМЯ");
  }
  return panels;
}

void read_layout(Table& table, Draft& draft) {
  BoardLayout layout;
  layout.id = table.name("id");
  if (!draft.places.emplace("layout " + layout.id, table.place()).second)
    table.problem("id", "«" + layout.id + "» уже есть");
  layout.kind = table.named<BoardKind>("kind").value_or(layout.kind);
  if (table.has("band")) {
    layout.band = table.number("band", 0, 0, 1);
    if (layout.band < 0.25 || layout.band > 0.6)
      table.problem("band", "новый вызов занимает от 0.25 до 0.6 высоты экрана");
  }
  layout.columns = table.whole("columns", 1, 4).value_or(0);
  layout.rows = table.whole("rows", 1, 12).value_or(0);
  if (table.has("beside")) layout.beside = read_panels(table, "beside", draft);
  if (table.has("idle")) layout.idle = read_panels(table, "idle", draft);
  if (const auto every = table.whole("every_s", 8, 600)) layout.every_s = Seconds{*every};
  draft.hall.layouts.push_back(std::move(layout));
}

/// Sentences end with a point, a question or an exclamation mark; a call may come between two of them.
void check_sentences(Table& table, const std::string& text) {
  std::size_t from = 0;
  while (from < text.size()) {
    const auto end = text.find_first_of(".!?", from);
    const auto size = (end == text.npos ? text.size() : end) - from;
    if (characters(std::string_view(text).substr(from, size)) > sentence_length)
      return table.problem("text", "предложение длиннее 150 знаков: вызов ждал бы его конца");
    from = end == text.npos ? text.size() : end + 1;
  }
}

void read_notice(Table& table, Draft& draft) {
  SpokenNotice notice;
  notice.id = table.name("id");
  if (!draft.places.emplace("notice " + notice.id, table.place()).second)
    table.problem("id", "«" + notice.id + "» уже есть");
  notice.text = table.text("text", notice_length);
  check_sentences(table, notice.text);
  notice.every_min = table.minutes("every_min", 1, longest_gap_min).value_or(longest_gap_min);
  draft.hall.voice.notices.push_back(std::move(notice));
}

void read_volume(Table& table, Draft& draft) {
  const auto from = table.clock("from", true);
  const auto to = table.clock("to", true);
  const auto percent = table.whole("percent", quietest, 100);
  if (!table.has("percent")) table.problem("percent", "нужна громкость от 10 до 100");
  if (!from || !to || !percent) return;
  if (*from >= *to) return table.problem("from", "начало должно быть раньше конца");
  const VolumeSpan span{static_cast<int>(from->count()), static_cast<int>(to->count()), *percent};
  for (const VolumeSpan& other : draft.hall.voice.volumes) {
    if (span.from_min < other.to_min && other.from_min < span.to_min)
      return table.problem("from", "часы пересекаются с названными выше");
  }
  draft.hall.voice.volumes.push_back(span);
}

void read_voice(Table& table, Draft& draft) {
  VoiceRules& voice = draft.hall.voice;
  voice.twice = table.flag("twice", voice.twice);
  voice.english = table.flag("english", voice.english);
  voice.volume = table.whole("volume", quietest, 100).value_or(voice.volume);
  table.each("hours", "[[voice.hours]]", [&](Table& inner) { read_volume(inner, draft); });
  table.each("notice", "[[voice.notice]]", [&](Table& inner) { read_notice(inner, draft); });
}

}  // namespace

void read_boards(Table& root, Draft& draft) {
  root.each("page", "[[page]]", [&](Table& table) { read_page(table, draft); });
  root.each("layout", "[[layout]]", [&](Table& table) { read_layout(table, draft); });
  if (root.has("voice")) root.one("voice", "[voice]", [&](Table& table) { read_voice(table, draft); });
}

void read_display(Table& table, Device& display) {
  display.layout = table.optional_text("layout", 40);
  const std::string pixels = table.optional_text("pixels", 20);
  char rest = 0;
  const bool sized = pixels.empty() || (std::sscanf(pixels.c_str(), "%5dx%5d%c", &display.width_px,
                                                    &display.height_px, &rest) == 2 &&
                                        display.width_px >= 320 && display.height_px >= 240);
  if (!sized) table.problem("pixels", "нужно ШИРИНАxВЫСОТА, например \"1920x1080\"");
  if (table.has("wall")) {
    table.one("wall", "wall", [&](Table& wall) {
      display.wall.columns = wall.whole("columns", 1, 4).value_or(1);
      display.wall.rows = wall.whole("rows", 1, 4).value_or(1);
      display.wall.gap_x_mm = wall.number("gap_x_mm", 0, 0, 100);
      display.wall.gap_y_mm = wall.number("gap_y_mm", 0, 0, 100);
    });
  }
  display.speaks = table.flag("voice", display.speaks);
  if (table.has("mount_height_m") && table.number("mount_height_m", 0, 0, 10) < lowest_mount_m)
    table.problem("mount_height_m", "табло висит не ниже 2,2 м от пола (п. 5.3.15)");
}

}  // namespace talon::configuration
