// SPDX-License-Identifier: MIT
#include "server/http/request.h"

namespace talon::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool split_query(std::string_view text, std::map<std::string, std::string>& values) {
  while (!text.empty()) {
    const auto end = text.find('&');
    const std::string_view pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    auto name = percent_decode(pair.substr(0, equals), true);
    auto value =
        equals == std::string_view::npos ? std::string{} : percent_decode(pair.substr(equals + 1), true);
    if (!name || !value) return false;
    values.emplace(std::move(*name), std::move(*value));
  }
  return true;
}

}  // namespace

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

Reply json_reply(int status, std::string json) {
  Reply reply;
  reply.status = status;
  reply.content_type = "application/json";
  reply.body = std::move(json);
  return reply;
}

Reply empty_reply(int status) {
  Reply reply;
  reply.status = status;
  return reply;
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return std::nullopt;
    out.push_back(c);
  }
  return out;
}

std::string Target::value(const std::string& name) const {
  const auto found = query.find(name);
  return found == query.end() ? std::string{} : found->second;
}

std::optional<Target> parse_target(std::string_view text) {
  if (text.empty() || text.front() != '/') return std::nullopt;
  Target target;
  const auto question = text.find('?');
  std::string_view path = text.substr(0, question);
  if (question != std::string_view::npos && !split_query(text.substr(question + 1), target.query)) {
    return std::nullopt;
  }
  auto decoded = percent_decode(path, false);
  if (!decoded) return std::nullopt;
  target.path = std::move(*decoded);
  path.remove_prefix(1);
  while (!path.empty()) {
    const auto slash = path.find('/');
    auto segment = percent_decode(path.substr(0, slash), false);
    if (!segment) return std::nullopt;
    target.segments.push_back(std::move(*segment));
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
  }
  return target;
}

std::string cookie_value(std::string_view field, std::string_view name) {
  while (!field.empty()) {
    const auto end = field.find(';');
    std::string_view pair = field.substr(0, end);
    field = end == std::string_view::npos ? std::string_view{} : field.substr(end + 1);
    while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      return std::string(pair.substr(equals + 1));
    }
  }
  return {};
}

}  // namespace talon::http
