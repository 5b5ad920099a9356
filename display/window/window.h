// SPDX-License-Identifier: MIT
// The window of a terminal or board: full screen, drawn into directly, shown by dirty rectangles. It draws
// nothing by itself: an idle screen costs nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "display/canvas/canvas.h"
#include "server/model/time.h"

namespace talon::window {

/// A finger or the left mouse button; the same press never comes as both. Pixels of the window.
struct Press {
  enum class Kind { down, move, up };
  Kind kind = Kind::down;
  std::int64_t finger = 0;  ///< the mouse is finger -1
  double x = 0, y = 0;
};
struct Key {
  std::string name;  ///< SDL's name in English: "Escape", "F12"
};
/// The pixels must be drawn again, all of them (first show, another size, uncovered).
struct Exposed {};
/// SIGUSR1: somebody wants a picture of the screen.
struct ScreenshotAsked {};
/// SIGTERM or SIGINT; in a window also its closing. A full screen cannot be closed from the keyboard.
struct Quit {};

using Event = std::variant<Press, Key, Exposed, ScreenshotAsked, Quit>;

struct Settings {
  std::string title;
  bool windowed = false;      ///< a movable window that may be closed; otherwise the whole screen
  int width = 0, height = 0;  ///< pixels; 0: the screen's
  int quarter_turns = 0;      ///< of the picture on the glass, clockwise, 0 to 3 (turn.h)
  bool hide_cursor = true;
};

class Window {
 public:
  /// Throws std::runtime_error when there is no screen.
  explicit Window(const Settings& settings);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  [[nodiscard]] int width() const;
  [[nodiscard]] int height() const;
  /// What the user sees after show(). Valid until the next Exposed.
  [[nodiscard]] canvas::Canvas& canvas();
  /// Brings these parts of the canvas to the glass. False: it was not taken.
  bool show(std::span<const canvas::Rect> parts);

  /// The next event, or nothing when `timeout` has passed or wake() was called. To be called on the thread
  /// that made the window.
  [[nodiscard]] std::optional<Event> wait(Millis timeout);
  /// Ends a wait() from any thread.
  void wake();

  /// The canvas as PNG; throws std::runtime_error when it cannot be written.
  void write_png(const std::string& path);
  /// SDL's driver: "x11", "wayland", "KMSDRM", "dummy".
  [[nodiscard]] std::string driver() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The device's own clock: hands, eyes and movement run on it, never on hall time.
[[nodiscard]] Millis steady_now();

}  // namespace talon::window
