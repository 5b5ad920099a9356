// SPDX-License-Identifier: MIT
#include "server/queue/apply.h"

namespace talon::queue {
namespace {

void hold_slot(State& state, const Appointment& appointment) {
  ++state.slots[{appointment.slot_at, appointment.line}];
}

void free_slot(State& state, const Appointment& appointment) {
  const auto taken = state.slots.find({appointment.slot_at, appointment.line});
  if (taken != state.slots.end() && --taken->second == 0) state.slots.erase(taken);
}

template <class Body>
Appointment booked(const Body& body) {
  Appointment appointment;
  appointment.code = body.code;
  appointment.line = {body.service, body.procedure};
  appointment.room = body.room;
  appointment.date = body.date;
  appointment.slot_at = body.slot_at;
  appointment.booked_by = body.booked_by;
  appointment.remind = body.remind;
  return appointment;
}

void expect(State& state, const AppointmentId& id, Appointment appointment) {
  hold_slot(state, appointment);
  state.booking_codes[appointment.code] = id;
  state.appointments[id] = std::move(appointment);
}

/// Not expected any more; nullptr: there is no such appointment.
Appointment* settle(State& state, const AppointmentId& id, AppointmentState wanted) {
  const auto found = state.appointments.find(id);
  if (found == state.appointments.end()) return nullptr;
  found->second.state = wanted;
  state.booking_codes.erase(found->second.code);
  return &found->second;
}

}  // namespace

void on(State& state, const Event& /*event*/, const AppointmentBooked& body) {
  expect(state, body.appointment, booked(body));
}

void on(State& state, const Event& /*event*/, const AppointmentCarried& body) {
  Appointment appointment = booked(body);
  appointment.reminded = body.reminded;
  appointment.reminder_attempts = body.reminder_attempts;
  appointment.reminder_tried_at = body.reminder_tried_at;
  appointment.reminder_given_up = body.reminder_given_up;
  appointment.reminder_reason = body.reminder_reason;
  expect(state, body.appointment, std::move(appointment));
}

void on(State& state, const Event& /*event*/, const AppointmentMoved& body) {
  const auto found = state.appointments.find(body.appointment);
  if (found == state.appointments.end()) return;
  Appointment& appointment = found->second;
  free_slot(state, appointment);
  appointment.date = body.date;
  appointment.slot_at = body.slot_at;
  appointment.reminded = false;
  appointment.reminder_attempts = 0;
  appointment.reminder_tried_at.reset();
  appointment.reminder_given_up = false;
  appointment.reminder_reason.clear();
  hold_slot(state, appointment);
}

void on(State& state, const Event& /*event*/, const AppointmentCancelled& body) {
  const Appointment* appointment = settle(state, body.appointment, AppointmentState::cancelled);
  if (appointment != nullptr) free_slot(state, *appointment);
}

void on(State& state, const Event& /*event*/, const AppointmentMissed& body) {
  settle(state, body.appointment, AppointmentState::missed);
}

void on(State& state, const Event& event, const ReminderStarted& body) {
  const auto found = state.appointments.find(body.appointment);
  if (found == state.appointments.end()) return;
  ++found->second.reminder_attempts;
  found->second.reminder_tried_at = event.when.at;
}

void on(State& state, const Event& /*event*/, const ReminderSent& body) {
  const auto found = state.appointments.find(body.appointment);
  if (found == state.appointments.end()) return;
  found->second.reminded = body.sent;
  found->second.reminder_given_up = body.given_up;
  found->second.reminder_reason = body.reason;
}

void on(State& state, const Event& /*event*/, const PhoneLimitBroken& body) {
  auto& phone = state.desks[body.desk].phone;
  if (phone) phone->broken = true;
}

void on(State& state, const Event& /*event*/, const CallbackPromised& body) {
  state.callbacks[body.callback] = {body.specialist, body.service, body.due_date};
}
void on(State& state, const Event& /*event*/, const CallbackCarried& body) {
  state.callbacks[body.callback] = {body.specialist, body.service, body.due_date};
}
void on(State& state, const Event& /*event*/, const CallbackMade& body) {
  state.callbacks.erase(body.callback);
}

void on(State& state, const Event& /*event*/, const RegistryCarried& body) {
  state.registries[body.registry] = {body.year, body.number};
}

void note_arrival(State& state, const TicketIssued& issued) {
  if (issued.appointment.empty()) return;
  Appointment* appointment = settle(state, issued.appointment, AppointmentState::arrived);
  if (appointment != nullptr) appointment->ticket = issued.ticket;
}

void note_row(State& state, std::int64_t seq, const RegistryRow& row) {
  if (row.registry.empty()) return;
  state.registries[row.registry] = {row.year, row.number};
  state.registry_rows[seq] = row;
}

void forget_row(State& state, std::int64_t seq) {
  const auto row = state.registry_rows.find(seq);
  if (row == state.registry_rows.end()) return;
  state.registries[row->second.registry].number = row->second.number - 1;
  state.registry_rows.erase(row);
}

}  // namespace talon::queue
