// SPDX-License-Identifier: MIT
// A terminal's printer on virtual time: the real session at one end of a cable, the emulated printer at the
// other. Each slip is small and its every row names its job, so that the paper can be read back by its dots.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "printer/emulator/emulator.h"
#include "printer/escpos/session.h"

namespace talon::sim {

/// A whole slip that was cut off.
struct Paper {
  std::string job;
  bool repeat = false;  ///< marked "повтор"
};

class Printer {
 public:
  /// usb: its buffer can be cleared and its port asked; else a line that can do neither.
  Printer(const escpos::Profile& profile, unsigned seed, bool usb);

  // ---- the program's side
  /// A process begins: it knows nothing of the slips before it.
  void start(unsigned first_id);
  /// The process is gone; the printer keeps what it has.
  void stop();
  /// repeat: the slip is marked from the first.
  void print(const std::string& job, bool repeat);
  /// Slips that ended, and the printer's state when it is another one, since the last call.
  [[nodiscard]] std::vector<escpos::SlipEnded> take_ended();
  [[nodiscard]] std::optional<escpos::Verdict> take_changed();
  [[nodiscard]] bool done() const { return !session_ || session_->done(); }
  [[nodiscard]] bool confirms() const;

  // ---- the world's side
  /// The next step of time. bytes_left: the terminal's power goes when so many more have left it; true: it
  /// went.
  bool advance(Millis now, std::optional<long>& bytes_left);
  void plug();
  void unplug();
  void power_cycle();
  emulator::Emulator& emulated() { return printer_; }
  [[nodiscard]] bool plugged() const { return plugged_; }
  [[nodiscard]] const std::vector<Paper>& papers() const { return papers_; }

 private:
  struct Asked {
    std::string job;
    bool repeat = false;
  };

  bool carry(std::optional<long>& bytes_left);
  bool hand_over(std::optional<long>& bytes_left);
  void step(const escpos::Input& input);
  void put(const escpos::Bytes& bytes);
  [[nodiscard]] escpos::Bytes slip_bytes(std::uint32_t number, bool repeat) const;
  void read(const emulator::Strip& strip);

  const escpos::Profile& profile_;
  bool usb_;
  emulator::Emulator printer_;
  std::optional<escpos::Session> session_;
  Millis now_{0};
  bool plugged_ = true;
  bool last_handed_ = false;
  escpos::Bytes out_;
  std::vector<Asked> jobs_;  ///< of all processes; a slip's dots are its place here
  std::vector<Paper> papers_;
  std::vector<escpos::SlipEnded> ended_;
  std::optional<escpos::Verdict> changed_;
};

}  // namespace talon::sim
