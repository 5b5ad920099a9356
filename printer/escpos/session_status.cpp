// SPDX-License-Identifier: MIT
// Session, second half: what is asked, what the printer says, and what it says of the paper in its mouth.
#include <algorithm>
#include <utility>

#include "printer/escpos/session.h"
#include "server/model/result.h"

namespace talon::escpos {
namespace {

constexpr int last_real_time = 4;   ///< DLE EOT 1 to 4 make a round
constexpr int full_state_ask = 20;  ///< DLE EOT 20
/// So many answers missing in a row: the printer has become silent.
constexpr int most_lost = 3;
constexpr Millis watch_end{300};       ///< questions while the end of a print is awaited
constexpr Millis retract_takes{5000};  ///< a slip still there then is stuck

}  // namespace

bool Session::asks() const {
  return profile_ != nullptr && profile_->answers != Answers::nothing && !mute_;
}

bool Session::speaks() const {
  return profile_->answers != Answers::nothing || profile_->automatic_status;
}

/// The printer will not go on by itself. Being only "offline" is given a moment: a pressed feed button is
/// that too.
bool Session::stopped() const {
  const Condition& c = condition_;
  if (c.cover_open || c.paper_end || c.cutter_error || c.recoverable_error || c.broken) return true;
  return offline_since_ && now_ - *offline_since_ > (c.overheated ? times_.overheat : times_.answer);
}

/// A fault that DLE ENQ may end, and no other beside it.
bool Session::recoverable() const {
  const Condition& c = condition_;
  return profile_->recover_command && (c.cutter_error || c.recoverable_error) && !c.cover_open &&
         !c.paper_end && !c.broken;
}

// ---- what the printer says

void Session::take(const RealTimeAnswer& answer) {
  if (question_ == 0 || now_ < quiet_until_) {
    ++stray_;
    if (quiet_until_ > Millis{0}) quiet_until_ = std::max(quiet_until_, now_ + times_.quiet);
    return;
  }
  if (question_ == 1) {
    draft_ = {};
    overtaken_ = false;
  }
  if (!read_answer(question_, answer.byte, draft_)) return;
  if (question_ < last_real_time) {
    ask(question_ + 1);
    return;
  }
  // The automatic status came between the answers: it is newer than the first of them, and complete.
  round_ended(overtaken_ ? condition_ : draft_);
}

void Session::take(const AutomaticStatus& status) {
  mute_ = false;
  overtaken_ = true;
  ++rounds_;
  learned(status.condition);
}

/// Numbers are never used twice, so this one speaks of this slip, even when it comes after a fault.
void Session::take(const Confirmation& confirmation) {
  if (!open_ || confirmation.id != expected_) {
    ++stray_;  // a late answer to an earlier question says nothing about this slip
    return;
  }
  end(SlipOutcome::printed, "");
}

/// Of a slip cut short before, the printer may still reach the ETB. So this one is followed by more of them
/// than those could add.
void Session::take(const EtbCounter& report) {
  etb_seen_ = report.counter;
  round_ended(report.condition);
  const bool counted = report.counter >= etb_rise_ && report.counter < 2 * etb_rise_;
  if (printing() && etb_trusted_ && counted) end(SlipOutcome::printed, "");
}

/// A slip begins at counter 0, so that a printer switched off and on in between cannot seem to have counted.
bool Session::counter_clear() {
  if (profile_->confirm != Confirm::etb || etb_seen_ == 0 || mute_) return true;
  if (!writing_ && question_ == 0 && now_ >= next_round_) {
    send(reset_counter());
    next_round_ = now_ + watch_end;
    ask(1);
  }
  return false;
}

void Session::take(const FullState& state) {
  busy_ = state.busy;
  const bool awaited = phase_ == Phase::confirming || phase_ == Phase::verifying;
  if (state.presented && awaited && profile_->confirm == Confirm::presented) {
    Mouth mouth{open_->job, now_};
    end(SlipOutcome::printed, "");
    mouth_ = std::move(mouth);
  } else {
    watch_mouth(state.presented);
  }
  if (question_ == 0) ++stray_;
  round_ended(state.condition);
}

void Session::take(const SensorAnswer& answer) {
  if (phase_ == Phase::confirming && profile_->confirm == Confirm::executed) {
    end(SlipOutcome::unknown, "");
    return;
  }
  if (question_ == 0 || now_ < quiet_until_) {
    ++stray_;
    if (quiet_until_ > Millis{0}) quiet_until_ = std::max(quiet_until_, now_ + times_.quiet);
    return;
  }
  Condition condition;
  condition.paper_low = answer.paper_low;
  round_ended(condition);
}

void Session::round_ended(const Condition& condition) {
  mute_ = false;
  lost_ = 0;
  question_ = 0;
  next_round_ = now_ + (printing() ? watch_end : times_.poll);
  ++rounds_;
  learned(condition);
}

void Session::learned(const Condition& condition) {
  condition_ = condition;
  if (condition.cover_open) recovered_at_.reset();  // somebody is clearing it
  if (!condition.offline && !condition.overheated)
    offline_since_.reset();
  else if (!offline_since_)
    offline_since_ = now_;
  if (!condition.ready())
    ready_since_.reset();
  else if (!ready_since_)
    ready_since_ = now_;
}

// ---- what is asked

void Session::ask(int question) {
  question_ = question;
  asked_at_ = now_;
  switch (profile_->answers) {
    case Answers::nothing:
      return;
    case Answers::real_time:
      return send(ask_status(question));
    case Answers::full_state:
      return send(ask_status(full_state_ask));
    case Answers::star_state:
      return send(ask_star_state());
    case Answers::sensor:
      return send(ask_sensor());
  }
}

/// One question at a time, and none behind a slip's bytes: there it would be answered too late to be
/// believed.
void Session::ask_next() {
  if (profile_->answers == Answers::nothing || phase_ == Phase::absent) return;
  if (question_ != 0) {
    if (now_ - asked_at_ >= times_.answer) answer_lost();
    return;
  }
  if (writing_ || phase_ == Phase::sending || now_ < next_round_ || now_ < quiet_until_) return;
  if (printing() && profile_->answers == Answers::sensor) return;  // one stands behind the slip already
  quiet_until_ = Millis{0};
  ask(1);
}

void Session::answer_lost() {
  question_ = 0;
  quiet_until_ = now_ + times_.quiet;
  next_round_ = now_ + times_.poll;
  if (++lost_ < most_lost) return;
  if (profile_->answers == Answers::sensor) {
    Condition standing = condition_;  // GS r waits in its buffer: it does not print
    standing.offline = true;
    learned(standing);
  } else {
    mute_ = true;
  }
}

/// What follows the slip so that its end is told.
Bytes Session::confirmation_request() {
  switch (profile_->confirm) {
    case Confirm::process_id:
      expected_ = process_id(++counter_);
      return ask_process_id(expected_);
    case Confirm::etb:
      etb_trusted_ = etb_seen_ == 0;
      etb_rise_ = abandoned_ + 1;
      return count_up(etb_rise_);
    case Confirm::executed:
      return ask_sensor();
    case Confirm::presented:
    case Confirm::state:
    case Confirm::none:
      break;
  }
  return {};
}

// ---- the knife

/// DLE ENQ 1, once a slip: the knife tries again and the slip comes out after all. True while it may.
bool Session::resume_knife() {
  if (!recoverable()) return false;
  if (!resumed_at_ && !writing_) {
    resumed_at_ = now_;
    send(resume());
  }
  return resumed_at_ && now_ - *resumed_at_ < times_.resume;
}

/// DLE ENQ 2: what is left of a slip given up is thrown away; what follows is a whole one. The knife moves,
/// so it is sent once, again when the cover was opened and closed (learned), and else seldom.
void Session::recover_knife() {
  if (writing_ || !recoverable()) return;
  if (recovered_at_ && now_ - *recovered_at_ < times_.recover_again) return;
  recovered_at_ = now_;
  send(recover());
}

// ---- the presenter

void Session::watch_mouth(bool presented) {
  if (presented && !mouth_ && !printing()) mouth_ = Mouth{"", now_};  // from before us
  if (presented || !mouth_) return;
  if (!mouth_->job.empty())
    out_.emplace_back(
        SlipCollected{mouth_->job, mouth_->retracting ? Collected::retracted : Collected::taken});
  mouth_.reset();
}

void Session::advance_mouth() {
  if (!mouth_) return;
  const Millis age = now_ - mouth_->since;
  if (!mouth_->reminded && !mouth_->job.empty() && age > times_.remind) {
    mouth_->reminded = true;
    out_.emplace_back(SlipCollected{mouth_->job, Collected::waiting});
  }
  const bool hurry = !waiting_.empty() || mouth_->job.empty();
  const Millis patience = hurry ? times_.retract_for_next : times_.retract;
  if (!mouth_->retracting && age > patience && !writing_) {
    mouth_->retracting = true;
    mouth_->since = now_;
    send(retract());
  } else if (mouth_->retracting && age > retract_takes) {
    refuse_waiting("media-jam");
  }
}

}  // namespace talon::escpos
