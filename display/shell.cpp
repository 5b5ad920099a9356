// SPDX-License-Identifier: MIT
#include "display/shell.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <mutex>
#include <variant>

#include "display/alarm_input.h"
#include "display/board/scene.h"
#include "display/led_buses.h"
#include "display/port/image_reader.h"
#include "display/reporter.h"
#include "display/spoken_file.h"
#include "display/text/text.h"
#include "display/trace.h"
#include "server/protocol/json.h"

namespace talon::display {
namespace {

/// What the other threads have to say to the one with the window.
struct BusChanged {};
struct AlarmChanged {
  bool on = false;
  std::string problem;
};
using Message = std::variant<HallPicture, client::Link, Self, voice::Finished, std::string, BusChanged,
                             AlarmChanged>;  // string: of the sound

class Inbox {
 public:
  explicit Inbox(window::Window& window) : window_(window) {}
  void put(Message message) {
    {
      const std::scoped_lock lock(mutex_);
      messages_.push_back(std::move(message));
    }
    window_.wake();
  }
  [[nodiscard]] std::vector<Message> take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(messages_, {});
  }

 private:
  window::Window& window_;
  std::mutex mutex_;
  std::vector<Message> messages_;
};

Ticks steady() {
  return Ticks{window::steady_now()};
}

constexpr Millis longest_sleep{60'000};
constexpr int numbers_too_small = 2;

}  // namespace

struct Shell::Impl {
  Options options;
  window::Window window;
  Trace trace;
  Inbox inbox;
  board::Board board;
  sight::Layout layout;
  BoardLayout wish;                    ///< what HALL.toml fixes of it
  std::optional<canvas::Canvas> wall;  ///< the picture of a video wall, with what its bezels hide
  std::vector<board::Piece> drawn;
  bool redraw = true;
  voice::Voice voice;
  std::string sound_problem;
  std::string screen_problem;
  std::string alarm_problem;
  std::string firmware_problem;
  bool alarm_on = false;  ///< of the input line
  bool link_up = false;
  bool link_lost = false;
  std::shared_ptr<const HallPicture> led_picture;
  int screenshots = 0;
  std::unique_ptr<Player> player;
  std::unique_ptr<Announcer> announcer;
  std::unique_ptr<Reporter> reporter;
  std::unique_ptr<LedBuses> buses;
  std::unique_ptr<client::EventStream> stream;
  std::unique_ptr<AlarmInput> alarm;

  explicit Impl(Options given)
      : options(std::move(given)),
        window(options.window),
        trace(options.trace_file),
        inbox(window),
        board(board::start({}, steady())),
        voice(voice::start(voice_rules(Self{}), read_spoken(spoken_file()))) {
    std::filesystem::create_directories(options.state_dir);
    apply_screen(Self{});
  }

  ~Impl() {
    // What calls back into us ends before what it calls.
    alarm.reset();
    stream.reset();
    buses.reset();
    announcer.reset();
    reporter.reset();
  }

  [[nodiscard]] std::filesystem::path spoken_file() const {
    return std::filesystem::path(options.state_dir) / "spoken";
  }

  [[nodiscard]] voice::Rules voice_rules(const Self& self) const {
    voice::Rules rules;
    rules.twice = options.twice;
    rules.rooms = self.rooms;
    rules.hall = self.board.voice;
    return rules;
  }

  void start_threads() {
    if (!options.buses.empty()) start_buses();
    reporter = std::make_unique<Reporter>(options.server, [this](const Self& self) { inbox.put(self); });
    stream = std::make_unique<client::EventStream>(
        options.server, "/api/v1/events?view=hall",
        [this](const client::StreamMessage& message) { receive(message); },
        [this](client::Link link) { inbox.put(link); });
    if (!options.alarm_input.empty()) {
      alarm = std::make_unique<AlarmInput>(options.alarm_input, [this](bool on, const std::string& problem) {
        inbox.put(AlarmChanged{on, problem});
      });
    }
    report();
  }

  /// Which boards speak is the hall's to say, and so is whose calls they say: until the server has told who
  /// we are nothing is announced. `--no-voice` silences a board whatever the hall says.
  void give_voice(bool speaks) {
    if (speaks == (announcer != nullptr)) return;
    if (speaks) {
      player = make_sdl_player();
      announcer = std::make_unique<Announcer>(
          options.voice, *player, [this](const voice::Finished& finished) { inbox.put(finished); },
          [this](const std::string& problem) { inbox.put(problem); });
      speak(voice::Alarm{alarm_on});
      if (board.picture) speak(*board.picture);
      return;
    }
    handle(std::string());  // a missing sound device is no fault of a board that does not speak
    announcer.reset();
    player.reset();
    // What was being said has no end that we would hear of; should it speak again, then of later calls.
    voice = voice::start(voice.rules, std::nullopt);
  }

