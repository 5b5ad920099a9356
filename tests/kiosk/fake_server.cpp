// SPDX-License-Identifier: MIT
#include "tests/kiosk/fake_server.h"

#include <arpa/inet.h>
#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/model/result.h"
#include "server/protocol/json.h"
#include "tests/kiosk/pictures.h"

namespace talon::kiosk {

namespace {

void send_all(int connection, const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t sent = ::send(connection, text.data() + done, text.size() - done, MSG_NOSIGNAL);
    if (sent <= 0) return;
    done += static_cast<std::size_t>(sent);
  }
}

std::string with_head(int status, const std::string& body) {
  return "HTTP/1.1 " + std::to_string(status) +
         " X\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + body;
}

std::string header_of(const std::string& head, const std::string& name) {
  const auto lower = [](std::string text) {
    for (char& each : text) each = static_cast<char>(std::tolower(static_cast<unsigned char>(each)));
    return text;
  };
  const auto at = lower(head).find("\r\n" + lower(name) + ": ");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

/// One request; an empty method when the other side is gone.
Asked read_request(int connection) {
  std::string text;
  char part[4096];
  for (;;) {
    const auto end = text.find("\r\n\r\n");
    if (end != std::string::npos) {
      const std::string head = text.substr(0, end + 2);
      const std::string length = header_of(head, "Content-Length");
      const std::size_t size = length.empty() ? 0 : std::stoul(length);
      if (text.size() >= end + 4 + size) {
        const auto space = head.find(' ');
        return {head.substr(0, space), head.substr(space + 1, head.find(' ', space + 1) - space - 1),
                header_of(head, "Idempotency-Key"), text.substr(end + 4, size)};
      }
    }
    const ssize_t got = ::recv(connection, part, sizeof part, 0);
    if (got <= 0) return {};
    text.append(part, static_cast<std::size_t>(got));
  }
}

HallPicture hall_of(const MenuPicture& menu) {
  HallPicture hall;
  hall.time = menu.time;
  hall.office = menu.office;
  hall.open = menu.open;
  return hall;
}

}  // namespace

FakeServer::FakeServer(MenuPicture menu) : menu_(std::move(menu)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  TALON_EXPECT(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
  TALON_EXPECT(::listen(listener_, 16) == 0);
  TALON_EXPECT(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept_all(); });
}

FakeServer::~FakeServer() {
  stop_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  for (std::thread& each : threads_) each.join();
  ::close(listener_);
}

std::string FakeServer::address() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

void FakeServer::set_menu(const MenuPicture& menu) {
  const std::lock_guard lock(mutex_);
  menu_ = menu;
}

std::vector<Asked> FakeServer::asked(const std::string& method, const std::string& path_part) const {
  const std::lock_guard lock(mutex_);
  std::vector<Asked> found;
  for (const Asked& each : all_) {
    if (each.method == method && each.path.find(path_part) != std::string::npos) found.push_back(each);
  }
  return found;
}

int FakeServer::tickets() const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(by_key_.size());
}

bool FakeServer::wait_until(const std::function<bool()>& holds) const {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::milliseconds(20));
  }
  return true;
}

void FakeServer::accept_all() {
  while (!stop_) {
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) return;
    threads_.emplace_back([this, connection] {
      serve(connection);
      ::close(connection);
    });
  }
}

std::string FakeServer::ticket_for(const std::string& key) {
  const auto found = by_key_.find(key);
  if (found != by_key_.end()) return found->second;
  TicketReply ticket = screens::pictures::ticket("А" + std::to_string(47 + by_key_.size()));
  ticket.id = TicketId{"00000000-0000-4000-8000-00000000004" + std::to_string(by_key_.size())};
  return by_key_.emplace(key, protocol::encode(ticket)).first->second;
}

std::string FakeServer::answer(const Asked& asked) {
  const std::lock_guard lock(mutex_);
  if (asked.path == "/api/v1/menu") return with_head(200, protocol::encode(menu_));
  if (asked.path == "/api/v1/devices/self") {
    return with_head(200,
                     R"({"device":"kiosk1","role":"kiosk","title":"Киоск","letter":"У","diagonal_inch":27,)"
                     R"("distance_m":0.6,"rooms":[],"last_offline":0})");
  }
  if (asked.path == "/api/v1/tickets") return with_head(201, ticket_for(asked.key));
  return with_head(204, "");
}

void FakeServer::stream(int connection) const {
  std::string picture;
  {
    const std::lock_guard lock(mutex_);
    picture = protocol::encode(hall_of(menu_));
  }
  send_all(connection,
           "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nid: 1\ndata: " + picture + "\n\n");
  pollfd gone{connection, POLLIN | POLLHUP, 0};
  for (int turn = 0; !stop_; ++turn) {
    if (::poll(&gone, 1, 100) > 0) return;
    if (turn % 20 == 0) send_all(connection, ": still here\n\n");
  }
}

void FakeServer::serve(int connection) {
  const Asked asked = read_request(connection);
  if (asked.method.empty()) return;
  if (asked.path.starts_with("/api/v1/events")) return stream(connection);
  const std::string reply = answer(asked);
  const bool drop = asked.path == "/api/v1/tickets" && drops_.fetch_sub(1) > 0;
  if (!drop) send_all(connection, reply);
  {
    const std::lock_guard lock(mutex_);
    all_.push_back(asked);
  }
  changed_.notify_all();
}

}  // namespace talon::kiosk
