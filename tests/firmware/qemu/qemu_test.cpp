// SPDX-License-Identifier: MIT
// The firmware as it is flashed, in QEMU, behind its boot loader, against masters nobody here wrote:
// libmodbus and mbpoll. The emulator runs in real time on a machine that has other things to do, so each
// exchange is repeated as a real master repeats it; what is asserted is what stands in the answers, never how
// long they took.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <memory>
#include <modbus/modbus.h>
#include <unistd.h>

#include "firmware/app/picture.h"
#include "tests/firmware/test_master.h"

namespace talon::firmware {
namespace {

namespace fs = std::filesystem;
namespace map = link::map;

constexpr int panel_address = 7;
constexpr int line_address = 9;
constexpr int attempts = 30;
const std::string test_key_digits = "09080706050403020100010203040506";

/// Runs a command; what it said, and whether it ended well.
struct Said {
  std::string text;
  bool well = false;
};

Said run(const std::string& command) {
  Said said;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return said;
  std::array<char, 512> bytes;
  while (const auto count = fread(bytes.data(), 1, bytes.size(), pipe)) said.text.append(bytes.data(), count);
  said.well = pclose(pipe) == 0;
  return said;
}

struct CloseModbus {
  void operator()(modbus_t* bus) const {
    modbus_close(bus);
    modbus_free(bus);
  }
};

/// Two boards in QEMU on one bus, for all tests of this file.
class Boards : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    setenv("TALON_BUILD", TALON_BINARY_DIR, 1);
    folder_ = fs::temp_directory_path() / ("talon-boards-" + std::to_string(getpid()));
    fs::create_directories(folder_);
    const std::string where = folder_.string();
    for (const auto& arguments :
         {"start " + where + " 7 desk-panel " + test_key_digits, "start " + where + " 9 hall-line - 128",
          "bus " + where + " " + where + "/port"}) {
      const Said said = run(tool() + arguments + " </dev/null");
      ASSERT_TRUE(said.well) << said.text;
    }
  }

  static void TearDownTestSuite() {
    run(tool() + "stop " + folder_.string());
    fs::remove_all(folder_);
  }

