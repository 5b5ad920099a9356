// SPDX-License-Identifier: MIT
#include "printer/escpos/profiles.h"

#include <gtest/gtest.h>
#include <set>

namespace talon::escpos {
namespace {

TEST(Profiles, AreNamedOnce) {
  std::set<std::string_view> names;
  for (const Profile& profile : profiles()) {
    EXPECT_TRUE(names.insert(profile.name).second) << profile.name;
    EXPECT_EQ(profile.width_dots % 8, 0) << profile.name;
    EXPECT_EQ(find_profile(profile.name), &profile);
  }
  EXPECT_EQ(find_profile("typewriter"), nullptr);
}

TEST(Profiles, AreChosenByVendorAndModel) {
  EXPECT_EQ(profile_for(0x04B8, "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;").name, "epson-tm-t20");
  EXPECT_EQ(profile_for(0x04B8, "MFG:EPSON;MDL:TM-T88V;").name, "epson-tm-t88");
  EXPECT_EQ(profile_for(0x0519, "MFG:Star;CMD:STAR;MDL:TSP143;").name, "star-line");
  EXPECT_EQ(profile_for(0x0416, "MFG:POS;MDL:PRINTER-80;").name, "generic");
  EXPECT_EQ(profile_for(0x0416, "").name, "generic");
}

TEST(Profiles, DeviceIdFields) {
  EXPECT_EQ(device_id_field("MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;", "MDL"), "TM-T20II");
  EXPECT_EQ(device_id_field("MFG:EPSON;MDL:TM-T20II", "MDL"), "TM-T20II");
  EXPECT_EQ(device_id_field("MFG:EPSON;XMDL:no", "MDL"), "");
  EXPECT_EQ(device_id_field(";;;:", "MDL"), "");
  EXPECT_EQ(device_id_field("", "MDL"), "");
}

}  // namespace
}  // namespace talon::escpos
