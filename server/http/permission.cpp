// SPDX-License-Identifier: MIT
#include "server/http/permission.h"

#include <array>

namespace talon::http {
namespace {

using enum Role;

constexpr Roles anyone{visitor, kiosk, display, specialist, manager, administrator};
constexpr Roles staff{specialist, manager, administrator};
constexpr Roles watching{specialist, manager};
constexpr Roles people{specialist, manager, administrator};
constexpr Roles hall_device{kiosk, display};
constexpr Roles counter{kiosk, specialist, manager};

constexpr std::array table = {
    Rule{Route::time, "GET", "/api/v1/time", anyone},
    Rule{Route::menu, "GET", "/api/v1/menu", anyone},
    Rule{Route::regulation, "GET", "/api/v1/regulation", anyone},
    Rule{Route::hall, "GET", "/api/v1/hall", anyone},
    Rule{Route::live, "GET", "/api/v1/live", watching},
    Rule{Route::desks, "GET", "/api/v1/desks", staff},
    Rule{Route::desk, "GET", "/api/v1/desks/{desk}", staff},
    Rule{Route::desk_call, "POST", "/api/v1/desks/{desk}/call", {specialist, manager}, KeyRule::required},
    // A key of the desk's panel: the display of its bus presses for the desk's specialist (via=panel).
    Rule{Route::desk_key, "POST", "/api/v1/desks/{desk}/key", {display}, KeyRule::required},
    Rule{Route::desk_verb, "POST", "/api/v1/desks/{desk}/{verb}", {specialist}, KeyRule::required},
    Rule{Route::callbacks, "GET", "/api/v1/callbacks", watching},
    Rule{Route::callback_made, "POST", "/api/v1/callbacks/{id}/made", {specialist}, KeyRule::optional},
    Rule{Route::slots, "GET", "/api/v1/appointments/slots", counter},
    Rule{Route::appointments, "GET", "/api/v1/appointments", watching},
    Rule{Route::appointment, "GET", "/api/v1/appointments/{id}", watching},
    Rule{Route::appointment_contact, "GET", "/api/v1/appointments/{id}/contact", watching},
    Rule{Route::book, "POST", "/api/v1/appointments", counter, KeyRule::required},
    Rule{Route::appointment_find, "POST", "/api/v1/appointments/find", counter},
    // A terminal learns an appointment's random id by its code alone, so it is the citizen who asks.
    Rule{Route::appointment_move, "POST", "/api/v1/appointments/{id}/move", counter, KeyRule::optional},
    Rule{Route::appointment_cancel, "POST", "/api/v1/appointments/{id}/cancel", counter, KeyRule::optional},
    Rule{Route::erase_person, "POST", "/api/v1/people/erase", {manager}},
    Rule{Route::own_device, "GET", "/api/v1/devices/self", hall_device},
    Rule{Route::issue, "POST", "/api/v1/tickets", counter, KeyRule::required},
    Rule{Route::ticket, "GET", "/api/v1/tickets/{id}", staff},
    Rule{Route::ticket_status, "GET", "/api/v1/tickets/{id}/status", counter},
    Rule{Route::ticket_paper, "GET", "/api/v1/tickets/{id}/slip", {kiosk}},
    Rule{Route::slip, "POST", "/api/v1/tickets/{id}/slip", counter, KeyRule::optional},
    Rule{Route::cancel, "POST", "/api/v1/tickets/{id}/cancel", counter, KeyRule::optional},
    Rule{Route::rating, "POST", "/api/v1/tickets/{id}/rating", counter, KeyRule::optional},
    Rule{Route::arrive, "POST", "/api/v1/tickets/{id}/arrive", counter, KeyRule::optional},
    Rule{Route::log_in, "POST", "/api/v1/session", anyone},
    Rule{Route::session, "GET", "/api/v1/session", people},
    Rule{Route::log_out, "DELETE", "/api/v1/session", people},
    Rule{Route::events_hall, "GET", "/api/v1/events", anyone},
    Rule{Route::events_desk, "GET", "/api/v1/events?view=desk", staff},
    Rule{Route::events_live, "GET", "/api/v1/events?view=live", watching},
    Rule{Route::events_journal, "GET", "/api/v1/events?view=journal", {manager}},
    Rule{Route::session_arrival, "POST", "/api/v1/session/arrival", watching, KeyRule::optional},
    Rule{Route::session_handing, "POST", "/api/v1/session/handing", watching, KeyRule::optional},
    Rule{Route::session_preparation, "POST", "/api/v1/session/preparation", watching, KeyRule::optional},
    Rule{Route::session_cancellation, "POST", "/api/v1/session/cancellation", watching, KeyRule::optional},
    Rule{Route::session_receipt, "POST", "/api/v1/session/receipt", watching, KeyRule::optional},
    Rule{Route::sessions, "GET", "/api/v1/sessions", watching},
    Rule{Route::own_report, "GET", "/api/v1/reports/own", {specialist}},
    Rule{Route::definitions, "GET", "/api/v1/definitions", staff},
    Rule{Route::report, "GET", "/api/v1/reports/{name}", {manager}},
    Rule{Route::device_state, "PUT", "/api/v1/devices/{name}/state", hall_device},
    Rule{Route::help, "POST", "/api/v1/help", {kiosk}, KeyRule::optional},
    Rule{Route::answer_help, "POST", "/api/v1/help/{device}/answer", watching, KeyRule::optional},
    Rule{Route::decision, "POST", "/api/v1/decisions", {manager}, KeyRule::optional},
    Rule{Route::users, "GET", "/api/v1/users", {administrator}},
    Rule{Route::add_user, "POST", "/api/v1/users", {administrator}},
    Rule{Route::remove_user, "DELETE", "/api/v1/users/{login}", {administrator}},
    Rule{Route::password, "PUT", "/api/v1/users/{login}/password", {administrator}},
    Rule{Route::devices, "GET", "/api/v1/devices", {administrator}},
    Rule{Route::add_device, "POST", "/api/v1/devices", {administrator}},
    Rule{Route::revoke_device, "DELETE", "/api/v1/devices/{name}", {administrator}},
    Rule{Route::accesses, "GET", "/api/v1/accesses", {manager, administrator}},
    Rule{Route::ticket_page, "GET", "/t/{token}", anyone},
    Rule{Route::health, "GET", "/healthz", anyone},
    Rule{Route::ready, "GET", "/readyz", anyone},
    Rule{Route::metrics, "GET", "/metrics", anyone},
    Rule{Route::openapi, "GET", "/api/openapi.json", anyone},
};
// Pages and their files: everything outside /api that no other rule names.
constexpr Rule asset_rule{Route::asset, "GET", "/", anyone};

bool fits(std::string_view pattern, const Target& target) {
  const auto question = pattern.find('?');
  if (question != std::string_view::npos) {
    const std::string_view view = pattern.substr(question + std::string_view("?view=").size());
    if (target.value("view") != view) return false;
    pattern = pattern.substr(0, question);
  }
  for (const std::string& segment : target.segments) {
    if (pattern.empty()) return false;
    pattern.remove_prefix(1);
    const auto slash = pattern.find('/');
    const std::string_view part = pattern.substr(0, slash);
    if (part.front() != '{' && part != segment) return false;
    if (segment.empty()) return false;
    pattern = slash == std::string_view::npos ? std::string_view{} : pattern.substr(slash);
  }
  return pattern.empty();
}

}  // namespace

std::span<const Rule> rules() {
  return table;
}

Match match(std::string_view method, const Target& target) {
  Match found;
  // Later rows of one path are the stricter views of it, so the last fitting row counts among equal methods,
  // except that a named verb stands before the general one.
  const std::string_view asked = method == "HEAD" ? "GET" : method;
  for (const Rule& rule : table) {
    if (!fits(rule.path, target)) continue;
    found.known_path = true;
    if (rule.method != asked) continue;
    const bool view_row = rule.path.find('?') != std::string_view::npos;
    if (found.rule == nullptr || view_row) found.rule = &rule;
  }
  const bool api = !target.segments.empty() && target.segments.front() == "api";
  if (!found.known_path && !api) {
    found.known_path = true;
    if (asked == "GET") found.rule = &asset_rule;
  }
  return found;
}

bool permitted(const Rule& rule, Role role) {
  return rule.roles.has(role);
}

}  // namespace talon::http
