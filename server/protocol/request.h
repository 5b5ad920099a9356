// SPDX-License-Identifier: MIT
// Bodies of the API's requests as commands. What is wrong with a body is said in one Russian sentence that
// names the field: the reader is a person with a browser, a device's log or an integrator.
#pragma once

#include <string>
#include <string_view>

#include "server/model/command.h"
#include "server/model/led_board.h"
#include "server/model/result.h"

namespace talon::protocol {

// Every function refuses with bad_request: no JSON (with the position), nested too deep, no object, a field
// that is missing, unknown, of another kind, too long or with control characters. Texts are trimmed. Where a
// call has no required field an empty body is as good as {}. What comes from the path is the caller's.

/// POST /tickets. `ticket` and `token` stay empty; `number` and `issued_at` come together or not at all.
[[nodiscard]] Result<IssueTicket> read_issue_ticket(std::string_view body);

[[nodiscard]] Result<ReportSlip> read_report_slip(const TicketId& ticket, std::string_view body);
[[nodiscard]] Result<CancelTicket> read_cancel_ticket(const TicketId& ticket, std::string_view body);
[[nodiscard]] Result<RateTicket> read_rate_ticket(const TicketId& ticket, std::string_view body);
[[nodiscard]] Result<TicketArrived> read_ticket_arrived(const TicketId& ticket, std::string_view body);
/// POST /tickets/{id}/VERB: slip, cancel, rating, arrive. Refusal not_found for another verb.
[[nodiscard]] Result<CommandBody> read_ticket_command(std::string_view verb, const TicketId& ticket,
                                                      std::string_view body);

[[nodiscard]] Result<CallNext> read_call_next(const DeskId& desk, std::string_view body);
[[nodiscard]] Result<FinishService> read_finish_service(const DeskId& desk, std::string_view body);
[[nodiscard]] Result<HoldTicket> read_hold_ticket(const DeskId& desk, std::string_view body);
[[nodiscard]] Result<PauseDesk> read_pause_desk(const DeskId& desk, std::string_view body);
[[nodiscard]] Result<ReturnTicket> read_return_ticket(const DeskId& desk, std::string_view body);
[[nodiscard]] Result<TransferTicket> read_transfer_ticket(const DeskId& desk, std::string_view body);
[[nodiscard]] Result<CallTicket> read_call_ticket(const DeskId& desk, std::string_view body);
[[nodiscard]] Result<NextMatter> read_next_matter(const DeskId& desk, std::string_view body);
/// `ticket` and `token` stay empty. Either a line or a booking code is named.
[[nodiscard]] Result<ReceiveVisitor> read_receive_visitor(const DeskId& desk, std::string_view body);
[[nodiscard]] Result<StartPhone> read_start_phone(const DeskId& desk, std::string_view body);
/// `callback` stays empty.
[[nodiscard]] Result<EndPhone> read_end_phone(const DeskId& desk, std::string_view body);
[[nodiscard]] Result<MissPhone> read_miss_phone(const DeskId& desk, std::string_view body);
/// POST /desks/{desk}/VERB for all verbs of README.md. Refusal not_found for another verb.
[[nodiscard]] Result<CommandBody> read_desk_command(std::string_view verb, const DeskId& desk,
                                                    std::string_view body);

/// POST /desks/{desk}/key: {"key":"next"}.
[[nodiscard]] Result<PanelKey> read_panel_key(std::string_view body);

/// PUT /devices/{name}/state: at most 160 components, none twice. `silent` is the server's own finding, not a
/// report.
[[nodiscard]] Result<ReportDevice> read_report_device(const DeviceId& device, std::string_view body);
[[nodiscard]] Result<CallHelp> read_call_help(const DeviceId& device, std::string_view body);
[[nodiscard]] Result<AnswerHelp> read_answer_help(const DeviceId& device, std::string_view body);
[[nodiscard]] Result<Decide> read_decide(std::string_view body);

/// POST /session.
struct LogIn {
  std::string login;
  std::string password;
};
[[nodiscard]] Result<LogIn> read_log_in(std::string_view body);

/// POST /users, PUT /users/{login}/password, POST /devices: the administrator's.
struct NewUser {
  std::string login;
  std::string name;
  Role role = Role::specialist;
  std::string password;
};
[[nodiscard]] Result<NewUser> read_new_user(std::string_view body);
struct NewPassword {
  std::string password;
};
[[nodiscard]] Result<NewPassword> read_new_password(std::string_view body);
struct NewDevice {
  DeviceId device;
  std::optional<Role> role;  ///< kiosk or display; empty: the configuration's device says it
};
[[nodiscard]] Result<NewDevice> read_new_device(std::string_view body);

}  // namespace talon::protocol
