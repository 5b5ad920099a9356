// SPDX-License-Identifier: MIT
// An answer belongs to its question, also when the one who asked before was killed.
#include "display/port/bus_line.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include "firmware/link/crc.h"
#include "tests/display/shell/pty_boards.h"

namespace talon::display::test {
namespace {

constexpr std::uint8_t address = 12;
constexpr int patience_ms = 5'000;

/// Asks for a block and goes when the answer lies in the port, unread.
void ask_and_be_killed(const std::string& port, const link::Block& block) {
  const int line = open(port.c_str(), O_RDWR | O_NOCTTY);
  ASSERT_GE(line, 0);
  std::vector<std::uint8_t> request{address,
                                    3,
                                    static_cast<std::uint8_t>(block.first >> 8U),
                                    static_cast<std::uint8_t>(block.first & 0xFFU),
                                    0,
                                    static_cast<std::uint8_t>(block.count)};
  const std::uint16_t crc = link::crc16(request);
  request.push_back(static_cast<std::uint8_t>(crc & 0xFFU));
  request.push_back(static_cast<std::uint8_t>(crc >> 8U));
  EXPECT_EQ(write(line, request.data(), request.size()), static_cast<ssize_t>(request.size()));
  pollfd answer{line, POLLIN, 0};
  EXPECT_EQ(poll(&answer, 1, patience_ms), 1);
  close(line);
}

TEST(BusLine, TheAnswerToAKilledMastersQuestionIsNobodys) {
  firmware::Settings settings;
  settings.address = address;
  PtyBoards boards({settings}, link::Key{1});
  ask_and_be_killed(boards.port(), link::map::state);
  const auto line = make_modbus_line(boards.port(), 115200);
  bus::Reply reply{bus::Outcome::silence, {}, {}};
  for (int turn = 0; turn < 100 && reply.outcome != bus::Outcome::answered; ++turn)
    reply = line->exchange({address, link::map::identity.first, link::map::identity.count, {}});
  ASSERT_EQ(reply.values.size(), link::map::identity.count);
  EXPECT_EQ(reply.values[0], link::magic) << "this is the state, not the identity";
}

}  // namespace
}  // namespace talon::display::test
