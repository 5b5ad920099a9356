// SPDX-License-Identifier: MIT
#include "kiosk/shell.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sys/statvfs.h>
#include <utility>

#include "kiosk/keys.h"
#include "kiosk/screens/proof.h"
#include "kiosk/targets.h"

namespace talon::kiosk {

namespace {

constexpr Millis frame{16};
constexpr Millis idle_wait{40};  ///< the printer is asked that often; nothing is drawn by it

std::chrono::sys_time<Millis> wall_now() {
  return std::chrono::floor<Millis>(std::chrono::system_clock::now());
}

/// Less than 5 % free: told to the staff before the journal suffers.
Component disk_component(const std::string& folder, bool journal_healthy) {
  if (!journal_healthy) return {"disk", Health::failed, "other"};
  struct statvfs room {};
  if (statvfs(folder.c_str(), &room) != 0) return {"disk", Health::failed, "other"};
  const bool low = room.f_blocks > 0 && room.f_bavail * 20 < room.f_blocks;
  return low ? Component{"disk", Health::warning, "disk-low"} : Component{"disk", Health::ok, ""};
}

}  // namespace

Shell::Shell(const Options& options)
    : Shell(options, {printer::open_device(options.printer), offline::open_log_file(options.state_dir)}) {}

Shell::Shell(const Options& options, Parts parts)
    : options_(options),
      speaker_(std::make_unique<Speaker>(options.voice, display::make_sdl_player(),
                                         [this](const std::string& problem) { heard_sound(problem); })),
      journal_(std::move(parts.log)),
      last_heard_(options.state_dir, wall_now),
      window_(options.window),
      printer_(std::move(parts.printer), options.printer_profile),
      storage_(options.state_dir + "/alive", [this] { (void)journal_.healthy(); }),
      run_(options.run_dir.empty() ? options.state_dir : options.run_dir,
           [this] { storage_.ask(window::steady_now()); }),
      fresh_(client::new_uuid()),
      trace_(options.trace_file),
      roll_(options.roll_m * 1000, options.state_dir + "/roll",
            [this](const std::function<void()>& write) {
              keeper_.add([write] {
                write();
                return true;
              });
            }),
      self_test_(options.self_test, options.state_dir + "/self-test"),
      self_test_component_(self_test_.component()) {
  screen_.movements = options_.movements;
  screen_.plain = run_.safe();
  screen_.can_speak = !options_.voice.empty() && !screen_.plain;
  know_pixels();
  screen_.touched = window::steady_now();
  screen_.link_at = screen_.touched;
  remember();
  take_up_step();
  screen_.glass = glass();
  draw_all();
  link_ = std::make_unique<ServerLink>(
      options_.server, journal_, last_heard_, [this](screens::Input input) { hear(std::move(input)); },
      [this](const Self& self) { know_self(self); }, [this] { return components(); });
  recover();
  if (options_.ups)
    ups_ = std::make_unique<UpsWatch>(*options_.ups, [this](Power power) { hear_ups(power); });
  if (options_.jack.empty()) return;
  jack_ = std::make_unique<Jack>(options_.jack, [this](bool in) {
    hear(
        screens::KeyPressed{in ? screens::KeyPressed::Key::speech_on : screens::KeyPressed::Key::speech_off});
  });
}

Shell::~Shell() {
  ups_.reset();
  jack_.reset();
  speaker_.reset();
  link_.reset();
}

// ---- what comes in ----------------------------------------------------------------------------------------

void Shell::hear(screens::Input input) {
  // On the link's thread: proving all pages takes longer than a screen may stand still.
  if (const auto* menu = std::get_if<MenuPicture>(&input)) {
    clock_.heard(menu->time, wall_now());
    refuse_broken_layout(*menu);
  }
  {
    const std::lock_guard lock(inbox_mutex_);
    inbox_.push_back(std::move(input));
  }
  window_.wake();
}

/// On the watch's thread.
void Shell::hear_ups(Power power) {
  {
    const std::lock_guard lock(inbox_mutex_);
    ups_component_ = component_of(power);
  }
  link_->state_changed();
  hear(screens::PowerSeen{power == Power::ending});
}

/// What is known before the server is heard.
void Shell::remember() {
  self_ = last_heard_.self();
  if (self_) apply(screens::DeviceSeen{self_->device});
  apply(screens::OwnNumbersSeen{!journal_.letter().empty() && journal_.healthy()});
  if (auto menu = last_heard_.menu()) apply(*menu);
}

/// Ten minutes went well.
void Shell::leave_safe_mode() {
  screen_.plain = false;
  screen_.can_speak = !options_.voice.empty();
  if (auto menu = last_heard_.menu()) apply(*menu);
}

void Shell::know_self(const Self& self) {
  {
    const std::lock_guard lock(inbox_mutex_);
    self_ = self;
  }
  hear(screens::GlassSeen{glass()});
  hear(screens::DeviceSeen{self.device});
}

screens::Glass Shell::glass() const {
  const std::lock_guard lock(inbox_mutex_);
  screens::Glass result;
  result.width_px = width_px_;
  result.height_px = height_px_;
  if (self_) result.diagonal_inch = self_->diagonal_inch;
  if (self_) result.distance_m = self_->distance_m;
  if (options_.diagonal_inch) result.diagonal_inch = *options_.diagonal_inch;
  if (options_.distance_m) result.distance_m = *options_.distance_m;
  return result;
}

void Shell::know_pixels() {
  const std::lock_guard lock(inbox_mutex_);
  width_px_ = window_.width();
  height_px_ = window_.height();
}

void Shell::hear_all() {
  std::deque<screens::Input> heard;
  {
    const std::lock_guard lock(inbox_mutex_);
    heard.swap(inbox_);
  }
  for (const screens::Input& each : heard) apply(each);
  take_up_step();
}

/// Once, as soon as there is a menu to stand on; a number that is offered goes before it.
void Shell::take_up_step() {
  if (looked_back_ || !screen_.menu) return;
  looked_back_ = true;
  if (screen_.page == screens::Page::start && screen_.offers.empty()) {
    run_.take_up(screen_, journal_.found());
  }
}

/// A flood is told at once, not with the next word to the server.
void Shell::note_taken() {
  const Millis now = window::steady_now();
  bool suspected = false;
  {
    const std::lock_guard lock(inbox_mutex_);
    touch_.taken(now);
    suspected = touch_.component(now).health != Health::ok;
  }
  if (suspected) link_->state_changed();
}

void Shell::handle(const window::Event& event) {
  if (const auto* press = std::get_if<window::Press>(&event)) {
    trace_.pressed(*press);
    switch (press->kind) {
      case window::Press::Kind::down:
        return apply(screens::TouchDown{press->finger, press->x, press->y});
      case window::Press::Kind::move:
        return apply(screens::TouchMove{press->finger, press->x, press->y});
      case window::Press::Kind::up:
        return apply(screens::TouchUp{press->finger, press->x, press->y});
    }
  }
  if (std::holds_alternative<window::Exposed>(event)) {
    know_pixels();
    apply(screens::GlassSeen{glass()});
    draw_all();
  }
  if (std::holds_alternative<window::ScreenshotAsked>(event)) screenshot();
  if (std::holds_alternative<window::Quit>(event)) quit_ = true;
  const auto* key = std::get_if<window::Key>(&event);
  // Beside the keypad's, keys mean something only in a window on somebody's desk; a terminal has no way out.
  if (key != nullptr && options_.window.windowed && key->name == "Escape") quit_ = true;
  if (key != nullptr && options_.window.windowed && key->name == "F12") screenshot();
  if (const auto pressed = key == nullptr ? std::nullopt : key_of(key->name)) apply(*pressed);
}

void Shell::apply(const screens::Input& input) {
  screens::Stepped after = screens::step(std::move(screen_), input, window::steady_now(), fresh_);
  screen_ = std::move(after.screen);
  for (const screens::Request& request : after.requests) do_request(request);
}

// ---- what goes out ----------------------------------------------------------------------------------------

void Shell::do_request(const screens::Request& request) {
  if (const auto* take = std::get_if<screens::TakeTicket>(&request)) {
    fresh_ = RequestId{client::new_uuid()};
    note_taken();
    link_->take(*take);
  }
  if (const auto* here = std::get_if<screens::IssueHere>(&request)) {
    fresh_ = RequestId{client::new_uuid()};
    link_->issue_here(*here);
  }
  if (const auto* print = std::get_if<screens::PrintSlip>(&request)) printer_.print(print->job, print->slip);
  if (const auto* report = std::get_if<screens::ReportOutcome>(&request)) link_->report(*report);
  if (const auto* read = std::get_if<screens::NumberRead>(&request)) link_->number_read(read->ticket);
  if (std::holds_alternative<screens::SlipMissed>(request)) {
    paper_.missed();
    tell_printer();
  }
  if (std::holds_alternative<screens::CallStaff>(request)) link_->call_staff();
  do_visitor_request(request);
  do_booking_request(request);
}

void Shell::do_booking_request(const screens::Request& request) {
  if (const auto* ask = std::get_if<screens::AskBooking>(&request)) link_->ask_booking(ask->code);
  if (const auto* ask = std::get_if<screens::AskSlots>(&request)) link_->ask_slots(*ask);
  if (const auto* book = std::get_if<screens::BookTime>(&request)) {
    fresh_ = RequestId{client::new_uuid()};
    link_->book(*book);
  }
  if (const auto* kept = std::get_if<screens::KeepBooking>(&request)) link_->keep(*kept);
  if (const auto* unseen = std::get_if<screens::DropBooking>(&request)) link_->drop(*unseen);
  if (const auto* wanted = std::get_if<screens::CancelBooking>(&request)) link_->cancel(*wanted);
}

void Shell::do_visitor_request(const screens::Request& request) {
  if (const auto* ask = std::get_if<screens::AskStatus>(&request)) link_->ask_status(ask->number);
  if (const auto* ask = std::get_if<screens::AskPaper>(&request)) link_->ask_paper(ask->number);
  if (const auto* back = std::get_if<screens::NoteReturn>(&request)) link_->note_return(back->number);
  if (const auto* rating = std::get_if<screens::NoteRating>(&request)) {
    link_->note_rating(rating->number, rating->rating);
  }
  if (const auto* words = std::get_if<screens::Speak>(&request))
    speaker_->say(words->words, words->language, words->loudness_db);
  if (std::holds_alternative<screens::Hush>(request)) speaker_->hush();
  if (std::holds_alternative<screens::Tone>(request))
    speaker_->tone(screen_.speech ? screen_.loudness_db : 0);
}

void Shell::heard_sound(const std::string& problem) {
  const std::lock_guard lock(inbox_mutex_);
  sound_component_ =
      problem.empty() ? Component{"sound", Health::ok, ""} : Component{"sound", Health::failed, "other"};
}

void Shell::draw_changes() {
  const auto begun = std::chrono::steady_clock::now();
  screens::Layout next = screens::layout(screen_, window::steady_now());
  const auto parts = screens::difference(shown_, next);
  if (parts.empty()) return;
  for (const canvas::Rect& part : parts) screens::draw(window_.canvas(), next, part);
  window_.show(parts);
  shown_ = std::move(next);
  trace_.drawn(begun, page_name(screens::view(screen_, window::steady_now())));
}

void Shell::draw_all() {
  const auto begun = std::chrono::steady_clock::now();
  shown_ = screens::layout(screen_, window::steady_now());
  screens::draw(window_.canvas(), shown_);
  const canvas::Rect whole{0, 0, static_cast<double>(shown_.width), static_cast<double>(shown_.height)};
  window_.show(std::span(&whole, 1));
  trace_.drawn(begun, page_name(screens::view(screen_, window::steady_now())));
}

void Shell::screenshot() {
  if (options_.screenshot_dir.empty()) return;
  char name[32];
  std::snprintf(name, sizeof name, "kiosk-%03d.png", ++screenshots_);
  const std::string path = options_.screenshot_dir + "/" + name;
  const std::string partial = path + ".part";
  window_.write_png(partial);
  // Whoever waits for the picture sees it only when it is whole.
  std::filesystem::rename(partial, path);
  std::cout << path << std::endl;
}

void Shell::tell_targets() {
  if (options_.targets_file.empty()) return;
  std::string targets = describe_targets(screen_, shown_, window::steady_now());
  if (targets == told_targets_) return;
  const std::string partial = options_.targets_file + ".part";
  std::ofstream(partial, std::ios::trunc) << targets;
  std::filesystem::rename(partial, options_.targets_file);
  told_targets_ = std::move(targets);
}

void Shell::recover() {
  const offline::Open& open = journal_.found();
  for (const offline::Requested& each : open.unanswered) {
    link_->take({each.request, each.service, each.procedure, each.language, each.booking_code}, false);
  }
  for (const offline::BookingAsked& each : open.bookings) {
    link_->book({each.request, each.service, each.procedure, each.slot_at}, false);
  }
  for (const offline::IssuedHere& each : open.issued) link_->deliver(each);
  for (const offline::SlipKnown& each : open.undelivered) link_->deliver(each);
  for (const TicketReply& each : open.unprinted) apply(screens::TicketRecovered{each});
}

void Shell::refuse_broken_layout(const MenuPicture& menu) {
  // In safe mode the proof may be what crashes.
  if (run_.safe() || layout_checked_.exchange(true)) return;
  std::vector<std::string> faults;
  for (const screens::Language& language : screens::languages) {
    for (std::string& fault : screens::faults_of_pages(menu, glass(), std::string(language.code))) {
      faults.push_back(std::move(fault));
    }
  }
  for (const std::string& fault : faults) std::cerr << "talon-kiosk: экран не годится: " << fault << '\n';
  if (faults.empty()) return;
  exit_code_ = 1;
  quit_ = true;
}

std::vector<Component> Shell::components() const {
  std::vector<Component> all;
  {
    const std::lock_guard lock(inbox_mutex_);
    all = {printer_component_, slips_component_, screen_component_, sound_component_,
           touch_.component(window::steady_now())};
    if (ups_component_) all.push_back(*ups_component_);
    if (self_test_component_) all.push_back(*self_test_component_);
  }
  all.push_back(clock_.component());
  all.push_back(run_.component());
  all.push_back(disk_component(options_.state_dir, journal_.healthy()));
  // `silent` is the server's own word: a printer not heard yet is reported when it is.
  std::erase_if(all, [](const Component& each) { return each.health == Health::silent; });
  return all;
}

/// A dot that stands there already: an idle screen draws nothing, and still shows that it could.
bool Shell::prove_glass() {
  const canvas::Rect dot{0, 0, 1, 1};
  return window_.show(std::span(&dot, 1));
}

int Shell::run() {
  while (!quit_) {
    const bool moves = screens::moving(screen_, window::steady_now());
    const auto event = window_.wait(moves ? frame : idle_wait);
    const auto begun = std::chrono::steady_clock::now();
    if (event) handle(*event);
    hear_all();
    hear_printer();
    test_printer();
    if (screen_.plain && !run_.safe()) leave_safe_mode();
    apply(screens::Tick{});
    draw_changes();
    tell_targets();
    trace_.stepped(begun);
    run_.turned(screen_, [this] { return prove_glass(); });
  }
  run_.ended();
  return exit_code_;
}

}  // namespace talon::kiosk
