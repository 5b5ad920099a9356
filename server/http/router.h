// SPDX-License-Identifier: MIT
// Everything of the API that is testable without a socket: who asks, may he, what is asked, what is answered.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "server/http/access.h"
#include "server/http/access_book.h"
#include "server/http/attempts.h"
#include "server/http/contacts.h"
#include "server/http/hall.h"
#include "server/http/hub.h"
#include "server/http/metrics.h"
#include "server/http/permission.h"
#include "server/http/request.h"
#include "server/http/ticket_history.h"

namespace talon::http {

/// A static file of the consoles. All views live as long as the process.
struct StaticFile {
  std::string_view content_type;
  std::string_view body;
  std::string_view etag;
};

/// Reads that need the disk: made on a worker, answered on the loop.
class Archive {
 public:
  virtual ~Archive() = default;
  /// GET /reports/{name}: a reply in the format asked for, or a refusal (unknown_report, bad_request).
  virtual void report(const std::string& name, const Target& target, Answer answer) = 0;
  /// GET /reports/own: what one specialist did, as JSON.
  virtual void own_report(const UserId& specialist, const Target& target, Answer answer) = 0;
  /// GET /sessions, as JSON or CSV.
  virtual void sessions(const Target& target, Answer answer) = 0;
  /// What the received copy of the hall's journal says was handed over after event `since`; empty: nothing.
  /// Refusals: bad_request without a copy, wrong_state when it is damaged.
  using WhenHanded = std::function<void(Result<std::optional<SessionReceived>>)>;
  virtual void handed(const std::string& hall, std::int64_t since, WhenHanded done) = 0;
  /// GET /tickets/{id}, by the id or by the number on paper: no events when there is no such ticket.
  virtual void history(const TicketKey& ticket, std::function<void(TicketRecord)> done) = 0;
};

class Router {
 public:
  struct World {
    Loop& loop;
    Hall& hall;
    Access& access;
    AccessBook& accesses;
    Worker& hasher;  ///< Argon2id, few at a time
    Contacts& contacts;
    Worker& clerk;  ///< for `contacts`: one thread, so that its jobs keep their order
    Archive& archive;
    Counters& counters;
    std::function<RealTime()> now;
    std::function<std::optional<StaticFile>(const std::string& path)> file;
    std::string openapi;
    std::function<void(const std::string&)> log;
  };
  explicit Router(World world);

  /// `answer` is called exactly once; the request must live until then.
  void handle(const Request& request, Answer answer);

  /// The picture of a view for event streams; empty: no such desk.
  [[nodiscard]] std::optional<Hub::Picture> draw(View view, const DeskId& desk) const;

 private:
  struct Caller {
    Actor actor;
    std::string scope;  // of his Idempotency-Keys; empty: a visitor
    bool by_cookie = false;
    std::string token;
  };
  struct Call {
    const Request& request;
    const Target& target;
    const Rule& rule;
    Caller caller;
    [[nodiscard]] const std::string& segment(std::size_t index) const { return target.segments.at(index); }
  };

  [[nodiscard]] Result<Caller> identify(const Request& request) const;
  [[nodiscard]] Role device_role(const DeviceKey& key) const;
  [[nodiscard]] std::optional<Refusal> check(const Call& call) const;
  void dispatch(const Call& call, Answer answer);

  void read(const Call& call, const Answer& answer);
  [[nodiscard]] Reply desks() const;
  [[nodiscard]] Reply callbacks() const;
  [[nodiscard]] Reply regulation(const Call& call) const;
  [[nodiscard]] Reply own_device(const Call& call) const;
  [[nodiscard]] BoardPicture board_of(const Device& display) const;
  [[nodiscard]] Reply metrics() const;
  void ticket(const Call& call, Answer answer);
  [[nodiscard]] TicketId named_ticket(const std::string& segment) const;
  void ticket_status(const Call& call, const Answer& answer) const;
  [[nodiscard]] Reply ticket_paper(const Call& call) const;
  void ticket_page(const Call& call, const Answer& answer);
  void stream(const Call& call, const Answer& answer);
  void asset(const Call& call, const Answer& answer) const;

  void issue(const Call& call, Answer answer);
  void desk_key(const Call& call, Answer answer);
  [[nodiscard]] CommandBody command_of(PanelKey key, const DeskId& desk) const;
  void desk_command(const Call& call, Answer answer);
  void plain_command(const Call& call, Answer answer);
  [[nodiscard]] Command formed(const Call& call, CommandBody body, Actor actor) const;
  void submit(const Call& call, CommandBody body, std::function<Reply(const Result<Done>&)> reply,
              Answer answer, Actor actor);

  // ---- bookings.cpp
  struct Booking;
  void slots(const Call& call, const Answer& answer) const;
  void appointments(const Call& call, Answer answer);
  void show_appointment(const Call& call, const AppointmentId& id, Answer answer);
  void find_appointment(const Call& call, Answer answer);
  [[nodiscard]] bool may_try_code(const Call& call);
  void appointment_contact(const Call& call, Answer answer);
  void erase_person(const Call& call, Answer answer);
  void book(const Call& call, Answer answer);
  void reserve_contact(const std::shared_ptr<Booking>& booking, Answer answer);
  void submit_booking(const std::shared_ptr<Booking>& booking, Answer answer);
  void settle_contact(const Booking& booking, const Result<Done>& done);
  void keep(std::function<void()> job);
  void change_appointment(const Call& call, Answer answer);

  // ---- sessions.cpp
  void session_command(const Call& call, Answer answer);
  void prepare_session(const Call& call, Answer answer);
  void receive_session(const Call& call, Answer answer);

  void log_in(const Call& call, Answer answer);
  void log_out(const Call& call, Answer answer);
  void people_command(const Call& call, Answer answer);
  void accesses(const Call& call, Answer answer);
  void note_refusal(const Request& request, const Rule& rule, const Caller* caller, RefusalCode code);
  void write_access(const AccessNote& note);
  void off_loop(Worker& worker, std::function<Reply()> job, Answer answer);

  World world_;
  Quota page_quota_{30};
  Quota code_quota_{30};  ///< booking codes tried, by caller
};

/// Login, name and role, as GET and POST /session answer.
[[nodiscard]] std::string person_json(const Person& person);

/// Of a session; a browser takes the first only over TLS.
[[nodiscard]] std::string_view cookie_name(bool secure);

/// The reply that says why not.
[[nodiscard]] Reply refuse(const Refusal& refusal);

/// Header fields that every reply carries.
[[nodiscard]] const std::vector<std::pair<std::string, std::string>>& security_fields();

}  // namespace talon::http
