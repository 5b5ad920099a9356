// SPDX-License-Identifier: MIT
#include "printer/escpos/profiles.h"

#include <algorithm>
#include <array>

namespace talon::escpos {
namespace {

constexpr std::string_view epson_source =
    "Epson: ESC/POS command reference (GS ( H, GS a, DLE EOT, DLE ENQ, DLE DC4), technical reference of the "
    "model; escpos-printer-db";

/// What Epson's TM printers share.
constexpr Profile epson(std::string_view name, std::string_view title, std::string_view model) {
  return {.name = name,
          .title = title,
          .source = epson_source,
          .confirm = Confirm::process_id,
          .answers = Answers::real_time,
          .automatic_status = true,
          .clear_buffer = true,
          .recover_command = true,
          .usb_vendor = 0x04B8,
          .model_contains = model};
}

/// The same with a head of 180 dpi and 72.2 mm.
constexpr Profile epson_180(std::string_view name, std::string_view title, std::string_view model) {
  Profile profile = epson(name, title, model);
  profile.width_dots = 512;
  profile.dpi = 180;
  profile.columns = 42;
  return profile;
}

/// No GS ( H: said so in the command reference's list of supporting models.
constexpr Profile epson_t88_iii() {
  Profile profile = epson_180("epson-tm-t88iii", "Epson TM-T88III", "TM-T88III");
  profile.confirm = Confirm::state;
  return profile;
}

/// A model that is not in this table: the narrower of Epson's heads, so that nothing is lost at the right.
constexpr Profile epson_other() {
  Profile profile = epson("epson-tm", "Epson TM, модель не из списка", "TM-");
  profile.width_dots = 512;
  profile.columns = 42;
  return profile;
}

constexpr std::array<Profile, 13> table = {{
    epson("epson-tm-t20", "Epson TM-T20, TM-T20II, TM-T20III", "TM-T20"),
    epson_t88_iii(),
    epson_180("epson-tm-t88", "Epson TM-T88IV, TM-T88V, TM-T88VI", "TM-T88"),
    epson_180("epson-tm-t70", "Epson TM-T70, TM-T70II", "TM-T70"),
    epson_other(),
    {.name = "star-line",
     .title = "Star TSP600, TSP700, TSP800 (Star Line Mode)",
     .source = "Star: Line Mode Command Specifications (automatic status, ESC ACK SOH, ETB counter)",
     .dialect = Dialect::star,
     .confirm = Confirm::etb,
     .answers = Answers::star_state,
     .automatic_status = true,
     .knife_mm = 14,
     .usb_vendor = 0x0519},
    {.name = "custom-vkp80",
     .title = "Custom VKP80, KPM210: с презентером",
     .source = "Custom: VKP80II and KPM210/216 command references (DLE EOT 20, GS e)",
     .confirm = Confirm::presented,
     .answers = Answers::full_state,
     .code_page_1251 = 0,
     .presenter = true,
     .low_sensor = LowSensor::fitted,
     .usb_vendor = 0x0DD4},
    {.name = "citizen-ct-s",
     .title = "Citizen CT-S310II, CT-S600, CT-S800",
     .source = "Citizen: CT-S command reference (GS a, DLE EOT); receipt-printer-encoder's table of models",
     .confirm = Confirm::state,
     .answers = Answers::real_time,
     .automatic_status = true,
     .code_page_1251 = 0,
     .usb_vendor = 0x1D90},
    {.name = "bixolon-srp",
     .title = "Bixolon SRP-350, SRP-350III",
     .source = "receipt-printer-encoder's and escpos-printer-db's tables (180 dpi, 42 columns)",
     .confirm = Confirm::state,
     .answers = Answers::real_time,
     .automatic_status = true,
     .width_dots = 512,
     .dpi = 180,
     .columns = 42,
     .code_page_1251 = 28,
     .usb_vendor = 0x1504},
    {.name = "generic",
     .title = "Любой ESC/POS, 80 мм, отвечает на DLE EOT",
     .source = "what every ESC/POS printer seen answers",
     .confirm = Confirm::state,
     .answers = Answers::real_time,
     .code_page_1251 = 0},
    {.name = "generic-58",
     .title = "Любой ESC/POS, 58 мм, отвечает на DLE EOT",
     .source = "what every ESC/POS printer seen answers",
     .confirm = Confirm::state,
     .answers = Answers::real_time,
     .paper_mm = 58,
     .width_dots = 384,
     .columns = 32,
     .code_page_1251 = 0,
     .knife_mm = 10,
     .low_sensor = LowSensor::none},
    {.name = "gs-r",
     .title = "Старый ESC/POS, 80 мм, отвечает только на GS r",
     .source = "Epson: ESC/POS command reference, GS r (not executed at paper end)",
     .confirm = Confirm::executed,
     .answers = Answers::sensor,
     .code_page_1251 = 0},
    {.name = "none",
     .title = "ESC/POS, 80 мм, ничего не сообщает",
     .source = "a printer behind a one-way line",
     .code_page_1251 = 0,
     .low_sensor = LowSensor::none},
}};

constexpr Profile text_only() {
  Profile profile = table.back();
  profile.name = "text";
  profile.title = "ESC/POS, только текст в кодировке 866";
  profile.raster = false;
  return profile;
}

constexpr auto all = [] {
  std::array<Profile, table.size() + 1> profiles{};
  std::copy(table.begin(), table.end(), profiles.begin());
  profiles.back() = text_only();
  return profiles;
}();

bool fits(const Profile& profile, std::uint16_t vendor, std::string_view model) {
  if (profile.usb_vendor == 0 || profile.usb_vendor != vendor) return false;
  return profile.model_contains.empty() || model.find(profile.model_contains) != std::string_view::npos;
}

}  // namespace

std::string_view confirm_text(Confirm confirm) {
  switch (confirm) {
    case Confirm::process_id:
      return "точно: принтер называет каждый напечатанный талон (GS ( H)";
    case Confirm::etb:
      return "точно: счётчик напечатанного (ETB)";
    case Confirm::presented:
      return "точно: датчик видит талон на выдаче";
    case Confirm::executed:
      return "слабо: принтер принял данные, бумагу не проверяет (GS r)";
    case Confirm::state:
      return "слабо: сообщает неисправности, но не конец печати";
    case Confirm::none:
      break;
  }
  return "никак";
}

std::span<const Profile> profiles() {
  return all;
}

const Profile* find_profile(std::string_view name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [name](const Profile& p) { return p.name == name; });
  return found == all.end() ? nullptr : &*found;
}

const Profile& profile_for(std::uint16_t usb_vendor, std::string_view device_id) {
  std::string model = device_id_field(device_id, "MDL");
  if (model.empty()) model = device_id_field(device_id, "MODEL");
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Profile& p) { return fits(p, usb_vendor, model); });
  return found == all.end() ? *find_profile("generic") : *found;
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
