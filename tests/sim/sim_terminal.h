// SPDX-License-Identifier: MIT
// A terminal on virtual time: the real screens, journal and talk with the server, as its shell joins them,
// before a disk that loses what was not synced. What it truly did and showed is written down.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "kiosk/screens/screen.h"
#include "tests/kiosk/fake_disk.h"
#include "tests/sim/sim_post.h"
#include "tests/sim/sim_printer.h"

namespace talon::sim {

class Terminal {
 public:
  Terminal(Post& hall, std::string name, std::string letter, Printer& printer);

  /// The program begins: it knows what the disk knows.
  void start();
  /// The process or its power is gone.
  void stop();
  [[nodiscard]] bool runs() const { return static_cast<bool>(journal_); }
  /// The next step of time; the power may go in it.
  void advance(Millis now);
  /// A finger that looks first; false: there is nothing of that kind to touch, or the power went.
  bool tap(const screens::Action& action);
  [[nodiscard]] screens::Page seen() const { return screens::view(screen_, now_); }
  [[nodiscard]] const screens::Screen& screen() const { return screen_; }
  /// The number that stands on the glass, and whether the page tells the visitor to keep it in mind.
  [[nodiscard]] std::string number_on_glass() const;
  [[nodiscard]] bool tells_to_remember() const;
  /// Nothing is on its way to the server or the printer, nobody is offered anything.
  [[nodiscard]] bool settled() const;

  talon::kiosk::Disk disk;
  std::optional<long> bytes_left;  ///< to the printer, until the power goes

  // ---- what it did
  struct Decision {
    RequestId request;
    RequestId spare{};         ///< key of the delivery of a number of its own
    bool cut = false;          ///< the power went before the touch was answered
    std::set<TicketId> ids{};  ///< under which the terminal knew it
  };
  std::deque<Decision> decisions;
  std::map<TicketId, std::string> numbers;  ///< of every ticket it knew, whether shown or not
  std::set<std::string> shown;              ///< numbers that stood on the glass
  std::set<std::string> offered;            ///< of those: after a restart or a late answer
  std::set<std::string> own;                ///< of those: under its own letter
  /// number -> the last outcome; empty: the power went while it was written down
  std::map<std::string, std::optional<SlipOutcome>> reported;
  std::map<std::string, bool> ended;  ///< job -> ended `printed` (true) or `failed` for good (false)

 private:
  /// One thing after the other, each until it succeeds.
  struct Line {
    std::deque<std::function<bool()>> waiting;
    Millis next{0};
  };

  void step(const screens::Input& input);
  void obey(const screens::Request& request);
  void take(const screens::TakeTicket& wanted, bool first);
  void issue_here(const screens::IssueHere& wanted);
  void report(const screens::ReportOutcome& outcome);
  void hear_server();
  void hear_printer();
  void recover();
  void work(Line& line);
  void note_glass();
  void guarded(const std::function<void()>& what);
  Decision& decision(const RequestId& request);
  void answered(const RequestId& request, const TicketReply& ticket);

  Post& hall_;
  std::string name_;
  std::string letter_;
  Printer& printer_;
  kiosk::Post post_;
  Millis now_{0};

  std::unique_ptr<offline::Journal> journal_;
  screens::Screen screen_;
  std::optional<MenuPicture> last_menu_;  ///< kept in the state folder
  std::set<RequestId> settled_;
  Line tickets_, deliveries_, reports_;
  RequestId fresh_;
  int keys_ = 0, serial_ = 0;
  unsigned starts_ = 0;
  Millis menu_due_{0}, self_due_{0}, link_due_{0};
  bool link_up_ = false;
};

}  // namespace talon::sim
