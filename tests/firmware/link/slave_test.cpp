// SPDX-License-Identifier: MIT
#include "firmware/link/slave.h"

#include <gtest/gtest.h>
#include <vector>

#include "firmware/link/crc.h"

namespace talon::link {
namespace {

/// Sixteen registers from 0 on that may be written, 100 excepted.
class Memory final : public Registers {
 public:
  std::array<std::uint16_t, 16> values{};

  Exception read(std::uint16_t first, std::span<std::uint16_t> wanted) override {
    if (first + wanted.size() > values.size()) return Exception::address;
    for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i] = values[first + i];
    return Exception::none;
  }

  Exception write(std::uint16_t first, std::span<const std::uint16_t> written) override {
    if (first + written.size() > values.size()) return Exception::address;
    std::copy(written.begin(), written.end(), values.begin() + first);
    return Exception::none;
  }
};

Frame raw(std::vector<std::uint8_t> body) {
  Frame frame;
  const std::uint16_t crc = crc16(body);
  body.push_back(static_cast<std::uint8_t>(crc & 0xFF));
  body.push_back(static_cast<std::uint8_t>(crc >> 8));
  std::copy(body.begin(), body.end(), frame.bytes.begin());
  frame.length = body.size();
  return frame;
}

TEST(Slave, ReadsAndWritesAndEchoes) {
  Memory memory;
  const std::array<std::uint16_t, 2> written{5, 6};
  const Reaction wrote = react(write_request(7, 3, written).view(), 7, memory);
  EXPECT_EQ(wrote.heard, Heard::answered);
  EXPECT_EQ(memory.values[4], 6);
  const Reaction read = react(read_request(7, 3, 2).view(), 7, memory);
  ASSERT_TRUE(read.answer);
  const Request asked = *parse_request(read_request(7, 3, 2).view()).request;
  EXPECT_EQ(parse_answer(asked, read.answer->view())->values[0], 5);
  EXPECT_TRUE(react(raw({7, 6, 0, 1, 0, 9}).view(), 7, memory).answer);
  EXPECT_EQ(memory.values[1], 9);
}

TEST(Slave, KeepsSilentUnlessTheFrameIsForIt) {
  Memory memory;
  const std::array<std::uint16_t, 1> value{1};
  EXPECT_EQ(react(write_request(8, 0, value).view(), 7, memory).heard, Heard::for_another);
  EXPECT_EQ(react(write_request(0, 0, value).view(), 7, memory).heard, Heard::broadcast);
  EXPECT_EQ(react(read_answer(8, value).view(), 7, memory).heard, Heard::for_another);
  EXPECT_EQ(react(std::vector<std::uint8_t>{7, 3, 0, 0}, 7, memory).heard, Heard::damaged);
  EXPECT_EQ(memory.values, (std::array<std::uint16_t, 16>{}));
}

TEST(Slave, NamesWhatItRefuses) {
  Memory memory;
  const auto code = [&](const Frame& frame) {
    const Reaction reaction = react(frame.view(), 7, memory);
    EXPECT_EQ(reaction.heard, Heard::refused);
    return reaction.answer->bytes[2];
  };
  EXPECT_EQ(code(raw({7, 0x2B, 0, 0})), 1);
  EXPECT_EQ(code(read_request(7, 12, 5)), 2);
  EXPECT_EQ(code(read_request(7, 0xFFFF, 2)), 2) << "past the last register";
  EXPECT_EQ(code(read_request(7, 0, 0)), 3);
  EXPECT_EQ(code(read_request(7, 0, 126)), 3);
  EXPECT_EQ(code(raw({7, 0x10, 0, 0, 0, 1, 3, 0, 1})), 3) << "byte count against count";
}

TEST(Receiver, DropsWhatIsTooLongOrSpoiled) {
  Receiver receiver;
  EXPECT_TRUE(receiver.empty());
  receiver.push(1);
  receiver.push(2);
  EXPECT_EQ(receiver.take().size(), 2U);
  EXPECT_TRUE(receiver.empty());
  for (int i = 0; i < 257; ++i) receiver.push(0);
  EXPECT_TRUE(receiver.take().empty());
  receiver.push(1);
  receiver.spoil();
  EXPECT_TRUE(receiver.take().empty());
  receiver.push(1);
  EXPECT_EQ(receiver.take().size(), 1U) << "the next frame is whole again";
}

}  // namespace
}  // namespace talon::link
