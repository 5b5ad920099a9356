// SPDX-License-Identifier: MIT
#include <SDL2/SDL.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <stdexcept>
#include <utility>
#include <vector>

#include "display/window/turn.h"
#include "display/window/window.h"

namespace talon::window {

namespace {

constexpr std::int64_t mouse_finger = -1;
/// After a real finger the X server may send the same press once more as a mouse: the mouse rests that long.
constexpr Millis mouse_rest{1000};

// A signal handler may touch nothing else.
volatile std::sig_atomic_t screenshot_asked = 0;

void on_screenshot_signal(int) {
  screenshot_asked = 1;
}

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what + ": " + SDL_GetError());
}

void set_hints() {
  // With x11 the window's own pixels are 30 times faster to show than through software GL; under Wayland and
  // KMS the same hint leaves no surface at all.
  const char* driver = SDL_getenv("SDL_VIDEODRIVER");
  const bool wayland = driver == nullptr && SDL_getenv("DISPLAY") == nullptr;
  if (!wayland && (driver == nullptr || std::string(driver) == "x11"))
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
  SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
  SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, "1");
}

SDL_Rect whole_pixels(const canvas::Rect& part, int width, int height) {
  const int left = std::clamp(static_cast<int>(std::floor(part.x)), 0, width);
  const int top = std::clamp(static_cast<int>(std::floor(part.y)), 0, height);
  const int right = std::clamp(static_cast<int>(std::ceil(part.right())), left, width);
  const int bottom = std::clamp(static_cast<int>(std::ceil(part.bottom())), top, height);
  return {left, top, right - left, bottom - top};
}

}  // namespace

struct Window::Impl {
  SDL_Window* window = nullptr;
  SDL_Renderer* renderer = nullptr;  ///< only where there is no window surface
  SDL_Texture* texture = nullptr;
  std::optional<canvas::Canvas> canvas;
  bool windowed = false;
  int quarter_turns = 0;
  Uint32 wake_event = 0;
  std::optional<Millis> last_finger;
  bool mouse_down = false;

  ~Impl() {
    canvas.reset();
    if (texture != nullptr) SDL_DestroyTexture(texture);
    if (renderer != nullptr) SDL_DestroyRenderer(renderer);
    if (window != nullptr) SDL_DestroyWindow(window);
    SDL_Quit();
  }

  void open(const Settings& settings) {
    set_hints();
    if (SDL_Init(SDL_INIT_VIDEO) != 0) fail("no screen");
    windowed = settings.windowed;
    quarter_turns = settings.quarter_turns;
    SDL_DisplayMode mode{};
    if (SDL_GetDesktopDisplayMode(0, &mode) != 0) fail("no screen");
    const int width = settings.width > 0 ? settings.width : mode.w;
    const int height = settings.height > 0 ? settings.height : mode.h;
    const bool whole = !windowed && settings.width == 0;
    const Uint32 flags = whole ? SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_BORDERLESS
                               : (windowed ? 0U : static_cast<Uint32>(SDL_WINDOW_BORDERLESS));
    const int position = windowed ? static_cast<int>(SDL_WINDOWPOS_CENTERED) : 0;
    window = SDL_CreateWindow(settings.title.c_str(), position, position, width, height, flags);
    if (window == nullptr) fail("no window");
    if (settings.hide_cursor) SDL_ShowCursor(SDL_DISABLE);
    wake_event = SDL_RegisterEvents(1);
    renew_canvas();
  }

