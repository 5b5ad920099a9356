// SPDX-License-Identifier: MIT
// Draws every page of the terminal in every mode to PNG, for eyes: screens_gallery FOLDER [NAME-PART].
#include <filesystem>
#include <iostream>

#include "kiosk/screens/layout.h"
#include "tests/kiosk/hall_pictures.h"
#include "tests/kiosk/pictures.h"

namespace {

using namespace talon::screens;

/// Every language; every look in Russian.
std::vector<pictures::Mode> modes() {
  return {{},
          {.large = true},
          {.contrast = true, .keypad = true},
          {.low = true},
          {.large = true, .low = true},
          {.large = true, .contrast = true},
          {.language = "en"},
          {.language = "tt"},
          {.large = true, .language = "tt"},
          {.language = "qps"}};
}

int draw_all(const std::filesystem::path& folder, const std::string& part) {
  int broken = 0;
  for (const auto& [menu_name, menu] : {std::pair{"town", pictures::town()},
                                        {"crowded", pictures::crowded()},
                                        {"snezhinsk", pictures::hall("snezhinsk")},
                                        {"rostov", pictures::hall("rostov")}}) {
    for (const auto& [glass_name, glass] :
         {std::pair{"portrait", pictures::portrait}, {"landscape", pictures::landscape}}) {
      for (const pictures::Mode& mode : modes()) {
        if (mode.low && glass.landscape()) continue;
        for (const pictures::Named& each : pictures::walk(menu, glass, mode)) {
          const std::string name = std::string(menu_name) + "_" + glass_name + "_" + mode.name() + each.name;
          const Layout shown = layout(each.screen, each.now);
          for (const std::string& fault : check_layout(shown, each.screen)) {
            std::cout << name << ": " << fault << '\n';
            ++broken;
          }
          if (name.find(part) == std::string::npos) continue;
          talon::canvas::Canvas canvas(shown.width, shown.height);
          draw(canvas, shown);
          canvas.write_png((folder / (name + ".png")).string());
        }
      }
    }
  }
  return broken;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2 || words[1][0] == '-') {
    std::cerr << "screens_gallery FOLDER [NAME-PART]\n";
    return 2;
  }
  std::filesystem::create_directories(words[1]);
  return draw_all(words[1], count > 2 ? words[2] : "") == 0 ? 0 : 1;
}
