// SPDX-License-Identifier: MIT
// The loop of the terminal: wait, hear, step, draw what changed. No rule of the hall is in here.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "display/window/window.h"
#include "kiosk/clock_watch.h"
#include "kiosk/jack.h"
#include "kiosk/link.h"
#include "kiosk/offline/journal.h"
#include "kiosk/paper_watch.h"
#include "kiosk/roll.h"
#include "kiosk/run.h"
#include "kiosk/screens/layout.h"
#include "kiosk/screens/screen.h"
#include "kiosk/self_test.h"
#include "kiosk/speaker.h"
#include "kiosk/storage_probe.h"
#include "kiosk/touch_watch.h"
#include "kiosk/trace.h"
#include "kiosk/ups.h"
#include "kiosk/worker.h"
#include "printer/device.h"
#include "printer/worker.h"

namespace talon::kiosk {

struct Options {
  client::Settings server;
  std::string printer;          ///< "usb:", "usb:VID:PID[:SERIAL]", "file:PATH", "tcp:HOST:PORT"
  std::string printer_profile;  ///< empty: chosen by the device
  double roll_m = 0;            ///< of a new roll of paper; 0: only the printer's sensor tells that it ends
  std::optional<std::chrono::minutes> self_test;  ///< not before this time of day; none: no self-test slip
  std::optional<UpsAddress> ups;                  ///< none: none is asked
  std::string state_dir;
  std::string run_dir;         ///< outlives the program, may be lost with the power
  std::string screenshot_dir;  ///< empty: none are made
  std::string targets_file;    ///< empty: none; else what can be touched, written anew when it changes
  std::string trace_file;      ///< see trace.h; empty: none
  window::Settings window;
  std::optional<double> diagonal_inch;  ///< instead of the server's
  std::optional<double> distance_m;
  bool movements = true;
  std::string voice;  ///< synthesiser of the headphones; empty: nothing is spoken
  std::string jack;   ///< input device of the sound card's socket; empty: the keypad's alone
};

/// What the terminal works with; tests give others.
struct Parts {
  std::unique_ptr<printer::Device> printer;
  std::unique_ptr<offline::Log> log;  ///< of the journal
};

class Shell {
 public:
  explicit Shell(const Options& options);
  Shell(const Options& options, Parts parts);
  ~Shell();
  /// Until SIGTERM or, in a window, its closing. Returns the exit code.
  int run();

 private:
  // what comes in
  void hear(screens::Input input);
  void hear_all();
  void apply(const screens::Input& input);
  void handle(const window::Event& event);
  void hear_printer();
  void hear_slip(const printer::SlipDone& done);
  void hear_collected(const printer::SlipCollected& left);
  void tell_printer();
  void note_taken();
  void test_printer();
  void tell_self_test();
  void hear_ups(Power power);
  void know_self(const Self& self);
  void know_pixels();
  // what goes out
  void do_request(const screens::Request& request);
  void do_booking_request(const screens::Request& request);
  void do_visitor_request(const screens::Request& request);
  void heard_sound(const std::string& problem);
  void draw_changes();
  void draw_all();
  void screenshot();
  void tell_targets();
  void recover();
  void remember();
  void take_up_step();
  void leave_safe_mode();
  [[nodiscard]] bool prove_glass();
  void refuse_broken_layout(const MenuPicture& menu);
  [[nodiscard]] std::vector<Component> components() const;
  [[nodiscard]] screens::Glass glass() const;

  Options options_;
  std::unique_ptr<Speaker> speaker_;  ///< first: the screen's first words may need it
  offline::Journal journal_;
  LastHeard last_heard_;
  window::Window window_;
  printer::PrinterWorker printer_;
  StorageProbe storage_;  ///< of the run's thread
  Run run_;               ///< after what may fail without being our crash: there may be no screen yet
  screens::Screen screen_;
  screens::Layout shown_;
  RequestId fresh_;
  std::atomic<bool> layout_checked_{false};
  std::atomic<bool> quit_{false};
  std::atomic<int> exit_code_{0};
  int screenshots_ = 0;
  bool looked_back_ = false;  ///< for the step that a crash took away
  std::string told_targets_;
  Trace trace_;
  Worker keeper_;  ///< writes the count of paper: a slow disk is not waited for
  Roll roll_;
  PaperWatch paper_;
  ClockWatch clock_;
  TouchWatch touch_;  ///< under inbox_mutex_: the link's thread asks for it
  SelfTest self_test_;
  printer::PrinterStatus printer_status_;

  mutable std::mutex inbox_mutex_;
  std::deque<screens::Input> inbox_;
  std::optional<Self> self_;
  int width_px_ = 0, height_px_ = 0;
  Component printer_component_{"printer", Health::silent, ""};
  Component slips_component_{"slips", Health::ok, ""};
  Component sound_component_{"sound", Health::silent, ""};
  Component screen_component_{"screen", Health::ok, ""};
  std::optional<Component> self_test_component_;
  std::optional<Component> ups_component_;

  std::unique_ptr<ServerLink> link_;  ///< its threads call into the others
  std::unique_ptr<Jack> jack_;        ///< so does this one
  std::unique_ptr<UpsWatch> ups_;     ///< and this one, into the link too
};

}  // namespace talon::kiosk
