// SPDX-License-Identifier: MIT
#include "server/http/hall.h"

#include <algorithm>
#include <stdexcept>

#include "server/http/password.h"
#include "server/protocol/json.h"
#include "server/queue/appointments.h"

namespace talon::http {
namespace {

constexpr std::size_t most_known =
    100'000;  // keys kept in memory, about 20 MB; older ones are in the database
constexpr Millis longest_tick{1000};
constexpr Millis recovery_pause{1000};

std::string key_id(const std::string& scope, const std::string& key) {
  return scope + '\n' + key;
}

Done done_of(const Event& event, const std::string& head) {
  Done done{event.seq, {}, head, nullptr, {}};
  if (const auto* issued = std::get_if<TicketIssued>(&event.body)) done.ticket = issued->ticket;
  if (const auto* booked = std::get_if<AppointmentBooked>(&event.body))
    done.appointment = booked->appointment;
  return done;
}

Refusal unavailable() {
  return {RefusalCode::storage_unavailable, ""};
}

Actor system_actor() {
  return {Role::system, "", ""};
}

Event read_event(const std::string& json) {
  auto event = protocol::decode_event(json);
  if (!event.ok()) throw std::runtime_error("journal: unreadable event: " + event.refusal().detail);
  return std::move(event).value();
}

}  // namespace

Folded fold(const store::Journal& journal) {
  Folded folded;
  journal.read_fold([&](const std::string& json) {
    const Event event = read_event(json);
    queue::apply(folded.state, event);
    if (event.request) {
      // The head of an older event is not at hand here: a repeat asks the database for it.
      folded.keys.push_back(
          {key_id(event.request_scope, event.request->value), event.request_sha, done_of(event, "")});
    }
  });
  folded.seq = journal.last_seq();
  folded.head = journal.head();
  return folded;
}

Hall::Hall(World world, Folded folded) : world_(std::move(world)), committed_(std::move(folded.state)) {
  TALON_EXPECT(committed_.seq == folded.seq);
  committed_.rate = world_.clock.rate();
  forming_ = committed_;
  committed_head_ = forming_head_ = folded.head;
  for (Folded::Key& key : folded.keys) remember(key.id, {key.sha, key.done, true, {}});
}

HallTime Hall::time() const {
  return {world_.clock.now().at, world_.clock.rate(), world_.clock.is_virtual()};
}

TicketReply Hall::ticket_reply(const Done& done) const {
  if (committed_.ticket(done.ticket) != nullptr)
    return queue::ticket_reply(committed_, done.ticket, done.head);
  TALON_EXPECT(done.issued != nullptr);
  queue::State then;
  then.configuration = committed_.configuration;
  queue::apply(then, *done.issued);
  return queue::ticket_reply(then, done.ticket, done.head);
}

AppointmentPicture Hall::appointment_reply(const Done& done) const {
  const auto with_code = [&](const queue::State& state) {
    // Of its beginning of time: a repeat hears the very same answer, never that it has become late.
    auto picture = queue::appointment_picture(state, done.appointment, Timestamp{});
    if (picture) picture->code = state.appointments.at(done.appointment).code;
    return picture;
  };
  if (auto now = with_code(committed_)) return *now;
  TALON_EXPECT(done.issued != nullptr);
  queue::State then;
  then.configuration = committed_.configuration;
  queue::apply(then, *done.issued);
  return *with_code(then);
}

void Hall::remember(const std::string& key, Known known) {
  if (known_.insert_or_assign(key, std::move(known)).second) known_order_.push_back(key);
  while (known_order_.size() > most_known) {
    const auto oldest = known_.find(known_order_.front());
    if (oldest != known_.end() && !oldest->second.durable) return;
    if (oldest != known_.end()) known_.erase(oldest);
    known_order_.pop_front();
  }
}

// Of a ticket or an appointment that has left the state since.
bool Hall::gone(const Done& done) const {
  const bool ticket = !done.ticket.empty() && committed_.ticket(done.ticket) == nullptr;
  return ticket || (!done.appointment.empty() && !committed_.appointments.contains(done.appointment));
}

// Folded from the journal without its head, or gone without the event that would tell of it.
bool Hall::incomplete(const Done& done) const {
  return done.head.empty() || (done.issued == nullptr && gone(done));
}

bool Hall::answer_repeat(const Command& command, const std::string& key, WhenDone& done) {
  auto known = known_.find(key);
  if (known == known_.end() || (known->second.durable && incomplete(known->second.done))) {
    const auto stored = world_.find(command.request_scope, command.request->value);
    if (!stored) return false;
    const Event event = read_event(stored->json);
    Known found{event.request_sha, done_of(event, stored->head), true, {}};
    // A ticket of an earlier day is in no state: its slip is drawn from the event.
    if (gone(found.done)) found.done.issued = std::make_shared<const Event>(event);
    remember(key, std::move(found));
    known = known_.find(key);
  }
  if (known->second.sha != command.request_sha) {
    done(Refusal{RefusalCode::key_reused, ""});
  } else if (known->second.durable) {
    done(known->second.done);
  } else {
    known->second.waiting.push_back(std::move(done));
  }
  return true;
}

void Hall::submit(Command command, WhenDone done) {
  if (!writable_) return done(unavailable());
  std::string key;
  if (command.request) {
    key = key_id(command.request_scope, command.request->value);
    if (answer_repeat(command, key, done)) return;
  }
  const Moment now = world_.clock.now();
  decide_overdue(now);
  if (taken_before(command)) {
    return done(Refusal{RefusalCode::number_taken, std::get<IssueTicket>(command.body).number->text()});
  }
  auto decision = queue::decide(forming_, command, now);
  if (!decision.ok()) return done(decision.refusal());
  if (decision->events.empty()) return done(Done{});
  const auto flight = form(std::move(*decision), command, now);
  flight->key = key;
  flight->when_done = std::move(done);
  if (!key.empty()) remember(key, {command.request_sha, flight->done, false, {}});
  send(flight);
}

// The state knows today's numbers and those delivered late today. One delivered late on an earlier day is in
// the database alone: without this question its unique index would fail the commit, again and again.
bool Hall::taken_before(const Command& command) const {
  const auto* issue = std::get_if<IssueTicket>(&command.body);
  if (issue == nullptr || !issue->number || !issue->issued_at || !forming_.configuration) return false;
  const Date date = service_date(*issue->issued_at, forming_.configuration->day_ends);
  return date < forming_.date && world_.taken(date, *issue->number);
}

void Hall::decide_overdue(const Moment& now) {
  const auto deadline = queue::next_deadline(forming_);
  if (!deadline || *deadline > now.at) return;
  Command command;
  command.by = system_actor();
  command.body = TimePassed{};
  auto decision = queue::decide(forming_, command, now);
  if (decision.ok() && !decision->events.empty()) send(form(std::move(*decision), command, now));
}

std::shared_ptr<Hall::Flight> Hall::form(queue::Decision decision, const Command& command,
                                         const Moment& now) {
  auto flight = std::make_shared<Flight>();
  // What was overdue is the system's; where the command adds nothing the key stays with the first of them.
  const bool own = decision.overdue < decision.events.size();
  const auto main = decision.events.begin() + static_cast<std::ptrdiff_t>(own ? decision.overdue : 0);
  for (auto item = decision.events.begin(); item != decision.events.end(); ++item) {
    Event event;
    event.seq = forming_.seq + 1;
    event.when = now;
    event.due = item->due;
    event.by = item < main ? system_actor() : command.by;
    event.body = std::move(item->body);
    if (item == main) {
      event.request = command.request;
      event.request_scope = command.request_scope;
      event.request_sha = command.request_sha;
    }
    add_event(*flight, std::move(event));
    if (item == main) flight->done = done_of(flight->events.back(), store::head_text(forming_head_));
  }
  flight->head = forming_head_;
  return flight;
}

void Hall::add_event(Flight& flight, Event event) {
  store::Record record = store::make_record(event, protocol::encode(event), forming_head_);
  queue::Applied applied = queue::apply(forming_, event);
  record.legs = std::move(applied.legs);
  record.legs_removed = std::move(applied.legs_removed);
  forming_head_ = record.chain;
  flight.stored.push_back({record.seq, record.json});
  flight.batch.records.push_back(std::move(record));
  flight.events.push_back(std::move(event));
}

void Hall::send(const std::shared_ptr<Flight>& flight) {
  ++under_way_;
  world_.writer.submit(std::move(flight->batch), [this, flight](const store::CommitOutcome& outcome) {
    --under_way_;
    outcome.ok() ? landed(*flight) : failed(*flight, outcome.error);
  });
}

void Hall::landed(Flight& flight) {
  for (const Event& event : flight.events) queue::apply(committed_, event);
  committed_head_ = flight.head;
  std::vector<WhenDone> waiting;
  if (const auto known = known_.find(flight.key); !flight.key.empty() && known != known_.end()) {
    known->second.durable = true;
    waiting = std::exchange(known->second.waiting, {});
  }
  if (flight.when_done) flight.when_done(flight.done);
  for (WhenDone& repeat : waiting) repeat(flight.done);
  world_.committed(flight.stored);
}

// What was formed is thrown away with everything behind it; nothing changes until a write succeeds.
void Hall::failed(Flight& flight, const std::string& reason) {
  const bool first = std::exchange(writable_, false);
  if (first) world_.log("commit failed: " + reason);
  std::vector<WhenDone> waiting;
  if (const auto known = known_.find(flight.key); !flight.key.empty() && known != known_.end()) {
    waiting = std::move(known->second.waiting);
    known_.erase(known);
  }
  if (flight.when_done) flight.when_done(unavailable());
  for (WhenDone& repeat : waiting) repeat(unavailable());
  if (first) recover();
}

void Hall::recover() {
  world_.writer.recover([this](const store::CommitOutcome& outcome) {
    if (!outcome.ok()) {
      world_.loop.after(recovery_pause, [this] { recover(); });
      return;
    }
    forming_ = committed_;
    forming_head_ = committed_head_;
    writable_ = true;
    world_.log("storage is well again");
  });
}

Millis Hall::tick() {
  if (!writable_) return longest_tick;
  if (const auto step = world_.clock.wall_step()) {
    Command command;
    command.by = system_actor();
    command.body = StepClock{*step};
    submit(std::move(command), [](const auto&) {});
  }
  const Moment now = world_.clock.now();
  decide_overdue(now);
  const auto deadline = queue::next_deadline(forming_);
  if (!deadline) return longest_tick;
  const double until = static_cast<double>((deadline->utc - now.at.utc).count()) / world_.clock.rate();
  return std::clamp(Millis{static_cast<std::int64_t>(until) + 1}, Millis{5}, longest_tick);
}

void Hall::foresee(std::shared_ptr<const queue::Outlook> outlook) {
  forming_.outlook = committed_.outlook = std::move(outlook);
}

void Hall::heard(const DeviceId& device) {
  const Moment now = world_.clock.now();
  queue::heard(forming_, device, now);
  queue::heard(committed_, device, now);
}

}  // namespace talon::http
