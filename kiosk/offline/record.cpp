// SPDX-License-Identifier: MIT
// Which records leave something to do.
#include "kiosk/offline/record.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace talon::offline {

namespace {

constexpr std::array<std::uint32_t, 256> make_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1U) : value >> 1U;
    table[i] = value;
  }
  return table;
}

/// Everything known about one ticket and its paper.
struct Paper {
  std::optional<TicketReply> ticket;
  std::optional<IssuedHere> issued;  ///< here, and the server does not have it yet
  TicketId name;                     ///< the server's id of a ticket issued here
  std::optional<SlipKnown> last;
  int delivered = -1;  ///< serial
};

struct Fold {
  OwnNumbers numbers;
  std::set<RequestId> here;                 ///< requests answered by a number of our own
  std::map<RequestId, TicketId> by_server;  ///< requests answered by the server
  std::vector<Requested> requested;
  std::vector<BookingAsked> bookings;
  std::vector<TicketId> order;
  std::map<TicketId, Paper> papers;

  void close(const RequestId& request) {
    std::erase_if(requested, [&](const Requested& each) { return each.request == request; });
  }
  Paper& paper(const TicketId& ticket) {
    if (!papers.contains(ticket)) order.push_back(ticket);
    return papers[ticket];
  }
  void add(const Requested& record) {
    if (here.contains(record.request)) return;
    close(record.request);
    requested.push_back(record);
  }
  void add(const Answered& record) {
    close(record.request);
    // The visitor was given our own number meanwhile: the server's is taken back with its delivery.
    if (here.contains(record.request)) return;
    if (!record.request.empty()) by_server[record.request] = record.ticket.id;
    paper(record.ticket.id).ticket = record.ticket;
  }
  void add(const Refused& record) {
    close(record.request);
    // The server will never have this number: nothing is left to be told about its paper either.
    if (here.contains(record.request)) forget(own_ticket_id(record.request));
  }
  void add(const BookingAsked& record) {
    add(BookingOver{record.request});
    bookings.push_back(record);
  }
  void add(const BookingOver& record) {
    std::erase_if(bookings, [&](const BookingAsked& each) { return each.request == record.request; });
  }
  void add(const OwnNumbers& record) { numbers = record; }
  void add(const IssuedHere& record) {
    close(record.request);
    here.insert(record.request);
    if (const auto late = by_server.find(record.request); late != by_server.end()) forget(late->second);
    const TicketNumber& number = record.ticket.number;
    numbers = {number.letter, number.ordinal};
    Paper& known = paper(record.ticket.id);
    known.ticket = record.ticket;
    known.issued = record;
    known.name = {};
  }
  void add(const Delivered& record) {
    Paper& known = paper(record.own);
    known.issued.reset();
    known.name = record.ticket;
  }
  void forget(const TicketId& ticket) {
    papers.erase(ticket);
    std::erase(order, ticket);
  }
  void add(const SlipKnown& record) {
    Paper& known = paper(record.ticket);
    if (!known.last || known.last->serial <= record.serial) known.last = record;
  }
  void add(const NumberRead& record) {
    Paper& known = paper(record.ticket);
    if (known.last) known.last->on_glass = false;
  }
  void add(const SlipDelivered& record) {
    Paper& known = paper(record.ticket);
    known.delivered = std::max(known.delivered, record.serial);
  }
};

}  // namespace

TicketId own_ticket_id(const RequestId& request) {
  return TicketId{"own-" + request.value};
}

std::uint32_t crc32(std::string_view bytes) {
  static constexpr auto table = make_table();
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes) crc = table[(crc ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (crc >> 8U);
  return crc ^ 0xFFFFFFFFU;
}

std::vector<Record> decode_file(std::string_view text) {
  std::vector<Record> records;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) break;  // the torn last line
    if (auto record = decode_line(text.substr(0, end))) records.push_back(std::move(*record));
    text.remove_prefix(end + 1);
  }
  return records;
}

Open open_of(const std::vector<Record>& records) {
  Fold fold;
  for (const Record& record : records) {
    std::visit([&](const auto& each) { fold.add(each); }, record);
  }
  Open open;
  open.numbers = std::move(fold.numbers);
  open.unanswered = std::move(fold.requested);
  open.bookings = std::move(fold.bookings);
  for (const TicketId& ticket : fold.order) {
    const Paper& paper = fold.papers[ticket];
    const bool unprinted = paper.ticket && (!paper.last || paper.last->will_repeat || paper.last->on_glass);
    const bool undelivered = paper.last && paper.last->serial > paper.delivered;
    if (paper.issued) open.issued.push_back(*paper.issued);
    if (unprinted) open.unprinted.push_back(*paper.ticket);
    if (undelivered) open.undelivered.push_back(*paper.last);
    if (!paper.name.empty() && (unprinted || undelivered)) open.names.push_back({ticket, paper.name});
  }
  const auto by_serial = [](const SlipKnown& a, const SlipKnown& b) {
    return std::tie(a.serial, a.ticket) < std::tie(b.serial, b.ticket);
  };
  std::sort(open.undelivered.begin(), open.undelivered.end(), by_serial);
  std::sort(open.names.begin(), open.names.end(),
            [](const Delivered& a, const Delivered& b) { return a.own < b.own; });
  return open;
}

std::string shortened(const Open& open) {
  std::string text;
  for (const Requested& each : open.unanswered) text += encode_line(each);
  for (const BookingAsked& each : open.bookings) text += encode_line(each);
  for (const IssuedHere& each : open.issued) text += encode_line(each);
  // The request of a ticket is over; its key is not needed any more.
  const auto issued_here = [&](const TicketReply& ticket) {
    return std::any_of(open.issued.begin(), open.issued.end(),
                       [&](const IssuedHere& each) { return each.ticket.id == ticket.id; });
  };
  for (const TicketReply& each : open.unprinted) {
    if (!issued_here(each)) text += encode_line(Answered{RequestId{}, each});
  }
  for (const Delivered& each : open.names) text += encode_line(each);
  for (const SlipKnown& each : open.undelivered) text += encode_line(each);
  // Last: what is issued above would set the counter back to its own number.
  if (!open.numbers.letter.empty()) text += encode_line(open.numbers);
  return text;
}

}  // namespace talon::offline
