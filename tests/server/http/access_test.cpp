// SPDX-License-Identifier: MIT
#include "server/http/access.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <sys/stat.h>

#include "server/http/password.h"

namespace talon::http {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
constexpr RealTime start{std::chrono::seconds{1'800'000'000}};

class AccessTest : public testing::Test {
 protected:
  void SetUp() override {
    start_crypto();
    std::string folder = (std::filesystem::temp_directory_path() / "talon-access-XXXXXX").string();
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    folder_ = folder;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string file() const { return (folder_ / "access.db").string(); }

  std::filesystem::path folder_;
};

TEST_F(AccessTest, LogsInAndTheSessionSurvivesARestart) {
  std::string token;
  {
    Access access(file());
    ASSERT_TRUE(access.add_user({"ivanova", "Иванова А. П.", Role::specialist}, "восемь знаков").ok());
    const auto in = access.log_in("ivanova", "восемь знаков", "127.0.0.1", start);
    ASSERT_TRUE(in.ok());
    token = in->token;
    EXPECT_EQ(token.size(), 64u);
  }
  Access access(file());
  const auto person = access.session(token, start + hours{1});
  ASSERT_TRUE(person);
  EXPECT_EQ(person->login, "ivanova");
  EXPECT_EQ(person->role, Role::specialist);
}

TEST_F(AccessTest, WrongPasswordAndUnknownLoginAreToldAlike) {
  Access access(file());
  ASSERT_TRUE(access.add_user({"ivanova", "Иванова", Role::specialist}, "восемь знаков").ok());
  const auto wrong = access.log_in("ivanova", "не тот пароль", "10.0.0.1", start);
  const auto unknown = access.log_in("petrov", "не тот пароль", "10.0.0.2", start);
  ASSERT_FALSE(wrong.ok());
  ASSERT_FALSE(unknown.ok());
  EXPECT_EQ(wrong.refusal().code, RefusalCode::wrong_password);
  EXPECT_EQ(unknown.refusal().code, RefusalCode::wrong_password);
  EXPECT_EQ(wrong.refusal().detail, unknown.refusal().detail);
}

TEST_F(AccessTest, ManyFailuresDelayEvenTheRightPasswordButNotForEver) {
  Access access(file());
  ASSERT_TRUE(access.add_user({"ivanova", "Иванова", Role::specialist}, "восемь знаков").ok());
  for (int i = 0; i < 6; ++i) {
    static_cast<void>(
        access.log_in("ivanova", "не тот пароль", "10.0.0.1", start + std::chrono::seconds{i * 3}));
  }
  const auto delayed =
      access.log_in("ivanova", "восемь знаков", "10.0.0.9", start + std::chrono::seconds{15});
  ASSERT_FALSE(delayed.ok());
  EXPECT_EQ(delayed.refusal().code, RefusalCode::too_many_attempts);
  EXPECT_TRUE(access.log_in("ivanova", "восемь знаков", "10.0.0.9", start + minutes{20}).ok());
}

TEST_F(AccessTest, IdleSessionsEndByRole) {
  Access access(file());
  ASSERT_TRUE(access.add_user({"ivanova", "Иванова", Role::specialist}, "восемь знаков").ok());
  ASSERT_TRUE(access.add_user({"boss", "Начальник", Role::manager}, "восемь знаков").ok());
  const std::string desk = access.log_in("ivanova", "восемь знаков", "a", start)->token;
  const std::string manager = access.log_in("boss", "восемь знаков", "b", start)->token;
  EXPECT_TRUE(access.session(manager, start + minutes{29}));
  EXPECT_TRUE(access.session(manager, start + minutes{58}));  // used again: the half hour begins anew
  EXPECT_FALSE(access.session(manager, start + minutes{58 + 31}));
  EXPECT_TRUE(access.session(desk, start + hours{13}));
  EXPECT_FALSE(access.session(desk, start + hours{28}));
}

TEST_F(AccessTest, AnOpenStreamDoesNotKeepASession) {
  Access access(file());
  ASSERT_TRUE(access.add_user({"boss", "Начальник", Role::manager}, "восемь знаков").ok());
  const std::string token = access.log_in("boss", "восемь знаков", "b", start)->token;
  EXPECT_TRUE(access.peek(token, start + minutes{29}));
  EXPECT_FALSE(access.peek(token, start + minutes{31}));
}

TEST_F(AccessTest, TidyKeepsLastUseOverARestart) {
  std::string token;
  {
    Access access(file());
    ASSERT_TRUE(access.add_user({"boss", "Начальник", Role::manager}, "восемь знаков").ok());
    token = access.log_in("boss", "восемь знаков", "b", start)->token;
    EXPECT_TRUE(access.session(token, start + minutes{25}));
    access.tidy(start + minutes{26});
  }
  Access access(file());
  EXPECT_TRUE(access.peek(token, start + minutes{50}));
}

TEST_F(AccessTest, LoggingOutAndAPasswordChangeEndSessions) {
  Access access(file());
  ASSERT_TRUE(access.add_user({"ivanova", "Иванова", Role::specialist}, "восемь знаков").ok());
  const std::string first = access.log_in("ivanova", "восемь знаков", "a", start)->token;
  const std::string second = access.log_in("ivanova", "восемь знаков", "a", start)->token;
  EXPECT_NE(first, second);
  access.log_out(first);
  EXPECT_FALSE(access.session(first, start));
  EXPECT_TRUE(access.session(second, start));
  ASSERT_TRUE(access.set_password("ivanova", "другие знаки").ok());
  EXPECT_FALSE(access.session(second, start));
  EXPECT_TRUE(access.log_in("ivanova", "другие знаки", "a", start).ok());
}

TEST_F(AccessTest, RemovingAUserEndsEverything) {
  Access access(file());
  ASSERT_TRUE(access.add_user({"ivanova", "Иванова", Role::specialist}, "восемь знаков").ok());
  const std::string token = access.log_in("ivanova", "восемь знаков", "a", start)->token;
  EXPECT_TRUE(access.remove_user("ivanova"));
  EXPECT_FALSE(access.session(token, start));
  EXPECT_FALSE(access.log_in("ivanova", "восемь знаков", "a", start).ok());
  EXPECT_FALSE(access.remove_user("ivanova"));
}

TEST_F(AccessTest, RefusesWeakPasswordsAndMalformedNames) {
  Access access(file());
  for (const char* password : {"", "short", "12345678", "Qwerty123", "aaaaaaaaaa", "ivanova12"}) {
    const std::string login = std::string(password) == "ivanova12" ? "ivanova12" : "ivanova";
    EXPECT_FALSE(access.add_user({login, "Иванова", Role::specialist}, password).ok()) << password;
  }
  EXPECT_FALSE(access.add_user({"ivanova", "И", Role::specialist}, std::string(129, 'x') + "y").ok());
  EXPECT_FALSE(access.add_user({"Иванова", "И", Role::specialist}, "восемь знаков").ok());
  EXPECT_FALSE(access.add_user({"ivanova", "И", Role::kiosk}, "восемь знаков").ok());
  EXPECT_TRUE(access.people().empty());
}

TEST_F(AccessTest, DeviceKeysAreKnownByTheirHashAlone) {
  std::string key;
  {
    Access access(file());
    const auto added = access.add_device({DeviceId{"kiosk1"}, {}});
    ASSERT_TRUE(added.ok());
    key = *added;
    EXPECT_FALSE(access.add_device({DeviceId{"kiosk1"}, {}}).ok());
  }
  Access access(file());
  ASSERT_TRUE(access.device(key));
  EXPECT_EQ(access.device(key)->device, DeviceId{"kiosk1"});
  EXPECT_FALSE(access.device(key + "0"));
  EXPECT_FALSE(access.device(sha256_hex(key)));
  std::stringstream bytes;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
  }
  EXPECT_EQ(bytes.str().find(key), std::string::npos);
  EXPECT_TRUE(access.revoke_device(DeviceId{"kiosk1"}));
  EXPECT_FALSE(access.device(key));
}

TEST_F(AccessTest, TheFileIsReadableByItsOwnerAlone) {
  const Access access(file());
  struct stat info {};
  ASSERT_EQ(stat(file().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 077u, 0u);
}

TEST(Random, TokensAreLongAndDifferent) {
  start_crypto();
  EXPECT_EQ(random_token().size(), 26u);
  EXPECT_NE(random_token(), random_token());
  const std::string uuid = random_uuid();
  EXPECT_EQ(uuid.size(), 36u);
  EXPECT_EQ(uuid[14], '4');
}

}  // namespace
}  // namespace talon::http
