// SPDX-License-Identifier: MIT
#include "server/reminder/secrets.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace talon::reminder {
namespace {

TEST(Secrets, AreLinesOfNameAndValue) {
  const auto read = parse_secrets(
      "# почта\n smtp_user = zal@example.org \r\nsmtp_password=пароль = с пробелом\n\nsms_token = t");
  ASSERT_TRUE(read.ok()) << read.refusal().detail;
  EXPECT_EQ(read->smtp_user, "zal@example.org");
  EXPECT_EQ(read->smtp_password, "пароль = с пробелом");
  EXPECT_EQ(read->sms_token, "t");
  EXPECT_TRUE(parse_secrets("").ok());
}

TEST(Secrets, AWrongLineIsNamedByItsNumberAlone) {
  for (const char* text : {"sms_token = t\nhunter2\n", "sms_token = t\npasword = hunter2\n",
                           "sms_token = t\nsms_token = hunter2\n", "sms_token = hunter2\nsmtp_user =\n",
                           "sms_token = t\nsmtp_user = a\x01"
                           "b\n"}) {
    const auto read = parse_secrets(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.refusal().detail.find("строка 2:"), 0U) << read.refusal().detail;
    EXPECT_EQ(read.refusal().detail.find("hunter2"), std::string::npos);
  }
  EXPECT_FALSE(parse_secrets("smtp_user = a").ok()) << "half of a pair";
}

TEST(Secrets, AFileForEverybodyIsRefused) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("talon-secrets-" + std::to_string(getpid()));
  std::ofstream(file) << "sms_token = t\n";
  std::filesystem::permissions(file, std::filesystem::perms{0600});
  EXPECT_EQ(read_secrets(file).sms_token, "t");
  std::filesystem::permissions(file, std::filesystem::perms{0644});
  EXPECT_THROW((void)read_secrets(file), std::runtime_error);
  std::filesystem::remove(file);
  EXPECT_THROW((void)read_secrets(file), std::runtime_error);
  EXPECT_TRUE(read_secrets("").sms_token.empty());
}

}  // namespace
}  // namespace talon::reminder
