// SPDX-License-Identifier: MIT
// Appointments (S2-5.4.1-q, S2-5.4.2): which slots a line's schedule has, which are free, how each stands.
// Who the citizen is stays in people.db; here an appointment is a random id, a code and a time.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "server/model/picture.h"
#include "server/queue/state.h"

namespace talon::queue {

/// What the caller asks for: from a date on, within a time of day.
struct Wish {
  std::optional<Date> from;  ///< empty: from today
  std::chrono::minutes after{0};
  std::chrono::minutes before{24 * 60};
};

/// Beginnings of all slots of a local date by the schedule, taken or not, in order. None on days and in hours
/// without reception, in a break of the hall, or where the line has no schedule.
[[nodiscard]] std::vector<Timestamp> slots_of(const State& state, const LineId& line, const Date& date,
                                              const Timestamp& now);
/// Places left in a slot.
[[nodiscard]] int places_left(const State& state, const LineId& line, const Timestamp& slot_at);
/// Slots with places left that may be booked now, the nearest first, at most `most` (S2-5.4.2-a: in order,
/// and with the caller's wish).
[[nodiscard]] std::vector<SlotPicture> free_slots(const State& state, const LineId& line, const Wish& wish,
                                                  std::size_t most, const Timestamp& now);

/// The appointment that a code opens; nullptr: none that is still expected.
[[nodiscard]] const Appointment* by_code(const State& state, const std::string& code);
/// The one that has or had this code, also when its visitor has arrived or it is over; empty: none is known.
[[nodiscard]] AppointmentId ever_by_code(const State& state, const std::string& code);
/// Who comes at `now` waits as a walk-in from his arrival: later than the profile's `late_after` (S2-7.3).
[[nodiscard]] bool comes_late(const State& state, const Appointment& appointment, const Timestamp& now);
/// How often a reminder is tried at all; between the attempts lie 1, 5, 15, 60 and 180 minutes.
inline constexpr int most_reminder_attempts = 6;
/// Channels by which this hall can remind.
[[nodiscard]] std::vector<Channel> channels_of(const Configuration& configuration);
/// Now is the time for the (next) attempt: a channel was chosen, nothing was sent, the slot is near enough
/// and still to come, the last attempt is old enough, and nobody is woken at night who can be told in the
/// morning.
[[nodiscard]] bool reminder_due(const State& state, const Appointment& appointment, const Timestamp& now);
/// Whose reminder is due, in the order of their slots.
[[nodiscard]] std::vector<AppointmentId> reminders_due(const State& state, const Timestamp& now);
[[nodiscard]] ReminderState reminder_state(const Appointment& appointment);

/// Rooms told at booking.
[[nodiscard]] std::vector<RoomPicture> rooms_of(const Configuration& configuration,
                                                const Appointment& appointment);
[[nodiscard]] SlotsPicture slots_picture(const State& state, const LineId& line, const Wish& wish,
                                         std::size_t most, const HallTime& time);
/// Without code and contact; `late` is of `now`. Empty: there is none.
[[nodiscard]] std::optional<AppointmentPicture> appointment_picture(const State& state,
                                                                    const AppointmentId& id,
                                                                    const Timestamp& now);
/// Of one service date, by slot.
[[nodiscard]] AppointmentList appointment_list(const State& state, const Date& date, const HallTime& time);

}  // namespace talon::queue
