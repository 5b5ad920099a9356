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

TEST(Profiles, SayWhereTheirFactsComeFromAndHowStronglyTheyConfirm) {
  std::set<Confirm> kinds;
  for (const Profile& profile : profiles()) {
    EXPECT_FALSE(profile.source.empty()) << profile.name;
    EXPECT_FALSE(confirm_text(profile.confirm).empty());
    EXPECT_LE(profile.width_dots / profile.dots_per_mm(), profile.paper_mm - 4) << profile.name;
    EXPECT_EQ(profile.presenter, profile.confirm == Confirm::presented);
    kinds.insert(profile.confirm);
  }
  EXPECT_EQ(kinds.size(), 6U) << "GS ( H, ETB, presenter, GS r, state only, nothing";
}

TEST(Profiles, OfAMakerNameTheEditionOfTheirSource) {
  const auto edition = [](std::string_view source) {
    return source.find("Rev") != std::string_view::npos || source.find("Ver.") != std::string_view::npos ||
           source.find("escpos-printer-db ") != std::string_view::npos ||
           source.find("has no date") != std::string_view::npos;
  };
  for (const Profile& profile : profiles()) {
    if (profile.usb_vendor == 0) continue;
    EXPECT_TRUE(edition(profile.source)) << profile.name << ": " << profile.source;
    const bool epson = profile.usb_vendor == 0x04B8;
    EXPECT_TRUE(!epson || edition(profile.command_source)) << profile.name;
  }
}

TEST(Profiles, HeadsOf180DpiAreKnown) {
  const Profile& t88 = *find_profile("epson-tm-t88");
  EXPECT_EQ(t88.width_dots, 512);
  EXPECT_NEAR(t88.width_dots / t88.dots_per_mm(), 72.2, 0.1);
}

TEST(Profiles, AreChosenByVendorAndModel) {
  EXPECT_EQ(profile_for(0x04B8, "MFG:EPSON;MDL:TM-T88III;").confirm, Confirm::state);
  EXPECT_EQ(profile_for(0x04B8, "MFG:EPSON;MDL:TM-m30;").name, "epson-tm");
  EXPECT_EQ(profile_for(0x0DD4, "MFG:CUSTOM;MDL:VKP80;").name, "custom-vkp80");
  EXPECT_EQ(profile_for(0x04B8, "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;").name, "epson-tm-t20");
  EXPECT_EQ(profile_for(0x04B8, "MFG:EPSON;MDL:TM-T88V;").name, "epson-tm-t88");
  EXPECT_EQ(profile_for(0x0519, "MFG:Star;CMD:STAR;MDL:TSP143;").name, "star-line");
  EXPECT_EQ(profile_for(0x0416, "MFG:POS;MDL:PRINTER-80;").name, "generic");
  EXPECT_EQ(profile_for(0x0416, "").name, "generic");
}

TEST(Profiles, AreFoundAgainByWhatTheirExampleSaysOnUsb) {
  for (const Profile& profile : profiles()) {
    const std::string id = device_id_of(profile.usb);
    const std::string_view found = profile_for(profile.usb.vendor, id).name;
    EXPECT_EQ(found, profile.usb_vendor != 0 ? profile.name : "generic") << id;
    EXPECT_EQ(device_id_field(id, "MDL"), profile.usb.model);
  }
  EXPECT_EQ(device_id_of(find_profile("star-line")->usb),
            "MFG:Star;CMD:STAR;MDL:TSP600 (STR_T-U001);CLS:PRINTER;");
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
