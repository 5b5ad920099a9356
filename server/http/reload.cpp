// SPDX-License-Identifier: MIT
#include "server/http/reload.h"

#include <algorithm>

namespace talon::http {
namespace {

bool same(const Reminders& a, const Reminders& b) {
  return a.smtp_url == b.smtp_url && a.from == b.from && a.sms_url == b.sms_url && a.before == b.before &&
         a.secret_file == b.secret_file && a.ca_file == b.ca_file;
}

/// A visitor of the hall whose line is not in it any more; nullptr: none.
const visit::Visit* left_without_line(const queue::State& state, const Configuration& next) {
  const auto lines = next.lines();
  const auto left = std::find_if(state.tickets.begin(), state.tickets.end(), [&](const auto& entry) {
    const visit::Standing& now = entry.second.now;
    return visit::in_hall(now.state) && std::find(lines.begin(), lines.end(), now.line) == lines.end();
  });
  return left == state.tickets.end() ? nullptr : &left->second;
}

}  // namespace

std::string reload_problem(const queue::State& state, const Configuration& next) {
  const Configuration& now = *state.configuration;
  if (next.id != now.id) return "это файл другого зала: " + next.id;
  if (next.zone != now.zone) return "часовой пояс меняют перезапуском";
  if (!same(next.reminders, now.reminders)) return "[reminders] меняют перезапуском";
  for (const auto& [id, desk] : state.desks) {
    if (desk.state == DeskState::closed || next.desk(id) != nullptr) continue;
    return "окна " + id.value + " в файле нет, а оно работает";
  }
  if (const visit::Visit* left = left_without_line(state, next)) {
    const LineId& line = left->now.line;
    return "очереди " + line.service.value + "/" + line.procedure.value + " в файле нет, а талон " +
           left->issued.number.text() + " ждёт";
  }
  return {};
}

}  // namespace talon::http
