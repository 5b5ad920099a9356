// SPDX-License-Identifier: MIT
#include "printer/escpos/session.h"

#include <algorithm>
#include <utility>

#include "server/model/result.h"

namespace talon::escpos {
namespace {

/// More slips cut short than this in a row are not told apart by a counter that wraps at 32.
constexpr int most_abandoned = 8;

}  // namespace

Session::Session(std::uint32_t first_id, SessionTimes times) : times_(times), counter_(first_id) {}

std::vector<Output> Session::step(const Input& input, Millis now) {
  if (!std::exchange(started_, true)) absent_since_ = phase_since_ = now;
  now_ = std::max(now_, now);
  std::visit([this](const auto& what) { on(what); }, input);
  advance();
  publish();
  return std::exchange(out_, {});
}

bool Session::can_confirm() const {
  return profile_ != nullptr && !mute_ && proves(profile_->confirm);
}

// ---- inputs

void Session::on(const Arrived& input) {
  TALON_EXPECT(input.profile != nullptr);
  profile_ = input.profile;
  parser_ = StatusParser(profile_->dialect, profile_->answers);
  mute_ = false;
  recovered_at_.reset();
  settle();
}

void Session::on(const Left&) {
  if (printing()) {
    // Until its last piece was handed over the slip cannot be whole; later nobody can say.
    const bool perhaps_whole = phase_ != Phase::sending || last_handed_;
    stop(perhaps_whole ? SlipOutcome::unknown : SlipOutcome::failed, "offline");
  }
  out_.emplace_back(Abort{});
  writing_ = false;
  question_ = 0;
  condition_ = {};
  mouth_.reset();
  offline_since_.reset();
  absent_since_ = now_;
  enter(Phase::absent);
}

void Session::on(const SlipAsked& input) {
  waiting_.push_back(input.job);
}

void Session::on(const Received& input) {
  if (phase_ == Phase::absent) return;
  for (const Report& report : parser_.take(input.bytes))
    std::visit([this](const auto& what) { take(what); }, report);
}

void Session::on(const Progress&) {
  progress_at_ = now_;
}

void Session::on(const LastHanded&) {
  last_handed_ = true;
}

void Session::on(const AllWritten&) {
  progress_at_ = now_;
  writing_ = false;
  if (phase_ != Phase::sending) return;
  enter(Phase::confirming);
  next_round_ = now_;
  if (profile_->confirm == Confirm::none) end(SlipOutcome::unknown, "");
}

void Session::on(const PortStatus& input) {
  if (phase_ == Phase::absent) return;
  // Questions and automatic status say more; the control pipe is asked when they cannot get through.
  if ((asks() || profile_->automatic_status) && !writing_ && !mute_) return;
  Condition condition = condition_;
  if (port_says_empty(input.byte))
    condition.paper_end = true;
  else if (!profile_->automatic_status && (!asks() || mute_))
    condition.paper_end = false;
  learned(condition);
}

void Session::on(const Tick&) {}

// ---- phases

void Session::send(Bytes bytes) {
  if (!std::exchange(writing_, true)) progress_at_ = now_;
  out_.emplace_back(Send{std::move(bytes)});
}

void Session::enter(Phase phase) {
  phase_ = phase;
  phase_since_ = now_;
  rounds_ = 0;
}

/// Brings an arrived or interrupted printer to a known state: nothing of an earlier slip left in it, its
/// state asked anew.
void Session::settle() {
  out_.emplace_back(Abort{});
  writing_ = false;
  question_ = 0;
  lost_ = 0;
  busy_ = false;
  band_completed_ = true;  // by the greeting
  etb_seen_.reset();
  parser_.reset();
  quiet_until_ = Millis{0};
  condition_ = {};
  ready_since_.reset();
  offline_since_.reset();
  next_round_ = now_;
  enter(Phase::settling);
  Bytes greeting = profile_->clear_buffer ? clear_buffer() : Bytes{};
  const Bytes reset = resynchronise(*profile_);
  greeting.insert(greeting.end(), reset.begin(), reset.end());
  if (profile_->automatic_status) {
    const Bytes enable = enable_automatic_status(*profile_);
    greeting.insert(greeting.end(), enable.begin(), enable.end());
  }
  send(std::move(greeting));
}

void Session::advance() {
  give_up_late();
  if (phase_ == Phase::absent) {
    if (now_ - absent_since_ > times_.arrival) refuse_waiting("offline");
    return;
  }
  if (writing_ && now_ - progress_at_ > (condition_.overheated ? times_.overheat : times_.stall))
    advance_stalled();
  switch (phase_) {
    case Phase::absent:
      break;
    case Phase::settling:
      advance_settling();
      break;
    case Phase::idle:
      advance_idle();
      break;
    case Phase::sending:
      if (stopped()) stop(SlipOutcome::failed, judge(condition_).reason);
      break;
    case Phase::confirming:
    case Phase::verifying:
      advance_confirming();
      break;
    case Phase::repairing:
      advance_repairing();
      break;
  }
  refuse_stuck();
  advance_mouth();
  ask_next();
}

/// The printer takes nothing more. Nothing is believed about the piece in flight: it may have all of it.
void Session::advance_stalled() {
  const Verdict why = judge(condition_);
  if (phase_ == Phase::sending) {
    const bool not_whole = why.health == Health::failed || !last_handed_;
    stop(not_whole ? SlipOutcome::failed : SlipOutcome::unknown, why.reason.empty() ? "offline" : why.reason);
  }
  Condition stuck = condition_;
  stuck.offline = true;
  settle();
  learned(stuck);
  refuse_waiting(judge(stuck).reason);
}

void Session::advance_settling() {
  const bool settled = speaks() ? rounds_ > 0 : !writing_;
  const bool silent = speaks() && !writing_ && in_phase() > times_.settle;
  if (!settled && !silent) return;
  if (!settled) mute_ = true;
  if (!settled || !speaks()) learned({});
  enter(open_ ? Phase::repairing : Phase::idle);
}

void Session::advance_idle() {
  if (stopped()) {
    refuse_waiting(judge(condition_).reason);
    recover_knife();
    return;
  }
  if (!counter_clear()) return;
  if (!condition_.ready() || waiting_.empty() || writing_ || busy_ || mouth_) return;
  // An answer on its way would be taken for the one that follows the slip.
  if (profile_->answers == Answers::sensor && question_ != 0) return;
  open_ = Open{waiting_.front(), now_, false};
  waiting_.pop_front();
  begin();
}

void Session::advance_confirming() {
  if (stopped()) {
    if (!resume_knife()) stop(SlipOutcome::failed, judge(condition_).reason);
    return;
  }
  if (phase_ == Phase::verifying) {
    // The end was not told in time. A healthy printer has probably printed: unknown, and not printed again.
    if (rounds_ > 0 || !asks() || in_phase() > 2 * times_.answer)
      end(SlipOutcome::unknown, rounds_ > 0 ? "" : "other");
    return;
  }
  if (!condition_.ready()) return;             // hot, or a moment off line: stopped() knows how long
  if (busy_ && phase_ == Phase::confirming) {  // it still has some of it: not out yet
    if (in_phase() > times_.overheat) stop(SlipOutcome::failed, "offline");
    return;
  }
  const bool tells_end = can_confirm() || profile_->confirm == Confirm::executed;
  const Millis patience = tells_end ? times_.confirm : times_.unconfirmed;
  if (now_ - std::max(phase_since_, ready_since_.value_or(now_)) <= patience) return;
  enter(Phase::verifying);
  if (question_ == 0) next_round_ = now_;
}

void Session::advance_repairing() {
  if (stopped()) refuse_waiting(judge(condition_).reason);
  recover_knife();
  complete_band();
  if (!counter_clear() || writing_ || busy_ || mouth_ || !ready_since_ ||
      now_ - *ready_since_ < times_.debounce)
    return;
  open_->repeat = true;
  send(set_apart(*profile_));
  begin();
}

/// A printer that cannot forget what it received is busy for ever with a picture whose rest will not come.
void Session::complete_band() {
  if (!busy_ || writing_ || band_completed_ || !condition_.ready()) return;
  band_completed_ = true;
  send(resynchronise(*profile_));
}

void Session::begin() {
  recovered_at_.reset();
  resumed_at_.reset();
  last_handed_ = false;
  question_ = 0;
  if (!std::exchange(writing_, true)) progress_at_ = now_;
  out_.emplace_back(SendSlip{open_->job, open_->repeat, confirmation_request()});
  enter(Phase::sending);
}

void Session::end(SlipOutcome outcome, std::string reason) {
  TALON_EXPECT(open_.has_value());
  if (outcome == SlipOutcome::printed)
    abandoned_ = 0;  // everything before it has been executed too
  else
    etb_seen_.reset();
  out_.emplace_back(SlipEnded{open_->job, outcome, std::move(reason), false});
  open_.reset();
  if (phase_ != Phase::settling) enter(Phase::idle);
}

/// The printer stopped in the middle: the slip stays open.
void Session::stop(SlipOutcome outcome, const std::string& reason) {
  TALON_EXPECT(open_.has_value());
  // Told once; a repetition that fails again adds nothing.
  if (!open_->repeat)
    out_.emplace_back(SlipEnded{open_->job, outcome, reason.empty() ? "other" : reason, true});
  open_->repeat = true;
  abandoned_ = std::min(abandoned_ + 1, most_abandoned);
  etb_seen_.reset();
  out_.emplace_back(Abort{});
  writing_ = false;
  question_ = 0;
  band_completed_ = false;
  enter(Phase::repairing);
  // Left alone, the printer would print the rest of this slip after the repair, before the whole one.
  if (profile_->clear_buffer) send(clear_buffer());
}

void Session::refuse_waiting(const std::string& reason) {
  for (const std::string& job : std::exchange(waiting_, {}))
    out_.emplace_back(SlipEnded{job, SlipOutcome::failed, reason.empty() ? "other" : reason, false});
}

/// Ready, and yet the next slip cannot begin: the printer said "busy" and fell silent, or its counter never
/// clears. Nobody stands at the kiosk longer than a hot head is waited for.
void Session::refuse_stuck() {
  if (phase_ != Phase::idle || waiting_.empty()) {
    stuck_since_.reset();
    return;
  }
  if (!stuck_since_) stuck_since_ = now_;
  if (now_ - *stuck_since_ > times_.overheat) refuse_waiting(judge(condition_).reason);
}

void Session::give_up_late() {
  if (!open_ || printing() || now_ - open_->since <= times_.repeat_within) return;
  const std::string reason = phase_ == Phase::absent ? "offline" : judge(condition_).reason;
  out_.emplace_back(SlipEnded{open_->job, SlipOutcome::failed, reason.empty() ? "other" : reason, false});
  open_.reset();
  if (phase_ == Phase::repairing) enter(Phase::idle);
}

void Session::publish() {
  Verdict verdict = judge(condition_);
  if (phase_ == Phase::absent)
    verdict = now_ - absent_since_ > times_.arrival || profile_ != nullptr
                  ? Verdict{Health::failed, "offline"}
                  : verdict_;
  else if (phase_ == Phase::settling && rounds_ == 0 && verdict_.health == Health::silent)
    verdict = verdict_;
  else if (mute_ && verdict.health == Health::ok)
    verdict = {Health::warning, "other"};
  if (verdict == verdict_) return;
  verdict_ = verdict;
  out_.emplace_back(ConditionChanged{verdict});
}

}  // namespace talon::escpos
