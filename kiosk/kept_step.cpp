// SPDX-License-Identifier: MIT
#include "kiosk/kept_step.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <utility>

#include "kiosk/screens/rooms.h"
#include "kiosk/targets.h"
#include "server/protocol/json.h"

namespace talon::kiosk {

using screens::Page;
using screens::Screen;

namespace {

constexpr Millis written_every{1'000};
constexpr const char* version_line = "talon-kiosk " TALON_VERSION;

/// The page a restart can stand on: what was typed, a code and free times are not kept, so their pages begin
/// anew.
Page kept_page(const Screen& screen, Page page) {
  switch (page) {
    case Page::help:
      return screen.before_help == Page::help ? Page::start : kept_page(screen, screen.before_help);
    case Page::own_ticket:
      return screen.claim ? Page::code_entry : Page::entry;
    case Page::booking:
    case Page::cancel:
      return Page::code_entry;
    case Page::memo:
    case Page::days:
    case Page::times:
    case Page::confirm:
    case Page::reserving:
      return Page::details;
    case Page::issuing:
      return screen.pending ? Page::issuing : Page::start;
    case Page::ticket:
      // A number whose paper has no last word is offered by the journal.
      return screen.given && in_hand(*screen.given) ? Page::ticket : Page::start;
    case Page::offer:
    case Page::refused:
    case Page::reserved:
      return Page::start;
    default:
      return page;
  }
}

std::string looks_of(const Screen& screen) {
  std::string looks;
  if (screen.large) looks += 'l';
  if (screen.contrast) looks += 'c';
  if (screen.low) looks += 'b';
  if (screen.speech) looks += 's';
  return looks;
}

using Lines = std::map<std::string, std::string>;

/// "name value" lines; a name alone has an empty value.
Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    const std::size_t space = line.find(' ');
    lines[line.substr(0, space)] = space == std::string::npos ? "" : line.substr(space + 1);
  }
  return lines;
}

Millis::rep number_of(const std::string& text) {
  Millis::rep value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} ? value : 0;
}

Page page_of(const std::string& name) {
  for (int i = 0; i < static_cast<int>(Page::warning); ++i) {
    if (page_name(static_cast<Page>(i)) == name) return static_cast<Page>(i);
  }
  return Page::start;
}

void take_up_looks(Screen& screen, Lines& lines) {
  const auto known = std::find_if(screens::languages.begin(), screens::languages.end(),
                                  [&](const auto& each) { return each.code == lines["language"]; });
  if (known != screens::languages.end()) screen.language = known->code;
  const std::string& looks = lines["looks"];
  screen.large = looks.find('l') != std::string::npos;
  screen.contrast = looks.find('c') != std::string::npos;
  screen.low = looks.find('b') != std::string::npos;
  screen.speech = screen.can_speak && looks.find('s') != std::string::npos;
}

/// The server or the journal still owes the answer to this touch.
bool take_up_request(Screen& screen, const std::string& request, const offline::Open& open, Millis now) {
  const auto asked = std::find_if(open.unanswered.begin(), open.unanswered.end(),
                                  [&](const auto& each) { return each.request.value == request; });
  if (asked == open.unanswered.end()) return false;
  screen.pending = screens::Pending{asked->request, now, false, !asked->booking_code.empty()};
  return true;
}

bool take_up_ticket(Screen& screen, Lines& lines, const offline::Open& open, Millis now) {
  auto ticket = protocol::decode<TicketReply>(lines["ticket"]);
  if (!ticket.ok()) return false;
  const bool offered = std::any_of(open.unprinted.begin(), open.unprinted.end(),
                                   [&](const auto& each) { return each.id == ticket->id; });
  if (offered) return false;
  screen.given = screens::Given{.ticket = std::move(ticket).value(),
                                .slip = SlipOutcome::printed,
                                .reason = lines["reason"],
                                .attempt = static_cast<int>(number_of(lines["attempt"])),
                                .settled = now,
                                .reported = true};
  return true;
}

