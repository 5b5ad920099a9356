// SPDX-License-Identifier: MIT
#include "kiosk/offline/journal.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace talon::offline {

namespace {

constexpr std::size_t most_written = 1'000'000;  ///< bytes, some 500 tickets
constexpr std::uint32_t last_ordinal = 999'999'999;

}  // namespace

Journal::Journal(std::unique_ptr<Log> log) : log_(std::move(log)) {
  found_ = open_of(decode_file(log_->read()));
  log_->replace(shortened(found_));
  numbers_ = found_.numbers;
  for (const IssuedHere& each : found_.issued) names_[each.ticket.id];
  for (const Delivered& each : found_.names) names_[each.own] = each.ticket;
}

bool Journal::write(const Record& record) {
  const std::lock_guard lock(mutex_);
  return write_locked(record);
}

bool Journal::write_locked(const Record& record) {
  note(record);
  try {
    // After a failed write half a line may stand at the end: the next one begins anew.
    const std::string line = (healthy_ ? "" : "\n") + encode_line(record);
    log_->append(line);
    written_ += line.size();
    // A terminal runs for months: what is over is dropped now and then, not only at a start.
    if (written_ > most_written) {
      log_->replace(shortened(open_of(decode_file(log_->read()))));
      written_ = 0;
    }
    healthy_ = true;
  } catch (const std::runtime_error&) {
    healthy_ = false;
  }
  return healthy_;
}

void Journal::note(const Record& record) {
  if (const auto* delivered = std::get_if<Delivered>(&record)) {
    names_[delivered->own] = delivered->ticket;
    ++mark_;
  }
  if (const auto* refused = std::get_if<Refused>(&record)) {
    if (names_.erase(own_ticket_id(refused->request)) > 0) ++mark_;
  }
}

bool Journal::healthy() const {
  const std::lock_guard lock(mutex_);
  return healthy_;
}

std::string Journal::letter() const {
  const std::lock_guard lock(mutex_);
  return numbers_.letter;
}

std::optional<IssuedHere> Journal::issue(const RequestId& request, const RequestId& spare,
                                         TicketReply ticket) {
  const std::lock_guard lock(mutex_);
  if (numbers_.letter.empty() || numbers_.last >= last_ordinal) return std::nullopt;
  ticket.id = own_ticket_id(request);
  ticket.number = {numbers_.letter, numbers_.last + 1};
  ticket.slip.number = ticket.number;
  const IssuedHere issued{request, spare, std::move(ticket)};
  // Taken whatever the disk says: a line that failed half-way may still be found after a power cut.
  ++numbers_.last;
  ++mark_;
  if (!write_locked(issued)) return std::nullopt;
  names_[issued.ticket.id];
  return issued;
}

void Journal::learn(const std::string& letter, std::uint32_t last, std::uint64_t mark) {
  const std::lock_guard lock(mutex_);
  OwnNumbers learned{letter, last};
  const bool all_known = mark == mark_ && std::none_of(names_.begin(), names_.end(),
                                                       [](const auto& each) { return each.second.empty(); });
  if (letter == numbers_.letter && !all_known) learned.last = std::max(last, numbers_.last);
  if (letter.empty() || (learned.letter == numbers_.letter && learned.last == numbers_.last)) return;
  // What the disk does not hold is not gone by: after a power cut a lower number would be given again.
  if (write_locked(learned)) numbers_ = learned;
}

std::uint64_t Journal::mark() const {
  const std::lock_guard lock(mutex_);
  return mark_;
}

int Journal::undelivered() const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(
      std::count_if(names_.begin(), names_.end(), [](const auto& each) { return each.second.empty(); }));
}

Journal::Named Journal::name_of(const TicketId& ticket) const {
  if (!ticket.value.starts_with(own_ticket_id({}).value)) return {Standing::known, ticket};
  const std::lock_guard lock(mutex_);
  const auto found = names_.find(ticket);
  if (found == names_.end()) return {Standing::never, {}};
  if (found->second.empty()) return {Standing::not_yet, {}};
  return {Standing::known, found->second};
}

}  // namespace talon::offline
