// SPDX-License-Identifier: MIT
#include "firmware/link/frame.h"

#include <gtest/gtest.h>
#include <random>
#include <string_view>
#include <vector>

#include "firmware/link/crc.h"

namespace talon::link {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes with_checksum(Bytes body) {
  const std::uint16_t crc = crc16(body);
  body.push_back(static_cast<std::uint8_t>(crc & 0xFF));
  body.push_back(static_cast<std::uint8_t>(crc >> 8));
  return body;
}

Bytes bytes_of(const Frame& frame) {
  return {frame.view().begin(), frame.view().end()};
}

TEST(Crc, GivesTheCheckValueOfModbus) {
  const std::string_view digits = "123456789";
  EXPECT_EQ(crc16(std::span(reinterpret_cast<const std::uint8_t*>(digits.data()), digits.size())), 0x4B37);
}

TEST(Frame, TheRequestsOfTheSpecificationAreRead) {
  // The examples of sections 6.3, 6.6 and 6.12 of the application protocol.
  const auto read = parse_request(with_checksum({0x11, 0x03, 0x00, 0x6B, 0x00, 0x03}));
  ASSERT_TRUE(read.request);
  EXPECT_EQ(read.request->first, 0x6B);
  EXPECT_EQ(read.request->count, 3);
  const auto one = parse_request(with_checksum({0x11, 0x06, 0x00, 0x01, 0x00, 0x03}));
  ASSERT_TRUE(one.request);
  EXPECT_EQ(one.request->written()[0], 3);
  const auto several =
      parse_request(with_checksum({0x11, 0x10, 0x00, 0x01, 0x00, 0x02, 0x04, 0x00, 0x0A, 0x01, 0x02}));
  ASSERT_TRUE(several.request);
  EXPECT_EQ(std::vector<std::uint16_t>(several.request->written().begin(), several.request->written().end()),
            (std::vector<std::uint16_t>{0x0A, 0x0102}));
}

TEST(Frame, WhatTheMasterBuildsTheBoardReads) {
  const std::array<std::uint16_t, 3> values{1, 0xFFFF, 0x8000};
  const auto written = parse_request(write_request(7, 0x0100, values).view());
  ASSERT_TRUE(written.request);
  EXPECT_EQ(written.request->function, Function::write);
  EXPECT_EQ(written.request->written()[2], 0x8000);
  const auto read = parse_request(read_request(9, 0x0060, 8).view());
  ASSERT_TRUE(read.request);
  EXPECT_EQ(read.request->address, 9);
}

TEST(Frame, TheAnswersAreTakenForTheirOwnRequestAlone) {
  const Request asked = *parse_request(read_request(7, 0x60, 2).view()).request;
  const std::array<std::uint16_t, 2> values{3, 4};
  const auto answer = parse_answer(asked, read_answer(7, values).view());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->values[1], 4);
  EXPECT_FALSE(parse_answer(asked, read_answer(8, values).view())) << "another board";
  EXPECT_FALSE(parse_answer(asked, read_answer(7, std::span(values).first(1)).view())) << "another length";
  const auto refused = parse_answer(asked, exception_answer(7, 3, Exception::address).view());
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->exception, Exception::address);
  const Request wrote = *parse_request(write_request(7, 0x100, values).view()).request;
  EXPECT_TRUE(parse_answer(wrote, write_answer(wrote).view()));
  EXPECT_FALSE(parse_answer(wrote, read_answer(7, values).view()));
}

TEST(Frame, EachWayToBeNoRequestHasItsName) {
  EXPECT_EQ(parse_request(Bytes{1, 3, 0}).fault, FrameFault::too_short);
  EXPECT_EQ(parse_request(Bytes(257)).fault, FrameFault::too_long);
  EXPECT_EQ(parse_request(Bytes{7, 3, 0, 0, 0, 1, 0, 0}).fault, FrameFault::checksum);
  EXPECT_EQ(parse_request(with_checksum({7, 0x2B, 1, 2})).fault, FrameFault::unknown_function);
  EXPECT_EQ(parse_request(with_checksum({7, 3, 0, 0, 0})).fault, FrameFault::malformed);
  EXPECT_EQ(parse_request(with_checksum({7, 0x10, 0, 0, 0, 2, 2, 0, 1})).fault, FrameFault::malformed);
  EXPECT_EQ(parse_request(with_checksum({7, 0x10, 0, 0, 0, 200, 144, 0, 1})).fault, FrameFault::malformed);
}

TEST(Frame, EveryBurstOfUpToSixteenBitsIsNoticed) {
  const std::array<std::uint16_t, 14> values{0xC030, 0x3137};
  const Bytes good = bytes_of(write_request(7, 0x0100, values));
  for (std::size_t bit = 0; bit + 16 <= good.size() * 8; ++bit) {
    for (std::uint32_t burst : {1U, 0x8001U, 0xFFFFU, 0xA5A5U}) {
      Bytes bad = good;
      for (std::size_t i = 0; i < 16; ++i)
        if ((burst >> i & 1U) != 0)
          bad[(bit + i) / 8] = static_cast<std::uint8_t>(bad[(bit + i) / 8] ^ (1U << ((bit + i) % 8)));
      EXPECT_FALSE(parse_request(bad).request) << bit << " " << burst;
    }
  }
}

TEST(Frame, RandomBytesNeverHurt) {
  std::mt19937 random(11);
  for (int i = 0; i < 20000; ++i) {
    Bytes bytes(random() % 300);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
    if (bytes.size() > 4 && bytes.size() <= 256 && i % 2 == 0) {
      bytes[1] = i % 4 == 0 ? 0x10 : 0x03;
      bytes.erase(bytes.end() - 2, bytes.end());
      bytes = with_checksum(bytes);
    }
    const Parsed parsed = parse_request(bytes);
    if (parsed.request && parsed.request->function != Function::read) {
      EXPECT_LE(parsed.request->count, most_written);
    }
  }
}

}  // namespace
}  // namespace talon::link
