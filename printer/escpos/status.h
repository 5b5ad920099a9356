// SPDX-License-Identifier: MIT
// Bytes from the printer -> what it says. Automatic status, answers to DLE EOT and process ids share one
// line; each kind has bits that never change, and only those tell them apart. What fits nothing is counted.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "printer/escpos/encode.h"
#include "server/model/event.h"

namespace talon::escpos {

/// What is known of the mechanism.
struct Condition {
  bool offline = false;
  bool cover_open = false;
  bool paper_end = false;
  bool paper_low = false;
  bool cutter_error = false;       ///< the knife or the paper in its way stands still
  bool overheated = false;         ///< goes by itself
  bool recoverable_error = false;  ///< leaves by DLE ENQ
  bool broken = false;             ///< unrecoverable
  bool operator==(const Condition&) const = default;
  /// Nothing that stops printing.
  [[nodiscard]] bool ready() const {
    return !(offline || cover_open || paper_end || cutter_error || overheated || recoverable_error || broken);
  }
};

struct Verdict {
  Health health = Health::ok;
  std::string reason;  ///< media-empty, media-low, cover-open, media-jam, offline, other; empty: all is well
  bool operator==(const Verdict&) const = default;
};
/// The one reason to tell, the gravest first, in the words of IPP printer-state-reasons.
[[nodiscard]] Verdict judge(const Condition& condition);

/// One byte of a real-time answer; which question it answers only the asker knows.
struct RealTimeAnswer {
  std::uint8_t byte = 0;
};
struct AutomaticStatus {
  Condition condition;
};
struct Confirmation {
  ProcessId id{};
};
struct EtbCounter {
  Condition condition;
  int counter = 0;  ///< 0 to 31
};
/// Custom's six bytes (Answers::full_state).
struct FullState {
  Condition condition;
  bool presented = false;  ///< a cut slip stands in the mouth
  bool busy = false;       ///< data are being printed or paper moves
};
/// GS r 1 (Answers::sensor): only the near end can be believed, at paper end it is not executed.
struct SensorAnswer {
  bool paper_low = false;
};
using Report =
    std::variant<RealTimeAnswer, AutomaticStatus, Confirmation, EtbCounter, FullState, SensorAnswer>;

/// Takes bytes as they come, in any pieces.
class StatusParser {
 public:
  explicit StatusParser(Dialect dialect = Dialect::escpos, Answers answers = Answers::real_time)
      : dialect_(dialect), answers_(answers) {}
  [[nodiscard]] std::vector<Report> take(std::span<const std::uint8_t> bytes);
  /// Bytes that fitted nothing, since the beginning.
  [[nodiscard]] long garbage() const { return garbage_; }
  /// Forgets a half-read report; what follows begins anew.
  void reset() { pending_.clear(); }

 private:
  enum class Fit { complete, partial, wrong };
  [[nodiscard]] Fit fit(Report& report) const;
  [[nodiscard]] Fit fit_escpos(Report& report) const;
  [[nodiscard]] Fit fit_star(Report& report) const;
  [[nodiscard]] Fit fit_full(Report& report) const;
  [[nodiscard]] Fit fit_sensor(Report& report) const;

  Dialect dialect_;
  Answers answers_;
  std::vector<std::uint8_t> pending_;
  long garbage_ = 0;
};

/// Writes what the answer to DLE EOT `n` says into `condition`; false when the byte's fixed bits are wrong.
[[nodiscard]] bool read_answer(int n, std::uint8_t byte, Condition& condition);
/// USB printer class GET_PORT_STATUS, bit 5: paper empty. "Selected" and "no error" are not read: many
/// printers leave them at 0 for ever.
[[nodiscard]] bool port_says_empty(std::uint8_t byte);

}  // namespace talon::escpos
