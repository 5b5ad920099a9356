// SPDX-License-Identifier: MIT
// What a printer can do, as data. Each profile names where its facts come from.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace talon::escpos {

/// How the end of a print becomes known, strongest first.
enum class Confirm {
  process_id,  ///< GS ( H: the printer answers our number when everything before it is printed
  etb,         ///< ETB counter in the automatic status (Star): rises after the motor stops
  presented,   ///< the presenter tells that a cut slip stands in its mouth
  executed,    ///< GS r is answered in its turn: the data were taken, paper is not proven
  state,       ///< automatic status or DLE EOT tell faults, but not the end
  none         ///< says nothing
};
/// One sentence for the administrator.
[[nodiscard]] std::string_view confirm_text(Confirm confirm);
/// Whether a slip can end `printed`; with the others it ends `unknown` even when all is well.
[[nodiscard]] constexpr bool proves(Confirm confirm) {
  return confirm <= Confirm::presented;
}

enum class Dialect { escpos, star };

/// How the printer answers questions about its state.
enum class Answers {
  nothing,
  real_time,   ///< DLE EOT 1 to 4, a byte each, also while off line
  full_state,  ///< DLE EOT 20 of Custom's presenters: six bytes at once
  star_state,  ///< ESC ACK SOH: the automatic status, now
  sensor       ///< GS r 1 only: in its turn, never at paper end, so silence is a sign too
};

/// The sensor that sees the roll becoming thin. Many printers are sold without it and then report "enough"
/// for ever.
enum class LowSensor { none, option, fitted };

/// One printer of a kind as it names itself on USB: what the emulated one says. A real one is told by
/// `usb_vendor` and `model_contains` of its profile.
struct UsbIdentity {
  std::uint16_t vendor = 0x0416, product = 0x5011;  ///< the chip of most printers without a name
  std::string_view maker = "POS", model = "POS-8360";
  std::string_view commands = "ESC/POS";
  std::string_view serial{};  ///< empty: it has none
};

struct Profile {
  std::string_view name{};            ///< "epson-tm-t20"
  std::string_view title{};           ///< for people
  std::string_view source{};          ///< of the facts: documents with their editions
  std::string_view command_source{};  ///< of its commands, when another document has them
  Dialect dialect = Dialect::escpos;
  Confirm confirm = Confirm::none;
  Answers answers = Answers::nothing;
  bool automatic_status = false;  ///< GS a, Star: ESC RS a
  int paper_mm = 80;              ///< width of the roll
  int width_dots = 576;           ///< of the head
  int dpi = 203;
  int columns = 48;         ///< of font A, in text mode
  bool raster = true;       ///< false: text mode in code page 866
  int code_page = 17;       ///< ESC t n for code page 866
  int code_page_1251 = 46;  ///< ESC t n for Windows 1251; 0: none
  bool cutter = true;
  double knife_mm = 16;    ///< paper between head and knife, fed white at the cut
  bool presenter = false;  ///< holds the cut slip until it is taken
  LowSensor low_sensor = LowSensor::option;
  bool clear_buffer = false;          ///< DLE DC4 8
  bool recover_command = false;       ///< DLE ENQ 1 and 2
  std::uint16_t usb_vendor = 0;       ///< 0: any
  std::string_view model_contains{};  ///< in the MDL field of the IEEE 1284 device id; empty: any
  UsbIdentity usb{};

  [[nodiscard]] constexpr double dots_per_mm() const { return dpi == 203 ? 8 : dpi / 25.4; }
};

/// All of them; the first that fits a device is its own.
[[nodiscard]] std::span<const Profile> profiles();
/// By name; nullptr when there is none.
[[nodiscard]] const Profile* find_profile(std::string_view name);
/// For a USB device: by vendor and IEEE 1284 device id ("MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;"). A printer
/// nobody knows is `generic`, which trusts nothing.
[[nodiscard]] const Profile& profile_for(std::uint16_t usb_vendor, std::string_view device_id);
/// The IEEE 1284 device id, "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;".
[[nodiscard]] std::string device_id_of(const UsbIdentity& usb);
/// A field of a device id: field("MFG:EPSON;MDL:TM-T20II;", "MDL") -> "TM-T20II"; empty when there is none.
[[nodiscard]] std::string device_id_field(std::string_view device_id, std::string_view key);

}  // namespace talon::escpos
