// SPDX-License-Identifier: MIT
// Everything the terminal hears from and tells the server, on threads of its own; what it hears goes to the
// inbox.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/calls.h"
#include "kiosk/self.h"
#include "kiosk/worker.h"

namespace talon::kiosk {

class ServerLink {
 public:
  /// hear: called from several threads with what the screen should know.
  /// components: what to report of this device, called every 5 s from a thread of the link.
  ServerLink(client::Settings settings, offline::Journal& journal, std::function<void(screens::Input)> hear,
             std::function<void(const Self&)> know_self, std::function<std::vector<Component>()> components);
  ~ServerLink();

  /// Asks until there is an answer, which is heard as TicketAnswer.
  void take(const screens::TakeTicket& wanted, bool first = true);
  /// Records the outcome, then reports it until the server has it.
  void report(const TicketId& ticket, SlipOutcome outcome, const std::string& reason);
  void deliver(const offline::SlipKnown& known);
  void call_staff();

 private:
  void watch(const std::stop_token& stop);
  bool fetch_menu();
  bool fetch_self();
  void tell_state();
  void on_hall(const std::string& json);
  void on_link(client::Link link);

  client::Settings settings_;
  offline::Journal& journal_;
  std::function<void(screens::Input)> hear_;
  std::function<void(const Self&)> know_self_;
  std::function<std::vector<Component>()> components_;
  client::Client client_;
  Post post_;
  std::optional<Self> self_;  ///< of the watching thread
  std::mutex serial_mutex_;
  int serial_ = 0;
  std::atomic<bool> up_{false};

  std::mutex wake_mutex_;
  std::condition_variable_any wake_;
  bool stale_ = true;  ///< the hall changed: the menu should be fetched

  Worker tickets_;
  Worker reports_;
  Worker help_;
  std::unique_ptr<client::EventStream> stream_;
  std::jthread watcher_;  ///< last: it uses the others
};

}  // namespace talon::kiosk
