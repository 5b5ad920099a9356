// SPDX-License-Identifier: MIT
// What the server told last, kept on the disk: a terminal that starts without the server still has its menu,
// its glass and an idea of the time.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "kiosk/self.h"
#include "server/model/picture.h"

namespace talon::kiosk {

class LastHeard {
 public:
  /// folder: the state folder. wall: the machine's calendar clock; it alone knows how long the power was off.
  LastHeard(std::string folder, std::function<std::chrono::sys_time<Millis>()> wall);

  /// Written at most once a minute, and when it is the first since the start.
  void keep_menu(const std::string& json);
  void keep_self(const std::string& json);

  /// The kept menu with its hall time carried on to now; empty: none, or not readable.
  [[nodiscard]] std::optional<MenuPicture> menu() const;
  [[nodiscard]] std::optional<Self> self() const;

 private:
  void keep(const std::string& name, const std::string& text) const;
  [[nodiscard]] std::string read(const std::string& name) const;

  std::string folder_;
  std::function<std::chrono::sys_time<Millis>()> wall_;
  std::mutex mutex_;
  std::optional<std::chrono::sys_time<Millis>> menu_kept_;
  std::string self_kept_;
};

}  // namespace talon::kiosk
