// SPDX-License-Identifier: MIT
#include "server/http/messenger.h"

#include <utility>

#include "server/http/password.h"
#include "server/queue/appointments.h"
#include "server/queue/reminder_text.h"

namespace talon::http {
namespace {

using reminder::Delivery;
using reminder::Message;
using reminder::Outcome;

constexpr Millis look_every{1000};

Command system_command(CommandBody body) {
  Command command;
  command.by = {Role::system, "", ""};
  command.body = std::move(body);
  return command;
}

/// The same for every attempt at one slot, so that a gateway can know a repeat; it tells nothing.
std::string key_of(const AppointmentId& id, const Timestamp& slot_at) {
  constexpr std::size_t length = 32;
  return sha256_hex("reminder\n" + id.value + '\n' + format_timestamp(slot_at)).substr(0, length);
}

Message message_of(const queue::State& state, const AppointmentId& id, const Timestamp& now) {
  const queue::Appointment& appointment = state.appointments.at(id);
  queue::ReminderText text = queue::reminder_text(*state.configuration, appointment);
  Message message;
  message.channel = appointment.remind;
  message.key = key_of(id, appointment.slot_at);
  message.office = state.configuration->short_name;
  message.subject = std::move(text.subject);
  message.text = std::move(message.channel == Channel::email ? text.letter : text.sms);
  message.at = now;
  return message;
}

}  // namespace

void Messenger::tick(Millis steady) {
  if (busy_ || !world_.hall.writable()) return;
  if (looked_ && steady - *looked_ < look_every) return;
  looked_ = steady;
  if (unsaved_) return note(*std::exchange(unsaved_, {}));
  const auto due = queue::reminders_due(world_.hall.state(), world_.hall.time().now);
  if (!due.empty()) start(due.front());
}

void Messenger::finish() {
  world_.gateway.stop();
  worker_.finish();
}

void Messenger::start(const AppointmentId& id) {
  busy_ = true;
  world_.hall.submit(system_command(StartReminder{id}), [this, id](const Result<Done>& done) {
    if (done.ok()) return hand_over(id);
    busy_ = false;  // moved, cancelled or come meanwhile, or the disk is full
  });
}

/// What is sent is what holds now: the commit took its time.
void Messenger::hand_over(const AppointmentId& id) {
  const queue::State& state = world_.hall.state();
  const auto known = state.appointments.find(id);
  const bool wanted = known != state.appointments.end() && known->second.state == AppointmentState::expected;
  busy_ = wanted && worker_.run([this, id, slot_at = known->second.slot_at,
                                 message = message_of(state, id, world_.hall.time().now)]() mutable {
    const Channel channel = message.channel;
    const Delivery delivery = deliver(id, std::move(message));
    NoteReminder outcome{id,
                         channel,
                         slot_at,
                         delivery.outcome == Outcome::sent,
                         delivery.reason,
                         delivery.outcome == Outcome::never};
    world_.loop.post([this, outcome = std::move(outcome)]() mutable { note(std::move(outcome)); });
  });
}

Delivery Messenger::deliver(const AppointmentId& id, Message message) const {
  try {
    const auto contact = world_.contacts.of(id.value);
    if (!contact) return {Outcome::never, "данные гражданина удалены"};
    message.to = message.channel == Channel::email ? contact->email : contact->phone;
    message.name = contact->name;
    return world_.gateway.send(message);
  } catch (const std::exception& failure) {
    world_.log(std::string("a reminder could not be sent: ") + failure.what());
    return {Outcome::later, "отправить не удалось"};
  }
}

void Messenger::note(NoteReminder outcome) {
  busy_ = true;
  world_.hall.submit(system_command(outcome), [this, outcome](const Result<Done>& done) {
    busy_ = false;
    const bool lost = !done.ok() && done.refusal().code == RefusalCode::storage_unavailable;
    if (lost) unsaved_ = outcome;  // it was sent all the same
  });
}

}  // namespace talon::http
