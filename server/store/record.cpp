// SPDX-License-Identifier: MIT
#include <utility>
#include <variant>

#include "server/store/journal.h"

namespace talon::store {

Record make_record(const Event& event, std::string json, const Digest& previous) {
  Record record;
  record.seq = event.seq;
  record.chain = chain_after(previous, json);
  record.json = std::move(json);
  if (event.request) {
    record.request_scope = event.request_scope;
    record.request = event.request->value;
  }
  if (const auto* issued = std::get_if<TicketIssued>(&event.body)) {
    record.number = TakenNumber{issued->ticket, issued->date, issued->number};
  }
  return record;
}

}  // namespace talon::store
