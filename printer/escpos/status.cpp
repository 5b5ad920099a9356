// SPDX-License-Identifier: MIT
#include "printer/escpos/status.h"

namespace talon::escpos {
namespace {

bool bit(std::uint8_t byte, int n) {
  return (byte >> n & 1) != 0;
}

// Fixed bits, "Transmission status identification" of the ESC/POS reference.
bool is_answer(std::uint8_t b) {
  return (b & 0x93) == 0x12;
}  // 0xx1xx10
bool is_asb_first(std::uint8_t b) {
  return (b & 0x93) == 0x10;
}  // 0xx1xx00
bool is_asb_next(std::uint8_t b) {
  return (b & 0x90) == 0x00;
}  // 0xx0xxxx
constexpr std::uint8_t block_header = 0x37, block_process_id = 0x22;
constexpr std::uint8_t xon = 0x11, xoff = 0x13;
constexpr std::size_t confirmation_size = 7, asb_size = 4;

// Star Line Mode: header 1 is 0xx0xxx1, every other byte 0xx0xxx0.
bool is_star_first(std::uint8_t b) {
  return (b & 0x91) == 0x01;
}
bool is_star_next(std::uint8_t b) {
  return (b & 0x91) == 0x00;
}
constexpr std::size_t star_least = 8;

Condition read_asb(const std::uint8_t* b) {
  Condition c;
  c.offline = bit(b[0], 3);
  c.cover_open = bit(b[0], 5);
  c.recoverable_error = bit(b[1], 2);
  c.cutter_error = bit(b[1], 3);
  c.broken = bit(b[1], 5);
  c.overheated = bit(b[1], 6);
  c.paper_low = (b[2] & 0x03) != 0;
  c.paper_end = (b[2] & 0x0C) != 0;
  return c;
}

/// Length in bytes told by Star's header 1: bits 1 to 3 and 5.
std::size_t star_length(std::uint8_t b) {
  return static_cast<std::size_t>((b >> 1 & 7) | (b >> 2 & 8));
}

EtbCounter read_star(const std::vector<std::uint8_t>& b) {
  EtbCounter report;
  Condition& c = report.condition;
  c.offline = bit(b[2], 3);
  c.cover_open = bit(b[2], 5);
  c.recoverable_error = bit(b[3], 2);
  c.cutter_error = bit(b[3], 3);
  c.broken = bit(b[3], 5);
  c.overheated = bit(b[3], 6);
  c.paper_low = (b[5] & 0x06) != 0;
  c.paper_end = bit(b[5], 3);
  report.counter = (b[7] >> 1 & 7) | (b[7] >> 2 & 0x18);
  return report;
}

// Custom's full state: DLE 0F, then paper, user, recoverable and unrecoverable.
constexpr std::uint8_t full_first = 0x10, full_second = 0x0F;
constexpr std::size_t full_size = 6;

FullState read_full(const std::vector<std::uint8_t>& b) {
  FullState state;
  Condition& c = state.condition;
  c.paper_end = bit(b[2], 0);
  c.paper_low = bit(b[2], 2);
  state.presented = bit(b[2], 5);
  c.cover_open = bit(b[3], 0) || bit(b[3], 1);
  state.busy = bit(b[3], 2) || bit(b[3], 3);
  c.overheated = bit(b[4], 0);
  c.recoverable_error = bit(b[4], 3);
  c.cutter_error = bit(b[4], 6) || bit(b[5], 0);
  c.broken = bit(b[5], 2) || bit(b[5], 3);
  return state;
}

}  // namespace

Verdict judge(const Condition& c) {
  if (c.broken) return {Health::failed, "other"};
  if (c.cover_open) return {Health::failed, "cover-open"};
  if (c.paper_end) return {Health::failed, "media-empty"};
  if (c.cutter_error) return {Health::failed, "media-jam"};
  if (c.recoverable_error) return {Health::failed, "other"};
  if (c.overheated) return {Health::warning, "other"};
  if (c.offline) return {Health::failed, "offline"};
  if (c.paper_low) return {Health::warning, "media-low"};
  return {};
}

StatusParser::Fit StatusParser::fit(Report& report) const {
  if (dialect_ == Dialect::star) return fit_star(report);
  if (answers_ == Answers::full_state) return fit_full(report);
  if (answers_ == Answers::sensor) return fit_sensor(report);
  return fit_escpos(report);
}

StatusParser::Fit StatusParser::fit_escpos(Report& report) const {
  const auto& b = pending_;
  if (is_answer(b[0])) {
    report = RealTimeAnswer{b[0]};
    return Fit::complete;
  }
  if (is_asb_first(b[0])) {
    for (std::size_t i = 1; i < b.size(); ++i)
      if (!is_asb_next(b[i])) return Fit::wrong;
    if (b.size() < asb_size) return Fit::partial;
    report = AutomaticStatus{read_asb(b.data())};
    return Fit::complete;
  }
  if (b[0] != block_header) return Fit::wrong;
  if (b.size() > 1 && b[1] != block_process_id) return Fit::wrong;
  for (std::size_t i = 2; i < b.size() && i < confirmation_size - 1; ++i)
    if (b[i] < 0x20 || b[i] > 0x7E) return Fit::wrong;
  if (b.size() < confirmation_size) return Fit::partial;
  if (b[6] != 0) return Fit::wrong;
  report = Confirmation{{b[2], b[3], b[4], b[5]}};
  return Fit::complete;
}

StatusParser::Fit StatusParser::fit_star(Report& report) const {
  const auto& b = pending_;
  if (!is_star_first(b[0]) || star_length(b[0]) < star_least) return Fit::wrong;
  for (std::size_t i = 1; i < b.size(); ++i)
    if (!is_star_next(b[i])) return Fit::wrong;
  if (b.size() < star_length(b[0])) return Fit::partial;
  report = read_star(b);
  return Fit::complete;
}

StatusParser::Fit StatusParser::fit_full(Report& report) const {
  const auto& b = pending_;
  if (b[0] != full_first || (b.size() > 1 && b[1] != full_second)) return Fit::wrong;
  if (b.size() < full_size) return Fit::partial;
  if ((b[2] & 0x1A) != 0 || (b[3] & 0x90) != 0 || (b[5] & 0xF0) != 0) return Fit::wrong;  // always 0
  report = read_full(b);
  return Fit::complete;
}

StatusParser::Fit StatusParser::fit_sensor(Report& report) const {
  if ((pending_[0] & 0x90) != 0) return Fit::wrong;  // 0xx0xxxx
  report = SensorAnswer{(pending_[0] & 0x03) != 0};
  return Fit::complete;
}

std::vector<Report> StatusParser::take(std::span<const std::uint8_t> bytes) {
  std::vector<Report> reports;
  for (const std::uint8_t byte : bytes) {
    if (byte == xon || byte == xoff) continue;  // flow control of serial bridges, allowed anywhere
    pending_.push_back(byte);
    while (!pending_.empty()) {
      Report report;
      const Fit result = fit(report);
      if (result == Fit::partial) break;
      if (result == Fit::complete) {
        reports.push_back(report);
        pending_.clear();
        break;
      }
      ++garbage_;  // one byte further: what follows a broken report is not lost
      pending_.erase(pending_.begin());
    }
  }
  return reports;
}

bool read_answer(int n, std::uint8_t byte, Condition& c) {
  if (!is_answer(byte)) return false;
  switch (n) {
    case 1:
      c.offline = bit(byte, 3);
      return true;
    case 2:
      c.cover_open = bit(byte, 2);
      return true;
    case 3:
      c.recoverable_error = bit(byte, 2);
      c.cutter_error = bit(byte, 3);
      c.broken = bit(byte, 5);
      c.overheated = bit(byte, 6);
      return true;
    case 4:
      c.paper_low = (byte & 0x0C) != 0;
      c.paper_end = (byte & 0x60) != 0;
      return true;
    default:
      return false;
  }
}

bool port_says_empty(std::uint8_t byte) {
  return bit(byte, 5);
}

}  // namespace talon::escpos
