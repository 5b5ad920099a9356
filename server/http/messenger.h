// SPDX-License-Identifier: MIT
// Sends the reminders that the core says are due (S3-2.1), one at a time on a thread of its own, so that a
// slow gateway keeps nobody waiting. The journal knows each attempt before it is made and what became of it;
// the citizen's address is read from people.db by the sending thread and forgotten with the message.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "server/http/contacts.h"
#include "server/http/hall.h"
#include "server/http/loop.h"
#include "server/reminder/gateway.h"

namespace talon::http {

class Messenger {
 public:
  struct World {
    Loop& loop;
    Hall& hall;
    Contacts& contacts;
    reminder::Gateway& gateway;
    std::function<void(const std::string&)> log;  ///< any thread
  };
  explicit Messenger(World world) : world_(std::move(world)) {}

  /// Begins the next reminder that is due, if none is on its way. steady: real time. Loop thread, as often as
  /// one likes.
  void tick(Millis steady);
  /// Ends a sending that is going on and the worker; nothing may be asked after it. An attempt that was cut
  /// off is made again after the next start.
  void finish();

 private:
  void start(const AppointmentId& id);
  void hand_over(const AppointmentId& id);
  [[nodiscard]] reminder::Delivery deliver(const AppointmentId& id, reminder::Message message) const;
  void note(NoteReminder outcome);

  World world_;
  bool busy_ = false;
  std::optional<Millis> looked_;
  std::optional<NoteReminder> unsaved_;  ///< the journal could not take it yet
  Worker worker_{1, 1};
};

}  // namespace talon::http
