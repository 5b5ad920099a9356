// SPDX-License-Identifier: MIT
#include "printer/escpos/profiles.h"

#include <algorithm>
#include <array>

namespace talon::escpos {
namespace {

constexpr Profile epson(std::string_view name, std::string_view title, std::string_view model) {
  Profile profile;
  profile.name = name;
  profile.title = title;
  profile.confirm = Confirm::process_id;
  profile.automatic_status = profile.ask_status = profile.clear_buffer = profile.recover_command = true;
  profile.usb_vendor = 0x04B8;
  profile.model_contains = model;
  return profile;
}

constexpr Profile star() {
  Profile profile;
  profile.name = "star-line";
  profile.title = "Star TSP100, TSP600, TSP700 (Star Line Mode)";
  profile.dialect = Dialect::star;
  profile.confirm = Confirm::etb;
  profile.automatic_status = true;
  profile.usb_vendor = 0x0519;
  return profile;
}

constexpr Profile asb() {
  Profile profile;
  profile.name = "asb";
  profile.title = "ESC/POS с автоматическим состоянием, без подтверждения печати";
  profile.confirm = Confirm::asb;
  profile.automatic_status = profile.ask_status = true;
  profile.model_contains = "CT-S";  // Citizen
  profile.usb_vendor = 0x1D90;
  return profile;
}

constexpr Profile poll(std::string_view name, std::string_view title, int width, int columns) {
  Profile profile;
  profile.name = name;
  profile.title = title;
  profile.confirm = Confirm::poll;
  profile.ask_status = true;
  profile.width_dots = width;
  profile.columns = columns;
  return profile;
}

constexpr Profile silent(std::string_view name, std::string_view title, bool raster) {
  Profile profile;
  profile.name = name;
  profile.title = title;
  profile.raster = raster;
  return profile;
}

constexpr std::array<Profile, 8> table = {
    epson("epson-tm-t20", "Epson TM-T20, TM-T20II, TM-T20III", "TM-T20"),
    epson("epson-tm-t88", "Epson TM-T70, TM-T88 и другие Epson TM", "TM-"),
    star(),
    asb(),
    poll("generic", "Любой ESC/POS, 80 мм, отвечает на DLE EOT", 576, 48),
    poll("generic-58", "Любой ESC/POS, 58 мм, отвечает на DLE EOT", 384, 32),
    silent("none", "ESC/POS, 80 мм, ничего не сообщает", true),
    silent("text", "ESC/POS, только текст в кодировке 866", false),
};

bool fits(const Profile& profile, std::uint16_t vendor, std::string_view model) {
  if (profile.usb_vendor == 0 || profile.usb_vendor != vendor) return false;
  return profile.model_contains.empty() || model.find(profile.model_contains) != std::string_view::npos;
}

}  // namespace

std::span<const Profile> profiles() {
  return table;
}

const Profile* find_profile(std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [name](const Profile& p) { return p.name == name; });
  return found == table.end() ? nullptr : &*found;
}

const Profile& profile_for(std::uint16_t usb_vendor, std::string_view device_id) {
  std::string model = device_id_field(device_id, "MDL");
  if (model.empty()) model = device_id_field(device_id, "MODEL");
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Profile& p) { return fits(p, usb_vendor, model); });
  return found == table.end() ? *find_profile("generic") : *found;
}

std::string device_id_field(std::string_view device_id, std::string_view key) {
  while (!device_id.empty()) {
    const std::string_view pair = device_id.substr(0, device_id.find(';'));
    const std::size_t colon = pair.find(':');
    if (colon != std::string_view::npos && pair.substr(0, colon) == key)
      return std::string(pair.substr(colon + 1));
    device_id.remove_prefix(std::min(device_id.size(), pair.size() + 1));
  }
  return {};
}

}  // namespace talon::escpos
