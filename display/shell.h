// SPDX-License-Identifier: MIT
// talon-display as a whole: waits for the server, the voice and the clock, calls the board and the voice,
// draws and speaks.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "display/announcer.h"
#include "display/window/window.h"
#include "server/client/client.h"

namespace talon::display {

struct Options {
  client::Settings server;
  window::Settings window;
  std::string state_dir;
  std::string trace_file;      ///< see trace.h; empty: none
  std::string screenshot_dir;  ///< pictures asked for by SIGUSR1; empty: the state folder
  Announcer::Settings voice;
  bool speaks = true;  ///< false: another display of the hall has the voice
  bool twice = false;
  std::string alarm_input;              ///< line of the fire alarm, see alarm_input.h; empty: none
  std::optional<double> diagonal_inch;  ///< instead of the server's
  std::optional<double> distance_m;
  std::vector<std::string> buses;  ///< serial ports of the buses of LED boards
  std::string bus_key_file;        ///< empty: in the state folder
  std::string board_firmware;      ///< file of display/bus/image_file.h; empty: boards keep theirs
};

class Shell {
 public:
  explicit Shell(Options options);
  ~Shell();
  /// Until SIGTERM: 0. 2: numbers could not be read from the farthest seat. Throws when there is no screen.
  [[nodiscard]] int run();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace talon::display
