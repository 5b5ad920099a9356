// SPDX-License-Identifier: MIT
// The hall's server on virtual time, as its HTTP interface answers a terminal: real requests, real decisions,
// a journal that is durable or gone.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "kiosk/calls.h"
#include "tests/sim/sim_server.h"

namespace talon::sim {

/// What the world does to one request.
enum class Carried {
  both_ways,
  not_there,     ///< the request is lost
  not_back,      ///< the command was carried out, its answer is lost
  not_committed  ///< the server's power went before the commit: nothing was carried out
};

class Post {
 public:
  /// The small hall on Monday at 10:00.
  Post();
  [[nodiscard]] Moment moment() const;
  /// Requests of this terminal, with its device key.
  kiosk::Post from(const std::string& kiosk);
  [[nodiscard]] MenuPicture menu() const;

  Server server;
  Millis now{0};
  bool reachable = true;
  /// Asked for each request that is sent; empty: both ways.
  std::function<Carried()> fate;

 private:
  client::Reply answer(const std::string& kiosk, std::string_view path, std::string_view json,
                       const std::optional<RequestId>& request, bool commits);

  int tickets_ = 0;
  int without_key_ = 0;
  std::map<std::string, std::string> bodies_;
};

}  // namespace talon::sim
