// SPDX-License-Identifier: MIT
// usb_rig [--model PROFILE] [--slips DIR] [--bytes FILE] [--control FIFO] [--speed ROWS] [--unplugged] --
// PROGRAM ...
#include <iostream>
#include <string>

#include "printer/escpos/profiles.h"
#include "tests/printer/usb_rig.h"

namespace {

constexpr int wrong_usage = 2;

int usage() {
  std::cerr << "usb_rig [--model PROFILE] [--slips DIR] [--bytes FILE] [--control FIFO] [--speed "
               "ROWS_PER_SECOND] [--unplugged]\n"
               "        -- PROGRAM ARGUMENTS...\n"
               "Runs PROGRAM with an emulated USB printer, by itself an Epson TM-T20II. See "
               "tests/printer/README.md.\n";
  return wrong_usage;
}

}  // namespace

int main(int argc, char** argv) {
  talon::rig::UsbOptions options;
  const auto* profile = talon::escpos::find_profile("epson-tm-t20");
  int speed = 1200;
  int i = 1;
  for (; i < argc && std::string(argv[i]) != "--"; ++i) {
    const std::string name = argv[i];
    if (name == "--unplugged") {
      options.plugged = false;
      continue;
    }
    if (i + 1 >= argc) return usage();
    const std::string value = argv[++i];
    if (name == "--slips")
      options.bench.slips = value;
    else if (name == "--bytes")
      options.bench.bytes = value;
    else if (name == "--control")
      options.bench.control = value;
    else if (name == "--speed")
      speed = std::stoi(value);
    else if (name == "--model")
      profile = talon::escpos::find_profile(value);
    else
      return usage();
  }
  if (i + 1 >= argc || profile == nullptr) return usage();
  options.bench.model = talon::emulator::model_of(*profile);
  options.bench.model.rows_per_second = speed;
  try {
    talon::rig::UsbRig rig(options);
    return rig.run({argv + i + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << "usb_rig: " << error.what() << "\n";
    return 1;
  }
}
