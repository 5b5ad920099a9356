// SPDX-License-Identifier: MIT
#include "server/stats/registries.h"

namespace talon::stats {

template <class Ending>
void Registries::note(const Event& event, const Ending& body) {
  if (body.registry.empty()) return;
  entries_.push_back({body.registry, body.registry_year, body.registry_number, event.when.at, body.number,
                      line_of_[body.ticket], body.outcome, body.reason, body.desk, body.specialist});
}

void Registries::add(const Event& event) {
  if (const auto* issued = std::get_if<TicketIssued>(&event.body)) {
    line_of_[issued->ticket] = {issued->service, issued->procedure};
  } else if (const auto* carried = std::get_if<TicketCarried>(&event.body)) {
    line_of_[carried->ticket] = {carried->service, carried->procedure};
  } else if (const auto* finished = std::get_if<ServiceFinished>(&event.body)) {
    note(event, *finished);
  } else if (const auto* sent = std::get_if<TicketTransferred>(&event.body)) {
    note(event, *sent);  // of the leg that ends: the line it was in
    line_of_[sent->ticket] = {sent->service, sent->procedure};
  }
}

}  // namespace talon::stats
