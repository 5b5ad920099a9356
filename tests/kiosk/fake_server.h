// SPDX-License-Identifier: MIT
// A small scripted server of the API's kiosk part on a loopback port: what it was asked is counted, what it
// says can be changed while the terminal runs.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/model/picture.h"

namespace talon::kiosk {

struct Asked {
  std::string method;
  std::string path;
  std::string key;  ///< Idempotency-Key
  std::string body;
};

class FakeServer {
 public:
  explicit FakeServer(MenuPicture menu);
  ~FakeServer();
  [[nodiscard]] std::string address() const;

  void set_menu(const MenuPicture& menu);
  /// POST /tickets is executed but its connection is closed without an answer, this many times.
  void drop_answers(int count) { drops_ = count; }
  /// Requests of this method and path so far.
  [[nodiscard]] std::vector<Asked> asked(const std::string& method, const std::string& path_part) const;
  /// Tickets made: one a key.
  [[nodiscard]] int tickets() const;
  /// Waits until `holds` is true, looking after each request; false after 20 s.
  [[nodiscard]] bool wait_until(const std::function<bool()>& holds) const;

 private:
  void accept_all();
  void serve(int connection);
  [[nodiscard]] std::string answer(const Asked& asked);
  [[nodiscard]] std::string ticket_for(const std::string& key);
  void stream(int connection) const;

  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stop_{false};
  std::atomic<int> drops_{0};
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  MenuPicture menu_;
  std::vector<Asked> all_;
  std::map<std::string, std::string> by_key_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace talon::kiosk
