// SPDX-License-Identifier: MIT
#include "tests/sim/sim_terminal.h"

#include <algorithm>
#include <utility>

#include "kiosk/screens/layout.h"

namespace talon::sim {
namespace {

using namespace std::chrono_literals;
using kiosk::deliver_issued, kiosk::deliver_slip, kiosk::take_ticket;
using kiosk::FakeLog, kiosk::PowerCut;

constexpr Millis finger_time{120};
constexpr Millis again_after{1'500};  ///< a lost answer and the pause after it

}  // namespace

Terminal::Terminal(Post& hall, std::string name, std::string letter, Printer& printer)
    : hall_(hall),
      name_(std::move(name)),
      letter_(std::move(letter)),
      printer_(printer),
      post_([this, post = hall.from(name_)](auto path, auto json, const auto& request) {
        disk.count();  // the power may go before a message and after it
        client::Reply reply = post(path, json, request);
        disk.count();
        return reply;
      }) {}

void Terminal::start() {
  guarded([this] {
    journal_ = std::make_unique<offline::Journal>(std::make_unique<FakeLog>(disk));
    screen_ = {};
    screen_.movements = false;
    screen_.glass = {1080, 1920, 27, 0.6};
    screen_.touched = screen_.link_at = now_;
    settled_.clear();
    tickets_ = deliveries_ = reports_ = {};
    fresh_ = RequestId{"k" + std::to_string(++keys_)};
    serial_ = 0;
    menu_due_ = self_due_ = link_due_ = now_;
    link_up_ = false;
    printer_.start(++starts_ * 7919);
    step(screens::OwnNumbersSeen{!journal_->letter().empty() && journal_->healthy()});
    if (last_menu_) step(*last_menu_);
    recover();
  });
}

void Terminal::stop() {
  for (Decision& each : decisions) each.cut = each.cut || each.ids.empty();
  journal_.reset();
  printer_.stop();
  disk.steps_left = 1 << 30;
  bytes_left.reset();
}

void Terminal::guarded(const std::function<void()>& what) {
  try {
    what();
  } catch (const PowerCut&) {
    stop();
  }
}

void Terminal::advance(Millis now) {
  now_ = now;
  bool cut = printer_.advance(now, bytes_left);
  if (!runs()) return;
  if (cut) return stop();
  guarded([this] {
    hear_server();
    hear_printer();
    work(tickets_);
    work(deliveries_);
    work(reports_);
    if (now_.count() % 240 == 0) step(screens::Tick{});
    note_glass();
  });
}

/// As the shell's link: a cut is noticed at once or by its silence, menu and own state now and then.
void Terminal::hear_server() {
  if (link_up_ != hall_.reachable && now_ >= link_due_) {
    link_up_ = hall_.reachable;
    link_due_ = now_ + 1s;
    step(screens::LinkSeen{link_up_ ? screens::Link::up : screens::Link::lost});
  }
  if (!hall_.reachable) return;
  if (now_ >= self_due_) {
    self_due_ = now_ + 60s;
    const std::uint64_t mark = journal_->mark();
    journal_->learn(letter_, hall_.server.committed().last_offline(letter_), mark);
    step(screens::OwnNumbersSeen{!journal_->letter().empty() && journal_->healthy()});
  }
  if (now_ >= menu_due_) {
    menu_due_ = now_ + 60s;
    last_menu_ = hall_.menu();
    step(*last_menu_);
  }
}

void Terminal::hear_printer() {
  for (const escpos::SlipEnded& each : printer_.take_ended()) {
    if (!each.will_repeat && each.outcome != SlipOutcome::unknown)
      ended[each.job] = each.outcome == SlipOutcome::printed;
    step(screens::SlipSeen{each.job, each.outcome, each.reason, each.will_repeat});
  }
  if (const auto changed = printer_.take_changed())
    step(screens::PrinterSeen{changed->health, changed->reason});
}

void Terminal::step(const screens::Input& input) {
  screens::Stepped after = screens::step(std::move(screen_), input, now_, fresh_);
  screen_ = std::move(after.screen);
  for (const screens::Request& request : after.requests) obey(request);
}

void Terminal::obey(const screens::Request& request) {
  if (const auto* wanted = std::get_if<screens::TakeTicket>(&request)) {
    fresh_ = RequestId{"k" + std::to_string(++keys_)};
    decisions.push_back({wanted->request});
    take(*wanted, true);
  }
  if (const auto* here = std::get_if<screens::IssueHere>(&request)) issue_here(*here);
  if (const auto* slip = std::get_if<screens::PrintSlip>(&request)) {
    printer_.print(slip->job, slip->slip.repeat);
  }
  if (const auto* known = std::get_if<screens::ReportOutcome>(&request)) report(*known);
  if (const auto* read = std::get_if<screens::NumberRead>(&request))
    journal_->write(offline::NumberRead{read->ticket});
}

Terminal::Decision& Terminal::decision(const RequestId& request) {
  return *std::find_if(decisions.begin(), decisions.end(),
                       [&](const Decision& each) { return each.request == request; });
}

void Terminal::answered(const RequestId& request, const TicketReply& ticket) {
  decision(request).ids.insert(ticket.id);
  numbers[ticket.id] = ticket.number.text();
}

void Terminal::take(const screens::TakeTicket& wanted, bool first) {
  tickets_.waiting.push_back([this, wanted, fresh = first]() mutable {
    if (settled_.contains(wanted.request)) return true;
    const auto answer = take_ticket(*journal_, post_, wanted, fresh);
    fresh = false;
    if (!answer) return false;
    settled_.insert(wanted.request);
    if (answer->ticket) answered(wanted.request, *answer->ticket);
    step(*answer);
    return true;
  });
}

void Terminal::issue_here(const screens::IssueHere& wanted) {
  fresh_ = RequestId{"k" + std::to_string(++keys_)};
  if (decisions.empty() || !(decisions.back().request == wanted.request))
    decisions.push_back({wanted.request});
  if (!settled_.insert(wanted.request).second) return;
  Decision& made = decision(wanted.request);
  made.spare = RequestId{"s" + wanted.request.value};
  const auto issued = journal_->issue(wanted.request, made.spare, wanted.ticket);
  if (!issued) {
    settled_.erase(wanted.request);
    step(screens::OwnNumbersSeen{false});
    step(screens::TicketAnswer{wanted.request, {}, {}});
    return;
  }
  own.insert(issued->ticket.number.text());
  answered(wanted.request, issued->ticket);
  deliveries_.waiting.push_back([this, each = *issued] { return deliver_issued(*journal_, post_, each); });
  step(screens::TicketAnswer{wanted.request, issued->ticket, {}});
}

void Terminal::report(const screens::ReportOutcome& outcome) {
  const offline::SlipKnown known{outcome.ticket, serial_++,           outcome.outcome,
                                 outcome.reason, outcome.will_repeat, outcome.on_glass};
  std::optional<SlipOutcome>& said = reported[numbers.at(outcome.ticket)];
  said.reset();
  journal_->write(known);
  said = outcome.outcome;
  reports_.waiting.push_back([this, known] { return deliver_slip(*journal_, post_, known); });
}

void Terminal::recover() {
  const offline::Open open = journal_->found();
  for (const offline::Requested& each : open.unanswered)
    take({each.request, each.service, each.procedure, each.language, each.booking_code}, false);
  for (const offline::IssuedHere& each : open.issued)
    deliveries_.waiting.push_back([this, each] { return deliver_issued(*journal_, post_, each); });
  for (const offline::SlipKnown& each : open.undelivered) {
    serial_ = std::max(serial_, each.serial + 1);
    reports_.waiting.push_back([this, each] { return deliver_slip(*journal_, post_, each); });
  }
  for (const TicketReply& each : open.unprinted) {
    numbers[each.id] = each.number.text();
    step(screens::TicketRecovered{each});
  }
}

void Terminal::work(Line& line) {
  if (line.waiting.empty() || now_ < line.next) return;
  auto& attempt = line.waiting.front();
  if (attempt()) {
    line.waiting.pop_front();
    line.next = now_ + 20ms;
  } else {
    line.next = now_ + again_after;
  }
}

void Terminal::note_glass() {
  const std::string number = number_on_glass();
  if (number.empty()) return;
  shown.insert(number);
  if (seen() == screens::Page::offer) offered.insert(number);
}

std::string Terminal::number_on_glass() const {
  if (!runs()) return {};
  const screens::Page page = seen();
  if (page == screens::Page::ticket && screen_.given) return screen_.given->ticket.number.text();
  if (page == screens::Page::offer && !screen_.offers.empty()) return screen_.offers.front().number.text();
  return {};
}

bool Terminal::tells_to_remember() const {
  const std::string number = number_on_glass();
  if (number.empty()) return false;
  const screens::Layout glass = screens::layout(screen_, now_);
  const bool large = std::any_of(glass.items.begin(), glass.items.end(),
                                 [&](const screens::Item& each) { return each.text == number; });
  const bool waits = seen() == screens::Page::ticket &&
                     (screens::in_hand(*screen_.given) ||
                      (screen_.given->slip == SlipOutcome::pending && !screen_.given->on_screen));
  return large && !waits;
}

bool Terminal::tap(const screens::Action& action) {
  if (!runs()) return false;
  const screens::Layout glass = screens::layout(screen_, now_);
  const auto target = std::find_if(glass.targets.begin(), glass.targets.end(),
                                   [&](const screens::Target& each) { return each.action == action; });
  if (target == glass.targets.end()) return false;
  const double x = target->box.x + target->box.width / 2, y = target->box.y + target->box.height / 2;
  guarded([&] {
    step(screens::TouchDown{1, x, y});
    now_ += finger_time;
    step(screens::TouchUp{1, x, y});
    note_glass();
  });
  return runs();
}

bool Terminal::settled() const {
  return runs() && tickets_.waiting.empty() && deliveries_.waiting.empty() && reports_.waiting.empty() &&
         printer_.done() && seen() == screens::Page::start && screen_.offers.empty() && !screen_.pending;
}

}  // namespace talon::sim
