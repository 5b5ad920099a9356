// SPDX-License-Identifier: MIT
#include "server/model/slip_layout.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace talon {
namespace {

struct Part {
  std::string_view name;
  std::string_view obliged_by;  ///< empty: the office may leave it out
};
constexpr std::array<Part, 12> known = {{{"office", "требование доступности 24"},
                                         {"number", "пункт S2-5.4.1-h"},
                                         {"issued", "пункт S2-5.4.1-g"},
                                         {"errand", "требование доступности 24"},
                                         {"waiting", "требование доступности 24"},
                                         {"way", "требование доступности 24"},
                                         {"brief", "пункт S2-5.4.1-i"},
                                         {"stamp", "пункт S2-5.4.1-j"},
                                         {"missed", "требование доступности 24"},
                                         {"code", ""},
                                         {"contact", "требование доступности 24"},
                                         {"note", ""}}};

void check_range(std::vector<SlipLayoutProblem>& problems, const char* key, double value, double least,
                 double most, const char* range) {
  if (value < least || value > most) problems.push_back({key, std::string("нужно от ") + range});
}

void check_parts(std::vector<SlipLayoutProblem>& problems, const SlipLayout& layout) {
  const auto count = [&](std::string_view name) {
    return std::count(layout.parts.begin(), layout.parts.end(), name);
  };
  for (const Part& part : known) {
    const std::string name(part.name);
    if (count(name) > 1) problems.push_back({"parts", "часть «" + name + "» названа дважды"});
    if (count(name) == 0 && !part.obliged_by.empty())
      problems.push_back({"parts", "нет части «" + name + "»: её требует " + std::string(part.obliged_by)});
  }
  for (const std::string& name : layout.parts)
    if (std::none_of(known.begin(), known.end(), [&](const Part& part) { return part.name == name; }))
      problems.push_back({"parts", "части «" + name + "» нет"});
  if (count("note") > 0 && layout.note.empty())
    problems.push_back({"note", "нужен текст: часть «note» есть на талоне"});
}

}  // namespace

std::vector<SlipLayoutProblem> check(const SlipLayout& layout) {
  std::vector<SlipLayoutProblem> problems;
  check_parts(problems, layout);
  check_range(problems, "number_mm", layout.number_mm, 14, 30, "14 до 30 мм (требование доступности 22)");
  check_range(problems, "text_mm", layout.text_mm, 3.2, 8, "3.2 до 8 мм (требование доступности 23)");
  check_range(problems, "qr_mm", layout.qr_mm, 20, 40, "20 до 40 мм (требование доступности 25)");
  return problems;
}

}  // namespace talon
