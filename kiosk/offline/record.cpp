// SPDX-License-Identifier: MIT
// Which records leave something to do.
#include "kiosk/offline/record.h"

#include <algorithm>
#include <array>
#include <map>

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

/// Everything known about one ticket's paper.
struct Paper {
  std::optional<TicketReply> ticket;
  std::optional<SlipKnown> last;
  int delivered = -1;  ///< serial
};

struct Fold {
  std::vector<Requested> requested;
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
    close(record.request);
    requested.push_back(record);
  }
  void add(const Answered& record) {
    close(record.request);
    paper(record.ticket.id).ticket = record.ticket;
  }
  void add(const Refused& record) { close(record.request); }
  void add(const SlipKnown& record) {
    Paper& known = paper(record.ticket);
    if (!known.last || known.last->serial <= record.serial) known.last = record;
  }
  void add(const SlipDelivered& record) {
    Paper& known = paper(record.ticket);
    known.delivered = std::max(known.delivered, record.serial);
  }
};

}  // namespace

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
  open.unanswered = std::move(fold.requested);
  for (const TicketId& ticket : fold.order) {
    const Paper& paper = fold.papers[ticket];
    if (paper.ticket && !paper.last) open.unprinted.push_back(*paper.ticket);
    if (paper.last && paper.last->serial > paper.delivered) open.undelivered.push_back(*paper.last);
  }
  return open;
}

std::string shortened(const Open& open) {
  std::string text;
  for (const Requested& each : open.unanswered) text += encode_line(each);
  // The request of a ticket is over; its key is not needed any more.
  for (const TicketReply& each : open.unprinted) text += encode_line(Answered{RequestId{}, each});
  for (const SlipKnown& each : open.undelivered) text += encode_line(each);
  return text;
}

}  // namespace talon::offline
