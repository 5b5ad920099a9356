// SPDX-License-Identifier: MIT
#include "kiosk/last_heard.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "server/protocol/json.h"

namespace talon::kiosk {

namespace {

constexpr std::chrono::minutes menu_every{1};
constexpr const char* menu_file = "menu.json";
constexpr const char* self_file = "self.json";

}  // namespace

LastHeard::LastHeard(std::string folder, std::function<std::chrono::sys_time<Millis>()> wall)
    : folder_(std::move(folder)), wall_(std::move(wall)) {
  std::filesystem::create_directories(folder_);
}

void LastHeard::keep_menu(const std::string& json) {
  const std::lock_guard lock(mutex_);
  const auto now = wall_();
  if (menu_kept_ && now >= *menu_kept_ && now - *menu_kept_ < menu_every) return;
  menu_kept_ = now;
  // The wall stands before the picture: the hall's time is carried on by their difference.
  keep(menu_file, std::to_string(now.time_since_epoch().count()) + "\n" + json);
}

void LastHeard::keep_self(const std::string& json) {
  const std::lock_guard lock(mutex_);
  if (self_kept_ == json) return;
  self_kept_ = json;
  keep(self_file, json);
}

std::optional<MenuPicture> LastHeard::menu() const {
  const std::string text = read(menu_file);
  Millis::rep kept = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), kept);
  if (parsed.ec != std::errc{}) return std::nullopt;
  auto menu = protocol::decode<MenuPicture>(std::string_view(text).substr(text.find('\n') + 1));
  // A virtual hall's time has nothing to do with ours.
  if (!menu.ok() || menu->time.virtual_clock) return std::nullopt;
  const Millis passed = wall_().time_since_epoch() - Millis{kept};
  menu->time.now = menu->time.now.plus(std::max(Millis{0}, passed));
  return std::move(menu).value();
}

std::optional<Self> LastHeard::self() const {
  return read_self(read(self_file));
}

// A lost or torn file costs a convenience, no number: it is renamed into place, not synced.
void LastHeard::keep(const std::string& name, const std::string& text) const {
  const std::string partial = folder_ + "/" + name + ".new";
  if (!(std::ofstream(partial, std::ios::trunc | std::ios::binary) << text)) return;
  std::error_code ignored;  // an unwritable folder is told by the journal's health
  std::filesystem::rename(partial, folder_ + "/" + name, ignored);
}

std::string LastHeard::read(const std::string& name) const {
  std::ifstream file(folder_ + "/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace talon::kiosk
