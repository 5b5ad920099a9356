// SPDX-License-Identifier: MIT
// `talon-printer emulate` without a network: bytes of a file, a pipe, standard input; how it ends, what it
// says of a wrong call.
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/stat.h>

#include "tests/printer/cli.h"

namespace talon::printer {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes << std::flush;
}

class Emulate : public testing::Test {
 protected:
  /// Two slips as they came over the network, and their pictures: what every other way is compared with.
  void SetUp() override {
    Emulated printer({"--listen", "tcp:127.0.0.1:0", "--slips", folder_ / "net", "--bytes", recorded_});
    const std::string device = printer.device();
    for (int i = 0; i < 2; ++i) {
      ASSERT_EQ(call("test " + device + " --profile epson-tm-t20").code, 0);
      ASSERT_THAT(printer.line(), HasSubstr("slip "));
    }
    ASSERT_GT(content(recorded_).size(), 50'000U);
  }
  void expect_same_slips(const std::string& slips) const {
    for (const char* name : {"/slip-0001.png", "/slip-0002.png"}) {
      EXPECT_THAT(content(slips + name), Not(IsEmpty()));
      EXPECT_TRUE(content(slips + name) == content(folder_ / "net" + name)) << slips << name;
    }
    EXPECT_FALSE(fs::exists(slips + "/slip-0003.png"));
  }

  const Folder folder_;
  const std::string recorded_ = folder_ / "recorded.escpos";
};

TEST_F(Emulate, AFileGivesTheSlipsTheNetworkGave) {
  const Ended ended = call("emulate --from " + recorded_ + " --slips " + (folder_ / "file") + " </dev/null");
  EXPECT_EQ(ended.code, 0) << ended.text;
  expect_same_slips(folder_ / "file");
}

TEST_F(Emulate, APrinterThatNeedsItsTimePrintsTheFileToItsEnd) {
  const std::string first = folder_ / "first", all = content(recorded_);
  write(first, all.substr(0, all.size() / 2));
  const Ended ended = call("emulate --speed 20000 --from - --slips " + (folder_ / "slow") + " <" + first);
  EXPECT_EQ(ended.code, 0) << ended.text;
  EXPECT_TRUE(content(folder_ / "slow/slip-0001.png") == content(folder_ / "net/slip-0001.png"));
}

TEST_F(Emulate, APipeEndsWithTheProgramThatPrints) {
  const std::string pipe = folder_ / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  Emulated printer({"--from", pipe, "--slips", folder_ / "piped", "--no-keyboard"});
  write(pipe, content(recorded_));
  EXPECT_EQ(printer.line(), "slip " + (folder_ / "piped/slip-0001.png"));
  EXPECT_EQ(printer.line(), "slip " + (folder_ / "piped/slip-0002.png"));
  EXPECT_EQ(printer.end(), 0);
  expect_same_slips(folder_ / "piped");
}

TEST_F(Emulate, APipeThatIsFollowedServesOneProgramAfterTheOther) {
  const std::string pipe = folder_ / "pipe", bytes = content(recorded_);
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  Emulated printer({"--from", pipe, "--follow", "--slips", folder_ / "followed"});
  write(pipe, bytes.substr(0, bytes.size() / 2));
  write(pipe, bytes.substr(bytes.size() / 2));
  EXPECT_THAT(printer.line(), HasSubstr("slip-0001.png"));
  EXPECT_THAT(printer.line(), HasSubstr("slip-0002.png"));
  printer.say("quit");
  EXPECT_EQ(printer.line(), "ok quit");
  EXPECT_EQ(printer.end(), 0);
  expect_same_slips(folder_ / "followed");
}

TEST_F(Emulate, AnswersGoIntoTheirFile) {
  const std::string answers = folder_ / "answers", asks = folder_ / "asks";
  write(asks, "\x10\x04\x01\x10\x04\x04");
  EXPECT_EQ(
      call("emulate --from " + asks + " --answers " + answers + " --command 'paper low' </dev/null").code, 0);
  EXPECT_EQ(content(answers), "\x12\x1e");
}

TEST_F(Emulate, WhatStopsThePrinterBeforeTheEndIsTold) {
  const std::string play = "emulate --no-keyboard --from " + recorded_ + " --slips ";
  const Ended stuck = call(play + (folder_ / "torn") + " --command 'paper after 300'");
  EXPECT_EQ(stuck.code, 1);
  EXPECT_THAT(stuck.text, HasSubstr("принтер остановился до конца файла"));
  EXPECT_TRUE(fs::exists(folder_ / "torn/slip-0001.png")) << "what hangs out of it can be seen";
  EXPECT_FALSE(fs::exists(folder_ / "torn/slip-0002.png"));

  const Ended mended =
      call(play + (folder_ / "mended") + " --command 'paper after 300' --command 'in 50 paper in'");
  EXPECT_EQ(mended.code, 0) << mended.text;
  expect_same_slips(folder_ / "mended");
}

TEST_F(Emulate, CommandsItDoesNotKnowAreNamed) {
  write(folder_ / "odd", "\x1bz\x01");
  const Ended ended = call("emulate --no-keyboard --from " + (folder_ / "odd"));
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.text, HasSubstr("неизвестная команда: 1B 7A"));
}

struct Wrong {
  const char* arguments;
  int code;
  const char* said;
};

TEST(EmulateCall, AWrongOneIsAnsweredInRussian) {
  const std::string long_name(120, 'x');
  const Wrong calls[] = {
      {"", 2, "нужно ровно одно из --listen, --pty, --from, --usb-redir"},
      {"--pty --from x", 2, "нужно ровно одно из --listen, --pty, --from, --usb-redir"},
      {"--pty --answers x", 2, "--answers бывает только вместе с --from"},
      {"--pty --follow", 2, "--follow бывает только вместе с --from"},
      {"--pty --unplugged", 2, "--unplugged бывает только вместе с --usb-redir"},
      {"--from", 2, "--from: значения не хватает"},
      {"--listen 9100", 2, "--listen: нужно tcp:УЗЕЛ:ПОРТ"},
      {"--listen tcp:127.0.0.1:99999", 2, "принтер «tcp:127.0.0.1:99999» не понят"},
      {"--pty --speed fast", 2, "--speed: нужно целое число от 0 до 1000000, а не fast"},
      {"--pty --model toaster", 2, "модель неизвестна: toaster"},
      {"--pty --command dance", 2, "команда принтеру непонятна: dance"},
      {"--pty --loud", 2, "лишнее или незнакомое: --loud"},
      {"--from /nowhere/bytes", 1, "не открывается /nowhere/bytes"},
      {"--from /tmp", 1, "это каталог, а не файл: /tmp"},
      {"--pty --slips /dev/null/slips", 1, "каталог не создаётся: /dev/null/slips"},
      {"--pty --bytes /nowhere/bytes", 1, "не открывается /nowhere/bytes"},
  };
  for (const Wrong& wrong : calls) {
    const Ended ended = call(std::string("emulate --no-keyboard ") + wrong.arguments);
    EXPECT_EQ(ended.code, wrong.code) << wrong.arguments;
    EXPECT_THAT(ended.text, HasSubstr(wrong.said)) << wrong.arguments;
  }
  const Ended ended = call("emulate --no-keyboard --usb-redir " + long_name);
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.text, HasSubstr("слишком длинное имя сокета: " + long_name));
}

}  // namespace
}  // namespace talon::printer
