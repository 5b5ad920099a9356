// SPDX-License-Identifier: MIT
// Whatever the server says of this display, its screen stays a possible one, the board's layout can be
// computed from it and a picture composed, and the buses hold boards with possible addresses.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "display/board/scene.h"
#include "display/self.h"
#include "server/model/result.h"

namespace {

using namespace talon;

void check_board(const display::Self& self) {
  const sight::Screen screen{1920, 1080, self.diagonal_inch, self.distance_m, self.board.wall};
  const sight::Layout layout = sight::lay_out(screen, self.board.layout);
  static_cast<void>(sight::why_unreadable(layout));
  TALON_EXPECT(std::isfinite(layout.width) && std::isfinite(layout.height));
  auto shown = board::start({}, Ticks{});
  shown.rules.rows = layout.rows.rows.size();
  shown = board::step(std::move(shown), self.board, Ticks{Millis{1}});
  for (const int second : {2, 20, 100}) {
    const Ticks now{Millis{second * 1000}};
    static_cast<void>(board::compose(shown, layout, now));
    const auto next = board::next_change(shown, layout, now);
    TALON_EXPECT(!next || *next > now);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto self = display::read_self({reinterpret_cast<const char*>(data), size});
  if (!self) return 0;
  TALON_EXPECT(self->diagonal_inch >= 5 && self->distance_m >= 0.2);
  for (const LedBus& bus : self->buses) {
    TALON_EXPECT(bus.baud >= 1200);
    for (const LedBoard& each : bus.boards) TALON_EXPECT(each.address >= 1 && each.address <= 247);
  }
  check_board(*self);
  return 0;
}
