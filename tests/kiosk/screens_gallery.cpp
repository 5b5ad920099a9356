// SPDX-License-Identifier: MIT
// Draws every page of the terminal on both glasses, in every look and language, for eyes:
// screens_gallery FOLDER [NAME-PART] draws a picture a page; with --sheets many pages at a quarter of their
// size on one picture. Every page that is drawn is checked.
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "kiosk/screens/layout.h"
#include "tests/kiosk/hall_pictures.h"
#include "tests/kiosk/pictures.h"

namespace {

namespace fs = std::filesystem;
using namespace talon::screens;
using talon::MenuPicture;
using talon::canvas::Canvas;

/// Pages side by side, as many as one looks at in one go.
class ContactSheet {
 public:
  ContactSheet(const Glass& glass, std::string stem)
      : width_(glass.width_px / smaller),
        height_(glass.height_px / smaller),
        columns_(glass.landscape() ? 4 : 8),
        rows_(glass.landscape() ? 5 : 2),
        stem_(std::move(stem)) {}

  void add(const Canvas& page) {
    if (used_ == 0)
      pixels_.assign(static_cast<std::size_t>(stride()) * static_cast<std::size_t>(sheet_height()), grey);
    const int left = gap + used_ % columns_ * (width_ + gap);
    const int top = gap + used_ / columns_ * (height_ + gap);
    for (int y = 0; y < height_; ++y) {
      for (int x = 0; x < width_; ++x) shrink(page, x, y, stride() * (top + y) + 4 * (left + x));
    }
    if (++used_ == columns_ * rows_) finish();
  }
  void finish() {
    if (used_ == 0) return;
    const Canvas sheet(stride() / 4, sheet_height(), stride(), pixels_.data());
    sheet.write_png(stem_ + std::to_string(++written_) + ".png");
    used_ = 0;
  }

 private:
  static constexpr int smaller = 4;
  static constexpr int gap = 8;
  static constexpr unsigned char grey = 0x88;

  [[nodiscard]] int stride() const { return 4 * (columns_ * (width_ + gap) + gap); }
  [[nodiscard]] int sheet_height() const { return rows_ * (height_ + gap) + gap; }
  static std::size_t index(int at) { return static_cast<std::size_t>(at); }
  /// One dot of the sheet: the mean of `smaller` by `smaller` of the page.
  void shrink(const Canvas& page, int x, int y, int to) {
    const auto from = page.pixels();
    for (int part = 0; part < 4; ++part) {
      int sum = 0;
      for (int row = 0; row < smaller; ++row) {
        for (int dot = 0; dot < smaller; ++dot)
          sum += from[index((y * smaller + row) * page.stride() + 4 * (x * smaller + dot) + part)];
      }
      pixels_[index(to + part)] = static_cast<unsigned char>(sum / (smaller * smaller));
    }
  }

  int width_, height_, columns_, rows_;
  std::string stem_;
  std::vector<unsigned char> pixels_;
  int used_ = 0, written_ = 0;
};

struct Wanted {
  fs::path folder;
  std::string part;
  bool sheets = false;
};

/// Every page of one hall on one glass in one mode; returns how many rules are broken.
int draw_walk(const Wanted& wanted, const std::string& stem, const MenuPicture& menu, const Glass& glass,
              const pictures::Mode& mode) {
  int broken = 0;
  ContactSheet sheet(glass, (wanted.folder / (stem + mode.name())).string());
  for (const pictures::Named& each : pictures::walk(menu, glass, mode)) {
    const std::string name = stem + mode.name() + each.name;
    if (name.find(wanted.part) == std::string::npos) continue;
    const Layout shown = layout(each.screen, each.now);
    const auto faults = check_layout(shown, each.screen);
    for (const std::string& fault : faults) std::cout << name << ": " << fault << '\n';
    broken += static_cast<int>(faults.size());
    Canvas canvas(shown.width, shown.height);
    draw(canvas, shown);
    if (wanted.sheets) {
      sheet.add(canvas);
    } else {
      canvas.write_png((wanted.folder / (name + ".png")).string());
    }
  }
  sheet.finish();
  return broken;
}

int draw_all(const Wanted& wanted) {
  int broken = 0;
  for (const auto& [menu_name, menu] : {std::pair{"town", pictures::town()},
                                        {"crowded", pictures::crowded()},
                                        {"snezhinsk", pictures::hall("snezhinsk")},
                                        {"rostov", pictures::hall("rostov")}}) {
    for (const auto& [glass_name, glass] :
         {std::pair{"portrait", pictures::portrait}, {"landscape", pictures::landscape}}) {
      for (const pictures::Mode& mode : pictures::modes(glass)) {
        const std::string stem = std::string(menu_name) + "_" + glass_name + "_";
        broken += draw_walk(wanted, stem, menu, glass, mode);
      }
    }
  }
  return broken;
}

}  // namespace

int main(int count, char** words) {
  std::vector<std::string> given(words + 1, words + count);
  Wanted wanted;
  wanted.sheets = std::erase(given, "--sheets") > 0;
  const bool right = !given.empty() && given.size() <= 2 && given[0][0] != '-';
  if (!right) {
    std::cerr << "screens_gallery FOLDER [NAME-PART] [--sheets]\n";
    return 2;
  }
  wanted.folder = given[0];
  wanted.part = given.size() > 1 ? given[1] : "";
  fs::create_directories(wanted.folder);
  return draw_all(wanted) == 0 ? 0 : 1;
}
