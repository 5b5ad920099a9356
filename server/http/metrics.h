// SPDX-License-Identifier: MIT
// GET /metrics in Prometheus' text form. No ticket numbers and no names: anybody may read it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "server/model/picture.h"

namespace talon::http {

/// What the shell counts itself; loop thread only.
struct Counters {
  std::map<std::pair<std::string, int>, std::uint64_t> requests;  ///< by method and status
  std::uint64_t connections = 0;                                  ///< open now
  std::uint64_t streams = 0;                                      ///< open now
  std::uint64_t refused_connections = 0;                          ///< over the limit of an address
  std::uint64_t dropped_streams = 0;                              ///< readers that were too slow
};

struct HallFigures {
  LivePicture live;
  bool writable = true;
  std::int64_t seq = 0;
  std::uint64_t commits = 0;
  std::uint64_t failed_commits = 0;
};

[[nodiscard]] std::string metrics_text(const Counters& counters, const HallFigures& hall);

}  // namespace talon::http
