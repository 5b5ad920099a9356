// SPDX-License-Identifier: MIT
// Server-Sent Events as the HTML standard reads them: bytes in any pieces -> messages. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace talon::client {

/// One message of an event stream.
struct StreamMessage {
  std::string id;    ///< last id the stream has given, also by an earlier message
  std::string data;  ///< JSON
};

class SseParser {
 public:
  /// last_id: of the stream that this one continues. most_bytes: of one message; a longer one ends the
  /// stream.
  explicit SseParser(std::string last_id = {}, std::size_t most_bytes = std::size_t{8} << 20)
      : last_id_(std::move(last_id)), most_bytes_(most_bytes) {}

  /// Appends to `messages` what is complete. False, now and ever after: a message was too long.
  bool feed(std::string_view bytes, std::vector<StreamMessage>& messages);
  [[nodiscard]] const std::string& last_id() const { return last_id_; }

 private:
  void take_line(std::vector<StreamMessage>& messages);

  std::string last_id_;
  std::size_t most_bytes_;
  std::string line_;
  std::string data_;
  std::string id_;         ///< of the message being read
  bool has_data_ = false;  ///< a `data` line was seen: an empty one counts too
  bool has_id_ = false;
  bool after_return_ = false;  ///< the last byte was \r: a \n belongs to it
  bool at_start_ = true;
  bool broken_ = false;
};

}  // namespace talon::client
