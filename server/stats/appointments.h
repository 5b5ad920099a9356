// SPDX-License-Identifier: MIT
// What became of a day's appointments, line by line. Folded from the day's events.
#pragma once

#include <map>
#include <unordered_map>

#include "server/model/event.h"

namespace talon::stats {

/// A day of one line. Done on that day, for whatever date: booked, moved, cancelled. Due on that day: the
/// others.
struct AppointmentCounts {
  int in_person = 0;  ///< booked at a desk
  int telephone = 0;
  int kiosk = 0;
  int moved = 0;
  int cancelled = 0;
  int arrived = 0;
  int late = 0;    ///< of these: too late to be called as booked, waited as a walk-in
  int missed = 0;  ///< nobody came with the code until the day ended
  int expected = 0;
  [[nodiscard]] int booked() const { return in_person + telephone + kiosk; }
  [[nodiscard]] int due() const { return arrived + missed + expected; }
};
using AppointmentDay = std::map<LineId, AppointmentCounts>;

class Appointments {
 public:
  /// In the order of the journal.
  void add(const Event& event);
  /// date: the service day that was folded; whoever is still expected on it is counted.
  [[nodiscard]] AppointmentDay day(const Date& date) const;

 private:
  struct Open {
    LineId line;
    Date date;
  };
  void on(const AppointmentBooked& body);
  void on(const AppointmentCarried& body);
  void on(const AppointmentMoved& body);
  void on(const AppointmentCancelled& body);
  void on(const AppointmentMissed& body);
  void on(const TicketIssued& body);

  AppointmentDay counts_;
  std::unordered_map<AppointmentId, Open> open_;  ///< neither kept nor cancelled nor missed so far
};

}  // namespace talon::stats
