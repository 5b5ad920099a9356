// SPDX-License-Identifier: MIT
#include "printer/device.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace talon::printer {
namespace {

TEST(DeviceText, IsChecked) {
  for (const char* good : {"usb:", "usb:04b8:0202", "usb:04b8:0202:J3DF000001", "file:/tmp/x",
                           "tcp:127.0.0.1:9100", "tcp:[::1]:9100"})
    EXPECT_NO_THROW(check_device(good)) << good;
  for (const char* bad : {"", "usb", "usb:04b8", "usb:xyz:0202", "usb:04b8:12345",
                          "file:", "tcp:", "tcp:host", "tcp::9100", "tcp:host:", "lpt1", "http://printer"})
    EXPECT_THROW(check_device(bad), std::invalid_argument) << bad;
}

class Folder {
 public:
  Folder() {
    std::string text = (std::filesystem::temp_directory_path() / "printer-XXXXXX").string();
    path_ = mkdtemp(text.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::vector<DeviceEvent> wait_for(Device& device, std::size_t kind) {
  for (int i = 0; i < 100; ++i) {
    auto events = device.wait(Millis{50});
    for (const auto& event : events)
      if (event.index() == kind) return events;
  }
  return {};
}

TEST(FileDevice, AppendsAndSaysWhenItIsWritten) {
  const Folder folder;
  const auto device = open_device("file:" + (folder / "slips.bin").string());
  const auto arrived = wait_for(*device, 0);
  ASSERT_FALSE(arrived.empty());
  EXPECT_FALSE(std::get<DeviceArrived>(arrived.front()).identity.answers);
  for (const char* text : {"one", "two"}) {
    const std::vector<std::uint8_t> bytes(text, text + 3);
    device->write(bytes);
    ASSERT_FALSE(wait_for(*device, 3).empty());
  }
  std::ifstream file(folder / "slips.bin");
  std::string content;
  file >> content;
  EXPECT_EQ(content, "onetwo");
}

TEST(FileDevice, WhatCannotBeOpenedIsAbsent) {
  const auto device = open_device("file:/nowhere/slips.bin");
  EXPECT_TRUE(device->wait(Millis{1}).empty());
}

}  // namespace
}  // namespace talon::printer
