// SPDX-License-Identifier: MIT
// Boards: what a layout names exists, numbers can be read from the farthest seat, and the voice is heard.
#include <algorithm>

#include "display/sight/sight.h"
#include "server/configuration/check.h"

namespace talon::configuration {
namespace {

void check_panels(Draft& draft, const BoardLayout& layout, const std::vector<Panel>& panels) {
  for (const Panel& panel : panels) {
    const auto& pages = draft.hall.pages;
    const bool known =
        panel.shows != PanelKind::page ||
        std::any_of(pages.begin(), pages.end(), [&](const InfoPage& page) { return page.id == panel.page; });
    if (!known) {
      draft.problem(draft.place("layout " + layout.id),
                    "раскладка «" + layout.id + "»: страницы «" + panel.page + "» нет");
    }
  }
}

void check_display(Draft& draft, const Device& display) {
  const Place place = draft.place("device " + display.id.value);
  const std::string which = "табло «" + display.id.value + "»: ";
  const auto& layouts = draft.hall.layouts;
  const bool known = display.layout.empty() ||
                     std::any_of(layouts.begin(), layouts.end(),
                                 [&](const BoardLayout& layout) { return layout.id == display.layout; });
  if (!known) return draft.problem(place, which + "раскладки «" + display.layout + "» нет");
  const BoardLayout& layout = draft.hall.layout(display);
  if (layout.kind == BoardKind::plate && display.rooms.size() != 1)
    draft.problem(place, which + "у дверной таблички одно помещение (rooms)");
  if (layout.kind == BoardKind::plate && display.wall != Wall{})
    draft.problem(place, which + "дверная табличка — один экран, а не видеостена");
  const sight::Screen screen{display.width_px * display.wall.columns, display.height_px * display.wall.rows,
                             display.diagonal_inch, display.distance_m, display.wall};
  const std::string why = sight::why_unreadable(sight::lay_out(screen, layout));
  if (!why.empty()) draft.problem(place, which + why);
}

/// Somebody has to say the calls (S2-5.3.12). A hall without boards has no voice of ours at all.
void check_voice(Draft& draft) {
  const Device* silent = nullptr;
  for (const Device& device : draft.hall.devices) {
    if (device.role != DeviceRole::display) continue;
    if (device.speaks) return;
    silent = &device;
  }
  if (silent == nullptr) return;
  draft.problem(draft.place("device " + silent->id.value),
                "вызовы некому объявлять: у всех табло voice = false (п. 5.3.12)");
}

}  // namespace

void check_boards(Draft& draft) {
  for (const BoardLayout& layout : draft.hall.layouts) {
    check_panels(draft, layout, layout.beside);
    check_panels(draft, layout, layout.idle);
  }
  for (const Device& device : draft.hall.devices) {
    if (device.role == DeviceRole::display) check_display(draft, device);
  }
  check_voice(draft);
}

}  // namespace talon::configuration
