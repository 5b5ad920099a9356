// SPDX-License-Identifier: MIT
#include "server/http/message_beast.h"

#include <array>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/http/status.hpp>
#include <ctime>

namespace talon::http {
namespace {

namespace bhttp = boost::beast::http;

std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), size};
}

void add_field(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string reply_head(const Reply& reply, std::size_t body_size, bool keep, bool secure) {
  std::string head;
  head.reserve(700);
  head += "HTTP/1.1 " + std::to_string(reply.status) + ' ';
  head += std::string(bhttp::obsolete_reason(static_cast<bhttp::status>(reply.status))) + "\r\n";
  add_field(head, "Date", http_date());
  if (!reply.content_type.empty()) add_field(head, "Content-Type", reply.content_type);
  if (!reply.stream && reply.status != 204 && reply.status != 304) {
    add_field(head, "Content-Length", std::to_string(body_size));
  }
  bool cache_said = false;
  for (const auto& [name, value] : reply.extra) {
    cache_said = cache_said || name == "Cache-Control";
    add_field(head, name, value);
  }
  if (!cache_said) add_field(head, "Cache-Control", "no-store");
  for (const auto& [name, value] : security_fields()) add_field(head, name, value);
  if (secure) add_field(head, "Strict-Transport-Security", "max-age=31536000");
  add_field(head, "Connection", keep ? "keep-alive" : "close");
  head += "\r\n";
  return head;
}

Request make_request(const Message& message, const std::string& peer, bool secure) {
  const auto field = [&message](bhttp::field name) { return std::string(message[name]); };
  Request request;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  request.fields.host = field(bhttp::field::host);
  request.fields.origin = field(bhttp::field::origin);
  request.fields.cookie = field(bhttp::field::cookie);
  request.fields.authorization = field(bhttp::field::authorization);
  request.fields.idempotency_key = std::string(message["Idempotency-Key"]);
  request.fields.content_type = field(bhttp::field::content_type);
  request.fields.last_event_id = std::string(message["Last-Event-ID"]);
  request.fields.if_none_match = field(bhttp::field::if_none_match);
  request.body = message.body();
  request.peer = peer;
  request.secure = secure;
  return request;
}

bool ambiguous(const Message& message) {
  for (const bhttp::field name : {bhttp::field::host, bhttp::field::authorization, bhttp::field::cookie,
                                  bhttp::field::origin, bhttp::field::content_type}) {
    if (message.count(name) > 1) return true;
  }
  if (message.count("Idempotency-Key") > 1) return true;
  return message.version() == 11 && message.count(bhttp::field::host) != 1;
}

std::optional<Reply> parse_problem(const boost::system::error_code& error) {
  if (error == bhttp::error::body_limit || error == bhttp::error::header_limit ||
      error == bhttp::error::buffer_overflow) {
    return refuse({RefusalCode::too_large, ""});
  }
  const bool gone = error == bhttp::error::end_of_stream || error == bhttp::error::partial_message;
  if (!gone && error.category() == bhttp::make_error_code(bhttp::error::bad_method).category()) {
    return refuse({RefusalCode::bad_request, "это не HTTP/1.1"});
  }
  return std::nullopt;
}

}  // namespace talon::http
