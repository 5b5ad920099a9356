// SPDX-License-Identifier: MIT
// The API's client for our own devices over libcurl: device key, retries under the same Idempotency-Key,
// event stream. Calls block: a shell with a screen makes them on a worker thread of its own.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "server/client/sse_parser.h"
#include "server/model/id.h"
#include "server/model/picture.h"
#include "server/model/refusal.h"

namespace talon::client {

struct Settings {
  std::string server;             ///< "http://127.0.0.1:8080"
  std::string key;                ///< device key (content of the key file); empty: none
  std::string ca_file;            ///< --ca: certificate to trust for https
  Millis timeout{5000};           ///< of one request, and of a stream's connecting
  Millis silence{9000};           ///< a stream without a byte for so long is lost (a comment comes every 3 s)
  Millis first_back_off{200};     ///< before a stream connects again; doubled each time, a random half of it
  Millis longest_back_off{3000};  ///< is added to the other half
};

/// How a request ended.
struct Reply {
  int status = 0;                  ///< HTTP status; 0: no answer (link down, timeout, answer cut off)
  std::string body;                ///< JSON
  std::optional<Refusal> refusal;  ///< decoded problem+json, its detail being the sentence
  [[nodiscard]] bool answered() const { return status != 0; }
};

/// One blocking request. Thread-safe: each call has its own connection handle from a small pool; connections
/// stay open between calls. Redirects are not followed and proxies of the environment are not used: a hall's
/// server is at the address that was given.
class Client {
 public:
  explicit Client(Settings settings);
  ~Client();
  [[nodiscard]] Reply get(std::string_view path) const;
  /// With `request` the Idempotency-Key is sent: the same key may be sent again after a lost reply. When the
  /// connection breaks before the answer, it is sent again once at once, under the same key.
  [[nodiscard]] Reply post(std::string_view path, std::string_view json,
                           const std::optional<RequestId>& request = {}) const;
  [[nodiscard]] Reply put(std::string_view path, std::string_view json) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

enum class Link {
  connecting,  ///< before the first outcome
  up,
  lost  ///< no byte for `silence`, the connection refused or ended, or an answer that is no event stream
};

/// Keeps /api/v1/events?view=... open on its own thread, reconnects with back-off (0.2 s to 3 s, jittered)
/// and Last-Event-ID; both callbacks come from that thread, on_link at changes only. They may not throw.
class EventStream {
 public:
  /// last_event_id: where to resume (view=journal); empty: from now on.
  EventStream(Settings settings, std::string path, std::function<void(const StreamMessage&)> on_message,
              std::function<void(Link)> on_link, std::string last_event_id = {});
  ~EventStream();  ///< stops and joins; not from a callback

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A fresh random UUID (version 4), lower case.
[[nodiscard]] std::string new_uuid();

}  // namespace talon::client
