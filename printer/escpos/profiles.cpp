// SPDX-License-Identifier: MIT
#include "printer/escpos/profiles.h"

#include <algorithm>
#include <array>
#include <utility>

namespace talon::escpos {
namespace {

// Documents by title and edition; databases by commit. A fact they do not give is struct Profile's default.
constexpr std::string_view epson_commands = "Epson, ESC/POS Application Programming Guide, Ver. 10.01";
constexpr std::string_view t20_source =
    "Epson, TM-T20 Technical Reference Guide, M00028503 Rev. C; escpos-printer-db 8d2a537, TM-T20II";
constexpr std::string_view t88_iii_source = "Epson, TM-T88III series Specification (STANDARD), Rev. B";
constexpr std::string_view t88_source =
    "Epson, TM-T88V Specification (STANDARD), Rev. B; escpos-printer-db d2f1e3b, TM-T88V";
constexpr std::string_view t70_source = "escpos-printer-db 497a30e, TM-T70 and TM-T70II";
constexpr std::string_view other_source = "the narrowest of Epson's heads for 80 mm (TM-T88V, Rev. B)";

constexpr std::uint16_t epson_vendor = 0x04B8, star_vendor = 0x0519, custom_vendor = 0x0DD4,
                        citizen_vendor = 0x1D90, bixolon_vendor = 0x1504;

/// Product numbers: usb.ids 2025.07.26 for 0202 (interface UB-U05 of TM-T70 and TM-T88), python-escpos's
/// lists for 0E15 (TM-T20II).
constexpr UsbIdentity epson_usb(std::uint16_t product, std::string_view model) {
  return {
      .vendor = epson_vendor, .product = product, .maker = "EPSON", .model = model, .serial = "J3DF000001"};
}
constexpr std::uint16_t epson_interface_card = 0x0202;

/// What Epson's TM printers share.
constexpr Profile epson(std::string_view name, std::string_view title, std::string_view model,
                        std::string_view source, UsbIdentity usb) {
  return {.name = name,
          .title = title,
          .source = source,
          .command_source = epson_commands,
          .confirm = Confirm::process_id,
          .answers = Answers::real_time,
          .automatic_status = true,
          .clear_buffer = true,
          .recover_command = true,
          .usb_vendor = epson_vendor,
          .model_contains = model,
          .usb = usb};
}

/// The same with a head of 180 dpi and 72.2 mm.
constexpr Profile epson_180(std::string_view name, std::string_view title, std::string_view model,
                            std::string_view source, std::string_view example) {
  Profile profile = epson(name, title, model, source, epson_usb(epson_interface_card, example));
  profile.width_dots = 512;
  profile.dpi = 180;
  profile.columns = 42;
  return profile;
}

/// No GS ( H: said so in the command reference's list of supporting models.
constexpr Profile epson_t88_iii() {
  Profile profile = epson_180("epson-tm-t88iii", "Epson TM-T88III", "TM-T88III", t88_iii_source, "TM-T88III");
  profile.confirm = Confirm::state;
  return profile;
}

/// A model that is not in this table: the narrower of Epson's heads, so that nothing is lost at the right.
constexpr Profile epson_other() {
  Profile profile = epson("epson-tm", "Epson TM, модель не из списка", "TM-", other_source,
                          epson_usb(0x0E31, "TM-L100"));  // usb.ids
  profile.width_dots = 512;
  profile.columns = 42;
  return profile;
}

constexpr std::array<Profile, 13> table = {{
    epson("epson-tm-t20", "Epson TM-T20, TM-T20II, TM-T20III", "TM-T20", t20_source,
          epson_usb(0x0E15, "TM-T20II")),
    epson_t88_iii(),
    epson_180("epson-tm-t88", "Epson TM-T88IV, TM-T88V, TM-T88VI", "TM-T88", t88_source, "TM-T88V"),
    epson_180("epson-tm-t70", "Epson TM-T70, TM-T70II", "TM-T70", t70_source, "TM-T70II"),
    epson_other(),
    {.name = "star-line",
     .title = "Star TSP600, TSP700, TSP800 (Star Line Mode)",
     .source =
         "Star Micronics, STAR Line Mode Command Specifications, Rev. 0.09 (automatic status, ESC ACK SOH, "
         "ETB counter; models)",
     .dialect = Dialect::star,
     .confirm = Confirm::etb,
     .answers = Answers::star_state,
     .automatic_status = true,
     .knife_mm = 14,
     .usb_vendor = star_vendor,
     // As lsusb and macOS show a TSP600.
     .usb = {.vendor = star_vendor,
             .product = 0x0001,
             .maker = "Star",
             .model = "TSP600 (STR_T-U001)",
             .commands = "STAR"}},
    {.name = "custom-vkp80",
     .title = "Custom VKP80, KPM210: с презентером",
     .source = "Custom Engineering, VKP80 and VKP80II Command Reference (GS e; the edition has no date); "
               "KPM210/216 "
               "manual, chapter 3 (DLE EOT 20)",
     .confirm = Confirm::presented,
     .answers = Answers::full_state,
     .code_page_1251 = 0,
     .presenter = true,
     .low_sensor = LowSensor::fitted,
     .usb_vendor = custom_vendor,
     // The product number is a K80's (usb.ids): a VKP80's is published nowhere.
     .usb = {.vendor = custom_vendor, .product = 0x0237, .maker = "CUSTOM", .model = "VKP80II"}},
    {.name = "citizen-ct-s",
     .title = "Citizen CT-S310II, CT-S600, CT-S800",
     .source =
         "Citizen, Command Reference, Revision 0.23, 2017-02-07 (GS a, DLE EOT); columns and code page 866: "
         "escpos-printer-db 22fa515, CT-S651",
     .confirm = Confirm::state,
     .answers = Answers::real_time,
     .automatic_status = true,
     .code_page_1251 = 0,
     .usb_vendor = citizen_vendor,
     // 1d90:2060 and its serial number: escpos-php issue 335, CUPS queues of it.
     .usb = {.vendor = citizen_vendor,
             .product = 0x2060,
             .maker = "CITIZEN",
             .model = "CT-S310II",
             .serial = "00000000"}},
    {.name = "bixolon-srp",
     .title = "Bixolon SRP-350, SRP-350III",
     .source =
         "Bixolon, SRP-350/352plusIII Command Manual, Rev. 1.00, and SRP-350II, Rev. 1.01 (GS a, DLE EOT); "
         "head and columns: receipt-printer-encoder 3, bixolon-srp350",
     .confirm = Confirm::state,
     .answers = Answers::real_time,
     .automatic_status = true,
     .width_dots = 512,
     .dpi = 180,
     .columns = 42,
     .code_page_1251 = 28,
     .usb_vendor = bixolon_vendor,
     .usb =
         {.vendor = bixolon_vendor, .product = 0x001F, .maker = "BIXOLON", .model = "SRP-350II"}},  // usb.ids
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
     .low_sensor = LowSensor::none,
     .usb = {.model = "POS-5805"}},
    {.name = "gs-r",
     .title = "Старый ESC/POS, 80 мм, отвечает только на GS r",
     .source = "GS r is not executed at paper end",
     .command_source = epson_commands,
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

std::string device_id_of(const UsbIdentity& usb) {
  std::string id;
  for (const auto& [key, value] : {std::pair{"MFG:", usb.maker}, {"CMD:", usb.commands}, {"MDL:", usb.model}})
    id.append(key).append(value).append(";");
  return id + "CLS:PRINTER;";
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