  void SetUp() override {
    ASSERT_TRUE(fs::exists(folder_ / "port"));
    bus_.reset(modbus_new_rtu(fs::canonical(folder_ / "port").c_str(), 115200, 'N', 8, 1));
    ASSERT_EQ(modbus_connect(bus_.get()), 0) << modbus_strerror(errno);
    modbus_set_response_timeout(bus_.get(), 0, 300'000);
  }

  static std::string tool() { return TALON_SOURCE_DIR "/tools/board "; }

  void tool_does(const std::string& arguments) {
    const Said said = run(tool() + arguments);
    EXPECT_TRUE(said.well) << said.text;
  }

  void strap(int address, bool closed) {
    tool_does("strap " + folder_.string() + " " + std::to_string(address) + (closed ? " on" : " off"));
    for (int i = 0; i < attempts; ++i)
      if (((read(address, map::state)[0] & link::status::service) != 0) == closed) return;
    FAIL() << "the strap is not seen";
  }

  std::vector<std::uint16_t> read(int address, const link::Block& block) {
    std::vector<std::uint16_t> values(block.count);
    modbus_set_slave(bus_.get(), address);
    for (int i = 0; i < attempts; ++i) {
      if (modbus_read_registers(bus_.get(), block.first, block.count, values.data()) == block.count)
        return values;
      ++repeated_;
      modbus_flush(bus_.get());
    }
    ADD_FAILURE() << "no answer from " << address << ": " << modbus_strerror(errno);
    return values;
  }

  /// One attempt; false: no answer or an exception (errno says which).
  bool write(int address, const link::Block& block, std::span<const std::uint16_t> values) {
    modbus_set_slave(bus_.get(), address);
    const int count = static_cast<int>(values.size());
    const bool well = modbus_write_registers(bus_.get(), block.first, count, values.data()) == count;
    if (!well) modbus_flush(bus_.get());
    return well;
  }

  /// Takes session and counter from the board, when its proof is right.
  void synchronize(link::SealContext& context) {
    const auto state = read(context.address, map::state);
    const link::SealContext told{context.address, link::long_value(state, 1), link::long_value(state, 3)};
    EXPECT_TRUE(link::proof_fits(test_key, told, map::state.first, state));
    context = told;
  }

  void write_sealed(link::SealContext& context, const link::Block& block,
                    std::span<const std::uint16_t> data) {
    for (int i = 0; i < attempts; ++i) {
      std::vector<std::uint16_t> registers(data.begin(), data.end());
      registers.resize(block.count);
      ++context.counter;
      link::seal(test_key, context, block.first, registers);
      if (write(context.address, block, registers)) return;
      ++repeated_;
      synchronize(context);
    }
    ADD_FAILURE() << "the board accepts nothing: " << modbus_strerror(errno);
  }

  std::vector<std::uint8_t> panel_memory(int address) {
    const std::string board = folder_.string() + "/" + std::to_string(address);
    tool_does("picture " + folder_.string() + " " + std::to_string(address) + " " + board + "/panel.png");
    std::ifstream file(board + "/panel.bin", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  Said mbpoll(int address, const std::string& rest) {
    const std::string command =
        "mbpoll -m rtu -b 115200 -P none -0 -1 -o 0.5 -a " + std::to_string(address) + " " + rest;
    const auto port = command.find("PORT");
    return run(std::string(command).replace(port, 4, fs::canonical(folder_ / "port").string()));
  }

  static inline fs::path folder_;
  std::unique_ptr<modbus_t, CloseModbus> bus_;
  int repeated_ = 0;
};

TEST_F(Boards, LibmodbusShowsAHundredNumbersAndReadsEachBackProven) {
  link::SealContext context{panel_address};
  synchronize(context);
  for (int i = 0; i < 100; ++i) {
    const auto wanted = call_of("\xC0" + std::to_string(100 + i), static_cast<std::uint16_t>(i + 1));
    write_sealed(context, map::show, link::to_registers(wanted));
    const auto shown = read(panel_address, map::shown);
    ASSERT_EQ(shown[0], static_cast<std::uint16_t>(link::Shown::call)) << i;
    ASSERT_EQ(shown[9], i + 1);
    ASSERT_EQ(shown[11], checksum(number_picture(wanted.number, 64))) << i;
    ASSERT_TRUE(link::proof_fits(test_key, context, map::shown.first, shown)) << i;
  }
  std::printf("200 exchanges, %d repeated\n", repeated_);
  const Picture picture = number_picture(text8("\xC0"
                                               "199"),
                                         64);
  EXPECT_EQ(panel_memory(panel_address),
            std::vector<std::uint8_t>(picture.bytes.begin(), picture.bytes.end()));
}

TEST_F(Boards, TheFirmwareSaysWhoItIs) {
  const auto identity = read(line_address, map::identity);
  EXPECT_EQ(identity[0], link::magic);
  EXPECT_EQ(identity[2], 0x0405);
  EXPECT_EQ(identity[11], 128);
  EXPECT_EQ(identity[12], static_cast<std::uint16_t>(link::Role::hall_line));
  const auto state = read(line_address, map::state);
  EXPECT_NE(state[0] & link::status::not_stored, 0) << "an emulator's flash refuses, and that is said";
}

TEST_F(Boards, AWriteWithoutASealIsRefused) {
  const auto data = link::to_registers(call_of("666"));
  bool refused = false;
  for (int i = 0; i < attempts && !refused; ++i) {
    EXPECT_FALSE(write(panel_address, map::show, data));
    refused = errno == EMBXILVAL;
  }
  EXPECT_TRUE(refused);
  EXPECT_EQ(read(panel_address, map::state)[10], static_cast<std::uint16_t>(link::Refusal::unsealed));
}

TEST_F(Boards, MbpollWritesANumberWithTheServiceStrapClosed) {
  strap(line_address, true);
  bool written = false;
  for (int i = 0; i < attempts && !written; ++i)  // А017, room 12
    written = mbpoll(line_address, "-t 4 -r 256 PORT 49200 12599 0 0 12594 0 0 0").well;
  EXPECT_TRUE(written);
  const Picture wanted = line_picture(text8("\xC0"
                                            "017"),
                                      text8("12"), 128);
  Picture with_dot = wanted;
  with_dot.set(127, 15);
  EXPECT_EQ(read(line_address, map::shown)[11], checksum(with_dot));
  Said said;
  for (int i = 0; i < attempts && !said.well; ++i) said = mbpoll(line_address, "-t 4:hex -r 65 -c 2 PORT");
  EXPECT_NE(said.text.find("0xC030"), std::string::npos) << said.text;
  EXPECT_NE(said.text.find("0x3137"), std::string::npos) << said.text;
  strap(line_address, false);
}

TEST_F(Boards, AKeyIsSeenOnceAndProven) {
  link::SealContext context{panel_address};
  synchronize(context);
  const auto before = read(panel_address, map::keys)[1];
  auto keys = read(panel_address, map::keys);
  for (int i = 0; i < 3 && keys[1] == before;
       ++i) {  // an emulator that got no time misses a press, as a finger does
    tool_does("press " + folder_.string() + " 7 3");
    keys = read(panel_address, map::keys);
  }
  EXPECT_EQ(keys[1], before + 1);
  EXPECT_EQ(link::key_event_from(keys[2]).key, link::PanelKey::start_finish);
  EXPECT_TRUE(link::proof_fits(test_key, context, map::keys.first, keys));
}

TEST_F(Boards, NoiseOnTheLineSpoilsNothingForLong) {
  link::SealContext context{panel_address};
  synchronize(context);
  std::ofstream(folder_ / "port", std::ios::binary)
      << std::string("\x07\x10\x01\x00\xFF noise \x00 more", 18);
  const auto wanted = call_of("555");
  write_sealed(context, map::show, link::to_registers(wanted));
  EXPECT_EQ(read(panel_address, map::shown)[11], checksum(number_picture(wanted.number, 64)));
}

TEST_F(Boards, ARestartIsDoneAndItsCauseCanBeRead) {
  link::SealContext context{panel_address};
  synchronize(context);
  const std::array<std::uint16_t, 2> restart{static_cast<std::uint16_t>(link::Command::restart), 0};
  write_sealed(context, map::command, restart);
  auto state = read(panel_address, map::state);
  for (int i = 0; i < attempts && state[7] != static_cast<std::uint16_t>(link::RestartCause::software); ++i)
    state = read(panel_address, map::state);
  EXPECT_EQ(state[7], static_cast<std::uint16_t>(link::RestartCause::software));
  EXPECT_EQ(link::long_value(state, 3), 0U) << "a new session counts from 0";
  EXPECT_NE(state[0] & link::status::master_gone, 0) << "and shows no number of the old one";
}

}  // namespace
}  // namespace talon::firmware
