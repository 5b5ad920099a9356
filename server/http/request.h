// SPDX-License-Identifier: MIT
// One HTTP request and its reply as the router sees them: no socket, no HTTP library.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/model/id.h"
#include "server/model/refusal.h"

namespace talon::http {

/// ASCII letters in lower case, every other byte as it is.
[[nodiscard]] std::string lower_ascii(std::string_view text);

/// The header fields the server reads; everything else a client sends is ignored.
struct RequestFields {
  std::string host;
  std::string origin;
  std::string cookie;
  std::string authorization;
  std::string idempotency_key;
  std::string content_type;
  std::string last_event_id;
  std::string if_none_match;
};

/// The socket layer has already refused what is larger than its limits (header 16 KB, body 64 KB).
struct Request {
  std::string method;  ///< "GET"
  std::string target;  ///< path and query as sent
  RequestFields fields;
  std::string body;
  std::string peer;     ///< address without port
  bool secure = false;  ///< over TLS
};

/// Which pictures an event stream carries.
enum class View { hall, desk, live, journal };

/// The reply is the beginning of an event stream: the socket layer subscribes with the hub and keeps writing.
struct StreamOrder {
  View view = View::hall;
  DeskId desk;                      ///< View::desk
  std::int64_t after = 0;           ///< View::journal: the last seq the client has
  std::function<bool()> permitted;  ///< asked before each message: a logged-out reader hears nothing more
};

struct Reply {
  int status = 200;
  std::string content_type;                                ///< empty: no body
  std::vector<std::pair<std::string, std::string>> extra;  ///< further header fields
  std::string body;
  std::string_view fixed;  ///< body that lives as long as the program (assets); used when `body` is empty
  std::optional<StreamOrder> stream;
};

/// Called exactly once, on the loop thread, perhaps before the call that was given it returns.
using Answer = std::function<void(Reply)>;

[[nodiscard]] Reply json_reply(int status, std::string json);
[[nodiscard]] Reply empty_reply(int status);

/// Decodes %XX; with `plus_is_space` also '+', as in a query. Nothing when malformed or a control character
/// results.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

/// A target cut into decoded path segments and query values; nothing when malformed.
struct Target {
  std::string path;                   ///< decoded, begins with '/'
  std::vector<std::string> segments;  ///< decoded one by one, so that "%2F" never makes a segment
  std::map<std::string, std::string> query;

  /// The value of `name`, or empty.
  [[nodiscard]] std::string value(const std::string& name) const;
};
[[nodiscard]] std::optional<Target> parse_target(std::string_view target);

/// The value of cookie `name` in a Cookie field, or empty.
[[nodiscard]] std::string cookie_value(std::string_view field, std::string_view name);

}  // namespace talon::http
