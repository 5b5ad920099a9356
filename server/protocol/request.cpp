// SPDX-License-Identifier: MIT
#include "server/protocol/request.h"

#include "server/protocol/request_booking.h"
#include "server/protocol/request_reader_boost.h"

namespace talon::protocol {
namespace {

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// C0, DEL and C1 (U+0080..U+009F): nothing that a person types.
bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) return true;
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
  }
  return false;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

template <class Out>
Result<Out> read_nothing(std::string_view body, Out out) {
  return read_body(body, Body::may_be_empty, std::move(out), [](RequestReader&, Out&) {});
}

template <class Value>
Result<CommandBody> as_command(Result<Value> read) {
  if (!read) return read.refusal();
  return CommandBody{std::move(*read)};
}

bool good_language(std::string_view text) {
  return text.size() >= 2 && text.size() <= 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

void read_component(RequestReader& reader, std::vector<ReportDevice::Component>& components) {
  ReportDevice::Component item;
  reader.required("component", item.component)
      .required("health", item.health)
      .optional("reason", item.reason, Limit::sentence);
  reader.check(!item.component.empty(), "component", "не должно быть пустым");
  reader.check(item.health != Health::silent, "health", "нужно одно из: ok, warning, failed");
  const bool twice = std::any_of(components.begin(), components.end(),
                                 [&](const auto& other) { return other.component == item.component; });
  reader.check(!twice, "component", "названо дважды");
  components.push_back(std::move(item));
}

}  // namespace

const json::value* RequestReader::find(std::string_view name) {
  asked_.insert(name);
  return fault_ ? nullptr : object_.if_contains(name);
}

std::optional<Refusal> RequestReader::done() {
  for (const auto& entry : object_) {
    const std::string_view name{entry.key()};
    if (fault_ || asked_.contains(name)) continue;
    // The name is the caller's: it is quoted only when it is short and printable.
    const bool quotable = name.size() <= 64 && !has_control(name);
    fail(quotable ? "неизвестное поле «" + path_ + std::string(name) + "»" : "неизвестное поле");
  }
  return fault_;
}

void RequestReader::read(std::string_view name, const json::value& in, std::string& out, Limit limit) {
  if (!in.is_string()) {
    fail(about(name) + "нужна строка");
    return;
  }
  const auto& text = in.get_string();
  const auto length =
      text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues));
  const auto most = static_cast<std::size_t>(limit);
  if (length > most)
    fail(about(name) + "не больше " + std::to_string(most) + " знаков");
  else if (has_control(text))
    fail(about(name) + "управляющие знаки не допускаются");
  else
    out = limit == Limit::password ? std::string_view(text) : trimmed(text);
}

Result<IssueTicket> read_issue_ticket(std::string_view body) {
  return read_body(body, Body::required, IssueTicket{}, [](RequestReader& reader, IssueTicket& out) {
    reader.optional("booking_code", out.booking_code);
    out.booking_code = plain_code(out.booking_code);
    if (out.booking_code.empty()) {
      reader.required("service", out.service).required("procedure", out.procedure);
    } else {
      reader.optional("service", out.service).optional("procedure", out.procedure);
    }
    reader.optional("language", out.language).optional("priority", out.priority);
    reader.optional("number", out.number).optional("issued_at", out.issued_at);
    reader.check(good_language(out.language), "language", "нужен код языка вида ru");
    reader.check(!out.number || out.number->ordinal > 0, "number", "нужен номер талона вида А017");
    reader.check(!out.number || out.issued_at, "number", "нужно вместе с «issued_at»");
    reader.check(out.number || !out.issued_at, "issued_at", "нужно вместе с «number»");
    reader.check(!out.number || out.booking_code.empty(), "booking_code", "не бывает вместе с «number»");
  });
}

Result<ReportSlip> read_report_slip(const TicketId& ticket, std::string_view body) {
  return read_body(body, Body::required, ReportSlip{ticket, SlipOutcome::pending, {}},
                   [](RequestReader& reader, ReportSlip& out) {
                     reader.required("outcome", out.outcome).optional("reason", out.reason);
                     reader.check(out.outcome != SlipOutcome::pending, "outcome",
                                  "нужно одно из: printed, failed, unknown");
                   });
}

Result<CancelTicket> read_cancel_ticket(const TicketId& ticket, std::string_view body) {
  return read_body(body, Body::required, CancelTicket{ticket, {}},
                   [](RequestReader& reader, CancelTicket& out) {
                     reader.required("reason", out.reason, Limit::sentence);
                   });
}

Result<RateTicket> read_rate_ticket(const TicketId& ticket, std::string_view body) {
  return read_body(body, Body::required, RateTicket{ticket, 0}, [](RequestReader& reader, RateTicket& out) {
    reader.required("rating", out.rating);
    reader.check(out.rating >= 1 && out.rating <= 3, "rating", "нужно число от 1 до 3");
  });
}

Result<TicketArrived> read_ticket_arrived(const TicketId& ticket, std::string_view body) {
  return read_nothing(body, TicketArrived{ticket});
}

