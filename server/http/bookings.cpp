// SPDX-License-Identifier: MIT
// The router's calls about appointments. A contact is written to people.db by a worker before the journal's
// event and settled after it; the loop never waits for that file.
#include "server/http/contacts.h"
#include "server/http/password.h"
#include "server/http/router.h"
#include "server/model/names.h"
#include "server/protocol/json.h"
#include "server/protocol/request_booking.h"
#include "server/protocol/writer.h"
#include "server/queue/appointments.h"
#include "server/queue/calendar.h"

namespace talon::http {

/// What is kept of a request to book until its answer.
struct Router::Booking {
  Command command;
  Contact contact;
  ContactRequest request;
  [[nodiscard]] const AppointmentId& id() const {
    return std::get<BookAppointment>(command.body).appointment;
  }
};

namespace {

constexpr int most_slots = 200;
constexpr int usual_slots = 20;

Refusal bad(std::string detail) {
  return {RefusalCode::bad_request, std::move(detail)};
}

/// Ten digits: what a terminal's keypad types and a telephone says. One guess hits one of a thousand living
/// codes once in ten million times, and guesses are counted (code_quota_).
std::string random_code() {
  constexpr std::uint64_t codes = 10'000'000'000;
  constexpr std::size_t digits = 10;
  const std::string number =
      std::to_string(std::stoull(random_hex(sizeof(std::uint64_t)), nullptr, 16) % codes);
  return std::string(digits - number.size(), '0') + number;
}

/// The request as the journal may know it: that there is a contact, not which.
std::string sameness(const BookAppointment& command, const Contact& contact) {
  std::string text = "POST /api/v1/appointments\n" + command.service.value + '\n' + command.procedure.value;
  text += '\n' + format_timestamp(command.slot_at) + '\n' + std::string(name_of(command.booked_by));
  text += '\n' + std::string(name_of(command.remind)) + '\n' + (contact.empty() ? "" : "contact");
  return sha256_hex(text);
}

/// "13:30" after midnight.
std::optional<std::chrono::minutes> parse_clock(const std::string& text) {
  const auto digit = [&](std::size_t at) {
    return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : -100;
  };
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const int hours = digit(0) * 10 + digit(1);
  const int minutes = digit(3) * 10 + digit(4);
  if (hours < 0 || hours > 24 || minutes < 0 || minutes > 59) return std::nullopt;
  return std::chrono::hours{hours} + std::chrono::minutes{minutes};
}

/// The caller's wish in a query: from, after, before.
Result<queue::Wish> wish_of(const Target& target) {
  queue::Wish wish;
  const std::string from = target.value("from");
  if (!from.empty()) {
    wish.from = parse_date(from);
    if (!wish.from || !wish.from->ok()) return bad("from: нужна дата вида 2026-03-02");
  }
  for (const auto& [name, at] : {std::pair{"after", &wish.after}, std::pair{"before", &wish.before}}) {
    const std::string text = target.value(name);
    if (text.empty()) continue;
    const auto clock = parse_clock(text);
    if (!clock) return bad(std::string(name) + ": нужно время вида 13:30");
    *at = *clock;
  }
  return wish;
}

std::optional<std::size_t> count_of(const std::string& text) {
  if (text.empty()) return usual_slots;
  const bool number = text.size() <= 3 && text.find_first_not_of("0123456789") == std::string::npos;
  const int count = number ? std::stoi(text) : 0;
  if (count < 1 || count > most_slots) return std::nullopt;
  return static_cast<std::size_t>(count);
}

}  // namespace

void Router::slots(const Call& call, const Answer& answer) const {
  const queue::State& state = world_.hall.state();
  const LineId line{ServiceId{call.target.value("service")}, ProcedureId{call.target.value("procedure")}};
  if (state.configuration->service(line.service) == nullptr)
    return answer(refuse({RefusalCode::unknown_service, line.service.value}));
  const Offer* offer = state.configuration->offer(line);
  if (offer == nullptr) return answer(refuse({RefusalCode::unknown_procedure, line.procedure.value}));
  if (!offer->schedule)
    return answer(refuse({RefusalCode::no_booking, state.configuration->line_title(line)}));
  const auto wish = wish_of(call.target);
  if (!wish.ok()) return answer(refuse(wish.refusal()));
  const auto most = count_of(call.target.value("most"));
  if (!most) return answer(refuse(bad("most: нужно число от 1 до " + std::to_string(most_slots))));
  answer(
      json_reply(200, protocol::encode(queue::slots_picture(state, line, *wish, *most, world_.hall.time()))));
}

void Router::appointments(const Call& call, Answer answer) {
  const queue::State& state = world_.hall.state();
  const std::string text = call.target.value("date");
  const auto date = text.empty() ? std::optional(state.date) : parse_date(text);
  if (!date || !date->ok()) return answer(refuse(bad("date: нужна дата вида 2026-03-02")));
  const auto job = [this, list = queue::appointment_list(state, *date, world_.hall.time())] {
    AppointmentList shown = list;
    for (AppointmentPicture& row : shown.appointments)
      row.contact = world_.contacts.masked_of(row.appointment.value);
    return json_reply(200, protocol::encode(shown));
  };
  off_loop(world_.clerk, job, std::move(answer));
}

/// One appointment; staff see the end of the number, a terminal sees none of it.
void Router::show_appointment(const Call& call, const AppointmentId& id, Answer answer) {
  auto picture = queue::appointment_picture(world_.hall.state(), id, world_.hall.time().now);
  if (!picture) return answer(refuse({RefusalCode::unknown_appointment, ""}));
  if (call.caller.actor.role == Role::kiosk) return answer(json_reply(200, protocol::encode(*picture)));
  const auto job = [this, picture = std::move(*picture)] {
    AppointmentPicture shown = picture;
    shown.contact = world_.contacts.masked_of(shown.appointment.value);
    return json_reply(200, protocol::encode(shown));
  };
  off_loop(world_.clerk, job, std::move(answer));
}

void Router::find_appointment(const Call& call, Answer answer) {
  const auto code = protocol::read_booking_code(call.request.body);
  if (!code.ok()) return answer(refuse(code.refusal()));
  if (!may_try_code(call)) return answer(refuse({RefusalCode::too_many_attempts, "60"}));
  // Who has checked in, cancelled or missed the time hears that, not that his code is wrong.
  const AppointmentId found = queue::ever_by_code(world_.hall.state(), *code);
  if (found.empty()) return answer(refuse({RefusalCode::unknown_appointment, ""}));
  show_appointment(call, found, std::move(answer));
}

bool Router::may_try_code(const Call& call) {
  if (code_quota_.take(call.caller.scope, world_.now())) return true;
  note_refusal(call.request, call.rule, &call.caller, RefusalCode::too_many_attempts);
  return false;
}

/// The whole contact, for who has to ring; that it was read is kept with it.
void Router::appointment_contact(const Call& call, Answer answer) {
  const auto job = [this, id = lower_ascii(call.segment(3)), reader = call.caller.actor.name] {
    const auto contact = world_.contacts.read(id, reader, world_.now());
    if (!contact) return refuse({RefusalCode::unknown_appointment, ""});
    protocol::Writer out;
    out.begin_object().field("name", contact->name).field("phone", contact->phone);
    out.field("email", contact->email).end_object();
    Reply reply = json_reply(200, std::move(out).text());
    reply.extra = {{"Cache-Control", "no-store"}};
    return reply;
  };
  off_loop(world_.clerk, job, std::move(answer));
}

void Router::erase_person(const Call& call, Answer answer) {
  auto contact = protocol::read_erase_person(call.request.body);
  if (!contact.ok()) return answer(refuse(contact.refusal()));
  const auto job = [this, contact = std::move(*contact)] {
    protocol::Writer out;
    out.begin_object().field("erased", world_.contacts.erase(contact)).end_object();
    return json_reply(200, std::move(out).text());
  };
  off_loop(world_.clerk, job, std::move(answer));
}

void Router::book(const Call& call, Answer answer) {
  auto read = protocol::read_book_appointment(call.request.body);
  if (!read.ok()) return answer(refuse(read.refusal()));
  const bool kiosk = call.caller.actor.role == Role::kiosk;
  if (!kiosk && read->command.booked_by == BookedBy::kiosk)
    return answer(refuse(bad("поле «booked_by»: сотрудник записывает in_person или telephone")));
  if (kiosk) read->command.booked_by = BookedBy::kiosk;
  const auto booking = std::make_shared<Booking>();
  booking->contact = std::move(read->contact);
  booking->request = {call.caller.scope, lower_ascii(call.request.fields.idempotency_key)};
  booking->command.by = call.caller.actor;
  if (is_person(call.caller.actor.role))
    booking->command.person = world_.access.name_of_person(call.caller.actor.name);
  booking->command.request = RequestId{booking->request.key};
  booking->command.request_scope = call.caller.scope;
  booking->command.request_sha = sameness(read->command, booking->contact);
  read->command.appointment = AppointmentId{random_uuid()};
  read->command.codes = {random_code(), random_code(), random_code()};
  booking->command.body = std::move(read->command);
  if (booking->contact.empty()) return submit_booking(booking, std::move(answer));
  reserve_contact(booking, std::move(answer));
}

void Router::reserve_contact(const std::shared_ptr<Booking>& booking, Answer answer) {
  auto shared = std::make_shared<Answer>(std::move(answer));
  const bool taken = world_.clerk.run([this, booking, shared] {
    const auto id = [&]() -> Result<std::string> {
      try {
        return world_.contacts.reserve(booking->request, booking->id().value, booking->contact, world_.now());
      } catch (const std::exception&) {
        return Refusal{RefusalCode::storage_unavailable, ""};
      }
    }();
    world_.loop.post([this, booking, shared, id] {
      if (!id.ok()) return (*shared)(refuse(id.refusal()));
      std::get<BookAppointment>(booking->command.body).appointment = AppointmentId{*id};
      submit_booking(booking, std::move(*shared));
    });
  });
  if (!taken) (*shared)(refuse({RefusalCode::too_many_attempts, "1"}));
}

void Router::submit_booking(const std::shared_ptr<Booking>& booking, Answer answer) {
  world_.hall.submit(booking->command, [this, booking, answer = std::move(answer)](const Result<Done>& done) {
    if (!booking->contact.empty()) settle_contact(*booking, done);
    if (!done.ok()) return answer(refuse(done.refusal()));
    answer(json_reply(201, protocol::encode(world_.hall.appointment_reply(*done))));
  });
}

/// A job that the worker has no room for, or whose write fails, is made good by Contacts::tidy: it asks the
/// hall which ids are real.
void Router::settle_contact(const Booking& booking, const Result<Done>& done) {
  const queue::State& state = world_.hall.state();
  const auto known = state.appointments.find(booking.id());
  const bool booked = done.ok() && done->appointment == booking.id() && known != state.appointments.end();
  Contacts& contacts = world_.contacts;
  std::function<void()> job = [&contacts, id = booking.id().value] { contacts.drop(id); };
  if (booked) {
    job = [&contacts, booking, date = known->second.date] {
      contacts.settle(booking.request, booking.id().value, booking.contact, date);
    };
  }
  keep(std::move(job));
}

void Router::keep(std::function<void()> job) {
  static_cast<void>(world_.clerk.run([this, job = std::move(job)] {
    try {
      job();
    } catch (const std::exception& failure) {
      world_.log(failure.what());
    }
  }));
}

/// After a move the days of keeping are counted from the new slot, after a cancellation from today.
void Router::change_appointment(const Call& call, Answer answer) {
  const AppointmentId id{lower_ascii(call.segment(3))};
  const auto body = [&]() -> Result<CommandBody> {
    if (call.rule.route == Route::appointment_move) {
      auto move = protocol::read_move_appointment(id, call.request.body);
      if (!move.ok()) return move.refusal();
      return CommandBody{std::move(*move)};
    }
    auto cancel = protocol::read_cancel_appointment(id, call.request.body);
    if (!cancel.ok()) return cancel.refusal();
    return CommandBody{std::move(*cancel)};
  }();
  if (!body.ok()) return answer(refuse(body.refusal()));
  const auto reply = [this, id](const Result<Done>& done) {
    if (!done.ok()) return refuse(done.refusal());
    const queue::State& state = world_.hall.state();
    const auto known = state.appointments.find(id);
    const bool moved = known != state.appointments.end() && known->second.state == AppointmentState::expected;
    Contacts& contacts = world_.contacts;
    keep([&contacts, id, date = moved ? known->second.date : state.date] {
      static_cast<void>(contacts.use_until(id.value, date));
    });
    return empty_reply(204);
  };
  submit(call, *body, reply, std::move(answer), call.caller.actor);
}

}  // namespace talon::http
