// SPDX-License-Identifier: MIT
// The order of a slip's blocks, as the hall's layout says, and the paper between them.
#include "printer/slip/slip.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>

#include "printer/slip/blocks.h"
#include "printer/slip/leaf.h"

namespace talon::slip {
namespace {

using text::Catalogue;

/// A block and its paper: between two blocks stands the larger of the upper one's `below` and the lower one's
/// `above`, mm; before a ruled one a line, unless the upper one ends with its own.
struct Part {
  std::string_view name;
  double above = 2;
  double below = 2;
  bool ruled = false;
  bool ends_ruled = false;
  std::function<bool(const SlipContent&)> empty = [](const SlipContent&) { return false; };
  std::function<void(Sheet&, const SlipContent&, const SlipLayout&, const Catalogue&)> draw;
};

const std::array<Part, 12>& parts() {
  using S = const SlipContent&;
  using L = const SlipLayout&;
  using C = const Catalogue&;
  static const std::array<Part, 12> all = {{
      {.name = "office", .ends_ruled = true, .draw = [](Sheet& at, S slip, L, C) { office(at, slip); }},
      {.name = "number",
       .above = 5,
       .below = 4,
       .draw = [](Sheet& at, S slip, L layout, C) { number(at, slip, layout.number_mm); }},
      {.name = "issued", .below = 3, .draw = [](Sheet& at, S slip, L, C say) { issued(at, slip, say); }},
      {.name = "errand",
       .below = 2.5,
       .draw = [](Sheet& at, S slip, L layout, C) { errand(at, slip, layout.official_names); }},
      {.name = "waiting", .ruled = true, .draw = [](Sheet& at, S slip, L, C say) { waiting(at, slip, say); }},
      {.name = "way", .below = 2.5, .draw = [](Sheet& at, S slip, L, C say) { way(at, slip, say); }},
      {.name = "brief",
       .below = 3.5,
       .ruled = true,
       .empty = [](S slip) { return slip.brief.empty(); },
       .draw = [](Sheet& at, S slip, L, C say) { brief(at, slip, say); }},
      {.name = "stamp", .above = 2.5, .below = 2.5, .draw = [](Sheet& at, S, L, C say) { stamp(at, say); }},
      {.name = "missed",
       .below = 0,  // the symbol that follows has a light border of its own
       .empty = [](S slip) { return slip.missed.empty(); },
       .draw = [](Sheet& at, S slip, L, C) { at.text(slip.missed, at.style(3.2)); }},
      {.name = "code",
       .above = 0,
       .below = 1,
       .empty = [](S slip) { return slip.url.empty(); },
       .draw = [](Sheet& at, S slip, L layout, C say) { code(at, slip, say, layout.qr_mm); }},
      {.name = "contact",
       .above = 1,
       .empty = [](S slip) { return slip.phone.empty() && slip.journal_head.empty(); },
       .draw = [](Sheet& at, S slip, L, C say) { contact(at, slip, say); }},
      {.name = "note",
       .empty = [](S slip) { return slip.layout.value_or(SlipLayout{}).note.empty(); },
       .draw = [](Sheet& at, S, L layout, C) { at.text(layout.note, at.style(3.2, 500)); }},
  }};
  return all;
}

constexpr double below_rule_mm = 2;

void ticket(Sheet& sheet, const SlipContent& slip, const SlipLayout& layout, const Catalogue& say) {
  repeat_mark(sheet, slip, say);
  const Part* former = nullptr;
  for (const std::string& name : layout.parts) {
    const auto* part =
        std::find_if(parts().begin(), parts().end(), [&](const Part& known) { return known.name == name; });
    if (part == parts().end() || part->empty(slip)) continue;
    if (former != nullptr && part->ruled && !former->ends_ruled) {
      sheet.space(former->below);
      sheet.rule();
      sheet.space(below_rule_mm);
    } else if (former != nullptr) {
      sheet.space(std::max(former->below, part->above));
    }
    part->draw(sheet, slip, layout, say);
    former = part;
  }
}

}  // namespace

canvas::Canvas render(const SlipContent& slip, const Paper& paper) {
  const Catalogue& say = Catalogue::of(slip.language);
  const SlipLayout layout = slip.layout.value_or(SlipLayout{});
  Sheet sheet(paper, layout);
  if (slip.memo)
    memo(sheet, slip, say);
  else if (!slip.booking_code.empty())
    appointment(sheet, slip, say);
  else
    ticket(sheet, slip, layout, say);
  return sheet.finish();
}

SlipContent test_slip() {
  SlipContent slip;
  slip.office = "Талон: пробная печать";
  slip.number = TicketNumber{"А", 0};
  slip.number.ordinal = 17;
  slip.issued_at = parse_timestamp("2026-03-02T09:14:07.120+05:00").value_or(Timestamp{});
  slip.service = "Проверка принтера";
  slip.procedure = "Пробный талон";
  slip.brief = {"Все буквы: Съешь ещё этих мягких французских булок, да выпей чаю",
                "Знаки: «№ 5» — Ёё, 100 %"};
  slip.ahead = 4;
  slip.expected_wait_s = Seconds{20 * 60};
  slip.not_later_s = Seconds{33 * 60};
  slip.rooms = {{RoomId{"5"}, "кабинет 5", "1 этаж, направо"}};
  slip.where = "Смотрите на табло: вас пригласят в кабинет 5.";
  slip.missed = "Если вы пропустили вызов, подойдите к специалисту в том же кабинете.";
  slip.journal_head = "K7Q2MZ4T1B";
  slip.url = "https://talon.example/t/ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return slip;
}

SlipContent self_test_slip(const Timestamp& now) {
  SlipContent slip = test_slip();
  slip.number.ordinal = 0;
  slip.issued_at = now;
  SlipLayout layout;
  layout.parts = {"office", "number", "issued", "brief", "note"};
  layout.note = "Терминал проверил принтер перед приёмом. Это не талон, его можно выбросить.";
  slip.layout = layout;
  return slip;
}

}  // namespace talon::slip
