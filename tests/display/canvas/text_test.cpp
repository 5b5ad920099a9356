// SPDX-License-Identifier: MIT
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "display/canvas/canvas.h"

namespace talon::canvas {
namespace {

constexpr Color white = rgb(0xFFFFFF);
constexpr Color black = rgb(0x000000);

/// Smallest rectangle that holds everything not white.
Rect ink(const Canvas& canvas) {
  int left = canvas.width(), top = canvas.height(), right = 0, bottom = 0;
  for (int y = 0; y < canvas.height(); ++y)
    for (int x = 0; x < canvas.width(); ++x)
      if (canvas.pixel(x, y).red < 200) {
        left = std::min(left, x);
        top = std::min(top, y);
        right = std::max(right, x + 1);
        bottom = std::max(bottom, y + 1);
      }
  return {double(left), double(top), double(right - left), double(bottom - top)};
}

struct Sample {
  std::string text;
  TextStyle style;
  double width;
};

std::vector<Sample> samples() {
  const std::vector<std::string> texts = {
      "Ёлка, подъезд, щётка",
      "А017",
      "Предоставление государственной услуги «Пособие на ребёнка» № 5 — приём",
      "Сверхдлинноеслововкоторомнетниодногопробелаионодолжнобытьперенесено",
      "одна строка\nвторая строка",
      "Җитәкче өчен, һәм ңүә"};
  std::vector<Sample> result;
  for (const auto& text : texts)
    for (const Face face : {Face::words, Face::numbers})
      for (const Align align : {Align::left, Align::center, Align::right})
        for (const double size : {17.0, 26.5, 64.0})
          for (const double width : {180.0, 420.0})
            result.push_back({text, {face, size, 600, black, align, Vertical::top, 1.25}, width});
  return result;
}

TEST(Text, NoInkLeavesWhatWasMeasured) {
  for (const Sample& sample : samples()) {
    const Measured measured = measure(sample.text, sample.style, sample.width);
    Canvas canvas(700, static_cast<int>(measured.height) + 60);
    canvas.fill(white);
    const Measured drawn = canvas.text({40, 30, sample.width, 10}, sample.text, sample.style);
    EXPECT_DOUBLE_EQ(drawn.height, measured.height) << sample.text;
    EXPECT_EQ(drawn.lines, measured.lines);
    EXPECT_LE(measured.width, sample.width + 1) << sample.text;
    const Rect seen = ink(canvas);
    EXPECT_GE(seen.x, 40 - 2) << sample.text << ' ' << sample.style.size;  // side bearings and grey edges
    EXPECT_LE(seen.right(), 40 + sample.width + 2) << sample.text << ' ' << sample.style.size;
    EXPECT_GE(seen.y, 30 - 1) << sample.text << ' ' << sample.style.size;
    EXPECT_LE(seen.bottom(), std::ceil(30 + measured.height) + 1) << sample.text << ' ' << sample.style.size;
  }
}

TEST(Text, WrapsAtWordsAndGrowsByLines) {
  TextStyle style;
  style.size = 20;
  const Measured one = measure("Подать документы", style);
  EXPECT_EQ(one.lines, 1);
  const Measured two = measure("Подать документы", style, one.width - 1);
  EXPECT_EQ(two.lines, 2);
  EXPECT_LT(two.width, one.width);
  EXPECT_DOUBLE_EQ(two.height - one.height, 20 * 1.25);
  EXPECT_EQ(measure("Подать документы", style, std::ceil(one.width)).lines, 1);
  EXPECT_EQ(measure("", style).lines, 0);
}

TEST(Text, ASpanOfHoursDoesNotBreak) {
  TextStyle style;
  style.size = 40;
  const auto width_of = [&](const char* text) { return measure(text, style).width; };
  const double narrow = std::ceil(width_of("Пятница: 8:30–")) + 1;
  const Measured kept = measure("Пятница: 8:30–17:30", style, narrow);
  EXPECT_EQ(kept.lines, 2);
  EXPECT_NEAR(kept.width, std::max(width_of("Пятница:"), width_of("8:30–17:30")), 3)
      << "the break stands before the span";
  EXPECT_EQ(measure("Четверг–пятница", style, std::ceil(width_of("Четверг–")) + 1).lines, 2)
      << "other words may break there";
}

TEST(Text, AShortNumberStaysBesideItsWord) {
  TextStyle style;
  style.size = 40;
  const auto width_of = [&](const char* text) { return measure(text, style).width; };
  const double narrow = std::ceil(width_of("Вас примут: кабинет")) + 1;
  const Measured kept = measure("Вас примут: кабинет 5", style, narrow);
  EXPECT_EQ(kept.lines, 2);
  EXPECT_NEAR(kept.width, std::max(width_of("Вас примут:"), width_of("кабинет 5")), 3);
  EXPECT_EQ(measure("Предварительная 5", style, std::ceil(width_of("Предварительная")) + 1).lines, 2)
      << "a long word may lose its number";
  const double least = std::ceil(width_of("кабинет")) + 1;
  const double ordinal = std::ceil(width_of("5 нче кабинет")) + 1;
  EXPECT_NEAR(measure("Сезне кабул итәләр: 5 нче кабинет", style, ordinal).width, width_of("5 нче кабинет"),
              3)
      << "an ordinal of the Tatar and what it counts";
  EXPECT_EQ(measure("в кабинет 5.", style, least).lines, 3) << "no word is torn for it";
  EXPECT_EQ(measure("11 12 13 14 15 16 17 18", style, std::ceil(width_of("11 12 13 14 15")) + 1).lines, 2)
      << "a row of numbers breaks";
}

TEST(Text, SaysWhenItDoesNotFit) {
  Canvas canvas(200, 200);
  TextStyle style;
  style.size = 30;
  EXPECT_GT(canvas.text({0, 0, 120, 40}, "слова, слова, слова, слова", style).height, 40);
}

TEST(Text, CapitalHeightIsWhatIsDrawn) {
  for (const Face face : {Face::words, Face::numbers}) {
    TextStyle style;
    style.face = face;
    style.size = size_for_cap_height(face, 112);
    style.weight = 400;
    EXPECT_NEAR(cap_height(style), 112, 0.01);
    Canvas canvas(500, 300);
    canvas.fill(white);
    canvas.text({50, 50, 0, 0}, "Н", style);
    EXPECT_NEAR(ink(canvas).height, 112, 1.01);
  }
}

TEST(Text, MiddleMeansTheCapitals) {
  TextStyle style;
  style.size = 60;
  style.vertical = Vertical::middle;
  Canvas canvas(400, 200);
  canvas.fill(white);
  canvas.text({0, 0, 400, 200}, "НЕТ", style);
  const Rect seen = ink(canvas);
  EXPECT_NEAR(seen.y + seen.height / 2, 100, 1.5);
}

TEST(Text, DigitsOfNumbersAreTabular) {
  TextStyle style;
  style.face = Face::numbers;
  style.size = 100;
  EXPECT_DOUBLE_EQ(measure("111111", style).width, measure("000000", style).width);
}

TEST(Text, OnlyOurTwoFamiliesAreUsed) {
  using testing::UnorderedElementsAre;
  TextStyle words, numbers;
  numbers.face = Face::numbers;
  EXPECT_THAT(families_used("Подать документы", words), UnorderedElementsAre("Golos Text"));
  EXPECT_THAT(families_used("А017", numbers), UnorderedElementsAre("PT Sans"));
  // A sign none of ours has is a box of ours, never a letter of some system font.
  for (const auto& family : families_used("漢字 ☐", words))
    EXPECT_TRUE(family == "Golos Text" || family == "PT Sans") << family;
  EXPECT_EQ(missing_glyphs("漢字", words), 2);
}

TEST(Text, HasTheLettersWeNeed) {
  const std::string needed =
      "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
      "0123456789№«»„“—–…•·×₽→ ӘәӨөҮүҖҗҢңҺһ AZaz!?%()+,-./:;";
  for (const int weight : {400, 500, 600, 700}) {
    TextStyle style;
    style.weight = weight;
    EXPECT_EQ(missing_glyphs(needed, style), 0) << weight;
    style.face = Face::numbers;
    EXPECT_EQ(missing_glyphs(needed, style), 0) << weight;
  }
}

TEST(Text, WeightsDiffer) {
  TextStyle thin, thick;
  thin.size = thick.size = 80;
  thick.weight = 700;
  EXPECT_LT(measure("документы", thin).width, measure("документы", thick).width);
}

TEST(Text, TheSamePixelsTwiceAndInEveryThread) {
  const auto draw = [] {
    Canvas canvas(400, 120);
    canvas.fill(white);
    TextStyle style;
    style.size = 33;
    canvas.text({10, 10, 380, 100}, "Вас пригласят в кабинет № 5", style);
    return std::vector<unsigned char>(canvas.pixels().begin(), canvas.pixels().end());
  };
  const auto first = draw();
  EXPECT_EQ(first, draw());
  std::vector<unsigned char> other;
  std::thread([&] { other = draw(); }).join();
  EXPECT_EQ(first, other);
}

TEST(Fonts, AFolderWithoutFontsIsSaid) {
  use_fonts("/nowhere");
  EXPECT_THROW((void)measure("а", {}), std::runtime_error);
  use_fonts("");
  EXPECT_EQ(measure("а", {}).lines, 1);
}

}  // namespace
}  // namespace talon::canvas
