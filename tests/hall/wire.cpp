// SPDX-License-Identifier: MIT
#include "tests/hall/wire.h"

#include <arpa/inet.h>
#include <array>
#include <cstdlib>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace talon::test {
namespace {

constexpr std::chrono::seconds patience{30};

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

std::string request_text(const std::string& method, const std::string& target, const Fields& fields,
                         const std::string& body) {
  std::string text = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  for (const auto& [name, value] : fields) text += name + ": " + value + "\r\n";
  if (!body.empty()) text += "Content-Type: application/json\r\n";
  if (!body.empty() || method != "GET") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + body;
}

bool Wire::open() {
  if (socket_ >= 0) return true;
  socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  buffer_.clear();
  const int one = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return true;
  close();
  return false;
}

void Wire::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

bool Wire::send(const std::string& bytes) {
  if (!open()) return false;
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t count = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

bool Wire::fill(std::chrono::milliseconds wait) {
  if (socket_ < 0) return false;
  pollfd waiting{socket_, POLLIN, 0};
  if (poll(&waiting, 1, static_cast<int>(wait.count())) <= 0) return false;
  std::array<char, 65536> bytes;
  const ssize_t count = recv(socket_, bytes.data(), bytes.size(), 0);
  if (count <= 0) {
    close();
    return false;
  }
  buffer_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

std::optional<std::string> Wire::read_until(const std::string& end, std::chrono::milliseconds wait) {
  for (;;) {
    const auto found = buffer_.find(end);
    if (found != std::string::npos) {
      std::string text = buffer_.substr(0, found + end.size());
      buffer_.erase(0, found + end.size());
      return text;
    }
    if (!fill(wait)) return std::nullopt;
  }
}

Answer Wire::read_answer(bool head_only) {
  Answer answer;
  const auto head = read_until("\r\n\r\n", patience);
  if (!head) return answer;
  answer.status = std::atoi(head->c_str() + 9);
  std::size_t at = head->find("\r\n") + 2;
  while (at < head->size() - 2) {
    const auto end = head->find("\r\n", at);
    const auto colon = head->find(": ", at);
    if (colon != std::string::npos && colon < end) {
      answer.fields[lower(head->substr(at, colon - at))] = head->substr(colon + 2, end - colon - 2);
    }
    at = end + 2;
  }
  if (answer.status == 100) return read_answer(head_only);
  const auto length = answer.fields.find("content-length");
  const std::size_t size = length == answer.fields.end() || head_only ? 0 : std::stoul(length->second);
  while (buffer_.size() < size) {
    if (!fill(patience)) return answer;
  }
  answer.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  if (answer.fields["connection"] == "close") close();
  return answer;
}

Answer Wire::call(const std::string& method, const std::string& target, const Fields& fields,
                  const std::string& body) {
  const bool kept = socket_ >= 0;
  const std::string text = request_text(method, target, fields, body);
  Answer answer;
  if (send(text)) answer = read_answer(method == "HEAD");
  if (answer.status == 0 && kept) {  // a kept connection that the server had ended: once more on a fresh one
    close();
    if (send(text)) answer = read_answer(method == "HEAD");
  }
  return answer;
}

Answer Wire::raw(const std::string& bytes) {
  close();
  // The server may answer before it has read all: a failed send is no failure here.
  static_cast<void>(send(bytes));
  return read_answer(false);
}

void Wire::lose(const std::string& method, const std::string& target, const Fields& fields,
                const std::string& body) {
  close();
  static_cast<void>(send(request_text(method, target, fields, body)));
  close();
}

Stream::Stream(std::uint16_t port, const std::string& target, const Fields& fields) : wire_(port) {
  if (!wire_.send(request_text("GET", target, fields, ""))) return;
  if (const auto head = wire_.read_until("\r\n\r\n", patience)) status_ = std::atoi(head->c_str() + 9);
}

std::optional<std::string> Stream::next_block(std::chrono::milliseconds wait) {
  return wire_.read_until("\n\n", wait);
}

std::optional<Stream::Message> Stream::next(std::chrono::milliseconds wait) {
  for (;;) {
    const auto block = next_block(wait);
    if (!block) return std::nullopt;
    if (block->rfind("id: ", 0) != 0) continue;
    const auto line = block->find('\n');
    const auto data = block->find("data: ");
    return Message{block->substr(4, line - 4), block->substr(data + 6, block->size() - data - 8)};
  }
}

}  // namespace talon::test
