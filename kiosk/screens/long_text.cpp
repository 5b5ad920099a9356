// SPDX-License-Identifier: MIT
// Lists and messages that may need several sheets: nothing is cut, nothing scrolls.
#include <algorithm>
#include <cmath>
#include <sstream>

#include "kiosk/screens/pages.h"

namespace talon::screens {

using canvas::Rect;

namespace {

struct Line {
  std::string words;
  bool first = true;  ///< of its point: has the dot
};

/// The words cut between two of them into parts that are each at most `height` high, at least one word.
std::vector<std::string> parts_of(const Composer& page, const std::string& words,
                                  const canvas::TextStyle& style, double width, double height) {
  std::vector<std::string> parts{""};
  std::istringstream all(words);
  for (std::string word; std::getline(all, word, ' ');) {
    const std::string longer = parts.back().empty() ? word : parts.back() + " " + word;
    if (!parts.back().empty() && page.height_of(longer, style, width) > height) {
      parts.push_back(word);
    } else {
      parts.back() = longer;
    }
  }
  return parts;
}

/// The list's lines sheet by sheet; a point that is higher than a sheet goes on over several.
std::vector<std::vector<Line>> sheets_of(const Composer& page, const std::vector<std::string>& points,
                                         double width, double height) {
  const auto letters = page.style(page.z.note);
  std::vector<std::vector<Line>> sheets(1);
  double used = 0;
  for (const std::string& point : points) {
    bool first = true;
    for (const std::string& part : parts_of(page, point, letters, width, height)) {
      const double line = std::ceil(page.height_of(part, letters, width));
      if (used + line > height && used > 0) {
        sheets.emplace_back();
        used = 0;
      }
      sheets.back().push_back({part, first});
      used += line + page.z.pad * 0.6;
      first = false;
    }
  }
  return sheets;
}

}  // namespace

/// Height of a list that is worth reading: its longest point, of which three lines are enough, with the row
/// to turn it over where it has several sheets.
double least_list(const Composer& page, const std::vector<std::string>& points, double width) {
  const auto letters = page.style(page.z.note);
  double point = 0;
  for (const std::string& each : points)
    point = std::max(point, page.height_of(each, letters, width - page.z.note * 1.1));
  const double lines = std::min(point, page.height_of("А\nА\nА", letters, 0));
  return lines + (page.out.sheets > 1 ? page.turning_height(width) + page.z.gap : 0);
}

void bullet_list(Composer& page, const std::vector<std::string>& lines, Rect area) {
  const double indent = page.z.note * 1.1;
  auto sheets = sheets_of(page, lines, area.width - indent, area.height);
  if (sheets.size() > 1) {
    sheets = sheets_of(page, lines, area.width - indent,
                       area.height - page.turning_height(area.width) - page.z.gap);
    page.out.sheets = static_cast<int>(sheets.size());
    area = page.turning_row(area);
  }
  const double line = page.height_of("А", page.style(page.z.note), 0);
  const double dot = std::round(page.z.note * 0.34);
  double y = area.y;
  for (const Line& each :
       sheets[static_cast<std::size_t>(std::min(page.screen.sheet, page.out.sheets - 1))]) {
    if (each.first) page.panel({area.x, std::round(y + (line - dot) / 2), dot, dot}, page.p.accent, dot / 2);
    y += page.text(area.x + indent, y, area.width - indent, each.words, page.style(page.z.note)) +
         page.z.pad * 0.6;
  }
  if (y - page.z.pad * 0.6 > area.bottom() + 1)
    page.out.trouble.push_back("список «" + lines.front() + "» не помещается");
}

namespace {

using Paragraph = std::pair<std::string, double>;

double paragraph_height(const Composer& page, const Paragraph& one, double width) {
  const auto& [words, size] = one;
  return std::ceil(page.height_of(words, page.style(size, size > page.z.note ? 500 : 400), width)) +
         page.z.pad;
}

double paragraphs_height(const Composer& page, const std::vector<Paragraph>& all, double width) {
  double height = 0;
  for (const Paragraph& each : all) height += paragraph_height(page, each, width);
  return height;
}

/// The part of `all` on the sheet that is shown, with the row to turn over at the foot of `area`.
std::vector<Paragraph> one_sheet(Composer& page, const std::vector<Paragraph>& all, Rect& area) {
  const double room = area.height - page.turning_height(area.width) - page.z.gap;
  std::vector<std::vector<Paragraph>> sheets(1);
  double used = 0;
  for (const auto& [words, size] : all) {
    for (const std::string& part : parts_of(page, words, page.style(size), area.width, room)) {
      const double height = paragraph_height(page, {part, size}, area.width);
      if (!sheets.back().empty() && used + height > room + page.z.pad) {
        sheets.emplace_back();
        used = 0;
      }
      sheets.back().emplace_back(part, size);
      used += height;
    }
  }
  page.out.sheets = static_cast<int>(sheets.size());
  if (sheets.size() > 1) area = page.turning_row(area);
  return sheets[static_cast<std::size_t>(std::min(page.screen.sheet, page.out.sheets - 1))];
}

}  // namespace

void paragraphs(Composer& page, Rect area, std::vector<std::pair<std::string, double>> all) {
  const double end = area.height + page.z.pad;
  for (const double most : {page.z.choice, page.z.note}) {
    if (paragraphs_height(page, all, area.width) <= end) break;
    for (Paragraph& each : all) each.second = std::min(each.second, most);
  }
  if (paragraphs_height(page, all, area.width) > end) all = one_sheet(page, all, area);
  double y = area.y;
  for (const auto& [words, size] : all) {
    y += page.text(area.x, y, area.width, words, page.style(size, size > page.z.note ? 500 : 400)) +
         page.z.pad;
  }
  if (y > area.bottom() + page.z.pad + 0.5) page.out.trouble.push_back("сообщение не помещается");
}

}  // namespace talon::screens
