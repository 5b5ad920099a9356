// SPDX-License-Identifier: MIT
#include "display/key_sender.h"

#include <chrono>
#include <cstdio>
#include <string>
#include <utility>

#include "server/model/names.h"

namespace talon::display {
namespace {

/// A press that could not be delivered so long is no wish any more: it would call somebody to an empty desk.
constexpr std::chrono::seconds deliver_within{5};
constexpr Millis once_more{200};

}  // namespace

KeySender::KeySender(client::Settings server)
    : client_(std::move(server)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

KeySender::~KeySender() {
  thread_.request_stop();
  thread_.join();
}

void KeySender::send(const bus::Press& press) {
  const std::scoped_lock lock(mutex_);
  presses_.push_back(press);
  changed_.notify_all();
}

void KeySender::run(const std::stop_token& stop) {
  while (true) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait(lock, stop, [this] { return !presses_.empty(); })) return;
    const bus::Press press = std::move(presses_.front());
    presses_.pop_front();
    lock.unlock();
    deliver(press, stop);
  }
}

void KeySender::deliver(const bus::Press& press, const std::stop_token& stop) {
  const std::string path = "/api/v1/desks/" + press.desk.value + "/key";
  const std::string body = "{\"key\":\"" + std::string(name_of(press.key)) + "\"}";
  const auto end = std::chrono::steady_clock::now() + deliver_within;
  while (!stop.stop_requested()) {
    // The same Idempotency-Key each time: a press whose answer was lost is one effect.
    const client::Reply reply = client_.post(path, body, press.request);
    if (reply.refusal) {
      std::fprintf(stderr, "talon-display: клавиша пульта, окно %s: %s\n", press.desk.value.c_str(),
                   reply.refusal->detail.c_str());
    }
    if (reply.answered() || std::chrono::steady_clock::now() >= end) return;
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, once_more, [] { return false; });  // ends at once when asked to stop
  }
}

}  // namespace talon::display
