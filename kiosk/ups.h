// SPDX-License-Identifier: MIT
// The uninterruptible power supply, asked at its NUT server (upsd) in NUT's own network protocol.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "kiosk/self.h"

namespace talon::kiosk {

/// `unheard`: upsd does not answer, or says nothing of the mains. `ending`: the battery is nearly empty, or
/// the shutdown was ordered; the machine will be switched off.
enum class Power { unheard, mains, battery, ending };
/// Of the words of ups.status: "OL", "OB DISCHRG", "OB LB", "FSD OB LB" ...
[[nodiscard]] Power power_of(std::string_view status);
/// In upsd's answer about this one; none: it is no answer, e.g. "ERR DATA-STALE".
[[nodiscard]] std::optional<Power> power_in(std::string_view line, const std::string& ups);
/// Component "ups".
[[nodiscard]] Component component_of(Power power);

struct UpsAddress {
  std::string ups;
  std::string host = "127.0.0.1";
  std::string port = "3493";
};
/// "ups", "ups@host" or "ups@host:port"; none: it is none.
[[nodiscard]] std::optional<UpsAddress> ups_address(const std::string& text);

class UpsWatch {
 public:
  static constexpr Millis every{2'000};

  /// changed: called on the watch's thread with each new state, the first one included.
  UpsWatch(UpsAddress address, std::function<void(Power)> changed);
  ~UpsWatch();

 private:
  void run(const std::stop_token& stop);
  /// Asks as long as upsd answers.
  void ask(int connection, const std::stop_token& stop);
  void tell(Power power);
  [[nodiscard]] bool pause(const std::stop_token& stop);

  UpsAddress address_;
  std::function<void(Power)> changed_;
  std::optional<Power> told_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  ///< last: it uses the others
};

}  // namespace talon::kiosk
