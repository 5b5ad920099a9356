// SPDX-License-Identifier: MIT
// A TCP server on loopback that does exactly what a test's script says, connection by connection: what a
// broken network or server does can be told byte by byte.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace talon::client::test {

class Connection {
 public:
  explicit Connection(int socket) : socket_(socket) {}
  /// One whole request with its body; empty when the other side has closed.
  std::string read_request();
  /// One line without its end; empty when the other side has closed.
  std::string read_line();
  void write(std::string_view bytes);
  /// Returns when the other side has closed.
  void wait_until_closed();

 private:
  bool fill();
  int socket_;
  std::string buffer_;
};

/// 200 with a JSON body and Content-Length.
std::string json_reply(std::string_view body, std::string_view status = "200 OK");
inline constexpr std::string_view stream_head =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n";

class ScriptedServer {
 public:
  using Script = std::function<void(Connection&)>;
  /// The n-th connection runs the n-th script, later ones the last. A connection is closed after its script.
  explicit ScriptedServer(std::vector<Script> scripts);
  ~ScriptedServer();
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] int connections() const;

 private:
  void accept_all();

  std::vector<Script> scripts_;
  int listener_ = -1;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::jthread> threads_;
  std::vector<int> sockets_;
  int connections_ = 0;
  std::jthread acceptor_;
};

/// What happened, in order; waits for a number of things.
class Happened {
 public:
  void add(std::string what);
  /// The first `count` things; fewer after ten seconds.
  std::vector<std::string> first(std::size_t count);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> all_;
};

}  // namespace talon::client::test
