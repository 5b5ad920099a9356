// SPDX-License-Identifier: MIT
// talon-printer as people call it: exit codes, Russian help, and printing over TCP into its own emulator.
#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace talon::printer {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const std::string program = std::string(TALON_BINARY_DIR) + "/bin/talon-printer";

struct Ended {
  int code = -1;
  std::string text;
};
Ended call(const std::string& arguments) {
  Ended ended;
  std::FILE* pipe = popen((program + " " + arguments + " 2>&1").c_str(), "r");
  std::array<char, 512> text{};
  while (std::fgets(text.data(), static_cast<int>(text.size()), pipe) != nullptr) ended.text += text.data();
  ended.code = WEXITSTATUS(pclose(pipe));
  return ended;
}

class Folder {
 public:
  Folder() {
    std::string text = (fs::temp_directory_path() / "talon-printer-XXXXXX").string();
    path_ = mkdtemp(text.data());
  }
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] std::string operator/(const char* name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

TEST(TalonPrinter, SpeaksRussianAndKeepsItsExitCodes) {
  EXPECT_EQ(call("--help").code, 0);
  EXPECT_THAT(call("--help").text, HasSubstr("Принтеры талонов"));
  EXPECT_THAT(call("--version").text, HasSubstr("talon-printer "));
  EXPECT_EQ(call("").code, 2);
  EXPECT_EQ(call("test lpt1").code, 2);
  EXPECT_EQ(call("print usb:").code, 2);
  EXPECT_EQ(call("status file:/nowhere/printer").code, 1);
  EXPECT_EQ(call("test file:/nowhere/printer").code, 1);
  EXPECT_THAT(call("profiles").text, HasSubstr("epson-tm-t20\t576"));
}

TEST(TalonPrinter, RendersWhatItPrints) {
  const Folder folder;
  EXPECT_EQ(call("test file:" + (folder / "a.escpos")).code, 0);
  EXPECT_EQ(call("render " + (folder / "a.escpos") + " " + (folder / "a.png")).code, 0);
  EXPECT_EQ(call("render --test " + (folder / "b.png")).code, 0);
  EXPECT_GT(fs::file_size(folder / "a.png"), 3000U);
  EXPECT_GT(fs::file_size(folder / "b.png"), 3000U);
  EXPECT_EQ(call("render " + (folder / "none") + " " + (folder / "c.png")).code, 1);
}

/// `talon-printer emulate` as a child; ends with the test.
class Emulated {
 public:
  Emulated(const std::string& slips, const std::string& model) {
    std::array<int, 2> in{}, out{};
    if (pipe(in.data()) != 0 || pipe(out.data()) != 0) return;
    child_ = fork();
    if (child_ == 0) {
      dup2(in[0], 0);
      dup2(out[1], 1);
      for (const int fd : {in[0], in[1], out[0], out[1]}) close(fd);
      execl(program.c_str(), program.c_str(), "emulate", "--listen", "tcp:127.0.0.1:0", "--slips",
            slips.c_str(), "--model", model.c_str(), nullptr);
      _exit(127);
    }
    close(in[0]);
    close(out[1]);
    in_ = fdopen(in[1], "w");
    out_ = fdopen(out[0], "r");
    device_ = line().substr(std::string("listening ").size());
  }
  ~Emulated() {
    std::fclose(in_);
    kill(child_, SIGTERM);
    waitpid(child_, nullptr, 0);
    std::fclose(out_);
  }
  Emulated(const Emulated&) = delete;
  Emulated& operator=(const Emulated&) = delete;

  [[nodiscard]] const std::string& device() const { return device_; }
  /// The next line it says, without its end.
  std::string line() {
    std::array<char, 512> text{};
    if (std::fgets(text.data(), static_cast<int>(text.size()), out_) == nullptr) return {};
    std::string said = text.data();
    if (!said.empty()) said.pop_back();
    return said;
  }
  void say(const std::string& command) {
    std::fprintf(in_, "%s\n", command.c_str());
    std::fflush(in_);
  }

 private:
  pid_t child_ = -1;
  std::FILE* in_ = nullptr;
  std::FILE* out_ = nullptr;
  std::string device_;
};

TEST(TalonPrinter, PrintsOverTcpIntoItsEmulator) {
  const Folder folder;
  Emulated printer(folder / "slips", "epson-tm-t20");
  const std::string profile = " --profile epson-tm-t20";
  const Ended printed = call("test " + printer.device() + profile);
  EXPECT_EQ(printed.code, 0) << printed.text;
  EXPECT_THAT(printed.text, HasSubstr("напечатан"));
  EXPECT_EQ(printer.line(), "slip " + (folder / "slips/slip-0001.png"));
  EXPECT_TRUE(fs::exists(folder / "slips/slip-0001.png"));

  printer.say("paper out");
  EXPECT_EQ(printer.line(), "ok paper out");
  const Ended status = call("status " + printer.device() + profile);
  EXPECT_EQ(status.code, 1);
  EXPECT_THAT(status.text, HasSubstr("нет бумаги (media-empty)"));
  const Ended refused = call("test " + printer.device() + profile);
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.text, HasSubstr("не напечатан: нет бумаги"));

  printer.say("paper in");
  EXPECT_EQ(printer.line(), "ok paper in");
  EXPECT_EQ(call("status " + printer.device() + profile).code, 0);
  printer.say("make coffee");
  EXPECT_EQ(printer.line(), "? make coffee");
}

TEST(TalonPrinter, StarPrintersConfirmByTheirCounter) {
  const Folder folder;
  Emulated printer(folder / "slips", "star-line");
  const Ended printed = call("test " + printer.device() + " --profile star-line");
  EXPECT_EQ(printed.code, 0) << printed.text;
  EXPECT_THAT(printed.text, HasSubstr("напечатан"));
}

}  // namespace
}  // namespace talon::printer
