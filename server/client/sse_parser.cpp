// SPDX-License-Identifier: MIT
#include "server/client/sse_parser.h"

#include <algorithm>
#include <utility>

namespace talon::client {

bool SseParser::feed(std::string_view bytes, std::vector<StreamMessage>& messages) {
  while (!bytes.empty() && !broken_) {
    if (after_return_ && bytes.front() == '\n') bytes.remove_prefix(1);
    after_return_ = false;
    const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    broken_ = line_.size() + data_.size() + end > most_bytes_;
    if (broken_) break;
    line_ += bytes.substr(0, end);
    if (end == bytes.size()) break;
    after_return_ = bytes[end] == '\r';
    take_line(messages);
    bytes.remove_prefix(end + 1);
  }
  return !broken_;
}

void SseParser::take_line(std::vector<StreamMessage>& messages) {
  const std::string line = std::exchange(line_, {});
  std::string_view text = line;
  if (std::exchange(at_start_, false) && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.empty()) {
    if (has_id_) last_id_ = std::move(id_);
    // An id without data moves the place from which one resumes and is no message.
    if (has_data_) messages.push_back({last_id_, std::move(data_)});
    data_.clear();
    id_.clear();
    has_data_ = has_id_ = false;
    return;
  }
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  std::string_view value = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (name == "data") {
    if (has_data_) data_ += '\n';
    data_ += value;
    has_data_ = true;
  } else if (name == "id" && value.find('\0') == std::string_view::npos) {
    id_ = value;
    has_id_ = true;
  }
  // A comment (": ..."), `event`, `retry` and names of the future change nothing here.
}

}  // namespace talon::client
