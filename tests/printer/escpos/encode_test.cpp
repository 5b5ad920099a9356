// SPDX-License-Identifier: MIT
#include "printer/escpos/encode.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace talon::escpos {
namespace {

const Profile& epson() {
  return *find_profile("epson-tm-t20");
}

canvas::Canvas paper(int width, int height) {
  canvas::Canvas page(width, height);
  page.fill(canvas::rgb(0xFFFFFF));
  return page;
}

TEST(Encode, OneInkedRow) {
  canvas::Canvas page = paper(16, 1);
  page.rectangle({0, 0, 1, 1}, canvas::rgb(0));
  page.rectangle({9, 0, 2, 1}, canvas::rgb(0));
  const Bytes expected = {0x1B, '@', 0x1D, 'v', '0', 0, 2, 0, 1, 0, 0x80, 0x60, 0x1D, 'V', 66, 0};
  EXPECT_EQ(picture_job(page, epson()), expected);
}

TEST(Encode, EmptyRowsAreFed) {
  canvas::Canvas page = paper(8, 302);
  page.rectangle({0, 0, 8, 1}, canvas::rgb(0));
  page.rectangle({0, 301, 8, 1}, canvas::rgb(0));
  const Bytes expected = {0x1B, '@', 0x1D, 'v', '0', 0, 1, 0, 1, 0, 0xFF, 0x1B, 'J', 255, 0x1B,
                          'J',  45,  0x1D, 'v', '0', 0, 1, 0, 1, 0, 0xFF, 0x1D, 'V', 66,  0};
  EXPECT_EQ(picture_job(page, epson()), expected);
}

TEST(Encode, AFewEmptyRowsArePrintedInTheirBand) {
  canvas::Canvas page = paper(8, 5);
  page.rectangle({0, 0, 8, 1}, canvas::rgb(0));
  page.rectangle({0, 4, 8, 1}, canvas::rgb(0));
  const Bytes expected = {0x1B, '@', 0x1D, 'v', '0', 0, 1, 0, 5, 0, 0xFF, 0, 0, 0, 0xFF, 0x1D, 'V', 66, 0};
  EXPECT_EQ(picture_job(page, epson()), expected);
}

TEST(Encode, TransparentIsPaper) {
  const canvas::Canvas page(8, 1);
  EXPECT_EQ(picture_job(page, epson()), (Bytes{0x1B, '@', 0x1B, 'J', 1, 0x1D, 'V', 66, 0}));
}

TEST(Encode, TextIsCodePage866) {
  const Bytes expected = {0x1B, '@', 0x1B, 't',  17,   0x1D, '!', 0x11, 0x1B, 'E', 1,    0xF0, 0xA6, ' ',
                          0xFC, ' ', '5',  0x0A, 0x1D, '!',  0,   0x1B, 'E',  0,   0x1D, 'V',  66,   0};
  EXPECT_EQ(text_job({{"Ёж № 5", true, 2}}, epson()), expected);
}

TEST(Encode, TextCannotCommandThePrinter) {
  const Bytes job = text_job({{"a\x1B@\x10\x04", false, 1}}, epson());
  EXPECT_EQ(std::count(job.begin(), job.end(), 0x1B), 4);  // reset, code page, bold set and reset
  EXPECT_EQ(std::count(job.begin(), job.end(), 0x10), 0);
}

TEST(Encode, ProcessIdsArePrintableAndDiffer) {
  std::set<ProcessId> seen;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const ProcessId id = process_id(4'000'000'000U + i);
    for (const auto c : id) EXPECT_TRUE(c >= 0x20 && c <= 0x7E);
    EXPECT_TRUE(seen.insert(id).second);
  }
  EXPECT_EQ(ask_process_id({'0', '0', '0', '1'}), (Bytes{0x1D, '(', 'H', 6, 0, 48, 48, '0', '0', '0', '1'}));
}

}  // namespace
}  // namespace talon::escpos
