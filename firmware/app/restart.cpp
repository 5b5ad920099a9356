// SPDX-License-Identifier: MIT
#include "firmware/app/restart.h"

namespace talon::firmware {
namespace {

constexpr std::uint32_t magic = 0x54414C46;

/// `last_step` is left out: it changes all the time and harms nobody.
std::uint32_t check_of(const CrashRecord& record) {
  return ~(record.magic ^ record.cause * 3U ^ record.detail * 5U ^ record.faults * 7U);
}

bool is_whole(const CrashRecord& record) {
  return record.magic == magic && record.check == check_of(record);
}

void set(CrashRecord& record, link::RestartCause cause, std::uint32_t detail, std::uint32_t faults) {
  record.magic = magic;
  record.cause = static_cast<std::uint32_t>(cause);
  record.detail = detail;
  record.faults = faults;
  record.check = check_of(record);
}

bool is_fault(link::RestartCause cause) {
  return cause == link::RestartCause::fault || cause == link::RestartCause::assertion ||
         cause == link::RestartCause::watchdog;
}

link::RestartCause by_flags(const ResetFlags& flags) {
  if (flags.watchdog) return link::RestartCause::watchdog;
  if (flags.power) return link::RestartCause::power;
  if (flags.brown_out) return link::RestartCause::brown_out;
  if (flags.software) return link::RestartCause::software;
  return link::RestartCause::reset_pin;
}

}  // namespace

void note(CrashRecord& record, link::RestartCause cause, std::uint32_t detail) {
  const std::uint32_t before = is_whole(record) ? record.faults : 0;
  set(record, cause, detail, is_fault(cause) ? before + 1 : before);
}

RestartReport explain(const ResetFlags& flags, CrashRecord& record) {
  RestartReport report;
  report.cause = by_flags(flags);
  const bool whole = is_whole(record) && report.cause != link::RestartCause::power;
  // The record is written immediately before a reset of our own making, whatever the chip calls that.
  if (report.cause != link::RestartCause::watchdog && whole && record.cause != 0) {
    report.cause = static_cast<link::RestartCause>(record.cause);
    report.detail = record.detail;
  }
  report.faults = whole ? record.faults : 0;
  if (report.cause == link::RestartCause::watchdog) {
    report.detail = whole ? record.last_step : 0;
    ++report.faults;
  }
  set(record, link::RestartCause{}, 0, report.faults);
  record.last_step = 0;
  return report;
}

void forgive(CrashRecord& record) {
  set(record, link::RestartCause{}, 0, 0);
}

void mark_step(CrashRecord& record, std::uint32_t step) {
  record.last_step = step;
}

}  // namespace talon::firmware
