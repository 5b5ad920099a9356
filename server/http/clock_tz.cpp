// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstdio>
#include <date/tz.h>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "server/http/clock.h"

namespace talon::http {

struct Zone::Impl {
  const date::time_zone* zone = nullptr;
  mutable date::sys_info known{};  // of the last question: transitions are months apart

  [[nodiscard]] const date::sys_info& info(date::sys_seconds at) const {
    if (at < known.begin || at >= known.end) known = zone->get_info(at);
    return known;
  }
};

Zone::Zone(const std::string& name) : impl_(std::make_unique<Impl>()) {
  impl_->zone = date::locate_zone(name);
}
Zone::~Zone() = default;

std::chrono::minutes Zone::offset(std::chrono::sys_time<Millis> utc) const {
  const date::sys_seconds at{std::chrono::floor<Seconds>(utc.time_since_epoch())};
  return std::chrono::floor<std::chrono::minutes>(impl_->info(at).offset);
}

std::chrono::sys_time<Millis> Zone::utc(std::chrono::local_time<Millis> local) const {
  const date::local_time<Millis> at{local.time_since_epoch()};
  return std::chrono::sys_time<Millis>{impl_->zone->to_sys(at, date::choose::earliest).time_since_epoch()};
}

ZoneRules Zone::rules(std::chrono::sys_time<Millis> from, std::chrono::sys_time<Millis> to) const {
  ZoneRules rules;
  rules.first = offset(from);
  date::sys_seconds at{std::chrono::floor<Seconds>(from.time_since_epoch())};
  const date::sys_seconds end{std::chrono::floor<Seconds>(to.time_since_epoch())};
  while (true) {
    at = impl_->zone->get_info(at).end;
    if (at >= end) return rules;
    const std::chrono::sys_time<Millis> change{Millis{at.time_since_epoch()}};
    const auto before = rules.changes.empty() ? rules.first : rules.changes.back().offset;
    if (offset(change) != before) rules.changes.push_back({change, offset(change)});
  }
}

MachineTime machine_time() {
  return {std::chrono::floor<Millis>(std::chrono::system_clock::now()),
          std::chrono::floor<Millis>(std::chrono::steady_clock::now().time_since_epoch())};
}

namespace {

/// Ticks at the start of a run: the last event's, advanced by the wall difference, at least 0.
Ticks first_ticks(const LastEvent& last, std::chrono::sys_time<Millis> wall) {
  if (!last) return {};
  return last->t + std::max(Millis{0}, wall - last->at.utc);
}

class RealClock final : public HallClock {
 public:
  RealClock(const std::string& zone, const LastEvent& last, ReadMachine read)
      : zone_(zone), read_(std::move(read)) {
    const MachineTime start = read_();
    start_steady_ = start.steady;
    start_ticks_ = first_ticks(last, start.wall);
    wall_minus_steady_ = start.wall.time_since_epoch() - start.steady;
  }
  [[nodiscard]] Moment now() const override {
    const MachineTime time = read_();
    return {{time.wall, zone_.offset(time.wall)}, start_ticks_ + (time.steady - start_steady_)};
  }
  [[nodiscard]] bool is_virtual() const override { return false; }
  [[nodiscard]] double rate() const override { return 1; }
  // Asked each second: slow corrections of NTP stay below the threshold each time and are followed silently.
  [[nodiscard]] std::optional<Millis> wall_step() override {
    const MachineTime time = read_();
    const Millis difference = time.wall.time_since_epoch() - time.steady;
    const Millis moved = difference - wall_minus_steady_;
    wall_minus_steady_ = difference;
    if (moved > Millis{1000} || moved < Millis{-1000}) return moved;
    return std::nullopt;
  }

