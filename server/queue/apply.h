// SPDX-License-Identifier: MIT
// Inside of apply(): what the events of appointments, of the telephone and of the regulation's journals
// change.
#pragma once

#include "server/queue/state.h"

namespace talon::queue {

void on(State& state, const Event& event, const AppointmentBooked& body);
void on(State& state, const Event& event, const AppointmentCarried& body);
void on(State& state, const Event& event, const AppointmentMoved& body);
void on(State& state, const Event& event, const AppointmentCancelled& body);
void on(State& state, const Event& event, const AppointmentMissed& body);
void on(State& state, const Event& event, const ReminderStarted& body);
void on(State& state, const Event& event, const ReminderSent& body);
void on(State& state, const Event& event, const PhoneLimitBroken& body);
void on(State& state, const Event& event, const CallbackPromised& body);
void on(State& state, const Event& event, const CallbackCarried& body);
void on(State& state, const Event& event, const CallbackMade& body);
void on(State& state, const Event& event, const RegistryCarried& body);

/// A ticket was issued for an appointment: its code opens nothing any more.
void note_arrival(State& state, const TicketIssued& issued);
/// The row that ending a leg took in a journal of the regulation; an empty registry is none.
void note_row(State& state, std::int64_t seq, const RegistryRow& row);
/// The ending of that event was undone: its number is the next one again (decide allows it for the last row
/// alone).
void forget_row(State& state, std::int64_t seq);

}  // namespace talon::queue