bool stands(const Screen& screen) {
  switch (screen.page) {
    case Page::services:
      return !screens::services_of(*screen.menu, screen.group).empty();
    case Page::procedures:
      return screens::chosen_service(screen) != nullptr;
    case Page::details:
      return screens::chosen_offer(screen) != nullptr;
    case Page::room: {
      const auto rooms = screens::rooms_of(*screen.menu);
      return std::any_of(rooms.begin(), rooms.end(),
                         [&](const auto& each) { return each.room.room == screen.room; });
    }
    default:
      return true;
  }
}

}  // namespace

std::string text_of_step(const Screen& screen) {
  const Page page = kept_page(screen, screen.page);
  const std::string looks = looks_of(screen);
  if (page == Page::start && looks.empty() && screen.language == screens::languages.front().code) return {};
  std::string text = "page " + std::string(page_name(page)) + "\nlanguage " + screen.language + "\nlooks " +
                     looks + "\nsheet " + std::to_string(screen.sheet) + "\ngroup " + screen.group +
                     "\nservice " + screen.service.value + "\nprocedure " + screen.procedure.value +
                     "\nroom " + screen.room.value + '\n';
  if (page == Page::issuing) text += "request " + screen.pending->request.value + '\n';
  if (page == Page::ticket) {
    text += "attempt " + std::to_string(screen.given->attempt) + "\nreason " + screen.given->reason +
            "\nticket " + protocol::encode(screen.given->ticket) + '\n';
  }
  return text;
}

void take_up_step(Screen& screen, const std::string& text, const offline::Open& open, Millis now) {
  if (!screen.menu) return;
  Lines lines = lines_of(text);
  take_up_looks(screen, lines);
  screen.page = page_of(lines["page"]);
  screen.sheet = static_cast<int>(std::clamp<Millis::rep>(number_of(lines["sheet"]), 0, 1'000));
  screen.group = lines["group"];
  screen.service = ServiceId{lines["service"]};
  screen.procedure = ProcedureId{lines["procedure"]};
  screen.room = RoomId{lines["room"]};
  const bool there = screen.page == Page::issuing  ? take_up_request(screen, lines["request"], open, now)
                     : screen.page == Page::ticket ? take_up_ticket(screen, lines, open, now)
                                                   : stands(screen);
  if (!there) {
    screen.page = Page::start;
    screen.sheet = 0;
  }
  screen.page_since = screen.touched = now;
}

KeptStep::KeptStep(std::string file, std::string machine_run)
    : file_(std::move(file)), machine_run_(std::move(machine_run)) {}

void KeptStep::keep(const Screen& screen, Millis now) {
  if (writing_) return;
  std::string text = text_of_step(screen);
  if (text == kept_ && (text.empty() || now - kept_at_ < written_every)) return;
  kept_ = std::move(text);
  kept_at_ = now;
  writing_ = true;
  disk_.add([this, whole = std::string(version_line) + "\nmachine " + machine_run_ + "\nat " +
                           std::to_string(now.count()) + '\n' + kept_] {
    write(whole);
    writing_ = false;
    return true;
  });
}

std::optional<std::string> KeptStep::fresh_step(Millis now) const {
  std::ifstream in(file_, std::ios::binary);
  std::ostringstream read;
  read << in.rdbuf();
  const std::string text = read.str();
  if (!text.starts_with(std::string(version_line) + '\n')) return std::nullopt;
  Lines lines = lines_of(text);
  const Millis age = now - Millis{number_of(lines["at"])};
  if (lines["machine"] != machine_run_ || age < Millis{0} || age >= fresh || !lines.contains("page"))
    return std::nullopt;
  return text;
}

// Not synced: it must outlive the program, not the machine.
void KeptStep::write(const std::string& text) const {
  const std::string partial = file_ + ".new";
  if (!(std::ofstream(partial, std::ios::trunc | std::ios::binary) << text)) return;
  std::error_code not_kept;  // costs a convenience, no number
  std::filesystem::rename(partial, file_, not_kept);
}

}  // namespace talon::kiosk
