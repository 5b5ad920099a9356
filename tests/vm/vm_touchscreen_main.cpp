// SPDX-License-Identifier: MIT
// vm_touchscreen CONTROL: a touchscreen inside the machine, obeys "put FINGER X Y" (shares of the glass) and
// "lift FINGER".
#include <csignal>
#include <sstream>

#include "tests/vm/control_file.h"
#include "tests/vm/touchscreen.h"

namespace {

using talon::rig::Touchscreen;

constexpr int look_every_ms = 20;
volatile std::sig_atomic_t stopping = 0;

bool obey(Touchscreen& screen, const std::string& line) {
  std::istringstream words(line);
  std::string verb;
  int finger = -1;
  words >> verb >> finger;
  if (!words || finger < 0 || finger >= Touchscreen::most_fingers) return false;
  if (verb == "lift") return screen.lift(finger), true;
  double x = -1, y = -1;
  if (verb != "put" || !(words >> x >> y)) return false;
  return screen.put(finger, x, y), true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "vm_touchscreen CONTROL\n";
    return 2;
  }
  std::signal(SIGTERM, [](int) { stopping = 1; });
  try {
    Touchscreen screen;
    talon::rig::ControlFile control(argv[1]);
    while (stopping == 0) {
      screen.serve(look_every_ms);
      control.serve([&](const std::string& line) { return obey(screen, line); });
    }
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "vm_touchscreen: " << error.what() << "\n";
    return 1;
  }
}
