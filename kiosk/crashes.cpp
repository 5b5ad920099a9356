// SPDX-License-Identifier: MIT
#include "kiosk/crashes.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

namespace talon::kiosk {

namespace {

constexpr std::size_t most_kept = 100;
constexpr Millis an_hour{3'600'000};
constexpr Millis a_day{24 * 3'600'000};

}  // namespace

Crashes::Crashes(std::string file, std::string machine_run, Millis now)
    : file_(std::move(file)), machine_run_(std::move(machine_run)) {
  read();
  if (was_running_) {
    times_.push_back(now);
    if (times_.size() > most_kept) times_.pop_front();
    if (safe(now) || count(within, now) >= many) safe_until_ = now + safe_for;
  } else {
    safe_until_ = Millis{0};
  }
  write(true);
}

void Crashes::ended() {
  write(false);
}

bool Crashes::safe(Millis now) const {
  return now < safe_until_;
}

int Crashes::count(Millis span, Millis now) const {
  return static_cast<int>(std::count_if(times_.begin(), times_.end(),
                                        [&](Millis each) { return each <= now && now - each < span; }));
}

Component Crashes::component(Millis now) const {
  const std::string in_a_day = std::to_string(count(a_day, now));
  if (safe(now)) {
    return {
        "program", Health::warning,
        "упрощённый режим после повторных сбоев: только выдача талонов (сбоев за сутки: " + in_a_day + ")"};
  }
  if (count(an_hour, now) == 0) return {"program", Health::ok, ""};
  return {"program", Health::warning, "перезапускалась после сбоя (сбоев за сутки: " + in_a_day + ")"};
}

void Crashes::read() {
  std::ifstream in(file_);
  std::string of_run;
  Millis::rep safe_until = 0;
  if (!(in >> of_run >> was_running_ >> safe_until) || of_run != machine_run_) {
    was_running_ = false;
    return;
  }
  safe_until_ = Millis{safe_until};
  for (Millis::rep each = 0; in >> each && times_.size() < most_kept;) times_.emplace_back(each);
}

// Not synced: it must outlive the program, not the machine.
void Crashes::write(bool running) const {
  const std::string partial = file_ + ".new";
  {
    std::ofstream out(partial, std::ios::trunc);
    out << machine_run_ << ' ' << running << ' ' << safe_until_.count() << '\n';
    for (const Millis each : times_) out << each.count() << '\n';
    if (!out.flush()) return;
  }
  std::error_code not_kept;  // the disk reports itself
  std::filesystem::rename(partial, file_, not_kept);
}

}  // namespace talon::kiosk
