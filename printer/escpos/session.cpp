// SPDX-License-Identifier: MIT
#include "printer/escpos/session.h"

#include <algorithm>
#include <utility>

#include "server/model/result.h"

namespace talon::escpos {

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
  return profile_ != nullptr && !mute_ &&
         (profile_->confirm == Confirm::process_id || profile_->confirm == Confirm::etb);
}

bool Session::asks() const {
  return profile_ != nullptr && profile_->ask_status && !mute_;
}

/// The printer will not go on by itself. Being only "offline" is given a moment: a pressed feed button is
/// that too.
bool Session::stopped() const {
  const Condition& c = condition_;
  if (c.cover_open || c.paper_end || c.cutter_error || c.recoverable_error || c.broken) return true;
  return offline_since_ && now_ - *offline_since_ > (c.overheated ? times_.overheat : times_.answer);
}

// ---- inputs

void Session::on(const Arrived& input) {
  TALON_EXPECT(input.profile != nullptr);
  profile_ = input.profile;
  parser_ = StatusParser(profile_->dialect);
  mute_ = false;
  etb_seen_ = 0;
  recover_sent_ = false;
  settle();
}

void Session::on(const Left&) {
  if (printing()) stop(SlipOutcome::failed, "offline");
  out_.emplace_back(Abort{});
  writing_ = false;
  question_ = 0;
  condition_ = {};
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

void Session::on(const AllWritten&) {
  progress_at_ = now_;
  writing_ = false;
  if (phase_ == Phase::sending) {
    enter(Phase::confirming);
    if (profile_->confirm == Confirm::none) end(SlipOutcome::unknown, "");
  }
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

// ---- what the printer says

void Session::take(const RealTimeAnswer& answer) {
  if (question_ == 0 || now_ < quiet_until_) {
    ++stray_;
    if (quiet_until_ > Millis{0}) quiet_until_ = std::max(quiet_until_, now_ + times_.quiet);
    return;
  }
  if (question_ == 1) draft_ = {};
  if (!read_answer(question_, answer.byte, draft_)) return;
  mute_ = false;
  if (question_ < 4) {
    ++question_;
    asked_at_ = now_;
    send(ask_status(question_));
    return;
  }
  question_ = 0;
  next_round_ = now_ + times_.poll;
  ++rounds_;
  learned(draft_);
}

void Session::take(const AutomaticStatus& status) {
  mute_ = false;
  ++rounds_;
  learned(status.condition);
}

void Session::take(const Confirmation& confirmation) {
  if (!printing() || confirmation.id != expected_) {
    ++stray_;  // a late answer to an earlier question says nothing about this slip
    return;
  }
  end(SlipOutcome::printed, "");
}

void Session::take(const EtbCounter& report) {
  mute_ = false;
  ++rounds_;
  etb_seen_ = report.counter;
  learned(report.condition);
  if (printing() && report.counter == etb_expected_) end(SlipOutcome::printed, "");
}

void Session::learned(const Condition& condition) {
  condition_ = condition;
  if (!condition.offline && !condition.overheated)
    offline_since_.reset();
  else if (!offline_since_)
    offline_since_ = now_;
  if (!condition.ready())
    ready_since_.reset();
  else if (!ready_since_)
    ready_since_ = now_;
}

// ---- doing

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

/// One question at a time, and none behind a slip's bytes: there it would be answered too late to be
/// believed.
void Session::ask_next() {
  if (!profile_->ask_status || phase_ == Phase::absent) return;
  if (question_ != 0) {
    if (now_ - asked_at_ < times_.answer) return;
    question_ = 0;
    quiet_until_ = now_ + times_.quiet;
    next_round_ = now_ + times_.poll;
    return;
  }
  if (writing_ || phase_ == Phase::sending || now_ < next_round_ || now_ < quiet_until_) return;
  quiet_until_ = Millis{0};
  question_ = 1;
  asked_at_ = now_;
  send(ask_status(1));
}

void Session::advance() {
  give_up_late();
  if (phase_ == Phase::absent) {
    if (now_ - absent_since_ > times_.arrival) refuse_waiting("offline");
    return;
  }
  if (writing_ && now_ - progress_at_ > (condition_.overheated ? times_.overheat : times_.stall)) {
    const Verdict why = judge(condition_);
    if (phase_ == Phase::sending)
      stop(why.health == Health::failed ? SlipOutcome::failed : SlipOutcome::unknown,
           why.reason.empty() ? "offline" : why.reason);
    Condition stuck = condition_;
    stuck.offline = true;
    settle();
    learned(stuck);
    refuse_waiting(judge(stuck).reason);
  }
  switch (phase_) {
    case Phase::absent:
      break;
    case Phase::settling: {
      const bool speaks = profile_->ask_status || profile_->automatic_status;
      if (speaks ? rounds_ > 0 : !writing_) {
        if (!speaks) learned({});
        enter(open_ ? Phase::repairing : Phase::idle);
      } else if (speaks && !writing_ && in_phase() > times_.settle) {
        mute_ = true;
        learned({});
        enter(open_ ? Phase::repairing : Phase::idle);
      }
      break;
    }
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
  ask_next();
}

void Session::advance_idle() {
  if (stopped()) {
    refuse_waiting(judge(condition_).reason);
    if (!recover_sent_ && profile_->recover_command && !writing_ &&
        (condition_.cutter_error || condition_.recoverable_error)) {
      recover_sent_ = true;
      send(recover());
    }
    return;
  }
  if (!condition_.ready() || waiting_.empty() || writing_) return;
  open_ = Open{waiting_.front(), now_, false};
  waiting_.pop_front();
  begin();
}

void Session::advance_confirming() {
  if (stopped()) {
    stop(SlipOutcome::failed, judge(condition_).reason);
    return;
  }
  if (phase_ == Phase::verifying) {
    // The end was not told in time. A healthy printer has probably printed: unknown, and not printed again.
    if (rounds_ > 0 || !asks() || in_phase() > 2 * times_.answer)
      end(SlipOutcome::unknown, rounds_ > 0 ? "" : "other");
    return;
  }
  const bool confirms = can_confirm();
  const Millis patience = condition_.overheated ? times_.overheat
                          : confirms            ? times_.confirm
                                                : times_.unconfirmed;
  if (in_phase() <= patience) return;
  enter(Phase::verifying);
  if (question_ == 0) next_round_ = now_;
}

void Session::advance_repairing() {
  if (stopped()) refuse_waiting(judge(condition_).reason);
  if (!recover_sent_ && profile_->recover_command && !writing_ &&
      (condition_.cutter_error || condition_.recoverable_error)) {
    // The half-cut slip is thrown away in the printer too: what follows is a whole one.
    recover_sent_ = true;
    send(recover());
  }
  if (writing_ || !ready_since_ || now_ - *ready_since_ < times_.debounce) return;
  open_->repeat = true;
  send(resynchronise(*profile_));
  begin();
}

void Session::begin() {
  recover_sent_ = false;
  expected_ = process_id(++counter_);
  etb_expected_ = (etb_seen_ + 1) & 31;
  question_ = 0;
  const bool asked = can_confirm();
  if (!std::exchange(writing_, true)) progress_at_ = now_;
  out_.emplace_back(
      SendSlip{open_->job, open_->repeat, asked ? ask_confirmation(*profile_, expected_) : Bytes{}});
  enter(Phase::sending);
}

void Session::end(SlipOutcome outcome, std::string reason) {
  TALON_EXPECT(open_.has_value());
  out_.emplace_back(SlipEnded{open_->job, outcome, std::move(reason), false});
  open_.reset();
  enter(Phase::idle);
}

/// The printer stopped in the middle: the slip stays open.
void Session::stop(SlipOutcome outcome, const std::string& reason) {
  TALON_EXPECT(open_.has_value());
  // Told once; a repetition that fails again adds nothing.
  if (!open_->repeat)
    out_.emplace_back(SlipEnded{open_->job, outcome, reason.empty() ? "other" : reason, true});
  open_->repeat = true;
  out_.emplace_back(Abort{});
  writing_ = false;
  question_ = 0;
  enter(Phase::repairing);
  // Left alone, the printer would print the rest of this slip after the repair, before the whole one.
  if (profile_->clear_buffer) send(clear_buffer());
}

void Session::refuse_waiting(const std::string& reason) {
  for (const std::string& job : std::exchange(waiting_, {}))
    out_.emplace_back(SlipEnded{job, SlipOutcome::failed, reason.empty() ? "other" : reason, false});
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
