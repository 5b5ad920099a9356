// SPDX-License-Identifier: MIT
// Brings presses of desk keys to the server. A thread of its own: a request blocks, the bus must not.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>

#include "display/bus/bus.h"
#include "server/client/client.h"

namespace talon::display {

class KeySender {
 public:
  explicit KeySender(client::Settings server);
  ~KeySender();  ///< joins; what was not sent is dropped

  void send(const bus::Press& press);

 private:
  void run(const std::stop_token& stop);
  void deliver(const bus::Press& press, const std::stop_token& stop);

  client::Client client_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<bus::Press> presses_;
  std::jthread thread_;
};

}  // namespace talon::display
