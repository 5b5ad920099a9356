// SPDX-License-Identifier: MIT
// A bus with its master and host-built boards in virtual time: the product's master core, the firmware's own
// code, and a line between them that takes the time RS-485 takes.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "display/bus/bus.h"
#include "firmware/hal/host/simulated_bus.h"

namespace talon::test {

inline const link::Key hall_key{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

/// `lines` hall lines from address 1, then `panels` desk panels (desks "1", "2" ...), then `boards` desk
/// boards.
[[nodiscard]] LedBus hall_bus(int lines, int panels, int boards);

/// Bytes of the line as a master hears them, as a real adapter gives them: at the end of the answer or when
/// nothing more comes.
class HallOnWire {
 public:
  /// All boards are there, paired and settled, unless told otherwise.
  explicit HallOnWire(const LedBus& line, bus::Rules rules = {});

  /// The master works until then; `until` may end it earlier.
  void run_for(Millis span, const std::function<bool()>& until = {});
  [[nodiscard]] Ticks now() const;

  void show(const HallPicture& picture);
  void server_gone();

  [[nodiscard]] firmware::SimulatedBoard& board(int address);
  /// Not on the line any more, or again.
  void unplug(int address);
  void plug(int address);
  /// Another board in its place.
  void replace(int address, std::unique_ptr<firmware::SimulatedBoard> other);
  void add(std::unique_ptr<firmware::SimulatedBoard> other);

  /// The text a board shows now, UTF-8 without its room; "—" for the dash, empty when dark.
  [[nodiscard]] std::string text(int address);
  [[nodiscard]] std::string reason(int address) const;  ///< of its component; empty: ok

  bus::Bus master;
  firmware::SimulatedBus wire;
  struct Pressed {
    bus::Press press;
    Ticks at;
  };
  std::vector<Pressed> pressed;
  int exchanges = 0;
  /// Called before every exchange of the master.
  std::function<void(const bus::Request&)> on_exchange;
  /// Called when the master has heard of a press: the server's part of the test.
  std::function<void(const bus::Press&)> on_press;

  /// One exchange on the line, the adapter's time included; a second master may use it too.
  [[nodiscard]] bus::Reply exchange(const bus::Request& request);

 private:
  std::vector<std::pair<int, std::unique_ptr<firmware::SimulatedBoard>>> boards_;
  std::optional<bus::Reply> reply_;
};

/// A picture with these calls: "А017" at desk "1" of room "5". seq is the call's.
struct Call {
  std::string number;
  std::string desk;
  std::int64_t seq = 1;
  std::string room = "5";
  bool left = false;
};
[[nodiscard]] HallPicture picture_of(const std::vector<Call>& calls);

}  // namespace talon::test
