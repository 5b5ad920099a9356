// SPDX-License-Identifier: MIT
// The history of one ticket as evidence (S2-17.1-3): every event with who and when, and the limits that were
// in force when it was issued, in the words of the regulation of that day.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "server/http/hub.h"
#include "server/http/person_names.h"
#include "server/model/ticket_number.h"
#include "server/queue/queue.h"

namespace talon::http {

/// How somebody names a ticket: by its id, or by the number on paper and the service date.
using TicketKey = std::variant<TicketId, std::pair<Date, TicketNumber>>;

/// What the journal holds of a ticket.
struct TicketRecord {
  std::vector<StoredEvent> events;           ///< its own, oldest first; empty: no such ticket
  std::optional<StoredEvent> configuration;  ///< in force when it was issued
  PersonNames names;                         ///< of those who did something on its days
};

/// The name of who logs in so; empty: nobody does.
using NameOfPerson = std::function<std::string(const std::string& login)>;

/// {"ticket":...,"events":[...],"limits":[...]} for GET /tickets/{id}, then who the people of the events are
/// and how that day's outcomes are called; `record` has events. name_of_person: where the journal does not
/// say.
[[nodiscard]] std::string ticket_history_json(const queue::State& state, const TicketRecord& record,
                                              const HallTime& time, const NameOfPerson& name_of_person);

}  // namespace talon::http
