// SPDX-License-Identifier: MIT
// The records as JSON lines.
#include <boost/json.hpp>
#include <charconv>
#include <fmt/format.h>

#include "kiosk/offline/record.h"
#include "server/model/names.h"
#include "server/protocol/json.h"

namespace talon::offline {

namespace {

namespace json = boost::json;

constexpr std::string_view opening = "{\"crc\":\"";
constexpr std::string_view between = "\",";
constexpr std::size_t digits = 8;

json::object fields_of(const Requested& record) {
  json::object fields{{"type", "requested"},
                      {"request", record.request.value},
                      {"service", record.service.value},
                      {"procedure", record.procedure.value},
                      {"language", record.language}};
  if (!record.booking_code.empty()) fields["booking_code"] = record.booking_code;
  return fields;
}
json::object fields_of(const Answered& record) {
  return {
      {"type", "answered"}, {"request", record.request.value}, {"ticket", protocol::encode(record.ticket)}};
}
json::object fields_of(const Refused& record) {
  return {{"type", "refused"}, {"request", record.request.value}, {"reason", record.reason}};
}
json::object fields_of(const SlipKnown& record) {
  json::object fields{{"type", "slip_known"},
                      {"ticket", record.ticket.value},
                      {"serial", record.serial},
                      {"outcome", std::string(name_of(record.outcome))},
                      {"reason", record.reason}};
  if (record.will_repeat) fields.emplace("will_repeat", true);
  if (record.on_glass) fields.emplace("on_glass", true);
  return fields;
}
json::object fields_of(const NumberRead& record) {
  return {{"type", "number_read"}, {"ticket", record.ticket.value}};
}
json::object fields_of(const SlipDelivered& record) {
  return {{"type", "slip_delivered"}, {"ticket", record.ticket.value}, {"serial", record.serial}};
}

json::object fields_of(const OwnNumbers& record) {
  return {{"type", "own_numbers"}, {"letter", record.letter}, {"last", record.last}};
}
json::object fields_of(const IssuedHere& record) {
  return {{"type", "issued_here"},
          {"request", record.request.value},
          {"spare", record.spare.value},
          {"ticket", protocol::encode(record.ticket)}};
}
json::object fields_of(const Delivered& record) {
  return {{"type", "delivered"}, {"own", record.own.value}, {"ticket", record.ticket.value}};
}

json::object fields_of(const BookingAsked& record) {
  return {{"type", "booking_asked"},
          {"request", record.request.value},
          {"service", record.service.value},
          {"procedure", record.procedure.value},
          {"slot_at", format_timestamp(record.slot_at)}};
}
json::object fields_of(const BookingOver& record) {
  return {{"type", "booking_over"}, {"request", record.request.value}};
}

/// Reads fields; one that is missing or of another kind makes the whole line invalid.
class Fields {
 public:
  explicit Fields(const json::object& from) : from_(from) {}
  std::string text(std::string_view name) {
    const json::value* found = from_.if_contains(name);
    if (found == nullptr || !found->is_string()) {
      good_ = false;
      return {};
    }
    return std::string(std::string_view(found->get_string()));
  }
  /// Empty when it is not there.
  std::string optional_text(std::string_view name) {
    return from_.contains(name) ? text(name) : std::string();
  }
  /// False when it is not there.
  bool optional_flag(std::string_view name) {
    const json::value* found = from_.if_contains(name);
    if (found == nullptr) return false;
    if (!found->is_bool()) good_ = false;
    return found->is_bool() && found->get_bool();
  }
  int number(std::string_view name) {
    const json::value* found = from_.if_contains(name);
    if (found == nullptr || !found->is_int64() || found->get_int64() < 0 ||
        found->get_int64() > 999'999'999) {
      good_ = false;
      return 0;
    }
    return static_cast<int>(found->get_int64());
  }
  void spoil() { good_ = false; }
  [[nodiscard]] bool good() const { return good_; }

