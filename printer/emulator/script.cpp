// SPDX-License-Identifier: MIT
// Faults by name, now or later: the language of the keyboard, the control file and the tests.
#include <algorithm>
#include <array>
#include <charconv>

#include "printer/emulator/emulator.h"

namespace talon::emulator {
namespace {

struct Command {
  std::string_view words;
  void (*act)(Faults& faults);
};

constexpr std::array<Command, 21> commands = {{
    {"paper out", [](Faults& f) { f.rows_left = 0; }},
    {"paper low", [](Faults& f) { f.rows_left = f.low_rows / 2; }},
    {"paper in", [](Faults& f) { f.rows_left.reset(); }},
    {"cover open", [](Faults& f) { f.cover_open = true; }},
    {"cover closed", [](Faults& f) { f.cover_open = false; }},
    {"jam", [](Faults& f) { f.jam = true; }},
    {"jam once", [](Faults& f) { f.jam = f.jam_yields = true; }},
    {"unjam", [](Faults& f) { f.jam = f.jam_yields = false; }},
    {"hot", [](Faults& f) { f.overheated = true; }},
    {"cool", [](Faults& f) { f.overheated = false; }},
    {"offline", [](Faults& f) { f.offline = true; }},
    {"online", [](Faults& f) { f.offline = false; }},
    {"broken", [](Faults& f) { f.broken = true; }},
    {"garble", [](Faults& f) { f.garble = true; }},
    {"clear", [](Faults& f) { f.garble = false; }},
    {"silent", [](Faults& f) { f.silent = true; }},
    {"talk", [](Faults& f) { f.silent = false; }},
    {"deaf", [](Faults& f) { f.deaf = true; }},
    {"hear", [](Faults& f) { f.deaf = false; }},
    {"fade", [](Faults& f) { f.no_ink = true; }},
    {"stick", [](Faults& f) { f.stuck_mouth = true; }},
}};

/// "paper after 300", "paper after " -> 300; what stands behind the number goes to `rest`, without it there
/// must be nothing.
std::optional<int> number_after(std::string_view text, std::string_view words, std::string_view* rest) {
  if (!text.starts_with(words)) return {};
  const std::string_view digits = text.substr(words.size());
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  std::string_view after = digits.substr(static_cast<std::size_t>(end - digits.data()));
  if (error != std::errc{} || number < 0 || (rest == nullptr && !after.empty())) return {};
  if (rest != nullptr) {
    if (after.size() < 2 || after.front() != ' ') return {};
    *rest = after.substr(1);
  }
  return number;
}

constexpr std::size_t most_planned = 1000;

}  // namespace

/// "after BYTES COMMAND", "in MILLISECONDS COMMAND", "deaf after BYTES".
bool Emulator::plan(std::string_view command) {
  std::string_view later;
  Planned planned;
  if (const auto deaf = number_after(command, "deaf after ", nullptr)) {
    planned.received = received_ + *deaf;
    later = "deaf";
  } else if (const auto bytes = number_after(command, "after ", &later)) {
    planned.received = received_ + *bytes;
  } else if (const auto span = number_after(command, "in ", &later)) {
    planned.at = now_ + Millis{*span};
  } else {
    return false;
  }
  Emulator probe(model_);  // a plan that cannot be obeyed is refused now
  if (later.starts_with("after ") || later.starts_with("in ") || !probe.obey_now(later)) return false;
  planned.command = later;
  if (planned_.size() < most_planned) planned_.push_back(std::move(planned));
  return true;
}

void Emulator::obey_planned() {
  const auto due = [this](const Planned& planned) {
    return planned.received ? received_ >= *planned.received : now_ >= planned.at;
  };
  for (auto next = std::find_if(planned_.begin(), planned_.end(), due); next != planned_.end();
       next = std::find_if(planned_.begin(), planned_.end(), due)) {
    const std::string command = std::move(next->command);
    planned_.erase(next);
    obey_now(command);
  }
}

bool Emulator::has_plans() const {
  return std::any_of(planned_.begin(), planned_.end(),
                     [](const Planned& planned) { return !planned.received; });
}

bool Emulator::obey_now(std::string_view command) {
  const auto known = std::find_if(commands.begin(), commands.end(),
                                  [command](const Command& item) { return item.words == command; });
  if (known != commands.end()) {
    known->act(faults);
  } else if (command == "repair") {
    faults = {};
    planned_.clear();
    cutter_error_ = false;
  } else if (command == "take") {
    mouth_ = false;
  } else if (command == "power") {
    power_cycle();
  } else if (const auto rows = number_after(command, "paper after ", nullptr)) {
    faults.rows_left = *rows;
  } else {
    return false;
  }
  return true;
}

bool Emulator::obey(std::string_view command) {
  if (!plan(command) && !obey_now(command)) return false;
  run();
  notice();
  return true;
}

}  // namespace talon::emulator
