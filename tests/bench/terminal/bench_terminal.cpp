// SPDX-License-Identifier: MIT
// What a slip costs before it reaches the wire, and what a page costs before it reaches the glass: beside
// copying the same memory, beside the bitmap of the same paper, beside the first page of all, whose texts
// nobody had measured yet.
#include <algorithm>
#include <vector>

#include "kiosk/screens/layout.h"
#include "printer/escpos/encode.h"
#include "printer/slip/slip.h"
#include "tests/bench/store/bench.h"
#include "tests/kiosk/pictures.h"
#include "tests/printer/slip/samples.h"

namespace talon::bench {
namespace {

/// Mean of many runs in microseconds, the best of five series.
template <class Job>
double microseconds(int runs, Job&& job) {
  return 1e6 / runs * best(5, [&] {
           for (int run = 0; run < runs; ++run) job();
         });
}

/// Keeps the compiler from leaving out work whose result nobody reads.
volatile std::size_t seen = 0;

/// One slip on one width of paper: encoder against memory copy, bytes against the bitmap of the same paper.
void slip(const char* profile_name, int runs) {
  const escpos::Profile& profile = *escpos::find_profile(profile_name);
  const slip::Paper paper{profile.width_dots, profile.dots_per_mm()};
  const canvas::Canvas picture = slip::render(slip::samples::usual(), paper);
  const std::string name = std::to_string(profile.paper_mm) + "mm";
  const auto from = picture.pixels();
  std::vector<unsigned char> copy(from.size());
  const double copied = microseconds(runs, [&] {
    std::copy(from.begin(), from.end(), copy.begin());
    seen = seen + copy.back();
  });
  const double encoded =
      microseconds(runs, [&] { seen = seen + escpos::picture_job(picture, profile).size(); });
  const double drawn = microseconds(std::max(1, runs / 10), [&] {
    seen = seen + slip::render(slip::samples::usual(), paper).pixels().size();
  });
  const auto bytes = static_cast<double>(escpos::picture_job(picture, profile).size());
  const auto bitmap = static_cast<double>((picture.width() + 7) / 8) * picture.height();
  print(("slip_" + name + "_copy").c_str(), copied, "us", 1);
  print(("slip_" + name + "_encode").c_str(), encoded, "us", encoded / copied);
  print(("slip_" + name + "_draw").c_str(), drawn, "us", drawn / copied);
  print(("slip_" + name + "_bitmap").c_str(), bitmap, "bytes", 1);
  print(("slip_" + name + "_bytes").c_str(), bytes, "bytes", bytes / bitmap);
  print(("slip_" + name + "_length").c_str(), picture.height() / profile.dots_per_mm(), "mm", 1);
}

void pages(int runs) {
  using namespace talon::screens;
  const auto all = pictures::walk(pictures::town(), pictures::portrait, false);
  const Screen& start = all.front().screen;
  Screen held = start;
  const Layout shown = layout(start, Millis{0});
  const Target& choice = shown.targets.front();
  held.press = Press{choice.action, choice.box, Millis{0}};
  canvas::Canvas glass(shown.width, shown.height);
  print("page_compose", microseconds(runs, [&] { seen = seen + layout(start, Millis{0}).items.size(); }),
        "us", 1);
  print("page_draw", microseconds(std::max(1, runs / 10), [&] { draw(glass, shown); }), "us", 1);
  print("press_draw",
        microseconds(std::max(1, runs / 10),
                     [&] {
                       const Layout next = layout(held, Millis{0});
                       for (const canvas::Rect& part : difference(shown, next)) draw(glass, next, part);
                     }),
        "us", 1);
  print("idle_parts", static_cast<double>(difference(shown, layout(start, Millis{0})).size()), "parts", 1);
}

/// The same page before anything is cached and right after: to be called first.
void cache() {
  using namespace talon::screens;
  Screen start;
  start.glass = pictures::portrait;
  start.menu = pictures::town();
  start.link = Link::up;
  const double first = cpu_seconds([&] { seen = seen + layout(start, Millis{0}).items.size(); });
  const double again = microseconds(100, [&] { seen = seen + layout(start, Millis{0}).items.size(); });
  print("page_first", first * 1e6, "us", 1);
  print("page_again", again, "us", again / (first * 1e6));
}

}  // namespace
}  // namespace talon::bench

int main(int argc, char** argv) {
  const double scale = talon::bench::scale_of(argc, argv);
  const int runs = std::max(10, static_cast<int>(200 * scale));
  talon::bench::cache();
  talon::bench::slip("epson-tm-t20", runs);
  talon::bench::slip("generic-58", runs);
  talon::bench::pages(runs);
  return 0;
}