 private:
  const json::object& from_;
  bool good_ = true;
};

std::optional<Record> slip_known(Fields& fields) {
  SlipKnown record{TicketId{fields.text("ticket")}, fields.number("serial"), SlipOutcome::unknown,
                   fields.text("reason")};
  const auto outcome = parse_name<SlipOutcome>(fields.text("outcome"));
  if (!outcome) return std::nullopt;
  record.outcome = *outcome;
  record.will_repeat = fields.optional_flag("will_repeat");
  record.on_glass = fields.optional_flag("on_glass");
  return record;
}

std::optional<Record> answered(Fields& fields) {
  auto ticket = protocol::decode<TicketReply>(fields.text("ticket"));
  if (!ticket.ok()) return std::nullopt;
  return Answered{RequestId{fields.text("request")}, std::move(ticket).value()};
}

std::optional<Record> booking_asked(Fields& fields) {
  const auto slot_at = parse_timestamp(fields.text("slot_at"));
  if (!slot_at) return std::nullopt;
  return BookingAsked{RequestId{fields.text("request")}, ServiceId{fields.text("service")},
                      ProcedureId{fields.text("procedure")}, *slot_at};
}

std::optional<Record> own_numbers(Fields& fields) {
  const auto letter = ticket_letter(fields.text("letter"));
  if (!letter) return std::nullopt;
  return OwnNumbers{*letter, static_cast<std::uint32_t>(fields.number("last"))};
}

std::optional<Record> issued_here(Fields& fields) {
  auto ticket = protocol::decode<TicketReply>(fields.text("ticket"));
  const RequestId request{fields.text("request")};
  if (!ticket.ok() || ticket->id != own_ticket_id(request)) return std::nullopt;
  return IssuedHere{request, RequestId{fields.text("spare")}, std::move(ticket).value()};
}

std::optional<Record> record_of(Fields& fields) {
  const std::string type = fields.text("type");
  if (type == "requested") {
    return Requested{RequestId{fields.text("request")}, ServiceId{fields.text("service")},
                     ProcedureId{fields.text("procedure")}, fields.text("language"),
                     fields.optional_text("booking_code")};
  }
  if (type == "answered") return answered(fields);
  if (type == "refused") return Refused{RequestId{fields.text("request")}, fields.text("reason")};
  if (type == "slip_known") return slip_known(fields);
  if (type == "number_read") return NumberRead{TicketId{fields.text("ticket")}};
  if (type == "own_numbers") return own_numbers(fields);
  if (type == "issued_here") return issued_here(fields);
  if (type == "delivered") return Delivered{TicketId{fields.text("own")}, TicketId{fields.text("ticket")}};
  if (type == "booking_asked") return booking_asked(fields);
  if (type == "booking_over") return BookingOver{RequestId{fields.text("request")}};
  if (type == "slip_delivered")
    return SlipDelivered{TicketId{fields.text("ticket")}, fields.number("serial")};
  return std::nullopt;
}

}  // namespace

std::string encode_line(const Record& record) {
  const json::object fields = std::visit([](const auto& each) { return fields_of(each); }, record);
  const std::string rest = json::serialize(fields).substr(1);
  return fmt::format("{}{:08x}{}{}\n", opening, crc32(rest), between, rest);
}

std::optional<Record> decode_line(std::string_view line) {
  const std::size_t head = opening.size() + digits + between.size();
  if (line.size() < head || !line.starts_with(opening)) return std::nullopt;
  std::uint32_t crc = 0;
  const char* first = line.data() + opening.size();
  const auto parsed = std::from_chars(first, first + digits, crc, 16);
  if (parsed.ec != std::errc{} || parsed.ptr != first + digits) return std::nullopt;
  const std::string_view rest = line.substr(head);
  if (line.substr(opening.size() + digits, between.size()) != between || crc32(rest) != crc)
    return std::nullopt;
  boost::system::error_code error;
  const json::value value = json::parse("{" + std::string(rest), error);
  if (error || !value.is_object()) return std::nullopt;
  Fields fields(value.get_object());
  auto record = record_of(fields);
  return fields.good() ? record : std::nullopt;
}

}  // namespace talon::offline
