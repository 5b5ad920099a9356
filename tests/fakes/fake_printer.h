// SPDX-License-Identifier: MIT
// A printer for tests of the kiosk: a small world without threads or time. Slips end when the test says so,
// or at once as the printer's state demands.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "printer/worker.h"

namespace talon::fakes {

class FakePrinter final : public printer::Printer {
 public:
  FakePrinter() { state_ = {Health::ok, "", "FAKE 1", true}; }

  void print(std::string job, SlipContent slip) override {
    asked_.push_back({job, std::move(slip)});
    if (state_.health == Health::failed)
      end(std::move(job), SlipOutcome::failed, state_.reason);
    else if (!by_hand_)
      end(std::move(job), state_.can_confirm ? SlipOutcome::printed : SlipOutcome::unknown, "");
  }
  [[nodiscard]] std::optional<printer::PrinterEvent> poll() override {
    if (events_.empty()) return {};
    auto event = std::move(events_.front());
    events_.pop_front();
    return event;
  }
  [[nodiscard]] printer::PrinterStatus status() const override { return state_; }

  /// paper out: become(Health::failed, "media-empty"); repaired: become(Health::ok).
  void become(Health health, std::string reason = "") {
    state_.health = health;
    state_.reason = std::move(reason);
    events_.emplace_back(printer::StatusChanged{state_});
  }
  void can_confirm(bool yes) { state_.can_confirm = yes; }
  /// From now on slips end only by end().
  void by_hand() { by_hand_ = true; }
  void end(std::string job, SlipOutcome outcome, std::string reason, bool will_repeat = false) {
    events_.emplace_back(printer::SlipDone{std::move(job), outcome, std::move(reason), will_repeat});
  }

  struct Asked {
    std::string job;
    SlipContent slip;
  };
  /// Every slip asked for, in order, printed or not.
  [[nodiscard]] const std::vector<Asked>& asked() const { return asked_; }

 private:
  printer::PrinterStatus state_;
  std::vector<Asked> asked_;
  std::deque<printer::PrinterEvent> events_;
  bool by_hand_ = false;
};

}  // namespace talon::fakes
