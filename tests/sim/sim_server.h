// SPDX-License-Identifier: MIT
// The server's loop without its shell: two states, a batch that one commit makes durable, a memory journal
// that loses what was not synced, answers to repeated requests.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/queue/queue.h"

namespace talon::sim {

struct Reply {
  std::optional<Refusal> refusal;
  std::vector<Event> events;
  [[nodiscard]] bool ok() const { return !refusal; }
};
using Answer = std::function<void(const Reply&)>;

class Server {
 public:
  /// Called with each event when it is durable.
  std::function<void(const Event&)> on_durable;

  /// True when the command was decided now; false for a repeat of one that is known.
  bool receive(const Command& command, const Moment& now, Answer answer);
  void time_passed(const Moment& now);
  /// The batch is durable: committed state, table of legs, replies.
  void commit();
  /// What was not committed is gone, with its replies; the journal is folded again.
  void power_cut();

  [[nodiscard]] bool has_batch() const { return !batch_.empty(); }
  [[nodiscard]] const queue::State& working() const { return working_; }
  [[nodiscard]] const queue::State& committed() const { return committed_; }
  [[nodiscard]] const std::vector<Event>& journal() const { return journal_; }
  [[nodiscard]] const std::map<std::pair<TicketId, int>, Leg>& legs() const { return legs_; }
  [[nodiscard]] queue::State folded() const;

 private:
  struct Pending {
    std::string request;
    std::vector<Event> events;
    std::vector<Answer> answers;
  };

  queue::State working_;
  queue::State committed_;
  std::vector<Pending> batch_;
  std::vector<Event> journal_;
  std::map<std::string, std::pair<std::size_t, std::size_t>>
      answered_;  ///< request -> its events in journal_
  std::map<std::pair<TicketId, int>, Leg> legs_;
};

}  // namespace talon::sim
