// SPDX-License-Identifier: MIT
#include "tests/server/client/scripted_server.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <cstdlib>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace talon::client::test {
namespace {

std::size_t content_length(std::string_view head) {
  constexpr std::string_view name = "Content-Length: ";
  const auto place = head.find(name);
  return place == std::string_view::npos ? 0 : std::strtoul(head.data() + place + name.size(), nullptr, 10);
}

}  // namespace

bool Connection::fill() {
  std::array<char, 4096> bytes{};
  const auto read = recv(socket_, bytes.data(), bytes.size(), 0);
  if (read <= 0) return false;
  buffer_.append(bytes.data(), static_cast<std::size_t>(read));
  return true;
}

std::string Connection::read_line() {
  auto end = buffer_.find("\r\n");
  for (; end == std::string::npos; end = buffer_.find("\r\n")) {
    if (!fill()) return {};
  }
  std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 2);
  return line;
}

std::string Connection::read_request() {
  while (true) {
    const auto end = buffer_.find("\r\n\r\n");
    if (end != std::string::npos) {
      const std::size_t whole = end + 4 + content_length(std::string_view(buffer_).substr(0, end + 2));
      if (buffer_.size() >= whole) {
        std::string request = buffer_.substr(0, whole);
        buffer_.erase(0, whole);
        return request;
      }
    }
    if (!fill()) return {};
  }
}

void Connection::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Connection::wait_until_closed() {
  while (!read_request().empty()) {
  }
}

std::string json_reply(std::string_view body, std::string_view status) {
  return "HTTP/1.1 " + std::string(status) +
         "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

ScriptedServer::ScriptedServer(std::vector<Script> scripts) : scripts_(std::move(scripts)) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 16) != 0 ||
      getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no loopback socket");
  }
  port_ = ntohs(address.sin_port);
  acceptor_ = std::jthread([this] { accept_all(); });
}

void ScriptedServer::accept_all() {
  while (true) {
    const int socket = accept(listener_, nullptr, nullptr);
    if (socket < 0) return;
    const std::scoped_lock lock(mutex_);
    const auto& script = scripts_[std::min(scripts_.size() - 1, static_cast<std::size_t>(connections_++))];
    sockets_.push_back(socket);
    threads_.emplace_back([script, socket] {
      Connection connection(socket);
      script(connection);
      shutdown(socket, SHUT_RDWR);
    });
  }
}

ScriptedServer::~ScriptedServer() {
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  for (const int socket : sockets_) shutdown(socket, SHUT_RDWR);
  threads_.clear();
  for (const int socket : sockets_) close(socket);
  close(listener_);
}

int ScriptedServer::connections() const {
  const std::scoped_lock lock(mutex_);
  return connections_;
}

void Happened::add(std::string what) {
  const std::scoped_lock lock(mutex_);
  all_.push_back(std::move(what));
  changed_.notify_all();
}

std::vector<std::string> Happened::first(std::size_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return all_.size() >= count; });
  return {all_.begin(), all_.begin() + static_cast<std::ptrdiff_t>(std::min(count, all_.size()))};
}

}  // namespace talon::client::test
