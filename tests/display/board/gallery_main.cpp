// SPDX-License-Identifier: MIT
// board_gallery FOLDER: the board in every situation, landscape and portrait, as PNG.
#include <cstdio>
#include <string>

#include "display/board/scene.h"
#include "tests/display/board/gallery.h"

int main(int count, char** arguments) {
  using namespace talon::board;
  using talon::sight::Screen;
  if (count != 2) {
    std::fprintf(stderr, "usage: board_gallery FOLDER\n");
    return 2;
  }
  const std::string folder = arguments[1];
  for (const Screen& screen : {Screen{1920, 1080, 55, 6}, Screen{1920, 1080, 43, 6},
                               Screen{1080, 1920, 55, 5}, Screen{3840, 2160, 46, 9, {2, 2, 8, 8}}}) {
    const Layout layout = talon::sight::lay_out(screen);
    std::printf("%dx%d: goal %.0f px, band %.0f px, rows %zu of %.0f px %s\n", screen.width, screen.height,
                layout.goal, layout.band_cap, layout.rows.rows.size(), layout.rows.cap,
                talon::sight::why_unreadable(layout).c_str());
    for (const auto& situation : situations(layout)) {
      talon::canvas::Canvas canvas(static_cast<int>(layout.width), static_cast<int>(layout.height));
      draw(canvas, compose(situation.board, layout, situation.now));
      canvas.write_png(folder + "/" + situation.name + "_" + std::to_string(screen.width) + "_" +
                       std::to_string(static_cast<int>(screen.diagonal_inch)) + ".png");
    }
  }
  return 0;
}