  void start_buses() {
    const std::filesystem::path key_file = options.bus_key_file.empty()
                                               ? std::filesystem::path(options.state_dir) / "bus.key"
                                               : std::filesystem::path(options.bus_key_file);
    const link::Key key = bus_key(key_file);
    buses = std::make_unique<LedBuses>(options.buses, key, board_firmware(key), options.server,
                                       [this] { inbox.put(BusChanged{}); });
  }

  /// A file that is refused leaves the boards with what they have, and is told to the server.
  [[nodiscard]] std::shared_ptr<const bus::BoardImage> board_firmware(const link::Key& key) {
    if (options.board_firmware.empty()) return nullptr;
    try {
      return read_image(options.board_firmware, key);
    } catch (const std::runtime_error& error) {
      firmware_problem = error.what();
      std::fprintf(stderr, "talon-display: %s\n", firmware_problem.c_str());
      return nullptr;
    }
  }

  /// LED boards know no "data of 9 s ago": when the link is lost they show "—" at once, within the 10 s.
  void paint_buses() {
    if (!buses) return;
    const auto time = board::hall_now(board, steady());
    const auto minute = time ? static_cast<std::uint16_t>(time_of_day(*time) / std::chrono::minutes{1})
                             : link::unknown_minute;
    buses->show(link_lost ? nullptr : led_picture, minute);
  }

  /// On the stream's thread.
  void receive(const client::StreamMessage& message) {
    auto picture = protocol::decode<HallPicture>(message.data);
    if (picture.ok()) return inbox.put(std::move(picture).value());
    std::fprintf(stderr, "talon-display: картина зала не читается: %s\n", picture.refusal().detail.c_str());
  }

  // ---- messages

  void handle(const HallPicture& picture) {
    link_up = true;
    link_lost = false;
    if (buses) led_picture = std::make_shared<const HallPicture>(picture);
    board = board::step(std::move(board), picture, steady());
    speak(picture);
    prepare_voice();
  }

  /// Rooms and notices as soon as they are configured, numbers before they are called.
  void prepare_voice() {
    if (announcer && board.setup && board.picture)
      announcer->prepare(voice::expected_phrases(*board.setup, *board.picture));
  }

  void handle(client::Link link) {
    link_up = link == client::Link::up;
    if (link == client::Link::lost) link_lost = true;  // until a picture is here again
    const auto state = link == client::Link::lost ? board::Link::lost
                       : link == client::Link::up ? board::Link::up
                                                  : board::Link::connecting;
    board = board::step(std::move(board), board::LinkState{state}, steady());
    if (link == client::Link::lost) speak(voice::LinkLost{});
  }

  void handle(const Self& self) {
    apply_screen(self);
    give_voice(options.speaks && self.board.voice.speaks);
    prepare_voice();
    if (buses) buses->configure(self.buses);
  }

  /// The line works without the server: it may burn first.
  void handle(const AlarmChanged& changed) {
    const std::string way_out =
        changed.on ? text::Catalogue::of("ru").say("Пожарная тревога. Спокойно покиньте здание.") : "";
    board = board::step(std::move(board), board::LocalAlarm{way_out}, steady());
    alarm_on = changed.on;
    speak(voice::Alarm{changed.on});
    alarm_problem = changed.problem;
    if (!alarm_problem.empty()) std::fprintf(stderr, "talon-display: %s\n", alarm_problem.c_str());
  }

  void handle(BusChanged) {}  // the report that follows every message tells of it

  void handle(const voice::Finished& finished) { speak(finished); }

  void handle(const std::string& problem) {
    if (!announcer) return;  // said before the voice was taken away
    sound_problem = problem;
    if (!problem.empty()) std::fprintf(stderr, "talon-display: %s\n", problem.c_str());
    board = board::step(std::move(board), board::SoundState{problem.empty()}, steady());
  }

  void speak(const voice::Input& input) {
    if (!announcer) return;
    const auto before = voice.spoken_seq;
    voice::Step done = voice::step(std::move(voice), input, steady());
    voice = std::move(done.voice);
    for (const auto& action : done.actions) {
      if (const auto* say = std::get_if<voice::Say>(&action)) announcer->say(say->announcement);
      if (std::holds_alternative<voice::Stop>(action)) announcer->stop();
    }
    // Where the very first start began is remembered too, or a restart before the first call would begin
    // anew.
    if (before != voice.spoken_seq && voice.spoken_seq) write_spoken(spoken_file(), *voice.spoken_seq);
  }

