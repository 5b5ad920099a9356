// SPDX-License-Identifier: MIT
#include "server/stats/appointments.h"

#include <variant>

namespace talon::stats {

void Appointments::add(const Event& event) {
  std::visit(
      [&](const auto& body) {
        if constexpr (requires { this->on(body); }) on(body);
      },
      event.body);
}

void Appointments::on(const AppointmentBooked& body) {
  open_[body.appointment] = {{body.service, body.procedure}, body.date};
  AppointmentCounts& row = counts_[{body.service, body.procedure}];
  switch (body.booked_by) {
    case BookedBy::in_person:
      ++row.in_person;
      break;
    case BookedBy::telephone:
      ++row.telephone;
      break;
    case BookedBy::kiosk:
      ++row.kiosk;
      break;
  }
}

void Appointments::on(const AppointmentCarried& body) {
  open_[body.appointment] = {{body.service, body.procedure}, body.date};
}

void Appointments::on(const AppointmentMoved& body) {
  const auto found = open_.find(body.appointment);
  if (found == open_.end()) return;
  found->second.date = body.date;
  ++counts_[found->second.line].moved;
}

void Appointments::on(const AppointmentCancelled& body) {
  const auto found = open_.find(body.appointment);
  if (found == open_.end()) return;
  ++counts_[found->second.line].cancelled;
  open_.erase(found);
}

void Appointments::on(const AppointmentMissed& body) {
  ++counts_[{body.service, body.procedure}].missed;
  open_.erase(body.appointment);
}

void Appointments::on(const TicketIssued& body) {
  if (body.appointment.empty()) return;
  AppointmentCounts& row = counts_[{body.service, body.procedure}];
  ++row.arrived;
  if (body.entry != Entry::booked) ++row.late;
  open_.erase(body.appointment);
}

AppointmentDay Appointments::day(const Date& date) const {
  AppointmentDay day = counts_;
  for (const auto& [id, open] : open_) {
    if (open.date == date) ++day[open.line].expected;
  }
  return day;
}

}  // namespace talon::stats
