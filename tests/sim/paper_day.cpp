// SPDX-License-Identifier: MIT
#include "tests/sim/paper_day.h"

#include <algorithm>
#include <array>

namespace talon::sim {
namespace {

using namespace std::chrono_literals;
using screens::Act, screens::Page;

constexpr Millis tick{20};
constexpr Millis reading_time{1000};  ///< a large number, by one who looks at it

}  // namespace

PaperDay::PaperDay(const escpos::Profile& profile, unsigned seed)
    : random_(seed),
      seed_(seed),
      printer_(profile, seed, seed % 2 == 0),
      terminal_(hall_, "kiosk1", "Е", printer_) {
  hall_.fate = [this] {
    if (fates_ == 0) return Carried::both_ways;
    --fates_;
    return chance(0.7) ? next_fate_ : Carried::both_ways;  // so that the second of two may be lost alone
  };
  terminal_.disk.torn = 60;
  terminal_.start();
  run(4s);
}

// ---- trouble ----------------------------------------------------------------------------------------------

void PaperDay::plan_trouble(std::string& fault) {
  static constexpr std::array printer = {"paper out", "paper after", "cover open", "jam",          "jam once",
                                         "hot",       "offline",     "broken",     "garble",       "silent",
                                         "deaf",      "fade",        "unplug",     "printer power"};
  static constexpr std::array server = {"server away", "request lost", "answer lost", "server restart"};
  static constexpr std::array kiosk = {"power at a byte", "power at a write", "power and printer",
                                       "process ends"};
  const int kind = pick(0, 9);
  if (kind < 5) {
    fault = printer[static_cast<std::size_t>(pick(0, printer.size() - 1))];
    trouble_printer(fault);
  } else if (kind < 7) {
    fault = server[static_cast<std::size_t>(pick(0, server.size() - 1))];
    trouble_server(fault);
  } else {
    fault = kiosk[static_cast<std::size_t>(pick(0, kiosk.size() - 1))];
    trouble_kiosk(fault);
  }
}

void PaperDay::trouble_printer(const std::string& what) {
  if (what == "unplug" || what == "printer power") {
    unplug_at_ = now_ + span(2000, 4500);
    power_too_ = what == "printer power";
    return;
  }
  blank_ = blank_ || what == "fade";
  const std::string fault = what == "paper after" ? what + " " + std::to_string(pick(1, 89)) : what;
  const std::string when =
      pick(0, 3) == 0 ? "in " + std::to_string(pick(1, 4500)) : "after " + std::to_string(pick(0, 1200));
  const std::string now = pick(0, 4) == 0 ? fault : when + " " + fault;
  if (!printer_.emulated().obey(now)) this->fault("the printer does not know: " + now);
}

void PaperDay::trouble_server(const std::string& what) {
  if (what == "server away") {
    server_away_at_ = now_ + span(0, 4000);
    server_back_at_ = *server_away_at_ + (chance(0.3) ? span(60'000, 300'000) : span(1000, 20'000));
    return;
  }
  next_fate_ = what == "request lost"  ? Carried::not_there
               : what == "answer lost" ? Carried::not_back
                                       : Carried::not_committed;
  fates_ = pick(1, 5);
}

void PaperDay::trouble_kiosk(const std::string& what) {
  if (what == "power at a byte") terminal_.bytes_left = pick(1, 1400);
  if (what == "power at a write") terminal_.disk.steps_left = pick(0, 14);
  if (what == "process ends") cut_at_ = now_ + span(1500, 6000);
  if (what == "power and printer") {
    printer_too_ = true;
    cut_at_ = now_ + span(1500, 5000);
  }
}

/// What is due now, whoever did it.
void PaperDay::happen() {
  const auto due = [this](std::optional<Millis>& at) {
    if (!at || now_ < *at) return false;
    at.reset();
    return true;
  };
  if (due(unplug_at_)) {
    if (power_too_) printer_.power_cycle();
    printer_.unplug();
  }
  if (due(server_away_at_)) hall_.reachable = false;
  if (due(server_back_at_)) hall_.reachable = true;
  if (due(cut_at_) && terminal_.runs()) {
    terminal_.stop();
    if (printer_too_) printer_.power_cycle();
    printer_too_ = false;
  }
  if (!terminal_.runs() && !power_back_at_) power_back_at_ = now_ + span(1000, 15'000);
  if (due(power_back_at_)) terminal_.start();
}

void PaperDay::repair() {
  run(span(50, 3000));
  if (chance(0.2)) printer_.power_cycle();  // somebody tries the switch first
  printer_.emulated().obey("repair");
  printer_.plug();
  terminal_.bytes_left.reset();
  terminal_.disk.steps_left = 1 << 30;
  fates_ = 0;
  run(span(0, 1500));
}

// ---- time -------------------------------------------------------------------------------------------------

void PaperDay::run(Millis span) {
  (void)run_until(span, [] { return false; });
}

bool PaperDay::run_until(Millis most, const std::function<bool()>& done) {
  for (const Millis end = now_ + most; now_ < end;) {
    now_ += tick;
    hall_.now = now_;
    happen();
    terminal_.advance(now_);
    if (done()) return true;
  }
  return false;
}

// ---- the visitor ------------------------------------------------------------------------------------------

/// Two touches; false: there is no way to a ticket now.
bool PaperDay::choose() {
  const std::size_t before = terminal_.decisions.size();
  run(1s);
  if (!terminal_.tap({Act::group, pick(0, 1)})) return false;
  run(1s);
  if (!terminal_.tap({Act::take, pick(0, 2)})) return terminal_.decisions.size() > before;
  return true;
}

void PaperDay::visit(bool trouble) {
  // A number of the last visitor that is still offered stands for a minute; a page of thanks for less.
  const bool free = run_until(180s, [this] { return terminal_.runs() && terminal_.seen() == Page::start; });
  if (!free) return fault("the terminal does not come back to its first page");
  run(3s);
  Visit visit;
  visit.fault = "none";
  if (trouble) plan_trouble(visit.fault);
  const std::size_t before = terminal_.decisions.size();
  (void)choose();
  if (terminal_.decisions.size() > before) visit.decision = before;
  look(visit);
  visits_.push_back(visit);
  repair();
}

/// Until there is paper, a number to remember, or nothing more to see.
void PaperDay::look(Visit& visit) {
  for (int steps = 0; steps < 6; ++steps) {
    const bool something = run_until(45s, [this] {
      if (!terminal_.runs()) return false;
      const Page page = terminal_.seen();
      const auto& given = terminal_.screen().given;
      if (page == Page::ticket) return given->on_screen || given->slip != SlipOutcome::pending;
      return page == Page::offer || page == Page::refused || page == Page::start;
    });
    if (!something) return fault("no page for 45 s, " + visit.fault);
    if (terminal_.seen() == Page::offer) {
      act_on_offer();
    } else if (terminal_.seen() == Page::ticket) {
      act_on_ticket(visit);
    } else {
      // Nothing was given, or it will be offered when it is known.
      if (terminal_.seen() == Page::refused) (void)terminal_.tap({Act::home, 0});
      run(2s);
      if (terminal_.runs() && terminal_.number_on_glass().empty()) return;
    }
    if (terminal_.runs() && terminal_.seen() == Page::start) return;
  }
}

void PaperDay::act_on_offer() {
  run(span(1000, 4000));
  const int wish = pick(0, 9);
  if (wish < 6) (void)terminal_.tap({Act::print_offer, 0});
  if (wish == 6 || wish == 7) (void)terminal_.tap({Act::drop_offer, 0});
  if (wish > 7) run(screens::offer_span + 1s);  // nobody comes for it
}

bool PaperDay::has_paper(const std::string& number) const {
  return std::any_of(printer_.papers().begin(), printer_.papers().end(), [&](const Paper& paper) {
    const TicketId ticket{paper.job.substr(0, paper.job.find('/'))};
    return terminal_.numbers.at(ticket) == number;
  });
}

void PaperDay::act_on_ticket(Visit& visit) {
  const std::string number = terminal_.number_on_glass();
  const bool told = terminal_.tells_to_remember();
  const Millis from = now_;
  (void)run_until(span(500, 3000), [this] { return !terminal_.runs(); });
  if (told && now_ - from >= reading_time) told_.insert(number);
  if (!terminal_.runs() || terminal_.number_on_glass() != number) return;
  if (terminal_.tells_to_remember()) {
    told_.insert(number);
    const bool again = chance(0.5);
    if (again) repair();
    if (again && terminal_.tap({Act::print_again, 0})) return;
  } else if (!has_paper(number)) {
    if (terminal_.tap({Act::no_slip, 0})) return;
    if (terminal_.runs() && terminal_.number_on_glass() == number &&
        screens::in_hand(*terminal_.screen().given))
      fault("no paper, and no way to say so: " + visit.fault);
    return;
  }
  printer_.emulated().obey("take");
  (void)terminal_.tap({Act::home, 0});
}

// ---- judgement --------------------------------------------------------------------------------------------

void PaperDay::fault(const std::string& what) {
  faults_.push_back("seed " + std::to_string(seed_) + ", visitor " + std::to_string(visits_.size()) + ": " +
                    what);
}

void PaperDay::close(Tally& tally) {
  repair();
  hall_.reachable = true;
  server_away_at_.reset();
  const bool quiet = run_until(20min, [this] {
    printer_.emulated().obey("take");
    return terminal_.settled();
  });
  if (!quiet) fault("the day does not come to rest");
  judge_numbers();
  judge_papers();
  judge_outcomes(tally);
}

/// N1, N2: each decision is one number at the server, each number on glass or paper is one of them.
void PaperDay::judge_numbers() {
  std::map<TicketId, std::string> requests;
  std::string request;  // stands at the first event of its command
  for (const Event& event : hall_.server.journal()) {
    if (event.request) request = event.request->value.substr(6);  // without "kiosk1"
    if (const auto* issued = std::get_if<TicketIssued>(&event.body)) {
      standing_[issued->ticket] = issued->number.text();
      requests[issued->ticket] = request;
    }
    if (const auto* gone = std::get_if<TicketCancelled>(&event.body)) standing_.erase(gone->ticket);
  }
  std::set<std::string> numbers;
  for (const auto& [ticket, number] : standing_) {
    if (!numbers.insert(number).second) fault("two tickets have the number " + number);
    by_request_[requests[ticket]] = ticket;
  }
  std::size_t known = 0;
  for (const Terminal::Decision& each : terminal_.decisions) {
    const auto spare = each.spare.empty() ? 0 : by_request_.count(each.spare.value);
    const auto count = by_request_.count(each.request.value) + spare;
    known += count;
    if (count > 1) fault("two tickets for one touch");
    if (count == 0 && !each.cut) fault("a touch without a number");
  }
  if (known != standing_.size()) fault("tickets that nobody asked for");
  for (const std::string& number : terminal_.shown) {
    if (!numbers.contains(number)) fault("the number on the glass is not in the queue: " + number);
  }
}

/// One number, one paper; another one only with its mark. What was said to be printed is on paper, what was
/// said to have failed is not.
void PaperDay::judge_papers() {
  std::map<std::string, int> plain, any;
  std::set<std::string> jobs;
  for (const Paper& paper : printer_.papers()) {
    const std::string& number = terminal_.numbers.at(TicketId{paper.job.substr(0, paper.job.find('/'))});
    jobs.insert(paper.job);
    ++any[number];
    if (!paper.repeat && ++plain[number] > 1) fault("two papers without a mark: " + number);
    const bool stands = std::any_of(standing_.begin(), standing_.end(),
                                    [&](const auto& each) { return each.second == number; });
    if (!stands) fault("paper with a number that is not in the queue: " + number);
  }
  for (const auto& [job, printed] : terminal_.ended) {
    if (printed && !jobs.contains(job) && !blank_) fault("said to be printed and not on paper: " + job);
    if (!printed && jobs.contains(job)) fault("said to have failed and on paper: " + job);
  }
}

void PaperDay::judge_outcomes(Tally& tally) {
  for (const auto& [ticket, number] : standing_) {
    const visit::Visit* at = hall_.server.committed().ticket(ticket);
    const auto said = terminal_.reported.find(number);
    if (at->slip == SlipOutcome::pending) fault("the server knows nothing of the paper of " + number);
    if (said != terminal_.reported.end() && said->second && *said->second != at->slip)
      fault("the server was told something else of the paper of " + number);
    const bool paper = has_paper(number);
    if (!paper && !told_.contains(number) && !terminal_.offered.contains(number))
      fault("silent loss: neither paper nor word of the number " + number);
    if (at->slip == SlipOutcome::printed && !paper && !blank_)
      fault("the server was told of paper that is not there: " + number);
    if (at->slip == SlipOutcome::failed && paper)
      fault("the server was told of no paper, and there is: " + number);
  }
  for (const Visit& visit : visits_) {
    Outcomes& of = tally[visit.fault];
    ++of.visits;
    const Terminal::Decision* made = visit.decision ? &terminal_.decisions[*visit.decision] : nullptr;
    auto found = made == nullptr ? by_request_.end() : by_request_.find(made->request.value);
    if (made != nullptr && found == by_request_.end()) found = by_request_.find(made->spare.value);
    if (found == by_request_.end()) {
      ++of.nothing;
      continue;
    }
    const std::string& number = standing_.at(found->second);
    const SlipOutcome slip = hall_.server.committed().ticket(found->second)->slip;
    ++(slip == SlipOutcome::printed ? of.printed : slip == SlipOutcome::failed ? of.failed : of.unknown);
    of.own += terminal_.own.contains(number) ? 1 : 0;
    of.offered += terminal_.offered.contains(number) ? 1 : 0;
    of.repeats += std::any_of(printer_.papers().begin(), printer_.papers().end(), [&](const Paper& paper) {
      return paper.repeat &&
             terminal_.numbers.at(TicketId{paper.job.substr(0, paper.job.find('/'))}) == number;
    });
  }
}

}  // namespace talon::sim
