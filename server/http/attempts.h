// SPDX-License-Identifier: MIT
// Failed log-ins delay the next ones, per login and per address, and never lock anybody out for ever.
#pragma once

#include <chrono>
#include <map>
#include <string>

namespace talon::http {

class Attempts {
 public:
  using Time = std::chrono::sys_seconds;
  /// Seconds to wait before `who` may try again; 0: now.
  [[nodiscard]] std::chrono::seconds wait(const std::string& who, Time now) const;
  void failed(const std::string& who, Time now);
  void succeeded(const std::string& who);

 private:
  struct Count {
    int failures = 0;
    Time last{};
  };
  std::map<std::string, Count> counts_;
};

/// At most `allowed` calls a minute for each key; used for the slip's page.
class Quota {
 public:
  explicit Quota(int allowed) : allowed_(allowed) {}
  [[nodiscard]] bool take(const std::string& who, std::chrono::sys_seconds now);

 private:
  struct Count {
    std::int64_t minute = 0;
    int taken = 0;
  };
  int allowed_;
  std::map<std::string, Count> counts_;
};

}  // namespace talon::http
