// SPDX-License-Identifier: MIT
// A small HTTP client on bare sockets for tests: it can be rude (drop the line, send garbage), which a good
// library cannot.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace talon::test {

struct Answer {
  int status = 0;                             ///< 0: the line was closed without an answer
  std::map<std::string, std::string> fields;  ///< names in lower case
  std::string body;
};

using Fields = std::vector<std::pair<std::string, std::string>>;

/// One connection to 127.0.0.1, opened when first used and again after it was closed.
class Wire {
 public:
  explicit Wire(std::uint16_t port) : port_(port) {}
  ~Wire() { close(); }
  Wire(Wire&& other) noexcept : port_(other.port_), socket_(std::exchange(other.socket_, -1)) {}
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  Answer call(const std::string& method, const std::string& target, const Fields& fields = {},
              const std::string& body = {});
  /// Sends the request and drops the line without reading an answer.
  void lose(const std::string& method, const std::string& target, const Fields& fields,
            const std::string& body);
  /// Sends bytes as they are and reads one answer.
  Answer raw(const std::string& bytes);

  bool send(const std::string& bytes);
  /// Reads up to `end`, which stays in the text; empty when nothing came for `patience` or the line was
  /// closed.
  std::optional<std::string> read_until(const std::string& end, std::chrono::milliseconds patience);
  void close();

 private:
  Answer read_answer(bool head);
  bool open();
  bool fill(std::chrono::milliseconds patience);

  std::uint16_t port_;
  int socket_ = -1;
  std::string buffer_;
};

/// An event stream.
class Stream {
 public:
  struct Message {
    std::string id;
    std::string data;
  };
  Stream(std::uint16_t port, const std::string& target, const Fields& fields = {});
  [[nodiscard]] int status() const { return status_; }
  /// The next message; comments are passed over. Empty when none came in time.
  std::optional<Message> next(std::chrono::milliseconds patience = std::chrono::seconds{10});
  /// The next block whatever it is: a comment or a message.
  std::optional<std::string> next_block(std::chrono::milliseconds patience = std::chrono::seconds{10});

 private:
  Wire wire_;
  int status_ = 0;
};

[[nodiscard]] std::string request_text(const std::string& method, const std::string& target,
                                       const Fields& fields, const std::string& body);

}  // namespace talon::test
