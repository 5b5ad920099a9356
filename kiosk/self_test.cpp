// SPDX-License-Identifier: MIT
#include "kiosk/self_test.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <utility>

#include "server/model/names.h"

namespace talon::kiosk {

namespace {

std::chrono::local_days day_of(const Timestamp& time) {
  return std::chrono::floor<std::chrono::days>(time.local());
}

std::string text_of(std::chrono::local_days day) {
  const std::chrono::year_month_day date{day};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

/// Today's first reception has not begun.
bool before_reception(const MenuPicture& menu, const Timestamp& now) {
  const auto today = std::find_if(menu.receptions.begin(), menu.receptions.end(),
                                  [&](const auto& each) { return day_of(each.from) == day_of(now); });
  return today != menu.receptions.end() && now < today->from;
}

}  // namespace

SelfTest::SelfTest(std::optional<std::chrono::minutes> from, std::string file)
    : from_(from), file_(std::move(file)) {
  std::string outcome;
  std::ifstream in(file_);
  if (!(in >> day_ >> outcome)) {
    day_.clear();
    return;
  }
  in >> reason_;
  // The program ended in mid-print: nobody knows what came out.
  outcome_ = parse_name<SlipOutcome>(outcome).value_or(SlipOutcome::unknown);
  if (outcome_ == SlipOutcome::pending) ended(SlipOutcome::unknown, "other");
}

bool SelfTest::begin(const MenuPicture& menu, const Timestamp& now, bool free) {
  if (!from_ || broken_ || !free || !before_reception(menu, now)) return false;
  const std::string today = text_of(day_of(now));
  if (day_ == today || now.local() - day_of(now) < *from_) return false;
  day_ = today;
  outcome_ = SlipOutcome::pending;
  reason_.clear();
  broken_ = !keep();
  return !broken_;
}

void SelfTest::ended(SlipOutcome outcome, const std::string& reason) {
  outcome_ = outcome;
  reason_ = reason;
  (void)keep();
}

std::optional<Component> SelfTest::component() const {
  if (!from_) return std::nullopt;
  if (broken_) return Component{"self-test", Health::warning, "не печатается: состояние не сохранить"};
  if (day_.empty() || outcome_ == SlipOutcome::pending) return std::nullopt;
  if (outcome_ == SlipOutcome::printed) return Component{"self-test", Health::ok, day_ + " напечатан"};
  const bool failed = outcome_ == SlipOutcome::failed;
  // A printer that can confirm nothing took all of it: the staff look whether it lies there.
  if (!failed && reason_.empty())
    return Component{"self-test", Health::ok, day_ + " отправлен, этот принтер не подтверждает"};
  return Component{"self-test", Health::warning,
                   day_ + (failed ? " не напечатан" : " неизвестно, напечатан ли") + ": посмотрите принтер"};
}

bool SelfTest::keep() const {
  const std::string partial = file_ + ".new";
  {
    std::ofstream out(partial, std::ios::trunc);
    out << day_ << ' ' << name_of(outcome_) << ' ' << reason_ << '\n';
    if (!out.flush()) return false;
  }
  std::error_code not_kept;
  std::filesystem::rename(partial, file_, not_kept);
  return !not_kept;
}

std::optional<std::chrono::minutes> time_of_day(const std::string& text) {
  int hours = 0;
  int minutes = 0;
  char rest = 0;
  const bool two = std::sscanf(text.c_str(), "%2d:%2d%c", &hours, &minutes, &rest) == 2;
  if (!two || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return std::chrono::hours{hours} + std::chrono::minutes{minutes};
}

}  // namespace talon::kiosk
