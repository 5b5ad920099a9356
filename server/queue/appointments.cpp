// SPDX-License-Identifier: MIT
#include "server/queue/appointments.h"

#include <algorithm>
#include <array>

#include "server/queue/calendar.h"
#include "server/queue/pictures.h"
#include "server/queue/regulation.h"

namespace talon::queue {
namespace {

using std::chrono::minutes;

constexpr std::array<minutes, most_reminder_attempts> after_attempt = {minutes{1},  minutes{5},   minutes{15},
                                                                       minutes{60}, minutes{180}, minutes{0}};
constexpr std::chrono::hours morning{8};
constexpr std::chrono::hours evening{21};

/// At night, and the next morning is early enough.
bool let_sleep(const Timestamp& now, const Timestamp& slot_at) {
  const Millis of_day = time_of_day(now);
  if (of_day >= morning && of_day < evening) return false;
  const Millis until_morning =
      of_day < morning ? morning - of_day : morning + std::chrono::hours{24} - of_day;
  return now.plus(until_morning + std::chrono::hours{1}) <= slot_at;
}

const Schedule* schedule_of(const State& state, const LineId& line) {
  const Offer* offer = state.configuration->offer(line);
  return offer == nullptr || !offer->schedule ? nullptr : &*offer->schedule;
}

bool inside(const std::vector<Span>& spans, const Span& wanted) {
  return std::any_of(spans.begin(), spans.end(),
                     [&](const Span& span) { return span.from <= wanted.from && wanted.to <= span.to; });
}

bool meets(const std::vector<Span>& spans, const Span& wanted) {
  return std::any_of(spans.begin(), spans.end(),
                     [&](const Span& span) { return span.from < wanted.to && wanted.from < span.to; });
}

AppointmentPicture picture_of(const State& state, const AppointmentId& id, const Appointment& appointment,
                              const Timestamp& now) {
  const Configuration& configuration = *state.configuration;
  AppointmentPicture picture;
  picture.appointment = id;
  picture.service = appointment.line.service;
  picture.procedure = appointment.line.procedure;
  picture.title = configuration.line_title(appointment.line);
  picture.slot_at = appointment.slot_at;
  picture.rooms = rooms_of(configuration, appointment);
  picture.state = appointment.state;
  picture.booked_by = appointment.booked_by;
  picture.remind = appointment.remind;
  picture.reminder = reminder_state(appointment);
  picture.reminder_reason = appointment.reminder_reason;
  if (const visit::Visit* visit = state.ticket(appointment.ticket))
    picture.number = visit->issued.number.text();
  picture.late = appointment.state == AppointmentState::expected && comes_late(state, appointment, now);
  return picture;
}

}  // namespace

std::vector<Timestamp> slots_of(const State& state, const LineId& line, const Date& date,
                                const Timestamp& now) {
  const Schedule* schedule = schedule_of(state, line);
  if (schedule == nullptr || schedule->step <= minutes{0}) return {};
  const Offer* offer = state.configuration->offer(line);
  const auto open = date == local_date(now) ? reception_today(state, offer, now)
                                            : reception(*state.configuration, offer, date);
  const auto hours = schedule->hours.empty() ? open : weekly(schedule->hours, date);
  const auto breaks = hall_breaks(*state.configuration, date);
  std::vector<Timestamp> slots;
  for (const Span& span : hours) {
    for (minutes from = span.from; from + schedule->step <= span.to; from += schedule->step) {
      const Span slot{from, from + schedule->step};
      if (!inside(open, slot) || meets(breaks, slot)) continue;
      const Timestamp at = local_time(state, date, from, now);
      // In the hour that a change of clocks skips, several local times are one moment.
      if (slots.empty() || slots.back() < at) slots.push_back(at);
    }
  }
  return slots;
}

int places_left(const State& state, const LineId& line, const Timestamp& slot_at) {
  const Schedule* schedule = schedule_of(state, line);
  if (schedule == nullptr) return 0;
  const auto taken = state.slots.find({slot_at, line});
  return std::max(0, schedule->places - (taken == state.slots.end() ? 0 : taken->second));
}

std::vector<SlotPicture> free_slots(const State& state, const LineId& line, const Wish& wish,
                                    std::size_t most, const Timestamp& now) {
  std::vector<SlotPicture> free;
  const Schedule* schedule = schedule_of(state, line);
  if (schedule == nullptr) return free;
  const auto today = std::chrono::local_days{local_date(now)};
  const auto last = today + std::chrono::days{schedule->days_ahead};
  auto day = wish.from ? std::max(today, std::chrono::local_days{*wish.from}) : today;
  for (; day <= last; day += std::chrono::days{1}) {
    for (const Timestamp& at : slots_of(state, line, Date{day}, now)) {
      const auto of_day = std::chrono::floor<minutes>(time_of_day(at));
      if (at <= now.plus(schedule->notice) || of_day < wish.after || of_day >= wish.before) continue;
      const int places = places_left(state, line, at);
      if (places > 0) free.push_back({at, places});
      if (free.size() == most) return free;
    }
  }
  return free;
}

const Appointment* by_code(const State& state, const std::string& code) {
  const auto id = state.booking_codes.find(code);
  return id == state.booking_codes.end() ? nullptr : &state.appointments.at(id->second);
}

std::vector<Channel> channels_of(const Configuration& configuration) {
  std::vector<Channel> channels;
  if (!configuration.reminders.sms_url.empty()) channels.push_back(Channel::sms);
  if (!configuration.reminders.smtp_url.empty()) channels.push_back(Channel::email);
  return channels;
}

bool reminder_due(const State& state, const Appointment& appointment, const Timestamp& now) {
  const bool wanted = appointment.state == AppointmentState::expected &&
                      reminder_state(appointment) == ReminderState::waiting &&
                      appointment.reminder_attempts < most_reminder_attempts;
  if (!wanted || !state.configuration || now >= appointment.slot_at) return false;
  if (now < appointment.slot_at.plus(-state.configuration->reminders.before)) return false;
  if (appointment.reminder_tried_at) {
    const auto attempt = static_cast<std::size_t>(appointment.reminder_attempts - 1);
    if (now < appointment.reminder_tried_at->plus(after_attempt.at(attempt))) return false;
  }
  return !let_sleep(now, appointment.slot_at);
}

ReminderState reminder_state(const Appointment& appointment) {
  if (appointment.remind == Channel::none) return ReminderState::not_wanted;
  if (appointment.reminded) return ReminderState::sent;
  const bool over = appointment.reminder_given_up || appointment.reminder_attempts >= most_reminder_attempts;
  if (over) return ReminderState::failed;
  // Who has come, or comes no more, is not reminded.
  return appointment.state == AppointmentState::expected ? ReminderState::waiting : ReminderState::not_wanted;
}

AppointmentId ever_by_code(const State& state, const std::string& code) {
  const auto expected = state.booking_codes.find(code);
  if (expected != state.booking_codes.end()) return expected->second;
  // A code is given anew once it is free: the appointment made last for the latest time is the one meant.
  AppointmentId found;
  std::optional<Timestamp> latest;
  for (const auto& [id, appointment] : state.appointments) {
    if (appointment.code != code || (latest && appointment.slot_at < *latest)) continue;
    found = id;
    latest = appointment.slot_at;
  }
  return found;
}

bool comes_late(const State& state, const Appointment& appointment, const Timestamp& now) {
  const Configuration& configuration = *state.configuration;
  const Regulation* regulation = regulation_of(configuration, configuration.regulation, state.date);
  const auto late_after = regulation == nullptr ? Regulation{}.late_after : regulation->late_after;
  return now > appointment.slot_at.plus(late_after);
}

std::vector<AppointmentId> reminders_due(const State& state, const Timestamp& now) {
  std::vector<std::pair<Timestamp, AppointmentId>> due;
  for (const auto& [id, appointment] : state.appointments) {
    if (reminder_due(state, appointment, now)) due.emplace_back(appointment.slot_at, id);
  }
  std::sort(due.begin(), due.end());
  std::vector<AppointmentId> ids;
  for (auto& [at, id] : due) ids.push_back(std::move(id));
  return ids;
}

std::vector<RoomPicture> rooms_of(const Configuration& configuration, const Appointment& appointment) {
  if (appointment.room.empty()) return rooms_of(configuration, appointment.line);
  return {room_picture(configuration, appointment.room)};
}

SlotsPicture slots_picture(const State& state, const LineId& line, const Wish& wish, std::size_t most,
                           const HallTime& time) {
  SlotsPicture picture;
  picture.time = time;
  picture.service = line.service;
  picture.procedure = line.procedure;
  picture.title = state.configuration->line_title(line);
  const Schedule* schedule = schedule_of(state, line);
  Appointment wanted;
  wanted.line = line;
  if (schedule != nullptr) wanted.room = schedule->room;
  picture.rooms = rooms_of(*state.configuration, wanted);
  picture.slots = free_slots(state, line, wish, most, time.now);
  picture.channels = channels_of(*state.configuration);
  return picture;
}

std::optional<AppointmentPicture> appointment_picture(const State& state, const AppointmentId& id,
                                                      const Timestamp& now) {
  const auto found = state.appointments.find(id);
  if (found == state.appointments.end()) return std::nullopt;
  return picture_of(state, id, found->second, now);
}

AppointmentList appointment_list(const State& state, const Date& date, const HallTime& time) {
  AppointmentList list{time, {}};
  for (const auto& [id, appointment] : state.appointments) {
    if (appointment.date == date) list.appointments.push_back(picture_of(state, id, appointment, time.now));
  }
  std::stable_sort(list.appointments.begin(), list.appointments.end(),
                   [](const auto& a, const auto& b) { return a.slot_at < b.slot_at; });
  return list;
}

}  // namespace talon::queue
