// SPDX-License-Identifier: MIT
// Booking, moving and cancelling an appointment. One writer decides one command after the other, so a place
// is never given twice whatever comes at once.
#include <algorithm>

#include "server/queue/appointments.h"
#include "server/queue/calendar.h"
#include "server/queue/decide.h"

namespace talon::queue {
namespace {

/// Why `slot_at` cannot be given now; empty: it can.
std::optional<Refusal> slot_refused(const Context& context, const LineId& line, const Timestamp& slot_at) {
  const Configuration& configuration = *context.state.configuration;
  const Offer* offer = configuration.offer(line);
  if (!offer->schedule) return refuse(RefusalCode::no_booking, configuration.line_title(line));
  const Timestamp& now = context.now.at;
  const auto today = std::chrono::local_days{local_date(now)};
  const Date date = local_date(slot_at);
  const bool too_near = slot_at <= now.plus(offer->schedule->notice);
  const bool too_far = std::chrono::local_days{date} > today + std::chrono::days{offer->schedule->days_ahead};
  if (too_near || too_far) return refuse(RefusalCode::no_such_slot);
  const auto slots = slots_of(context.state, line, date, now);
  if (std::find(slots.begin(), slots.end(), slot_at) == slots.end()) return refuse(RefusalCode::no_such_slot);
  if (places_left(context.state, line, slot_at) == 0) return refuse(RefusalCode::slot_taken);
  return std::nullopt;
}

/// The slot in the hall's own offset: a caller may name the same moment in another.
Timestamp hall_moment(const State& state, const Timestamp& slot_at, const Timestamp& now) {
  const auto offset = state.zone ? state.zone->offset_at(slot_at.utc) : now.offset;
  return {slot_at.utc, offset};
}

/// Told at booking: a reminder that never comes is worse than none.
std::optional<Refusal> channel_refused(const Configuration& configuration, Channel channel) {
  const auto channels = channels_of(configuration);
  const bool known = std::find(channels.begin(), channels.end(), channel) != channels.end();
  if (channel == Channel::none || known) return std::nullopt;
  return refuse(RefusalCode::bad_request, channel == Channel::sms
                                              ? "поле «remind»: зал не отправляет сообщений на телефон"
                                              : "поле «remind»: зал не отправляет писем");
}

std::optional<Refusal> not_expected(const State& state, const AppointmentId& id) {
  const auto found = state.appointments.find(id);
  if (found == state.appointments.end()) return refuse(RefusalCode::unknown_appointment);
  if (found->second.state != AppointmentState::expected) return refuse(RefusalCode::wrong_state);
  return std::nullopt;
}

}  // namespace

Outcome decide_one(const Context& context, const BookAppointment& command) {
  const State& state = context.state;
  const Configuration& configuration = *state.configuration;
  const LineId line{command.service, command.procedure};
  if (const auto unknown = unknown_line(configuration, line)) return *unknown;
  if (const auto refused = channel_refused(configuration, command.remind)) return *refused;
  if (command.appointment.empty() || state.appointments.contains(command.appointment)) {
    return refuse(RefusalCode::bad_request, "appointment");
  }
  const Timestamp slot_at = hall_moment(state, command.slot_at, context.now.at);
  if (const auto refused = slot_refused(context, line, slot_at)) return *refused;
  const auto code = std::find_if(command.codes.begin(), command.codes.end(), [&](const std::string& offered) {
    return !offered.empty() && !state.booking_codes.contains(offered);
  });
  if (code == command.codes.end()) return refuse(RefusalCode::bad_request, "codes");
  AppointmentBooked event;
  event.appointment = command.appointment;
  event.code = *code;
  event.service = line.service;
  event.procedure = line.procedure;
  event.room = configuration.offer(line)->schedule->room;
  event.date = service_date(slot_at, configuration.day_ends);
  event.slot_at = slot_at;
  event.booked_by = command.booked_by;
  event.remind = command.remind;
  return Events{event};
}

Outcome decide_one(const Context& context, const MoveAppointment& command) {
  const State& state = context.state;
  if (const auto refused = not_expected(state, command.appointment)) return *refused;
  const Appointment& appointment = state.appointments.at(command.appointment);
  const Timestamp slot_at = hall_moment(state, command.slot_at, context.now.at);
  if (appointment.slot_at == slot_at) return Events{};
  if (state.configuration->offer(appointment.line) == nullptr) return refuse(RefusalCode::no_booking);
  if (const auto refused = slot_refused(context, appointment.line, slot_at)) return *refused;
  return Events{AppointmentMoved{command.appointment, service_date(slot_at, state.configuration->day_ends),
                                 slot_at, command.reason}};
}

Outcome decide_one(const Context& context, const CancelAppointment& command) {
  if (const auto refused = not_expected(context.state, command.appointment)) return *refused;
  if (command.reason.empty()) return refuse(RefusalCode::reason_required);
  return Events{AppointmentCancelled{command.appointment, command.reason}};
}

Outcome decide_one(const Context& context, const StartReminder& command) {
  const auto found = context.state.appointments.find(command.appointment);
  if (found == context.state.appointments.end()) return refuse(RefusalCode::unknown_appointment);
  const Appointment& appointment = found->second;
  if (!reminder_due(context.state, appointment, context.now.at)) return refuse(RefusalCode::wrong_state);
  return Events{ReminderStarted{command.appointment, appointment.remind, appointment.slot_at}};
}

Outcome decide_one(const Context& context, const NoteReminder& command) {
  const auto found = context.state.appointments.find(command.appointment);
  if (found == context.state.appointments.end()) return refuse(RefusalCode::unknown_appointment);
  const Appointment& appointment = found->second;
  // Moved while it was on its way: what was said of the old time says nothing of the new one.
  if (command.slot_at != appointment.slot_at) return Events{};
  const bool spent = appointment.reminder_attempts >= most_reminder_attempts;
  return Events{ReminderSent{command.appointment, command.channel, command.sent, command.reason,
                             !command.sent && (command.permanent || spent)}};
}

}  // namespace talon::queue
