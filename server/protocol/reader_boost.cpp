// SPDX-License-Identifier: MIT
#include "server/protocol/reader_boost.h"

#include <algorithm>
#include <cmath>

namespace talon::protocol {

std::optional<Refusal> parse(std::string_view text, std::size_t max_depth, Document& document) {
  json::parse_options options;
  options.max_depth = max_depth;
  json::stream_parser parser({}, options);
  parser.reset(&document.memory);
  json::error_code error;
  std::size_t read = parser.write_some(text.data(), text.size(), error);
  if (!error && read < text.size()) error = json::error::extra_data;
  if (!error) parser.finish(error);
  if (!error) {
    document.root = parser.release();
    return std::nullopt;
  }
  const auto before =
      std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(read),
                    [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
  const std::string place = " (знак " + std::to_string(before + 1) + ")";
  if (error == json::error::too_deep)
    return Refusal{RefusalCode::bad_request, "JSON вложен слишком глубоко" + place};
  if (error == json::error::extra_data) return Refusal{RefusalCode::bad_request, "лишнее после JSON" + place};
  if (error == json::error::incomplete) return Refusal{RefusalCode::bad_request, "JSON обрывается" + place};
  return Refusal{RefusalCode::bad_request, "это не JSON" + place};
}

bool Reader::read(const json::value& in, std::string& out) {
  if (!in.is_string()) return fail("нужна строка");
  out.assign(in.get_string().data(), in.get_string().size());
  return true;
}

bool Reader::read(const json::value& in, bool& out) {
  if (!in.is_bool()) return fail("нужно true или false");
  out = in.get_bool();
  return true;
}

bool Reader::read(const json::value& in, double& out) {
  if (!in.is_number()) return fail("нужно число");
  // Boost.JSON 1.81 may miss the last bit of a fraction: six decimals are kept, so that what was read is
  // written and read again as the same number. The only fraction on the wire is the clock's rate.
  constexpr double most = 1e9;
  constexpr double step = 1e6;
  const double number = in.to_number<double>();
  if (!(std::abs(number) <= most)) return fail("число слишком велико");
  out = std::round(number * step) / step;
  return true;
}

bool Reader::integer(const json::value& in, std::int64_t& out) {
  if (in.is_int64()) {
    out = in.get_int64();
    return true;
  }
  return fail(in.is_uint64() ? "число слишком велико" : "нужно целое число");
}

bool Reader::read(const json::value& in, Timestamp& out) {
  const auto time = in.is_string() ? parse_timestamp(std::string_view{in.get_string()}) : std::nullopt;
  if (!time) return fail("нужно время вида 2026-03-02T09:14:07+05:00");
  out = *time;
  return true;
}

bool Reader::read(const json::value& in, Date& out) {
  if (!in.is_string()) return fail("нужна дата вида 2026-03-02");
  const std::string_view text{in.get_string()};
  const auto date = text.empty() ? std::optional{Date{}} : parse_date(text);
  if (!date) return fail("нужна дата вида 2026-03-02");
  out = *date;
  return true;
}

bool Reader::read(const json::value& in, TicketNumber& out) {
  if (!in.is_string()) return fail("нужен номер талона вида А017");
  const std::string_view text{in.get_string()};
  const auto number = text.empty() ? std::optional{TicketNumber{}} : parse_ticket_number(text);
  if (!number) return fail("нужен номер талона вида А017");
  out = *number;
  return true;
}

bool Reader::inside(std::string_view step) {
  const bool joined = where_.empty() || where_.front() == '[';
  where_ = std::string(step) + (joined ? "" : ".") + where_;
  return false;
}

Refusal Reader::refusal() const {
  return {RefusalCode::bad_request, (where_.empty() ? "" : "поле «" + where_ + "»: ") + why_};
}

}  // namespace talon::protocol
