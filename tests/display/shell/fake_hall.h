// SPDX-License-Identifier: MIT
// A server that knows one display: says who it is, streams hall pictures, keeps what the display tells about
// itself.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/model/picture.h"
#include "tests/server/client/scripted_server.h"

namespace talon::display::test {

/// A hall in reception on 2 March 2026 at 10:42:07; a `number` is called to desk 1, room 5.
[[nodiscard]] HallPicture hall_picture(std::int64_t seq, const std::string& number = "");

class FakeHall {
 public:
  explicit FakeHall(std::string self);
  ~FakeHall();
  [[nodiscard]] std::string url() const { return server_->url(); }
  void show(const HallPicture& picture);
  /// Ends the streams and refuses new ones until the next show().
  void cut();
  /// Waits until the display has reported or asked for (PUT, POST) something that contains `part`; empty
  /// after 30 s.
  std::string state_with(const std::string& part);

 private:
  void serve(client::test::Connection& connection);
  void stream(client::test::Connection& connection);

  std::string self_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string picture_;
  int version_ = 0;
  bool cut_ = false;
  bool quit_ = false;
  std::vector<std::string> states_;
  std::unique_ptr<client::test::ScriptedServer> server_;
};

}  // namespace talon::display::test