  void apply_screen(const Self& self) {
    sight::Screen screen{window.width(), window.height(), self.diagonal_inch, self.distance_m,
                         self.board.wall};
    if (options.diagonal_inch) screen.diagonal_inch = *options.diagonal_inch;
    if (options.distance_m) screen.distance_m = *options.distance_m;
    wish = self.board.layout;
    lay_out(screen);
    screen_problem = self.device.empty() ? std::string() : sight::why_unreadable(layout);
    board.rules.rooms = self.rooms;
    if (!self.device.empty()) board = board::step(std::move(board), self.board, steady());
    voice.rules = voice_rules(self);
  }

  void lay_out(const sight::Screen& screen) {
    layout = sight::lay_out(screen, wish);
    board.rules.rows = layout.rows.rows.size();
    wall.reset();
    if (layout.tiles.size() > 1)
      wall.emplace(static_cast<int>(layout.width), static_cast<int>(layout.height));
    redraw = true;
  }

  void report() {
    const auto component = [](const char* name, const std::string& problem) {
      return Component{name, problem.empty() ? Health::ok : Health::failed, problem};
    };
    std::vector<Component> components = {component("screen", screen_problem),
                                         component("link", link_up ? "" : "нет картины зала")};
    if (announcer) components.push_back(component("sound", sound_problem));
    if (alarm) components.push_back(component("alarm_input", alarm_problem));
    if (!options.board_firmware.empty()) components.push_back(component("board_firmware", firmware_problem));
    if (buses) std::ranges::move(buses->components(), std::back_inserter(components));
    reporter->set(components);
  }

  // ---- the window

  void draw() {
    const auto begun = std::chrono::steady_clock::now();
    const Ticks now = steady();
    auto pieces = board::compose(board, layout, now);
    if (!redraw && pieces == drawn) return;
    if (wall)
      draw_wall(pieces);
    else
      board::draw(window.canvas(), pieces);
    const canvas::Rect whole{0, 0, static_cast<double>(window.width()), static_cast<double>(window.height())};
    window.show({&whole, 1});
    drawn = std::move(pieces);
    redraw = false;
    trace.drawn(
        board.picture ? board.picture->seq : -1,
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun));
  }

  /// Every panel shows its part of the picture; what lies behind the bezels is shown by none.
  void draw_wall(const std::vector<board::Piece>& pieces) {
    board::draw(*wall, pieces);
    for (const auto& [picture, part] : sight::window_pieces(layout)) {
      window.canvas().clip(part);
      window.canvas().draw(*wall, part.x - picture.x, part.y - picture.y);
      window.canvas().unclip();
    }
  }

  [[nodiscard]] Millis sleep_time() const {
    const Ticks now = steady();
    auto next = board::next_change(board, layout, now);
    const auto notice = announcer ? voice::next_change(voice) : std::nullopt;
    if (notice && (!next || *notice < *next)) next = notice;
    return next ? std::clamp(*next - now, Millis{1}, longest_sleep) : longest_sleep;
  }

  void exposed() {
    // Another size is another layout of the same screen.
    if (window.width() != layout.screen.width || window.height() != layout.screen.height) {
      sight::Screen screen = layout.screen;
      screen.width = window.width();
      screen.height = window.height();
      lay_out(screen);
    }
    redraw = true;
  }

  void take_screenshot() {
    const std::filesystem::path folder =
        options.screenshot_dir.empty() ? options.state_dir : options.screenshot_dir;
    std::filesystem::create_directories(folder);
    const auto file = folder / ("display-" + std::to_string(++screenshots) + ".png");
    window.write_png(file.string());
    std::fprintf(stderr, "talon-display: снимок %s\n", file.c_str());
  }

  /// False: the end.
  bool handle_event(const window::Event& event) {
    if (std::holds_alternative<window::Quit>(event)) return false;
    if (std::holds_alternative<window::Exposed>(event)) exposed();
    if (std::holds_alternative<window::ScreenshotAsked>(event)) take_screenshot();
    return true;
  }

  int run() {
    start_threads();
    while (true) {
      if (const auto event = window.wait(sleep_time())) {
        if (!handle_event(*event)) return 0;
      }
      for (const auto& message : inbox.take())
        std::visit([this](const auto& each) { handle(each); }, message);
      if (!screen_problem.empty()) {
        std::fprintf(stderr, "talon-display: %s\n", screen_problem.c_str());
        report();
        reporter->flush();
        return numbers_too_small;
      }
      board = board::step(std::move(board), board::Tick{}, steady());
      speak(voice::Tick{});
      draw();
      paint_buses();
      report();
    }
  }
};

Shell::Shell(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Shell::~Shell() = default;
int Shell::run() {
  return impl_->run();
}

}  // namespace talon::display
