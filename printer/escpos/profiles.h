// SPDX-License-Identifier: MIT
// What a printer can do, as data. Where the facts come from is said in README.md.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace talon::escpos {

/// How the end of a print becomes known, strongest first.
enum class Confirm {
  process_id,  ///< GS ( H: the printer answers our number when the paper is cut
  etb,         ///< ETB counter in the automatic status (Star)
  asb,         ///< automatic status tells faults, but not the end
  poll,        ///< only DLE EOT, when asked
  none         ///< says nothing
};

enum class Dialect { escpos, star };

struct Profile {
  std::string_view name;   ///< "epson-tm-t20"
  std::string_view title;  ///< for people
  Dialect dialect = Dialect::escpos;
  Confirm confirm = Confirm::none;
  int width_dots = 576;
  double dots_per_mm = 8;
  int columns = 48;    ///< of font A, in text mode
  bool raster = true;  ///< false: text mode in code page 866
  int code_page = 17;  ///< ESC t n for code page 866
  bool cutter = true;
  bool automatic_status = false;    ///< GS a
  bool ask_status = false;          ///< DLE EOT 1 to 4
  bool clear_buffer = false;        ///< DLE DC4 8
  bool recover_command = false;     ///< DLE ENQ 2
  std::uint16_t usb_vendor = 0;     ///< 0: any
  std::string_view model_contains;  ///< in the MDL field of the IEEE 1284 device id; empty: any
};

/// All of them; the first that fits a device is its own.
[[nodiscard]] std::span<const Profile> profiles();
/// By name; nullptr when there is none.
[[nodiscard]] const Profile* find_profile(std::string_view name);
/// For a USB device: by vendor and IEEE 1284 device id ("MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;").
[[nodiscard]] const Profile& profile_for(std::uint16_t usb_vendor, std::string_view device_id);
/// A field of a device id: field("MFG:EPSON;MDL:TM-T20II;", "MDL") -> "TM-T20II"; empty when there is none.
[[nodiscard]] std::string device_id_field(std::string_view device_id, std::string_view key);

}  // namespace talon::escpos
