// SPDX-License-Identifier: MIT
// What the kiosk uses: a printer on a thread of its own. Nothing here blocks the caller.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "printer/device.h"
#include "printer/escpos/session.h"
#include "server/model/event.h"
#include "server/model/picture.h"
#include "server/model/time.h"

namespace talon::printer {

/// State in the words of IPP printer-state-reasons: media-empty, media-low, cover-open, media-jam, offline,
/// other; empty when all is well.
struct PrinterStatus {
  Health health = Health::silent;  ///< silent: not known yet
  std::string reason;
  std::string model;
  bool can_confirm = false;  ///< false: slips end `unknown` even when all is well
  bool operator==(const PrinterStatus&) const = default;
};

/// A slip has ended. It may end twice: `failed` or `unknown` with `will_repeat` when the printer stopped in
/// the middle, then `printed` when it was printed again, whole and marked "повтор", within 5 minutes of the
/// repair.
struct SlipDone {
  std::string job;
  SlipOutcome outcome = SlipOutcome::unknown;  ///< printed, failed, unknown
  std::string reason;
  bool will_repeat = false;
  double paper_mm = 0;  ///< of paper that was sent to be printed; 0: never begun
};
struct StatusChanged {
  PrinterStatus status;
};
/// Another printer stands on the cable. Of a model nobody knows a test slip should be asked.
struct ModelChanged {
  std::string before, now;
  bool known = false;
};
/// Printers with a presenter, after `printed`: left standing for 8 s, taken, or drawn in after 20 s.
struct SlipCollected {
  std::string job;
  escpos::Collected where = escpos::Collected::waiting;
};
using PrinterEvent = std::variant<SlipDone, StatusChanged, ModelChanged, SlipCollected>;

/// What the kiosk sees of a printer; tests/fakes/fake_printer.h is another one.
class Printer {
 public:
  virtual ~Printer() = default;
  /// Prints `slip`; `job` names it in SlipDone. A slip asked for while the printer cannot print fails at once
  /// with the reason. At most 16 slips wait; one more fails with "other".
  virtual void print(std::string job, SlipContent slip) = 0;
  [[nodiscard]] virtual std::optional<PrinterEvent> poll() = 0;
  [[nodiscard]] virtual PrinterStatus status() const = 0;
};

class PrinterWorker : public Printer {
 public:
  /// device: "usb:", "usb:VID:PID[:SERIAL]", "file:PATH" or "tcp:HOST:PORT"; the printer may come later.
  /// profile: a name of escpos/profiles.h, empty: chosen by the device. Throws std::invalid_argument for a
  /// text that is neither.
  explicit PrinterWorker(std::string device, std::string profile = "");
  /// The same over any device; for tests.
  explicit PrinterWorker(std::unique_ptr<Device> device, std::string profile = "");
  ~PrinterWorker() override;  ///< stops and joins; an unfinished slip is abandoned

  void print(std::string job, SlipContent slip) override;
  [[nodiscard]] std::optional<PrinterEvent> poll() override;
  [[nodiscard]] PrinterStatus status() const override;
  /// For programs without a screen: blocks until poll() has something or `patience` is over.
  void wait(Millis patience);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace talon::printer
