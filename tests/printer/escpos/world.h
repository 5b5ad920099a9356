// SPDX-License-Identifier: MIT
// The world between a session and the emulated printer: a wire that carries bytes as fast as the printer
// takes them, in virtual time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "printer/emulator/emulator.h"
#include "printer/escpos/session.h"
#include "printer/slip/slip.h"

namespace talon::escpos {

class World {
 public:
  explicit World(std::string_view profile_name, std::uint32_t first_id = 100, bool plugged = true)
      : profile_(find_profile(profile_name)), printer_(model()), session_(first_id) {
    if (plugged) plug();
  }

  void plug() {
    plugged_ = true;
    step(Arrived{profile_});
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
  [[nodiscard]] const std::vector<SlipCollected>& collected() const { return collected_; }
  /// The printer is carried away and another one stands on its cable.
  void swap(std::string_view profile_name) {
    unplug();
    profile_ = find_profile(profile_name);
    printer_ = emulator::Emulator(model());
    plug();
  }
  /// Slips cut off so far.
  [[nodiscard]] std::size_t paper() {
    slips_ += printer_.take_slips().size();
    return slips_;
  }
  /// The last piece of what is to be sent is with the printer.
  [[nodiscard]] bool all_handed() const {
    return last_handed_ && session_.profile() != nullptr && !sent_.empty();
  }
  bool port_status = false;            ///< the transport has the control pipe
  bool swallow_confirmations = false;  ///< answers longer than a DLE EOT byte are lost

 private:
  [[nodiscard]] emulator::Model model() const {
    emulator::Model model = emulator::model_of(*profile_);
    model.rows_per_second = 1200;
    return model;
  }
  static const Bytes& slip_bytes(const Profile& profile) {
    static std::map<std::string_view, Bytes> known;
    Bytes& bytes = known[profile.name];
    if (bytes.empty())
      bytes =
          picture_job(slip::render(slip::test_slip(), {profile.width_dots, profile.dots_per_mm()}), profile);
    return bytes;
  }
  void carry() {
    if (!out_.empty()) {
      if (out_.size() <= piece && !std::exchange(last_handed_, true)) step(LastHanded{});
      const std::size_t taken = printer_.receive({out_.data(), std::min(out_.size(), piece)});
      out_.erase(out_.begin(), out_.begin() + static_cast<std::ptrdiff_t>(taken));
      if (taken > 0) step(Progress{});
      if (taken > 0 && out_.empty()) step(AllWritten{});
    }
    Bytes answers = printer_.take_answers();
    if (swallow_confirmations && answers.size() > 4) answers.clear();
    if (!answers.empty()) step(Received{answers});
    if (port_status && now_.count() % 500 == 0) step(PortStatus{printer_.port_status()});
  }
  void step(const Input& input) {
    for (const Output& output : session_.step(input, now_)) {
      if (const auto* send = std::get_if<Send>(&output)) put(send->bytes);
      if (const auto* slip = std::get_if<SendSlip>(&output)) {
        sent_.push_back(*slip);
        put(slip_bytes(*profile_));
        put(slip->after);
      }
      if (std::holds_alternative<Abort>(output)) {
        out_.clear();
        (void)printer_.take_answers();
      }
      if (const auto* ended = std::get_if<SlipEnded>(&output)) ends_.push_back(*ended);
      if (const auto* where = std::get_if<SlipCollected>(&output)) collected_.push_back(*where);
    }
  }
  void put(const Bytes& bytes) {
    last_handed_ = false;
    if (plugged_) out_.insert(out_.end(), bytes.begin(), bytes.end());
  }

  static constexpr std::size_t piece = 1024;
  const Profile* profile_;
  emulator::Emulator printer_;
  Session session_;
  Millis now_{0};
  bool plugged_ = false;
  Bytes out_;
  bool last_handed_ = false;
  std::vector<SendSlip> sent_;
  std::vector<SlipEnded> ends_;
  std::vector<SlipCollected> collected_;
  std::size_t slips_ = 0;
};

}  // namespace talon::escpos
