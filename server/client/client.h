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

#include "server/model/id.h"
#include "server/model/picture.h"
#include "server/model/refusal.h"

namespace talon::client {

struct Settings {
  std::string server;    ///< "http://127.0.0.1:8080", no trailing slash
  std::string key;       ///< device key (content of the key file); empty: none
  std::string ca_file;   ///< --ca: certificate to trust for https
  Millis timeout{5000};  ///< of one request
};

/// How a request ended.
struct Reply {
  int status = 0;                  ///< HTTP status; 0: no answer (link down, timeout)
  std::string body;                ///< JSON
  std::optional<Refusal> refusal;  ///< decoded problem+json, its detail being the sentence
  [[nodiscard]] bool answered() const { return status != 0; }
};

/// One blocking request. Thread-safe: each call has its own connection handle from a small pool.
class Client {
 public:
  explicit Client(Settings settings);
  ~Client();
  [[nodiscard]] Reply get(std::string_view path) const;
  /// With `request` the Idempotency-Key is sent: the same key may be sent again after a lost reply.
  [[nodiscard]] Reply post(std::string_view path, std::string_view json,
                           const std::optional<RequestId>& request = {}) const;
  [[nodiscard]] Reply put(std::string_view path, std::string_view json) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// One message of an event stream.
struct StreamMessage {
  std::string id;
  std::string data;  ///< JSON
};
enum class Link {
  connecting,
  up,
  lost
};  ///< lost: no byte for 9 s (a comment comes every 3 s) or connection refused

/// Keeps /api/v1/events?view=... open on its own thread, reconnects with back-off (0.2 s to 3 s, jittered)
/// and Last-Event-ID; both callbacks come from that thread.
class EventStream {
 public:
  EventStream(Settings settings, std::string path, std::function<void(const StreamMessage&)> on_message,
              std::function<void(Link)> on_link);
  ~EventStream();  ///< stops and joins

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A fresh random UUID (version 4), lower case.
[[nodiscard]] std::string new_uuid();

}  // namespace talon::client
