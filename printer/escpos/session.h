// SPDX-License-Identifier: MIT
// The talk with one printer, pure: what has happened + now -> what to do. It decides when a slip is printed,
// failed or unknown, and prints an open slip again, whole and marked, when the printer has been repaired.
//
//   absent ─arrived─> settling ─answers─> idle ─slip─> sending ─all written─> confirming ─answer─> idle
//                        ^                               │ fault, stall          │ fault
//                        └────── repairing <─────────────┴───────────────────────┘
//
// A slip may end twice: `failed` or `unknown` when the printer stops in the
// middle, `printed` when it was printed again after the repair.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "printer/escpos/encode.h"
#include "printer/escpos/profiles.h"
#include "printer/escpos/status.h"
#include "server/model/time.h"

namespace talon::escpos {

// ---- what has happened

struct Arrived {
  const Profile* profile = nullptr;
};
struct Left {};
/// A slip to print; the shell keeps its content under this name.
struct SlipAsked {
  std::string job;
};
struct Received {
  Bytes bytes;
};
/// The device took a piece of what is to be sent.
struct Progress {};
/// The last piece of what is to be sent is with the device: from now on the printer may have all of it.
struct LastHanded {};
/// The device took everything handed over so far. How much of an unfinished write was taken is never asked.
struct AllWritten {};
struct PortStatus {
  std::uint8_t byte = 0;
};
struct Tick {};
using Input =
    std::variant<Arrived, Left, SlipAsked, Received, Progress, LastHanded, AllWritten, PortStatus, Tick>;

// ---- what to do, in this order

struct Send {
  Bytes bytes;
};
/// Render the slip for this printer (marked "повтор" when `repeat`), send it, then `after`.
struct SendSlip {
  std::string job;
  bool repeat = false;
  Bytes after;
};
/// Stop the write in progress, forget what is not sent, clear the device's own buffers.
struct Abort {};
struct SlipEnded {
  std::string job;
  SlipOutcome outcome = SlipOutcome::unknown;
  std::string reason;
  bool will_repeat = false;  ///< it stays open and is printed again when the printer works
};
/// Presenters only, after `printed`: where the cut slip is.
enum class Collected { waiting, taken, retracted };
struct SlipCollected {
  std::string job;
  Collected where = Collected::waiting;
};
struct ConditionChanged {
  Verdict verdict;
};
using Output = std::variant<Send, SendSlip, Abort, SlipEnded, SlipCollected, ConditionChanged>;

struct SessionTimes {
  Millis arrival{3000};         ///< a printer is waited for this long before a slip is refused
  Millis answer{1000};          ///< an answer to a question
  Millis quiet{500};            ///< after a lost answer the line must be silent this long
  Millis settle{2500};          ///< an arrived printer that says nothing in this time is mute
  Millis poll{1000};            ///< between two rounds of questions
  Millis stall{4000};           ///< a write without progress
  Millis confirm{4000};         ///< the end of a print
  Millis unconfirmed{2000};     ///< printers that cannot confirm: watched this long after the last byte
  Millis resume{3000};          ///< a knife set going again
  Millis recover_again{30000};  ///< a jam may be cleared from outside: the knife is asked to recover so often
  Millis overheat{20000};       ///< a hot head is waited for
  Millis debounce{600};         ///< a repaired printer must stay ready this long
  Millis remind{8000};          ///< a slip left in the presenter is told of
  Millis retract{20000};        ///< ... and drawn in
  Millis retract_for_next{5000};  ///< ... sooner when somebody waits
  Millis repeat_within{300000};   ///< later nobody waits for the slip any more
};

class Session {
 public:
  /// first_id: where the process ids begin; another one at each start, so that an answer meant for an earlier
  /// process is not taken for ours.
  explicit Session(std::uint32_t first_id, SessionTimes times = {});

  [[nodiscard]] std::vector<Output> step(const Input& input, Millis now);

  [[nodiscard]] const Verdict& verdict() const { return verdict_; }
  /// The roll's state as the printer tells it.
  [[nodiscard]] const Condition& condition() const { return condition_; }
  /// False while this printer can end no slip `printed`: by its kind, or because it has become silent.
  [[nodiscard]] bool can_confirm() const;
  [[nodiscard]] const Profile* profile() const { return profile_; }
  /// No slip is open or waiting.
  [[nodiscard]] bool done() const { return !open_ && waiting_.empty(); }
  /// Bytes and answers that belonged to nothing.
  [[nodiscard]] long garbage() const { return parser_.garbage() + stray_; }

