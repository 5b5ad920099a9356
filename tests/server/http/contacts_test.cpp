// SPDX-License-Identifier: MIT
#include "server/http/contacts.h"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace talon::http {
namespace {

const Contact anna{"Анна", "+79991234567", "anna@example.org"};
const RealTime morning{std::chrono::seconds{1'772'420'400}};
const Date slot_day = *parse_date("2026-03-03");

std::optional<Date> nobody(const std::string&) {
  return std::nullopt;
}

class People : public testing::Test {
 protected:
  People() {
    std::string name = (std::filesystem::temp_directory_path() / "talon-people-XXXXXX").string();
    EXPECT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
  }
  ~People() override { std::filesystem::remove_all(folder); }
  /// How many files of the folder have `text` in them.
  [[nodiscard]] int files_with(const std::string& text) const {
    int found = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::ostringstream bytes;
      bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      found += bytes.str().find(text) != std::string::npos ? 1 : 0;
    }
    return found;
  }
  std::filesystem::path folder;
};

TEST_F(People, ARepeatGivesTheFirstIdAndOtherDataAreRefused) {
  Contacts contacts(folder);
  EXPECT_EQ(*contacts.reserve({"user:anna", "k1"}, "a", anna, morning), "a");
  EXPECT_EQ(*contacts.reserve({"user:anna", "k1"}, "b", anna, morning), "a");
  Contact other = anna;
  other.phone = "+79990000000";
  EXPECT_EQ(contacts.reserve({"user:anna", "k1"}, "b", other, morning).refusal().code,
            RefusalCode::key_reused);
  EXPECT_EQ(*contacts.reserve({"user:petr", "k1"}, "b", other, morning), "b") << "another caller's key";
}

TEST_F(People, WhatWasRefusedIsForgottenAtOnceAndWhatIsSettledIsNot) {
  Contacts contacts(folder);
  ASSERT_TRUE(contacts.reserve({"u", "k1"}, "a", anna, morning).ok());
  contacts.drop("a");
  EXPECT_FALSE(contacts.of("a"));
  ASSERT_TRUE(contacts.reserve({"u", "k2"}, "b", anna, morning).ok());
  contacts.settle({"u", "k2"}, "b", anna, slot_day);
  contacts.drop("b");
  EXPECT_EQ(contacts.of("b"), anna);
  EXPECT_EQ(contacts.masked_of("b"), "…45-67");
}

TEST_F(People, WhoReadAContactIsKeptWithIt) {
  Contacts contacts(folder);
  contacts.settle({"u", "k"}, "a", anna, slot_day);
  EXPECT_EQ(contacts.read("a", "ivanova", morning), anna);
  EXPECT_FALSE(contacts.read("none", "ivanova", morning));
  ASSERT_EQ(contacts.readings("a").size(), 1U);
  EXPECT_EQ(contacts.readings("a").front().reader, "ivanova");
  EXPECT_EQ(contacts.readings("a").front().at, morning);
}

TEST_F(People, AfterTheDaysOfKeepingNoByteIsLeftInAnyFile) {
  Contacts contacts(folder);
  contacts.settle({"u", "k"}, "a", anna, slot_day);
  EXPECT_EQ(contacts.tidy(slot_day, morning, nobody), 0);
  EXPECT_EQ(files_with("79991234567"), 2) << "the file and its copy";
  const Date later{std::chrono::local_days{slot_day} + std::chrono::days{1}};
  EXPECT_EQ(contacts.tidy(later, morning, nobody), 1);
  for (const char* text : {"79991234567", "anna@example.org", "Анна"}) EXPECT_EQ(files_with(text), 0) << text;
}

TEST_F(People, AnOrphanGoesAndARealOneOfACrashStays) {
  Contacts contacts(folder);
  ASSERT_TRUE(contacts.reserve({"u", "k1"}, "orphan", anna, morning).ok());
  ASSERT_TRUE(contacts.reserve({"u", "k2"}, "real", anna, morning).ok());
  const auto known = [](const std::string& id) {
    return id == "real" ? std::optional{slot_day} : std::nullopt;
  };
  EXPECT_EQ(contacts.tidy(slot_day, morning + std::chrono::minutes{9}, known), 0) << "may be under way";
  EXPECT_EQ(contacts.tidy(slot_day, morning + std::chrono::minutes{11}, known), 1);
  EXPECT_FALSE(contacts.of("orphan"));
  contacts.drop("real");
  EXPECT_TRUE(contacts.of("real"));
}

TEST_F(People, ErasingAPersonTakesHimOutOfTheCopyToo) {
  Contacts contacts(folder);
  contacts.settle({"u", "k1"}, "a", anna, slot_day);
  contacts.settle({"u", "k2"}, "b", {"", "+79990000000", ""}, slot_day);
  EXPECT_EQ(contacts.tidy(slot_day, morning, nobody), 0);
  EXPECT_EQ(contacts.find("anna@example.org"), std::vector<std::string>{"a"});
  EXPECT_EQ(contacts.erase("+79991234567"), 1);
  EXPECT_EQ(files_with("79991234567"), 0);
  EXPECT_EQ(files_with("79990000000"), 2);
  EXPECT_EQ(contacts.erase(""), 0) << "an empty field is nobody's";
}

TEST_F(People, ADamagedFileIsReplacedByItsCopy) {
  {
    Contacts contacts(folder);
    contacts.settle({"u", "k"}, "a", anna, slot_day);
    EXPECT_EQ(contacts.tidy(slot_day, morning, nobody), 0);
  }
  std::ofstream(folder / "people.db", std::ios::binary) << std::string(5000, 'x');
  const Contacts contacts(folder);
  EXPECT_EQ(contacts.of("a"), anna);
}

}  // namespace
}  // namespace talon::http
