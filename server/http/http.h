// SPDX-License-Identifier: MIT
// The sockets: HTTP/1.1 and event streams on one loop thread. The HTTP library is behind this header alone.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/http/hub.h"
#include "server/http/loop.h"
#include "server/http/metrics.h"
#include "server/http/router.h"

namespace talon::http {

struct Listen {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: any free one
  std::string tls_cert;       ///< PEM chain; empty: plain HTTP
  std::string tls_key;
};

/// "ADDR:PORT", "[::1]:PORT"; nothing when malformed.
[[nodiscard]] std::optional<Listen> parse_listen(const std::string& text);
/// 127.0.0.0/8 or ::1: the only addresses served without TLS.
[[nodiscard]] bool is_loopback(const std::string& address);

class HttpServer : public Loop {
 public:
  struct World {
    Router& router;
    Hub& hub;
    Counters& counters;
    std::function<Millis()> tick;    ///< called again after what it returns
    std::function<bool()> finished;  ///< nothing is under way: asked while stopping
    std::function<void()> reload;    ///< SIGHUP
    std::function<void(const std::string&)> log;
  };
  /// "http://127.0.0.1:8080"
  [[nodiscard]] virtual std::string url() const = 0;
  /// Runs the loop without taking connections until `done()`; used before the hall is ready.
  virtual void settle(const std::function<bool()>& done) = 0;
  /// Takes connections until SIGTERM or SIGINT; then answers what is under way, closes all and returns.
  virtual void serve(World world) = 0;
};

/// Binds the port. Throws std::runtime_error: address in use, certificate unreadable.
[[nodiscard]] std::unique_ptr<HttpServer> open_http(const Listen& listen);

}  // namespace talon::http
