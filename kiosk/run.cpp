// SPDX-License-Identifier: MIT
#include "kiosk/run.h"

#include <filesystem>
#include <fstream>
#include <utility>

#include "display/window/window.h"

namespace talon::kiosk {

namespace {

constexpr int most_on_a_step = 2;  ///< crashes within the time a step is fresh

/// The folder, made where it is missing.
std::string made(const std::string& folder) {
  std::filesystem::create_directories(folder);
  return folder;
}

/// Steady time begins anew when the machine is switched on, and so does this name.
std::string machine_run_now() {
  std::string name;
  if (!(std::ifstream("/proc/sys/kernel/random/boot_id") >> name)) return "unknown";
  return name;
}

}  // namespace

Run::Run(const std::string& folder, std::function<void()> ask_storage)
    : machine_run_(machine_run_now()),
      crashes_(made(folder) + "/crashes", machine_run_, window::steady_now()),
      step_(folder + "/step", machine_run_),
      pulse_(ServiceManager::of_environment(), std::move(ask_storage)) {}

void Run::ended() {
  crashes_.ended();
}

bool Run::safe() const {
  return crashes_.safe(window::steady_now());
}

Component Run::component() const {
  return crashes_.component(window::steady_now());
}

void Run::take_up(screens::Screen& screen, const offline::Open& open) const {
  const Millis now = window::steady_now();
  const int crashed = crashes_.count(KeptStep::fresh, now);
  if (crashed == 0 || crashed > most_on_a_step || safe()) return;
  if (const auto text = step_.fresh_step(now)) take_up_step(screen, *text, open, now);
}

void Run::turned(const screens::Screen& screen, const std::function<bool()>& show) {
  const Millis now = window::steady_now();
  if (screen.menu) step_.keep(screen, now);
  pulse_.turned(now, show);
}

}  // namespace talon::kiosk
