// SPDX-License-Identifier: MIT
// The hall's file is read again while the hall works (SIGHUP).
#include <chrono>
#include <csignal>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <thread>

#include "tests/hall/hall_process.h"

namespace talon::test {
namespace {

using namespace std::chrono_literals;

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

class Reload : public testing::Test {
 protected:
  void SetUp() override {
    hall_.configure(first_, 1);
    hall_.start();
    boss_ = hall_.log_in("boss");
  }

  /// What the server's log says next of the file it was told to read again.
  std::string reload(const std::string& toml) {
    hall_.configure(toml, 1);
    const std::size_t before = text_of(hall_.folder() / "log").size();
    EXPECT_EQ(kill(hall_.pid(), SIGHUP), 0);
    const auto patience = std::chrono::steady_clock::now() + 20s;
    while (std::chrono::steady_clock::now() < patience) {
      const std::string said = text_of(hall_.folder() / "log").substr(before);
      if (said.find("the configuration") != std::string::npos && said.ends_with('\n')) return said;
      std::this_thread::yield();
    }
    return "nothing was said";
  }
  std::string live() { return hall_.wire().call("GET", "/api/v1/live", boss_).body; }

  HallProcess hall_;
  const std::string first_ = text_of(std::string(TALON_SOURCE_DIR) + "/tests/hall/hall.toml");
  Fields boss_;
};

TEST_F(Reload, AnotherTitleIsInForceAndNobodyLosesHisPlace) {
  Wire line = hall_.wire();
  const std::string body = R"({"service":"benefit","procedure":"consultation"})";
  const Answer ticket = line.call("POST", "/api/v1/tickets", hall_.as_device("kiosk1", new_key()), body);
  ASSERT_EQ(ticket.status, 201) << ticket.body;
  const std::string said = reload(with(first_, "окно 1", "стол у входа"));
  EXPECT_NE(said.find("the configuration was read again"), std::string::npos) << said;
  const std::string picture = live();
  EXPECT_NE(picture.find("стол у входа"), std::string::npos);
  EXPECT_NE(picture.find(R"("waiting":1)"), std::string::npos) << picture;
}

TEST_F(Reload, AFileWithAMistakeChangesNothing) {
  const std::string said = reload(with(first_, "room = \"1\"", "room = \"nowhere\""));
  EXPECT_NE(said.find("the configuration stays"), std::string::npos) << said;
  EXPECT_NE(said.find("nowhere"), std::string::npos) << said;
  EXPECT_NE(live().find("окно 1"), std::string::npos);
  EXPECT_EQ(hall_.stop(), 0);
}

TEST_F(Reload, ADeskAtWorkStays) {
  const Fields specialist = hall_.log_in("d8");
  ASSERT_EQ(hall_.wire().call("POST", "/api/v1/desks/8/open", with_key(specialist, new_key()), "{}").status,
            200);
  const auto desk = first_.find("[[desk]]\nid = \"8\"");
  ASSERT_NE(desk, std::string::npos);
  std::string without = first_;
  without.erase(desk, without.find("\n[[", desk + 1) - desk);
  const std::string said = reload(without);
  EXPECT_NE(said.find("the configuration stays"), std::string::npos) << said;
  EXPECT_NE(live().find("окно 8"), std::string::npos);
}

TEST_F(Reload, TheZoneNeedsARestart) {
  const std::string said = reload(with(first_, "zone = \"Asia/Yekaterinburg\"", "zone = \"Asia/Omsk\""));
  EXPECT_NE(said.find("перезапуском"), std::string::npos) << said;
}

}  // namespace
}  // namespace talon::test
