// SPDX-License-Identifier: MIT
// Everything the terminal hears from and tells the server, on threads of its own; what it hears goes to the
// inbox.
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/calls.h"
#include "kiosk/last_heard.h"
#include "kiosk/self.h"
#include "kiosk/worker.h"

namespace talon::kiosk {

class ServerLink {
 public:
  /// hear: called from several threads with what the screen should know.
  /// components: what to report of this device, called every 5 s from a thread of the link.
  /// last_heard: where menu and self are kept for a start without the server.
  ServerLink(client::Settings settings, offline::Journal& journal, LastHeard& last_heard,
             std::function<void(screens::Input)> hear, std::function<void(const Self&)> know_self,
             std::function<std::vector<Component>()> components);
  ~ServerLink();

  /// Asks until there is an answer, which is heard as TicketAnswer, or until a number was issued here
  /// instead.
  void take(const screens::TakeTicket& wanted, bool first = true);
  /// Gives a number of our own, heard as TicketAnswer; one touch is answered once, by the server or here.
  void issue_here(const screens::IssueHere& wanted);
  void deliver(const offline::IssuedHere& issued);
  /// Records the outcome, then reports it until the server has it.
  void report(const screens::ReportOutcome& outcome);
  void deliver(const offline::SlipKnown& known);
  /// Kept on the disk: after a restart nobody is offered this number again.
  void number_read(const TicketId& ticket);
  void call_staff();
  /// A component changed: the server learns it now, not at the next regular word.
  void state_changed();
  /// Place and state of the ticket with this number, once; heard as StatusSeen.
  void ask_status(const std::string& number);
  void ask_paper(const std::string& number);
  /// The appointment that has or had this code, once; heard as BookingSeen.
  void ask_booking(const std::string& code);
  /// Free times, once; heard as SlotsSeen.
  void ask_slots(const screens::AskSlots& wanted);
  /// Asks until there is an answer, which is heard as BookAnswer.
  void book(const screens::BookTime& wanted, bool first = true);
  void keep(const screens::KeepBooking& kept);
  /// Until the server has it.
  void drop(const screens::DropBooking& unseen);
  /// Once, heard as CancelSeen.
  void cancel(const screens::CancelBooking& wanted);
  /// Once, heard as NoteSeen.
  void note_return(const std::string& number);
  void note_rating(const std::string& number, int rating);

 private:
  void watch(const std::stop_token& stop);
  /// True for the first who answers the touch; the others drop what they have.
  [[nodiscard]] bool settle(const RequestId& request);
  [[nodiscard]] bool settled(const RequestId& request);
  void unsettle(const RequestId& request);
  void note(const std::string& path, const std::string& body);
  bool fetch_menu();
  bool fetch_self();
  void tell_state();
  void on_hall(const std::string& json);
  void on_link(client::Link link);

  client::Settings settings_;
  offline::Journal& journal_;
  LastHeard& last_heard_;
  std::function<void(screens::Input)> hear_;
  std::function<void(const Self&)> know_self_;
  std::function<std::vector<Component>()> components_;
  client::Client client_;
  Post post_;
  std::optional<Self> self_;   ///< of the watching thread
  std::string state_refused_;  ///< why the server took no state last; of the watching thread
  std::mutex serial_mutex_;
  int serial_ = 0;
  std::mutex settled_mutex_;
  std::deque<RequestId>
      settled_;  ///< the last ones: an older touch has nobody left who could answer it again
  std::atomic<bool> up_{false};

  std::mutex wake_mutex_;
  std::condition_variable_any wake_;
  bool stale_ = true;    ///< the hall changed: the menu should be fetched
  bool untold_ = false;  ///< a component changed: the server should know at once

  Worker disk_;  ///< writes only: never waits for the link
  Worker tickets_;
  Worker bookings_;
  Worker deliveries_;  ///< of numbers issued here, in order of issue
  Worker reports_;
  Worker help_;
  std::unique_ptr<client::EventStream> stream_;
  std::jthread watcher_;  ///< last: it uses the others
};

}  // namespace talon::kiosk
