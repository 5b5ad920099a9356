// SPDX-License-Identifier: MIT
#include "printer/emulator/emulator.h"

#include <gtest/gtest.h>

#include "printer/escpos/encode.h"
#include "printer/slip/slip.h"

namespace talon::emulator {
namespace {

using escpos::Profile;

const Profile& epson() {
  return *escpos::find_profile("epson-tm-t20");
}
const Profile& star() {
  return *escpos::find_profile("star-line");
}

void feed_all(Emulator& printer, const Bytes& bytes, std::size_t piece = 1024) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t n = std::min(piece, bytes.size() - at);
    ASSERT_EQ(printer.receive({bytes.data() + at, n}), n);
    at += n;
  }
}

int different_dots(const canvas::Canvas& a, const canvas::Canvas& b, int rows) {
  int count = 0;
  for (int y = 0; y < rows; ++y)
    for (int x = 0; x < a.width(); ++x) count += a.pixel(x, y).red != b.pixel(x, y).red ? 1 : 0;
  return count;
}

TEST(Emulator, PrintsTheSlipDotForDot) {
  const auto picture = slip::render(slip::test_slip(), slip::paper_80mm);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1024}, std::size_t{100000}}) {
    Emulator printer;
    feed_all(printer, escpos::picture_job(picture, epson()), piece);
    const auto slips = printer.take_slips();
    ASSERT_EQ(slips.size(), 1U);
    ASSERT_GE(slips[0].height(), picture.height());
    EXPECT_EQ(different_dots(picture, slips[0], picture.height()), 0);
    EXPECT_TRUE(printer.unknown().empty());
    EXPECT_EQ(printer.strip().rows(), 0);
  }
}

// A recording of two programs' slips, the second of which clears the printer first, is played in one piece.
TEST(Emulator, ClearingForgetsNothingThatHadTimeToBePrinted) {
  Bytes all = escpos::picture_job(slip::render(slip::test_slip(), slip::paper_80mm), epson());
  const Bytes slip = all;
  const Bytes clear = {0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};
  all.insert(all.end(), clear.begin(), clear.end());
  all.insert(all.end(), slip.begin(), slip.end());
  Emulator printer;
  feed_all(printer, all, all.size());
  EXPECT_EQ(printer.take_slips().size(), 2U);
}

TEST(Emulator, PrintsTheStarSlipDotForDot) {
  const auto picture = slip::render(slip::test_slip(), slip::paper_80mm);
  Model setup;
  setup.dialect = escpos::Dialect::star;
  Emulator printer(setup);
  feed_all(printer, escpos::picture_job(picture, star()), 333);
  const auto slips = printer.take_slips();
  ASSERT_EQ(slips.size(), 1U);
  EXPECT_EQ(different_dots(picture, slips[0], picture.height()), 0);
  EXPECT_TRUE(printer.unknown().empty());
}

TEST(Emulator, WhiteRowsAreFedNotPrinted) {
  const auto picture = slip::render(slip::test_slip(), slip::paper_80mm);
  const std::size_t whole = static_cast<std::size_t>(picture.height()) * 72;
  const std::size_t sent = escpos::picture_job(picture, epson()).size();
  EXPECT_LT(sent, whole * 8 / 10) << "sent " << sent << " of " << whole;
}

TEST(Emulator, AnswersWithTheProcessId) {
  Emulator printer;
  feed_all(printer, escpos::ask_process_id({'0', 'a', 'b', 'c'}));
  EXPECT_EQ(printer.take_answers(), (Bytes{0x37, 0x22, '0', 'a', 'b', 'c', 0x00}));
}

TEST(Emulator, TextModeDrawsLetters) {
  Emulator printer;
  const std::vector<escpos::Line> lines = {{"А017", true, 4}, {"Подъезд № 5, щёлочь", false, 1}};
  feed_all(printer, escpos::text_job(lines, *escpos::find_profile("text")));
  const auto slips = printer.take_slips();
  ASSERT_EQ(slips.size(), 1U);
  int ink = 0;
  for (int y = 0; y < slips[0].height(); ++y)
    for (int x = 0; x < slips[0].width(); ++x) ink += slips[0].pixel(x, y).red == 0 ? 1 : 0;
  EXPECT_GT(ink, 2000);
  EXPECT_GE(slips[0].height(), 4 * 24 + 24);
}

TEST(Emulator, PrintsQrCodes) {
  Emulator printer;
  Bytes job = {0x1D, '(', 'k', 3, 0, 49, 67, 6};
  const std::string content = "https://queue.example/t/1";
  const Bytes store = {0x1D, '(', 'k', static_cast<std::uint8_t>(content.size() + 3), 0, 49, 80, 48};
  job.insert(job.end(), store.begin(), store.end());
  job.insert(job.end(), content.begin(), content.end());
  const Bytes print = {0x1D, '(', 'k', 3, 0, 49, 81, 48, 0x1D, 'V', 0};
  job.insert(job.end(), print.begin(), print.end());
  feed_all(printer, job);
  const auto slips = printer.take_slips();
  ASSERT_EQ(slips.size(), 1U);
  EXPECT_EQ(slips[0].height() % 6, 0);
  EXPECT_EQ(slips[0].height() / 6 % 4, 1);  // versions have 21, 25, 29 ... modules
}

TEST(Emulator, UnknownCommandsAreNoted) {
  Emulator printer;
  feed_all(printer, {0x1B, 0x7A, 'x', '\n'});
  ASSERT_EQ(printer.unknown().size(), 1U);
  EXPECT_EQ(printer.unknown()[0], "1B 7A");
}

}  // namespace
}  // namespace talon::emulator