 private:
  Zone zone_;
  ReadMachine read_;
  Millis start_steady_{0};
  Ticks start_ticks_;
  Millis wall_minus_steady_{0};
};

class VirtualClock final : public HallClock {
 public:
  VirtualClock(const std::string& zone, std::chrono::sys_time<Millis> start, double rate,
               const LastEvent& last, ReadMachine read)
      : zone_(zone), read_(std::move(read)), rate_(rate), start_(start) {
    if (last && last->at.utc > start_) start_ = last->at.utc;
    start_steady_ = read_().steady;
    start_ticks_ = first_ticks(last, start_);
  }
  [[nodiscard]] Moment now() const override {
    const double real = static_cast<double>((read_().steady - start_steady_).count());
    const Millis passed{static_cast<std::int64_t>(std::llround(real * rate_))};
    const auto wall = start_ + passed;
    return {{wall, zone_.offset(wall)}, start_ticks_ + passed};
  }
  [[nodiscard]] bool is_virtual() const override { return true; }
  [[nodiscard]] double rate() const override { return rate_; }
  [[nodiscard]] std::optional<Millis> wall_step() override { return std::nullopt; }

 private:
  Zone zone_;
  ReadMachine read_;
  double rate_;
  std::chrono::sys_time<Millis> start_;
  Millis start_steady_{0};
  Ticks start_ticks_;
};

std::string spec_text(const VirtualStart& start) {
  std::ostringstream text;
  text << start.at.time_since_epoch().count() << ' ' << start.rate;
  return text.str();
}

/// One line: the option's own words, then the machine's wall at the first start. Another option begins anew.
std::optional<std::int64_t> began_at(const std::string& file, const std::string& spec) {
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line) || line.rfind(spec + ' ', 0) != 0) return std::nullopt;
  std::int64_t began = 0;
  if (std::sscanf(line.c_str() + spec.size(), " %ld", &began) != 1) return std::nullopt;
  return began;
}

}  // namespace

std::unique_ptr<HallClock> real_clock(const std::string& zone, const LastEvent& last, ReadMachine read) {
  return std::make_unique<RealClock>(zone, last, std::move(read));
}

std::optional<std::optional<VirtualStart>> parse_clock_option(const std::string& text) {
  if (text == "real") return std::optional<VirtualStart>{};
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  double rate = 1;
  int used = 0;
  int rate_used = 0;
  const int size = static_cast<int>(text.size());
  if (std::sscanf(text.c_str(), "virtual:%4d-%2u-%2uT%2d:%2d%n", &year, &month, &day, &hour, &minute,
                  &used) != 5) {
    return std::nullopt;
  }
  if (used != size &&
      (std::sscanf(text.c_str() + used, ",rate=%lf%n", &rate, &rate_used) != 1 || used + rate_used != size)) {
    return std::nullopt;
  }
  const Date date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  const bool in_range = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && rate > 0 && rate <= 3600;
  if (!date.ok() || !in_range) return std::nullopt;
  const Millis since = std::chrono::hours{hour} + std::chrono::minutes{minute};
  VirtualStart start{std::chrono::local_days{date} + since, rate};
  return std::optional<VirtualStart>{start};
}

std::unique_ptr<HallClock> virtual_clock(const std::string& zone, const VirtualStart& start,
                                         const LastEvent& last, const std::string& file, ReadMachine read) {
  const std::string spec = spec_text(start);
  const std::int64_t wall = read().wall.time_since_epoch().count();
  auto at = Zone(zone).utc(start.at);
  if (const auto began = began_at(file, spec)) {
    const double real = static_cast<double>(std::max<std::int64_t>(0, wall - *began));
    at += Millis{static_cast<std::int64_t>(std::llround(real * start.rate))};
  } else {
    std::ofstream out(file, std::ios::trunc);
    out << spec << ' ' << wall << '\n';
    if (!out.flush()) throw std::runtime_error("cannot write " + file);
  }
  return std::make_unique<VirtualClock>(zone, at, start.rate, last, std::move(read));
}

}  // namespace talon::http