  /// The canvas on the window's own pixels, or on memory of its own where the driver offers none.
  void renew_canvas() {
    canvas.reset();
    const bool direct = renderer == nullptr && quarter_turns == 0;
    SDL_Surface* surface = direct ? SDL_GetWindowSurface(window) : nullptr;
    if (surface != nullptr && surface->format->BytesPerPixel == 4 && surface->format->Rmask == 0xFF0000) {
      canvas.emplace(surface->w, surface->h, surface->pitch, static_cast<unsigned char*>(surface->pixels));
      return;
    }
    int width = 0;
    int height = 0;
    if (renderer == nullptr) renderer = SDL_CreateRenderer(window, -1, 0);
    if (renderer == nullptr || SDL_GetRendererOutputSize(renderer, &width, &height) != 0) fail("no renderer");
    if (quarter_turns % 2 != 0) std::swap(width, height);
    if (texture != nullptr) SDL_DestroyTexture(texture);
    texture =
        SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STREAMING, width, height);
    if (texture == nullptr) fail("no texture");
    canvas.emplace(width, height);
  }

  bool show(std::span<const canvas::Rect> parts) {
    if (parts.empty()) return true;
    std::vector<SDL_Rect> rects;
    for (const canvas::Rect& part : parts) {
      const SDL_Rect rect = whole_pixels(part, canvas->width(), canvas->height());
      if (rect.w > 0 && rect.h > 0) rects.push_back(rect);
    }
    if (rects.empty()) return true;
    if (texture == nullptr) {
      (void)canvas->pixels();  // flushes what was drawn
      return SDL_UpdateWindowSurfaceRects(window, rects.data(), static_cast<int>(rects.size())) == 0;
    }
    for (const SDL_Rect& rect : rects) {
      const auto offset = static_cast<std::size_t>(rect.y) * static_cast<std::size_t>(canvas->stride()) +
                          static_cast<std::size_t>(rect.x) * 4;
      if (SDL_UpdateTexture(texture, &rect, canvas->pixels().data() + offset, canvas->stride()) != 0)
        return false;
    }
    if (!copy_texture()) return false;
    SDL_RenderPresent(renderer);
    return true;
  }

  /// SDL turns a picture about its middle: there it is laid first.
  bool copy_texture() {
    if (quarter_turns == 0) return SDL_RenderCopy(renderer, texture, nullptr, nullptr) == 0;
    int glass_width = 0;
    int glass_height = 0;
    SDL_GetRendererOutputSize(renderer, &glass_width, &glass_height);
    const auto width = static_cast<float>(canvas->width());
    const auto height = static_cast<float>(canvas->height());
    const SDL_FRect where{(static_cast<float>(glass_width) - width) / 2,
                          (static_cast<float>(glass_height) - height) / 2, width, height};
    return SDL_RenderCopyExF(renderer, texture, nullptr, &where, 90.0 * quarter_turns, nullptr,
                             SDL_FLIP_NONE) == 0;
  }

  // ---- events: one physical press is one Press -----------------------------------------------------------

  std::optional<Event> finger(const SDL_TouchFingerEvent& touch, Press::Kind kind) {
    // SDL can make fingers of the mouse (SDL_MOUSE_TOUCH_EVENTS): the mouse itself is followed, not its
    // shadow.
    if (touch.touchId == SDL_MOUSE_TOUCHID) return std::nullopt;
    last_finger = steady_now();
    return press(kind, touch.fingerId, {static_cast<double>(touch.x), static_cast<double>(touch.y)});
  }

  [[nodiscard]] Press press(Press::Kind kind, std::int64_t who, const Share& glass) const {
    const Share place = on_picture(glass, quarter_turns);
    return {kind, who, place.x * canvas->width(), place.y * canvas->height()};
  }

  std::optional<Event> mouse(Uint32 which, Press::Kind kind, int x, int y) {
    if (which == SDL_TOUCH_MOUSEID) return std::nullopt;
    if (last_finger && steady_now() - *last_finger < mouse_rest && !mouse_down) return std::nullopt;
    if (kind != Press::Kind::down && !mouse_down) return std::nullopt;
    mouse_down = kind != Press::Kind::up;
    if (quarter_turns == 0) return Press{kind, mouse_finger, static_cast<double>(x), static_cast<double>(y)};
    int width = 0;
    int height = 0;
    SDL_GetWindowSize(window, &width, &height);
    return press(kind, mouse_finger, {static_cast<double>(x) / width, static_cast<double>(y) / height});
  }

  std::optional<Event> window_event(const SDL_WindowEvent& event) {
    switch (event.event) {
      case SDL_WINDOWEVENT_SIZE_CHANGED:
        renew_canvas();
        return Exposed{};
      case SDL_WINDOWEVENT_EXPOSED:
        return Exposed{};
      case SDL_WINDOWEVENT_CLOSE:
        if (windowed) return Quit{};
        return std::nullopt;
      default:
        return std::nullopt;
    }
  }

  std::optional<Event> translate(const SDL_Event& event) {
    switch (event.type) {
      case SDL_FINGERDOWN:
        return finger(event.tfinger, Press::Kind::down);
      case SDL_FINGERMOTION:
        return finger(event.tfinger, Press::Kind::move);
      case SDL_FINGERUP:
        return finger(event.tfinger, Press::Kind::up);
      case SDL_MOUSEBUTTONDOWN:
      case SDL_MOUSEBUTTONUP:
        if (event.button.button != SDL_BUTTON_LEFT) return std::nullopt;
        return mouse(event.button.which,
                     event.type == SDL_MOUSEBUTTONDOWN ? Press::Kind::down : Press::Kind::up, event.button.x,
                     event.button.y);
      case SDL_MOUSEMOTION:
        return mouse(event.motion.which, Press::Kind::move, event.motion.x, event.motion.y);
      case SDL_KEYDOWN:
        // A key that is held is one press: nobody's ticket is repeated by a heavy hand.
        if (event.key.repeat != 0) return std::nullopt;
        return Key{SDL_GetKeyName(event.key.keysym.sym)};
      case SDL_WINDOWEVENT:
        return window_event(event.window);
      case SDL_QUIT:
        return Quit{};
      default:
        return std::nullopt;
    }
  }
};

Window::Window(const Settings& settings) : impl_(std::make_unique<Impl>()) {
  impl_->open(settings);
  struct sigaction action {};
  action.sa_handler = on_screenshot_signal;
  action.sa_flags = SA_RESTART;
  sigaction(SIGUSR1, &action, nullptr);
}

Window::~Window() = default;

int Window::width() const {
  return impl_->canvas->width();
}
int Window::height() const {
  return impl_->canvas->height();
}
canvas::Canvas& Window::canvas() {
  return *impl_->canvas;
}
bool Window::show(std::span<const canvas::Rect> parts) {
  return impl_->show(parts);
}

std::optional<Event> Window::wait(Millis timeout) {
  // A signal does not end SDL's wait: it is looked for every 50 ms, which draws nothing.
  constexpr Millis slice{50};
  const Millis until = steady_now() + timeout;
  for (;;) {
    if (screenshot_asked != 0) {
      screenshot_asked = 0;
      return ScreenshotAsked{};
    }
    const Millis left = until - steady_now();
    SDL_Event event{};
    const int span = static_cast<int>(std::clamp(left, Millis{0}, slice).count());
    if (SDL_WaitEventTimeout(&event, span) == 1) {
      if (event.type == impl_->wake_event) return std::nullopt;
      if (auto found = impl_->translate(event)) return found;
      continue;
    }
    if (left <= slice) return std::nullopt;
  }
}

void Window::wake() {
  SDL_Event event{};
  event.type = impl_->wake_event;
  SDL_PushEvent(&event);
}

void Window::write_png(const std::string& path) {
  impl_->canvas->write_png(path);
}

std::string Window::driver() const {
  return SDL_GetCurrentVideoDriver();
}

Millis steady_now() {
  return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace talon::window