Result<CommandBody> read_ticket_command(std::string_view verb, const TicketId& ticket,
                                        std::string_view body) {
  if (verb == "slip") return as_command(read_report_slip(ticket, body));
  if (verb == "cancel") return as_command(read_cancel_ticket(ticket, body));
  if (verb == "rating") return as_command(read_rate_ticket(ticket, body));
  if (verb == "arrive") return as_command(read_ticket_arrived(ticket, body));
  return Refusal{RefusalCode::not_found, {}};
}

Result<CallNext> read_call_next(const DeskId& desk, std::string_view body) {
  return read_body(body, Body::may_be_empty, CallNext{desk, {}}, [](RequestReader& reader, CallNext& out) {
    reader.optional("outcome", out.outcome).optional("reason", out.reason, Limit::sentence);
  });
}

Result<FinishService> read_finish_service(const DeskId& desk, std::string_view body) {
  return read_body(body, Body::may_be_empty, FinishService{desk, {}},
                   [](RequestReader& reader, FinishService& out) {
                     reader.optional("outcome", out.outcome).optional("reason", out.reason, Limit::sentence);
                   });
}

Result<HoldTicket> read_hold_ticket(const DeskId& desk, std::string_view body) {
  constexpr int longest = 240;
  return read_body(body, Body::required, HoldTicket{desk, {}}, [](RequestReader& reader, HoldTicket& out) {
    std::optional<int> minutes;
    reader.required("reason", out.reason, Limit::sentence).optional("minutes", minutes);
    reader.check(!minutes || (*minutes >= 1 && *minutes <= longest), "minutes", "нужно число от 1 до 240");
    if (minutes) out.minutes = std::chrono::minutes{*minutes};
  });
}

Result<PauseDesk> read_pause_desk(const DeskId& desk, std::string_view body) {
  return read_body(body, Body::required, PauseDesk{desk, {}}, [](RequestReader& reader, PauseDesk& out) {
    reader.required("reason", out.reason, Limit::sentence);
  });
}

Result<ReturnTicket> read_return_ticket(const DeskId& desk, std::string_view body) {
  return read_body(body, Body::required, ReturnTicket{desk, {}},
                   [](RequestReader& reader, ReturnTicket& out) { reader.required("ticket", out.ticket); });
}

Result<TransferTicket> read_transfer_ticket(const DeskId& desk, std::string_view body) {
  TransferTicket start;
  start.desk = desk;
  return read_body(body, Body::required, start, [](RequestReader& reader, TransferTicket& out) {
    reader.required("service", out.service).required("procedure", out.procedure);
    reader.optional("to_desk", out.to_desk).optional("note", out.note, Limit::sentence);
    reader.optional("to_specialist", out.to_specialist).optional("return_here", out.return_here);
  });
}

Result<NextMatter> read_next_matter(const DeskId& desk, std::string_view body) {
  NextMatter start;
  start.desk = desk;
  return read_body(body, Body::required, start, [](RequestReader& reader, NextMatter& out) {
    reader.required("service", out.service).required("procedure", out.procedure);
    reader.optional("outcome", out.outcome).optional("reason", out.reason, Limit::sentence);
  });
}

Result<ReceiveVisitor> read_receive_visitor(const DeskId& desk, std::string_view body) {
  ReceiveVisitor start;
  start.desk = desk;
  return read_body(body, Body::required, start, [](RequestReader& reader, ReceiveVisitor& out) {
    reader.optional("service", out.service).optional("procedure", out.procedure);
    reader.optional("booking_code", out.booking_code).optional("reason", out.reason, Limit::sentence);
    out.booking_code = plain_code(out.booking_code);
    const bool line = !out.service.empty() && !out.procedure.empty();
    reader.check(line || !out.booking_code.empty(), "service",
                 "нужно вместе с «procedure» или «booking_code»");
  });
}

Result<StartPhone> read_start_phone(const DeskId& desk, std::string_view body) {
  return read_body(body, Body::may_be_empty, StartPhone{desk}, [](RequestReader& reader, StartPhone& out) {
    reader.optional("forwarded", out.forwarded);
  });
}

Result<EndPhone> read_end_phone(const DeskId& desk, std::string_view body) {
  EndPhone start;
  start.desk = desk;
  return read_body(body, Body::required, start, [](RequestReader& reader, EndPhone& out) {
    constexpr Seconds longest{3600};
    reader.required("outcome", out.outcome).optional("service", out.service);
    reader.optional("waited_s", out.waited_s);
    const auto known = {"answered", "forwarded", "callback"};
    reader.check(std::find(known.begin(), known.end(), out.outcome) != known.end(), "outcome",
                 "нужно одно из: answered, forwarded, callback");
    reader.check(!out.waited_s || (*out.waited_s >= Seconds{0} && *out.waited_s <= longest), "waited_s",
                 "нужно число от 0 до 3600");
  });
}

Result<MissPhone> read_miss_phone(const DeskId& desk, std::string_view body) {
  return read_body(body, Body::may_be_empty, MissPhone{desk, {}},
                   [](RequestReader& reader, MissPhone& out) { reader.optional("service", out.service); });
}

