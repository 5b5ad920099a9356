// SPDX-License-Identifier: MIT
// A receipt printer in memory: bytes -> paper, status answers, faults. Pure: the same bytes, faults and times
// give the same paper. It is strict where printers are: paper that runs out stops in the middle of a picture,
// what was received before is printed after the repair unless somebody clears it.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "display/canvas/canvas.h"
#include "printer/emulator/paper.h"
#include "printer/escpos/profiles.h"
#include "printer/escpos/status.h"
#include "server/model/time.h"

namespace talon::emulator {

using escpos::Bytes;

struct Model {
  escpos::Dialect dialect = escpos::Dialect::escpos;
  int width_dots = 576;
  escpos::Answers answers = escpos::Answers::real_time;
  bool automatic_status = true;  ///< GS a
  bool process_id = true;        ///< GS ( H
  bool clear_buffer = true;      ///< DLE DC4 8
  bool presenter = false;        ///< a cut slip stands in the mouth until "take" or GS e
  bool low_sensor = true;        ///< false: "near end" is never reported
  int rows_per_second = 0;       ///< 0: prints at once; 150 mm/s is 1200
  std::size_t buffer = 4096;     ///< bytes kept while it cannot print; more is not accepted
  escpos::UsbIdentity usb;
};

/// The emulated twin of a profile.
[[nodiscard]] Model model_of(const escpos::Profile& profile);

/// What a test does to the printer.
struct Faults {
  std::optional<int> rows_left;  ///< of the roll; empty: enough. At 0 the paper is out
  int low_rows = 2400;           ///< fewer rows left than this is "near end"
  bool cover_open = false;
  bool jam = false;          ///< the next cut does not succeed; stays until false and DLE ENQ comes
  bool jam_yields = false;   ///< ... and the first DLE ENQ frees it
  bool stuck_mouth = false;  ///< the presenter cannot draw its slip in
  bool overheated = false;
  bool offline = false;  ///< switched off line at its panel
  bool broken = false;   ///< unrecoverable
  bool garble = false;   ///< status bytes are damaged
  bool silent = false;   ///< prints, but never answers
  bool deaf = false;     ///< accepts nothing (NAK)
  bool no_ink = false;   ///< moves paper, prints nothing: worn head, paper upside down
};

/// A 16-bit number as ESC/POS writes it, the low byte first.
[[nodiscard]] inline int low_high(std::uint8_t low, std::uint8_t high) {
  return low | high << 8;
}

class Emulator {
 public:
  explicit Emulator(Model model = {});

  Faults faults;

  /// How many of `bytes` were taken; 0 means NAK, try again later.
  std::size_t receive(std::span<const std::uint8_t> bytes);
  /// Prints what there is until `now` (milliseconds on any scale), and notices changed faults.
  void advance(Millis now);
  /// What it has to say since the last call.
  [[nodiscard]] Bytes take_answers();
  [[nodiscard]] bool has_answers() const { return !answers_.empty(); }
  /// Slips cut off since the last call, as pictures or as dots.
  [[nodiscard]] std::vector<canvas::Canvas> take_slips();
  [[nodiscard]] std::vector<Strip> take_strips();
  /// Presenter: a slip stands in the mouth; how many were drawn in.
  [[nodiscard]] bool presents() const { return mouth_; }
  [[nodiscard]] int retracted() const { return retracted_; }
  /// What hangs out of it, not cut.
  [[nodiscard]] const Strip& strip() const { return strip_; }
  /// USB: GET_PORT_STATUS, SOFT_RESET; both also for a power cycle.
  [[nodiscard]] std::uint8_t port_status() const;
  void soft_reset();
  /// Switched off and on: everything forgotten, what hangs out stays.
  void power_cycle();

  [[nodiscard]] escpos::Condition condition() const;
  /// Everything received that can be printed has been; false while it prints or is stopped before the end.
  [[nodiscard]] bool at_rest() const;
  /// Something is planned for a time to come: it may go on by itself.
  [[nodiscard]] bool has_plans() const;
  /// Commands it did not know, e.g. "1B 7A"; at most 100 are kept.
  [[nodiscard]] const std::vector<std::string>& unknown() const { return unknown_; }
  [[nodiscard]] long received() const { return received_; }
  [[nodiscard]] const Model& model() const { return model_; }

  /// A fault by name, as the control file and the keyboard say it; README.md has the list. False: not
  /// understood.
  bool obey(std::string_view command);

 private:
  struct TextMode {
    int font = 0, wide = 1, high = 1, align = 0, code_page = 0, spacing = 30;
    bool bold = false, underline = false, inverse = false;
  };
  struct Raster {
    std::size_t row_bytes = 0;
    int rows = 0, wide = 1, high = 1;
  };
  struct Line {
    std::vector<std::vector<bool>> columns;  ///< dots of a column, top to bottom, aligned at the bottom
    int height = 0;
  };

  // commands.cpp
  bool command();
  bool escape();
  bool group();
  bool parenthesis();
  bool real_time_skip();
  bool bit_image();
  bool bar_code();
  void graphics(std::span<const std::uint8_t> data);
  void symbol(std::span<const std::uint8_t> data);
  void letter(std::uint8_t byte);
  void new_line(int feed);
  bool raster_row();
  void print_qr();
  void note_unknown(std::size_t bytes);
  // star.cpp
  bool star_command();
  bool star_escape();
  Bytes star_status() const;
  void star_real_time(std::uint8_t byte);
  // script.cpp
  bool obey_now(std::string_view command);
  bool plan(std::string_view command);
  void obey_planned();
  // real_time.cpp
  [[nodiscard]] Bytes full_state() const;
  void leave_error(bool goes_on);
  void ejector(std::uint8_t n);
  // emulator.cpp
  void real_time(std::uint8_t byte);
  void answer(Bytes bytes);
  void notice();
  bool stopped() const;
  void run();
  void print_row(std::span<const std::uint8_t> bits, int shift = 0);
  void feed(int rows);
  void use_rows(int rows);
  void cut();
  Bytes asb() const;
  std::uint8_t question(int n) const;
  void reset_modes();
  void discard(std::size_t n);
  [[nodiscard]] bool have(std::size_t n) const { return buffer_.size() - at_ >= n; }
  [[nodiscard]] std::uint8_t peek(std::size_t i) const { return buffer_[at_ + i]; }

  Model model_;
  Strip strip_;
  std::vector<Strip> slips_;
  bool mouth_ = false;
  int retracted_ = 0;
  Bytes answers_;
  std::vector<std::string> unknown_;
  long received_ = 0;

  Bytes buffer_;
  std::size_t at_ = 0;
  std::size_t skip_ = 0;  ///< bytes of a command that has no picture
  std::optional<Raster> raster_;
  int pending_feed_ = 0;  ///< rows still to be fed
  TextMode mode_;
  Line line_;
  std::string qr_data_;
  int qr_module_ = 3;
  std::optional<Raster> stored_;
  Bytes stored_bits_;

  /// A command for later: when so many bytes have come, or at a time.
  struct Planned {
    std::string command;
    std::optional<long> received;
    Millis at{0};
  };
  std::vector<Planned> planned_;

  Bytes real_time_;
  bool automatic_ = false;
  Bytes last_asb_;
  bool cutter_error_ = false;
  int etb_ = 0;
  bool etb_reported_ = false;
  bool star_raster_ = false;

  Millis now_{0};
  bool timed_ = false;
  double budget_rows_ = 0;
  std::minstd_rand noise_{1};
};

}  // namespace talon::emulator