 private:
  enum class Phase { absent, settling, idle, sending, confirming, verifying, repairing };
  struct Open {
    std::string job;
    Millis since{0};
    bool repeat = false;
  };
  /// What stands in the presenter.
  struct Mouth {
    std::string job;  ///< empty: not ours
    Millis since{0};
    bool reminded = false;
    bool retracting = false;
  };

  // session.cpp: inputs and phases
  void on(const Arrived& input);
  void on(const Left& input);
  void on(const SlipAsked& input);
  void on(const Received& input);
  void on(const Progress& input);
  void on(const LastHanded& input);
  void on(const AllWritten& input);
  void on(const PortStatus& input);
  void on(const Tick& input);
  void enter(Phase phase);
  void settle();
  void advance();
  void advance_stalled();
  void advance_settling();
  void advance_idle();
  void advance_confirming();
  void advance_repairing();
  void begin();
  void end(SlipOutcome outcome, std::string reason);
  void stop(SlipOutcome outcome, const std::string& reason);
  void refuse_waiting(const std::string& reason);
  void refuse_stuck();
  void give_up_late();
  void publish();

  // session_status.cpp: questions and what the printer says
  void take(const RealTimeAnswer& answer);
  void take(const AutomaticStatus& status);
  void take(const Confirmation& confirmation);
  void take(const EtbCounter& counter);
  void take(const FullState& state);
  void take(const SensorAnswer& answer);
  void learned(const Condition& condition);
  void round_ended(const Condition& condition);
  void ask_next();
  void ask(int question);
  void answer_lost();
  [[nodiscard]] Bytes confirmation_request();
  [[nodiscard]] bool counter_clear();
  [[nodiscard]] bool asks() const;
  [[nodiscard]] bool speaks() const;
  [[nodiscard]] bool stopped() const;
  [[nodiscard]] bool recoverable() const;
  bool resume_knife();
  void recover_knife();
  void complete_band();
  void watch_mouth(bool presented);
  void advance_mouth();

  void send(Bytes bytes);
  [[nodiscard]] bool printing() const {
    return phase_ == Phase::sending || phase_ == Phase::confirming || phase_ == Phase::verifying;
  }
  [[nodiscard]] Millis in_phase() const { return now_ - phase_since_; }

  SessionTimes times_;
  Millis now_{0};
  std::vector<Output> out_;

  Phase phase_ = Phase::absent;
  Millis phase_since_{0};
  const Profile* profile_ = nullptr;
  StatusParser parser_;
  Condition condition_;
  bool busy_ = false;            ///< full state only: it prints or moves paper
  bool band_completed_ = false;  ///< the rest of an interrupted picture was sent, as white
  bool mute_ = false;            ///< answers no more, or never did
  Verdict verdict_{Health::silent, ""};
  long stray_ = 0;

  bool writing_ = false;
  bool last_handed_ = false;
  Millis progress_at_{0};

  int question_ = 0;        ///< in flight, 0: none
  Condition draft_;         ///< filled by the answers of this round
  bool overtaken_ = false;  ///< by the automatic status, after the first answer of the round
  Millis asked_at_{0};
  Millis next_round_{0};
  Millis quiet_until_{0};
  int lost_ = 0;    ///< answers in a row
  int rounds_ = 0;  ///< completed since this phase began

  std::optional<Millis> ready_since_;
  std::optional<Millis> offline_since_;
  std::optional<Millis> stuck_since_;   ///< idle with a slip that cannot begin
  std::optional<Millis> resumed_at_;    ///< DLE ENQ 1 was sent for this slip
  std::optional<Millis> recovered_at_;  ///< DLE ENQ 2 was sent for this fault

  std::uint32_t counter_;
  ProcessId expected_{};
  std::optional<int> etb_seen_;  ///< empty: not known since the last trouble
  int etb_rise_ = 1;
  bool etb_trusted_ = false;  ///< this slip began at counter 0
  int abandoned_ = 0;         ///< slips cut short whose end the printer may still reach
  std::optional<Mouth> mouth_;
  std::optional<Open> open_;
  std::deque<std::string> waiting_;
  bool started_ = false;
  Millis absent_since_{0};
};

}  // namespace talon::escpos
