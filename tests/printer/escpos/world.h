// SPDX-License-Identifier: MIT
// The world between a session and the emulated printer: a wire that carries bytes as fast as the printer
// takes them, in virtual time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "printer/emulator/emulator.h"
#include "printer/escpos/session.h"
#include "printer/slip/slip.h"

namespace talon::escpos {

class World {
 public:
  explicit World(std::string_view profile_name, std::uint32_t first_id = 100, bool plugged = true)
      : profile_(*find_profile(profile_name)), printer_(model()), session_(first_id) {
    if (plugged) plug();
  }

  void plug() {
    plugged_ = true;
    step(Arrived{&profile_});
  }
  void unplug() {
    plugged_ = false;
    step(Left{});
  }
  void print(const std::string& job) { step(SlipAsked{job}); }

  void run(Millis span) {
    for (const Millis end = now_ + span; now_ < end;) {
      now_ += Millis{10};
      printer_.advance(now_);
      if (plugged_) carry();
      step(Tick{});
    }
  }
  /// Until a slip has ended, at most 30 s.
  std::optional<SlipEnded> next_end() {
    for (const Millis end = now_ + Millis{30000}; now_ < end && ends_.empty();) run(Millis{10});
    if (ends_.empty()) return {};
    const SlipEnded first = ends_.front();
    ends_.erase(ends_.begin());
    return first;
  }

  emulator::Emulator& printer() { return printer_; }
  Session& session() { return session_; }
  [[nodiscard]] const std::vector<SendSlip>& sent() const { return sent_; }
  /// Slips cut off so far.
  [[nodiscard]] std::size_t paper() {
    slips_ += printer_.take_slips().size();
    return slips_;
  }
  bool port_status = false;  ///< the transport has the control pipe

 private:
  [[nodiscard]] emulator::Model model() const {
    emulator::Model model;
    model.dialect = profile_.dialect;
    model.rows_per_second = 1200;
    model.process_id = profile_.confirm == Confirm::process_id;
    model.automatic_status = profile_.automatic_status;
    model.answers_questions = profile_.ask_status;
    return model;
  }
  static const Bytes& slip_bytes(const Profile& profile) {
    static std::map<std::string_view, Bytes> known;
    Bytes& bytes = known[profile.name];
    if (bytes.empty()) bytes = picture_job(slip::render(slip::test_slip(), {profile.width_dots, 8}), profile);
    return bytes;
  }
  void carry() {
    if (!out_.empty()) {
      const std::size_t taken = printer_.receive({out_.data(), std::min<std::size_t>(out_.size(), 1024)});
      out_.erase(out_.begin(), out_.begin() + static_cast<std::ptrdiff_t>(taken));
      if (taken > 0) step(Progress{});
      if (taken > 0 && out_.empty()) step(AllWritten{});
    }
    const Bytes answers = printer_.take_answers();
    if (!answers.empty()) step(Received{answers});
    if (port_status && now_.count() % 500 == 0) step(PortStatus{printer_.port_status()});
  }
  void step(const Input& input) {
    for (const Output& output : session_.step(input, now_)) {
      if (const auto* send = std::get_if<Send>(&output)) put(send->bytes);
      if (const auto* slip = std::get_if<SendSlip>(&output)) {
        sent_.push_back(*slip);
        put(slip_bytes(profile_));
        put(slip->after);
      }
      if (std::holds_alternative<Abort>(output)) {
        out_.clear();
        (void)printer_.take_answers();
      }
      if (const auto* ended = std::get_if<SlipEnded>(&output)) ends_.push_back(*ended);
    }
  }
  void put(const Bytes& bytes) {
    if (plugged_) out_.insert(out_.end(), bytes.begin(), bytes.end());
  }

  const Profile& profile_;
  emulator::Emulator printer_;
  Session session_;
  Millis now_{0};
  bool plugged_ = false;
  Bytes out_;
  std::vector<SendSlip> sent_;
  std::vector<SlipEnded> ends_;
  std::size_t slips_ = 0;
};

}  // namespace talon::escpos
