// SPDX-License-Identifier: MIT
// Asks the server who we are, then tells it every 5 s how we are. A thread of its own: requests block.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "display/self.h"
#include "server/client/client.h"

namespace talon::display {

class Reporter {
 public:
  /// on_self: once at first and whenever the server's description has changed. Comes from the reporter's
  /// thread.
  Reporter(client::Settings server, std::function<void(const Self&)> on_self);
  ~Reporter();
  /// What is told from now on; a change is told at once.
  void set(const std::vector<Component>& components);
  /// Tells it now and waits for that: before the end.
  void flush();

 private:
  void run(const std::stop_token& stop);
  void ask();
  void tell();

  client::Client client_;
  std::function<void(const Self&)> on_self_;
  std::optional<Self> self_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<Component> components_;
  bool dirty_ = false;
  bool complained_ = false;
  std::string refused_;  ///< why the last report was not taken
  std::jthread thread_;
};

}  // namespace talon::display
