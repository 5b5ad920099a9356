// SPDX-License-Identifier: MIT
#include "kiosk/link.h"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <utility>

#include "server/protocol/json.h"

namespace talon::kiosk {

namespace {

using steady = std::chrono::steady_clock;

constexpr Millis menu_at_most_every{500};  ///< a busy hall changes many times a second
constexpr Millis menu_at_least_every{5'000};
constexpr Millis state_every{5'000};
constexpr std::size_t most_settled = 64;
constexpr Millis self_every{60'000};  ///< the highest number under our letter, the size of the glass

}  // namespace

ServerLink::ServerLink(client::Settings settings, offline::Journal& journal, LastHeard& last_heard,
                       std::function<void(screens::Input)> hear, std::function<void(const Self&)> know_self,
                       std::function<std::vector<Component>()> components)
    : settings_(std::move(settings)),
      journal_(journal),
      last_heard_(last_heard),
      hear_(std::move(hear)),
      know_self_(std::move(know_self)),
      components_(std::move(components)),
      client_(settings_),
      post_([this](std::string_view path, std::string_view json, const std::optional<RequestId>& request) {
        return client_.post(path, json, request);
      }) {
  for (const auto& known : journal_.found().undelivered) serial_ = std::max(serial_, known.serial + 1);
  stream_ = std::make_unique<client::EventStream>(
      settings_, "/api/v1/events?view=hall",
      [this](const client::StreamMessage& message) { on_hall(message.data); },
      [this](client::Link link) { on_link(link); });
  watcher_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

ServerLink::~ServerLink() {
  watcher_.request_stop();
  wake_.notify_all();
}

void ServerLink::take(const screens::TakeTicket& wanted, bool first) {
  tickets_.add([this, wanted, fresh = first]() mutable {
    if (settled(wanted.request)) return true;
    const auto answer = take_ticket(journal_, post_, wanted, fresh);
    fresh = false;
    if (!answer) return false;
    if (settle(wanted.request)) hear_(*answer);
    return true;
  });
}

void ServerLink::issue_here(const screens::IssueHere& wanted) {
  disk_.add([this, wanted] {
    if (!settle(wanted.request)) return true;
    const auto issued = journal_.issue(wanted.request, RequestId{client::new_uuid()}, wanted.ticket);
    if (!issued) {
      // The server's answer is still welcome.
      unsettle(wanted.request);
      hear_(screens::OwnNumbersSeen{false});
      hear_(screens::TicketAnswer{wanted.request, {}, {}});
      return true;
    }
    hear_(screens::TicketAnswer{wanted.request, issued->ticket, {}});
    deliver(*issued);
    return true;
  });
}

void ServerLink::deliver(const offline::IssuedHere& issued) {
  deliveries_.add([this, issued] { return deliver_issued(journal_, post_, issued); });
}

bool ServerLink::settle(const RequestId& request) {
  const std::lock_guard lock(settled_mutex_);
  if (std::find(settled_.begin(), settled_.end(), request) != settled_.end()) return false;
  settled_.push_back(request);
  if (settled_.size() > most_settled) settled_.pop_front();
  return true;
}

bool ServerLink::settled(const RequestId& request) {
  const std::lock_guard lock(settled_mutex_);
  return std::find(settled_.begin(), settled_.end(), request) != settled_.end();
}

void ServerLink::unsettle(const RequestId& request) {
  const std::lock_guard lock(settled_mutex_);
  std::erase(settled_, request);
}

void ServerLink::report(const screens::ReportOutcome& outcome) {
  offline::SlipKnown known{outcome.ticket,  0, outcome.outcome, outcome.reason, outcome.will_repeat,
                           outcome.on_glass};
  {
    const std::lock_guard lock(serial_mutex_);
    known.serial = serial_++;
  }
  disk_.add([this, known] {
    journal_.write(known);
    deliver(known);
    return true;
  });
}

void ServerLink::number_read(const TicketId& ticket) {
  disk_.add([this, ticket] {
    journal_.write(offline::NumberRead{ticket});
    return true;
  });
}

void ServerLink::deliver(const offline::SlipKnown& known) {
  reports_.add([this, known] { return deliver_slip(journal_, post_, known); });
}

void ServerLink::call_staff() {
  // On a worker of its own: a ticket or report that waits for the link must not keep a person waiting.
  help_.add([this] {
    const client::Reply reply = client_.post("/api/v1/help", "{}");
    hear_(screens::HelpAnswer{reply.status >= 200 && reply.status < 300});
    return true;
  });
}

namespace {

/// The number as a part of an address: its letter is two bytes of UTF-8.
std::string ticket_path(const std::string& number, std::string_view verb) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string path = "/api/v1/tickets/";
  for (const char each : number) {
    const auto byte = static_cast<unsigned char>(each);
    if (byte < 0x80) {
      path += each;
    } else {
      path += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return path + "/" + std::string(verb);
}

}  // namespace

void ServerLink::ask_status(const std::string& number) {
  help_.add([this, number] {
    const client::Reply reply = client_.get(ticket_path(number, "status"));
    screens::StatusSeen seen{number, {}, reply.refusal};
    auto status = protocol::decode<TicketStatus>(reply.body);
    if (reply.status == 200 && status.ok()) seen.status = std::move(status).value();
    hear_(std::move(seen));
    return true;
  });
}

void ServerLink::ask_paper(const std::string& number) {
  help_.add([this, number] {
    const client::Reply reply = client_.get(ticket_path(number, "slip"));
    screens::PaperSeen seen{number, {}};
    auto ticket = protocol::decode<TicketReply>(reply.body);
    if (reply.status == 200 && ticket.ok()) seen.ticket = std::move(ticket).value();
    hear_(std::move(seen));
    return true;
  });
}

void ServerLink::ask_booking(const std::string& code) {
  help_.add([this, code] {
    const client::Reply reply =
        client_.post("/api/v1/appointments/find", "{\"booking_code\":\"" + code + "\"}");
    screens::BookingSeen seen{code, {}, reply.refusal};
    auto found = protocol::decode<AppointmentPicture>(reply.body);
    if (reply.status == 200 && found.ok()) seen.appointment = std::move(found).value();
    hear_(std::move(seen));
    return true;
  });
}

void ServerLink::ask_slots(const screens::AskSlots& wanted) {
  help_.add([this, wanted] {
    const client::Reply reply = client_.get("/api/v1/appointments/slots?service=" + wanted.service.value +
                                            "&procedure=" + wanted.procedure.value + "&most=200");
    screens::SlotsSeen seen{wanted.service, wanted.procedure, {}};
    auto slots = protocol::decode<SlotsPicture>(reply.body);
    if (reply.status == 200 && slots.ok()) seen.slots = std::move(slots).value();
    hear_(std::move(seen));
    return true;
  });
}

void ServerLink::book(const screens::BookTime& wanted, bool first) {
  bookings_.add([this, wanted, fresh = first]() mutable {
    const auto answer = book_time(journal_, post_, wanted, fresh);
    fresh = false;
    if (!answer) return false;
    hear_(*answer);
    return true;
  });
}

void ServerLink::keep(const screens::KeepBooking& kept) {
  disk_.add([this, kept] {
    keep_booking(journal_, kept.request);
    return true;
  });
}

void ServerLink::drop(const screens::DropBooking& unseen) {
  bookings_.add([this, unseen] { return drop_booking(journal_, post_, unseen); });
}

void ServerLink::cancel(const screens::CancelBooking& wanted) {
  help_.add([this, wanted] {
    const client::Reply reply = client_.post("/api/v1/appointments/" + wanted.appointment.value + "/cancel",
                                             R"({"reason":"отменил сам на терминале по коду"})");
    hear_(screens::CancelSeen{reply.status >= 200 && reply.status < 300});
    return true;
  });
}

void ServerLink::note_return(const std::string& number) {
  note(ticket_path(number, "arrive"), "{}");
}

void ServerLink::note_rating(const std::string& number, int rating) {
  note(ticket_path(number, "rating"), "{\"rating\":" + std::to_string(rating) + "}");
}

void ServerLink::note(const std::string& path, const std::string& body) {
  help_.add([this, path, body] {
    const client::Reply reply = client_.post(path, body);
    hear_(screens::NoteSeen{reply.status >= 200 && reply.status < 300});
    return true;
  });
}

// ---- what the server says ---------------------------------------------------------------------------------

void ServerLink::on_hall(const std::string& json) {
  const auto hall = protocol::decode<HallPicture>(json);
  if (!hall.ok()) return;
  hear_(screens::EmergencySeen{hall->emergency});
  {
    const std::lock_guard lock(wake_mutex_);
    stale_ = true;
  }
  wake_.notify_all();
}

void ServerLink::on_link(client::Link link) {
  up_ = link == client::Link::up;
  const screens::Link shown = link == client::Link::up     ? screens::Link::up
                              : link == client::Link::lost ? screens::Link::lost
                                                           : screens::Link::connecting;
  // Connecting again after a loss is still no link for a visitor.
  if (shown != screens::Link::connecting) hear_(screens::LinkSeen{shown});
  {
    const std::lock_guard lock(wake_mutex_);
    stale_ = true;
  }
  wake_.notify_all();
}

bool ServerLink::fetch_menu() {
  const client::Reply reply = client_.get("/api/v1/menu");
  if (reply.status != 200) return false;
  auto menu = protocol::decode<MenuPicture>(reply.body);
  if (!menu.ok()) return false;
  last_heard_.keep_menu(reply.body);
  hear_(std::move(menu).value());
  return true;
}

bool ServerLink::fetch_self() {
  const std::uint64_t mark = journal_.mark();
  const client::Reply reply = client_.get("/api/v1/devices/self");
  if (reply.status != 200) return false;
  const auto self = read_self(reply.body);
  if (!self) return false;
  self_ = self;
  last_heard_.keep_self(reply.body);
  journal_.learn(self->letter, self->last_offline, mark);
  know_self_(*self);
  hear_(screens::OwnNumbersSeen{!journal_.letter().empty() && journal_.healthy()});
  return true;
}

void ServerLink::state_changed() {
  {
    const std::lock_guard lock(wake_mutex_);
    untold_ = true;
  }
  wake_.notify_all();
}

void ServerLink::tell_state() {
  if (!self_) return;
  std::vector<Component> all = components_();
  all.push_back({"link", Health::ok, ""});
  if (journal_.undelivered() > 0) all.back() = {"link", Health::warning, "undelivered"};
  // No answer is no news: the server itself notices a silent device. A refusal is a fault of ours.
  const client::Reply reply =
      client_.put("/api/v1/devices/" + self_->device.value + "/state", state_body(all));
  const std::string why = reply.refusal ? reply.refusal->detail : "";
  if (std::exchange(state_refused_, why) != why && !why.empty())
    std::cerr << "talon-kiosk: состояние не принято: " << why << '\n';
}

void ServerLink::watch(const std::stop_token& stop) {
  auto menu_due = steady::now();
  auto state_due = steady::now();
  auto menu_earliest = steady::now();
  auto self_due = steady::now();
  while (!stop.stop_requested()) {
    if (steady::now() >= self_due) {
      self_due = steady::now() + (fetch_self() ? self_every : Millis{1'000});
    }
    bool wanted = false;
    {
      const std::lock_guard lock(wake_mutex_);
      wanted = stale_ && steady::now() >= menu_earliest;
      if (wanted) stale_ = false;
      if (std::exchange(untold_, false)) state_due = steady::now();
    }
    if (wanted || steady::now() >= menu_due) {
      menu_due = steady::now() + (fetch_menu() ? menu_at_least_every : Millis{1'000});
      menu_earliest = steady::now() + menu_at_most_every;
    }
    if (steady::now() >= state_due) {
      tell_state();
      state_due = steady::now() + (self_ ? state_every : Millis{1'000});
    }
    std::unique_lock lock(wake_mutex_);
    const auto until = stale_ ? menu_earliest : std::min(menu_due, state_due);
    wake_.wait_until(lock, stop, until,
                     [&] { return untold_ || (stale_ && steady::now() >= menu_earliest); });
  }
}

}  // namespace talon::kiosk
