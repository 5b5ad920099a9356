// SPDX-License-Identifier: MIT
#include "tests/kiosk/supervisor.h"

#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <utility>

#include "server/model/result.h"

namespace talon::kiosk {

namespace {

constexpr int look_every_ms = 20;  ///< whether it still lives

Millis since(Supervisor::Clock::time_point then) {
  return std::chrono::duration_cast<Millis>(Supervisor::Clock::now() - then);
}

}  // namespace

Supervisor::Supervisor(const std::string& socket, std::vector<std::string> words, std::string display,
                       Millis patience)
    : words_(std::move(words)), display_(std::move(display)), address_(socket), patience_(patience) {
  socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  TALON_EXPECT(socket.size() < sizeof address.sun_path);
  std::memcpy(address.sun_path, socket.data(), socket.size());
  TALON_EXPECT(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  start();
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Supervisor::~Supervisor() {
  thread_.request_stop();
  thread_.join();
  program_.reset();
  ::close(socket_);
}

void Supervisor::signal(int number) {
  const std::lock_guard lock(mutex_);
  if (program_) program_->signal(number);
}

int Supervisor::stop() {
  const std::lock_guard lock(mutex_);
  ending_ = true;
  return program_->end(SIGTERM);
}

Supervisor::Seen Supervisor::seen() const {
  const std::lock_guard lock(mutex_);
  return seen_;
}

bool Supervisor::until(const std::function<bool(const Seen&)>& holds, Millis most) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, most, [&] { return holds(seen_); });
}

void Supervisor::start() {
  program_ = std::make_unique<Process>(
      words_, display_,
      std::vector<std::pair<std::string, std::string>>{
          {"NOTIFY_SOCKET", address_}, {"WATCHDOG_USEC", std::to_string(patience_.count() * 1'000)}});
  seen_.running = false;
}

void Supervisor::run(const std::stop_token& stop) {
  char word[256];
  while (!stop.stop_requested()) {
    pollfd waiting{socket_, POLLIN, 0};
    const bool heard = ::poll(&waiting, 1, look_every_ms) == 1;
    const ssize_t size = heard ? ::recv(socket_, word, sizeof word, 0) : 0;
    {
      const std::lock_guard lock(mutex_);
      if (size > 0) hear({word, static_cast<std::size_t>(size)});
      if (!ending_) watch();
    }
    changed_.notify_all();
  }
}

void Supervisor::hear(const std::string& word) {
  if (word == "READY=1") {
    ++seen_.ready;
    seen_.beats = 0;
    seen_.running = true;
    heard_at_ = Clock::now();
  }
  if (word == "WATCHDOG=1") {
    ++seen_.beats;
    seen_.worst_gap = std::max(seen_.worst_gap, since(heard_at_));
    heard_at_ = Clock::now();
  }
}

void Supervisor::watch() {
  if (!program_->lives()) {
    ++seen_.died;
    start();
    return;
  }
  if (!seen_.running || since(heard_at_) <= patience_) return;
  ++seen_.killed;
  program_->signal(SIGKILL);
  (void)program_->end(0);
  start();
}

}  // namespace talon::kiosk