Result<CallTicket> read_call_ticket(const DeskId& desk, std::string_view body) {
  return read_body(body, Body::required, CallTicket{desk, {}, {}},
                   [](RequestReader& reader, CallTicket& out) {
                     reader.required("ticket", out.ticket).required("reason", out.reason, Limit::sentence);
                   });
}

Result<CommandBody> read_desk_command(std::string_view verb, const DeskId& desk, std::string_view body) {
  if (verb == "open") return as_command(read_nothing(body, OpenDesk{desk}));
  if (verb == "take-over") return as_command(read_nothing(body, TakeOverDesk{desk}));
  if (verb == "resume") return as_command(read_nothing(body, ResumeDesk{desk}));
  if (verb == "close") return as_command(read_nothing(body, CloseDesk{desk}));
  if (verb == "recall") return as_command(read_nothing(body, RecallTicket{desk}));
  if (verb == "start") return as_command(read_nothing(body, StartService{desk}));
  if (verb == "next-applicant") return as_command(read_nothing(body, NextApplicant{desk}));
  if (verb == "no-show") return as_command(read_nothing(body, MarkNoShow{desk}));
  if (verb == "undo") return as_command(read_nothing(body, UndoLast{desk}));
  if (verb == "next") return as_command(read_call_next(desk, body));
  if (verb == "finish") return as_command(read_finish_service(desk, body));
  if (verb == "hold") return as_command(read_hold_ticket(desk, body));
  if (verb == "pause") return as_command(read_pause_desk(desk, body));
  if (verb == "return") return as_command(read_return_ticket(desk, body));
  if (verb == "transfer") return as_command(read_transfer_ticket(desk, body));
  if (verb == "call") return as_command(read_call_ticket(desk, body));
  if (verb == "next-matter") return as_command(read_next_matter(desk, body));
  if (verb == "receive") return as_command(read_receive_visitor(desk, body));
  if (verb == "phone") return as_command(read_start_phone(desk, body));
  if (verb == "phone-end") return as_command(read_end_phone(desk, body));
  if (verb == "phone-missed") return as_command(read_miss_phone(desk, body));
  return Refusal{RefusalCode::not_found, {}};
}

Result<PanelKey> read_panel_key(std::string_view body) {
  return read_body(body, Body::required, PanelKey::next, [](RequestReader& reader, PanelKey& out) {
    std::string name;
    reader.required("key", name);
    const auto key = parse_name<PanelKey>(name);
    reader.check(key.has_value(), "key", "нужно одно из: next, recall, start_finish, pause");
    if (key) out = *key;
  });
}

Result<ReportDevice> read_report_device(const DeviceId& device, std::string_view body) {
  constexpr std::size_t most = 160;  // a display with two full buses of LED boards
  return read_body(body, Body::required, ReportDevice{device, {}},
                   [](RequestReader& reader, ReportDevice& out) {
                     reader.required_list("components", most,
                                          [&](RequestReader& item) { read_component(item, out.components); });
                   });
}

Result<CallHelp> read_call_help(const DeviceId& device, std::string_view body) {
  return read_nothing(body, CallHelp{device});
}

Result<AnswerHelp> read_answer_help(const DeviceId& device, std::string_view body) {
  return read_nothing(body, AnswerHelp{device});
}

Result<Decide> read_decide(std::string_view body) {
  return read_body(body, Body::required, Decide{}, [](RequestReader& reader, Decide& out) {
    DecisionMade& decision = out.decision;
    reader.required("kind", decision.kind).required("reason", decision.reason, Limit::sentence);
    reader.optional("until", decision.until).optional("subject", decision.subject, Limit::sentence);
    reader.optional("value", decision.value);
    const auto kinds = {"extension", "emergency", "permission", "choice", "stop_issuing", "mode", "priority"};
    reader.check(std::find(kinds.begin(), kinds.end(), decision.kind) != kinds.end(), "kind",
                 "нужно одно из: extension, emergency, permission, choice, stop_issuing, mode, priority");
  });
}

Result<LogIn> read_log_in(std::string_view body) {
  return read_body(body, Body::required, LogIn{}, [](RequestReader& reader, LogIn& out) {
    reader.required("login", out.login).required("password", out.password, Limit::password);
  });
}

Result<NewUser> read_new_user(std::string_view body) {
  return read_body(body, Body::required, NewUser{}, [](RequestReader& reader, NewUser& out) {
    reader.required("login", out.login).required("name", out.name).required("role", out.role);
    reader.required("password", out.password, Limit::password);
  });
}

Result<NewPassword> read_new_password(std::string_view body) {
  return read_body(body, Body::required, NewPassword{}, [](RequestReader& reader, NewPassword& out) {
    reader.required("password", out.password, Limit::password);
  });
}

Result<NewDevice> read_new_device(std::string_view body) {
  return read_body(body, Body::required, NewDevice{}, [](RequestReader& reader, NewDevice& out) {
    reader.required("device", out.device).optional("role", out.role);
    const bool fits = !out.role || *out.role == Role::kiosk || *out.role == Role::display;
    reader.check(fits, "role", "нужно одно из: kiosk, display");
  });
}

}  // namespace talon::protocol
