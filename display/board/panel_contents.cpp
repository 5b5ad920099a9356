// SPDX-License-Identifier: MIT
// What each panel says, from the hall picture and the board's set-up.
#include <algorithm>

#include "display/board/panels.h"

namespace talon::board {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

/// A board with a zone shows the lines of its rooms alone.
bool ours(const Board& board, const ServiceId& service, const ProcedureId& procedure) {
  if (!board.setup || board.setup->lines.empty()) return true;
  const auto& lines = board.setup->lines;
  return std::find(lines.begin(), lines.end(), service.value + "/" + procedure.value) != lines.end();
}

std::string expected_text(const LinePicture& line) {
  if (line.desks_open == 0) return words().say("окна закрыты");
  if (line.waiting == 0 || !line.expected_wait_s) return {};
  return text::about_minutes(words(), *line.expected_wait_s);
}

/// A hall of 24 services has 70 lines: while somebody waits in one, those where nobody does are left out.
Content waiting_content(const Board& board) {
  Content content{words().say("Очереди сейчас"), {}, true};
  const auto shown = [&](const LinePicture& line) { return ours(board, line.service, line.procedure); };
  const auto& lines = board.picture->lines;
  const bool some = std::any_of(lines.begin(), lines.end(),
                                [&](const LinePicture& line) { return shown(line) && line.waiting > 0; });
  for (const LinePicture& line : lines) {
    if (!shown(line) || (some && line.waiting == 0)) continue;
    const std::string waiting =
        line.waiting == 0 ? words().say("никого") : words().say_count("ждут {n}", line.waiting);
    content.entries.push_back({line.title, waiting, expected_text(line)});
  }
  return content;
}

Content next_content(const Board& board) {
  Content content{words().say("Скоро вызовут"), {}, true};
  for (const LinePicture& line : board.picture->lines) {
    std::string numbers;
    for (const NextPicture& next : board.picture->next) {
      if (next.service != line.service || next.procedure != line.procedure) continue;
      numbers += (numbers.empty() ? "" : "  ") + next.number.text();
    }
    if (numbers.empty() || !ours(board, line.service, line.procedure)) continue;
    content.entries.push_back({line.title, numbers, {}});
  }
  return content;
}

Content rooms_content(const BoardPicture& setup) {
  Content content{words().say("Кто где принимает"), {}, false};
  for (const RoomPlate& room : setup.rooms) {
    for (const DeskPlate& desk : room.desks) {
      const std::string where = room.desks.size() > 1 ? room.title + ", " + desk.title : room.title;
      content.entries.push_back({where, joined(desk.receives, ", "), {}});
    }
  }
  return content;
}

Content limits_content(const BoardPicture& setup) {
  Content content{words().say("Сроки регламента"), {}, true};
  for (const LimitPicture& limit : setup.limits) {
    const std::string what = limit.measure == Measure::wait ? words().say("ожидание в очереди")
                                                            : words().say("приём у специалиста");
    const std::string title = limit.title.empty() ? what : limit.title + ": " + what;
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(limit.limit_s).count();
    content.entries.push_back({title, words().say_count("до {n} минут", minutes),
                               limit.clause.empty()
                                   ? std::string()
                                   : words().say("пункт {clause}", {{"clause", limit.clause.value}})});
  }
  return content;
}

Content page_content(const BoardPicture& setup, const std::string& id) {
  Content content;
  for (const InfoPage& page : setup.pages) {
    if (page.id != id) continue;
    content.title = page.title;
    for (const std::string& paragraph : page.text) content.entries.push_back({paragraph, {}, {}});
  }
  return content;
}

/// "обед 13:00–13:45" -> "обед", "13:00–13:45"
Entry break_entry(const std::string& text) {
  const auto space = text.rfind(' ');
  if (space == text.npos) return {text, {}, {}};
  return {text.substr(0, space), text.substr(space + 1), {}};
}

}  // namespace

Content hours_content(const BoardPicture& setup) {
  Content content{words().say("Часы приёма"), {}, true};
  for (const std::string& line : setup.hours) {
    const auto colon = line.find(": ");
    if (colon == line.npos)
      content.entries.push_back({line, {}, {}});
    else
      content.entries.push_back({line.substr(0, colon), line.substr(colon + 2), {}});
  }
  for (const std::string& pause : setup.breaks) content.entries.push_back(break_entry(pause));
  return content;
}

Content plate_content(const Board& board) {
  Content content;
  if (!board.setup || board.setup->rooms.empty()) return content;
  const RoomPlate& room = board.setup->rooms.front();
  content.title = words().say("Приём ведут");
  content.figures = false;
  for (const DeskPlate& desk : room.desks) {
    const std::string state = desk.state == DeskState::paused ? words().say("перерыв")
                              : desk.state == DeskState::closed ? words().say("сейчас не принимает")
                                                                : std::string();
    const std::string who = desk.specialist_name.empty() ? desk.title : desk.specialist_name;
    std::vector<std::string> notes;
    if (room.desks.size() > 1 && !desk.specialist_name.empty()) notes.push_back(desk.title);
    if (!state.empty()) notes.push_back(state);
    content.entries.push_back({who, joined(desk.receives, ", "), joined(notes, ", ")});
  }
  return content;
}

Content content_of(const Panel& shown, const Board& board) {
  static const BoardPicture nothing;
  const BoardPicture& setup = board.setup ? *board.setup : nothing;
  switch (shown.shows) {
    case PanelKind::waiting:
      return waiting_content(board);
    case PanelKind::next:
      return next_content(board);
    case PanelKind::hours:
      return hours_content(setup);
    case PanelKind::rooms:
      return rooms_content(setup);
    case PanelKind::limits:
      return limits_content(setup);
    case PanelKind::page:
      return page_content(setup, shown.page);
  }
  return {};
}

}  // namespace talon::board
