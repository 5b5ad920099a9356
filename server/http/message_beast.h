// SPDX-License-Identifier: MIT
// One HTTP/1.1 message between Beast's types and ours. Internal to http_beast.cpp.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <optional>
#include <string>

#include "server/http/http.h"

namespace talon::http {

using Message = boost::beast::http::request<boost::beast::http::string_body>;

/// Status line and fields up to the empty line.
[[nodiscard]] std::string reply_head(const Reply& reply, std::size_t body_size, bool keep, bool secure);
[[nodiscard]] Request make_request(const Message& message, const std::string& peer, bool secure);
/// Fields that would let two parsers read two different requests.
[[nodiscard]] bool ambiguous(const Message& message);
/// Answer to what the parser refused; nothing when the peer is gone or silent.
[[nodiscard]] std::optional<Reply> parse_problem(const boost::system::error_code& error);

}  // namespace talon::http
