// SPDX-License-Identifier: MIT
// What a reminder says (S3-2.1, S4-4.3): the office, when, where, the code, how to take it back. Nothing of
// the citizen: that is added, where it must be, by who knows him.
#pragma once

#include <string>

#include "server/model/configuration.h"
#include "server/queue/state.h"

namespace talon::queue {

struct ReminderText {
  std::string subject;  ///< of a letter
  std::string letter;   ///< lines end with \n
  std::string sms;      ///< one line, as short as it can be
};
[[nodiscard]] ReminderText reminder_text(const Configuration& configuration, const Appointment& appointment);

}  // namespace talon::queue
