// SPDX-License-Identifier: MIT
#include "display/reporter.h"

#include <cstdio>
#include <tuple>

namespace talon::display {
namespace {

constexpr std::chrono::seconds every{5};
constexpr std::chrono::seconds again_after{1};
/// The server's description is asked for again every 10 s: a plate shows a change of specialist, a screen may
/// have been moved.
constexpr int asks_every = 2;

bool same(const std::vector<Component>& a, const std::vector<Component>& b) {
  const auto equal = [](const Component& x, const Component& y) {
    return std::tie(x.component, x.health, x.reason) == std::tie(y.component, y.health, y.reason);
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), equal);
}

}  // namespace

Reporter::Reporter(client::Settings server, std::function<void(const Self&)> on_self)
    : client_(std::move(server)),
      on_self_(std::move(on_self)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Reporter::~Reporter() {
  thread_.request_stop();
  thread_.join();
}

void Reporter::set(const std::vector<Component>& components) {
  const std::scoped_lock lock(mutex_);
  if (same(components_, components)) return;
  components_ = components;
  dirty_ = true;
  changed_.notify_all();
}

void Reporter::flush() {
  thread_.request_stop();
  thread_.join();
  if (self_) tell();
  thread_ = std::jthread([] {});
}

void Reporter::run(const std::stop_token& stop) {
  for (int round = 0; !stop.stop_requested(); ++round) {
    if (!self_ || round % asks_every == 0) ask();
    if (self_) tell();
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, self_ ? every : again_after, [this] { return dirty_ && self_; });
  }
}

void Reporter::ask() {
  const auto reply = client_.get("/api/v1/devices/self");
  const auto self = reply.status == 200 ? read_self(reply.body) : std::nullopt;
  if (!self) {
    // A wrong key is the installer's to mend: said once, then quietly tried again.
    if (reply.answered() && !complained_) {
      std::fprintf(stderr, "talon-display: сервер не узнаёт это табло (%d): %s\n", reply.status,
                   reply.refusal ? reply.refusal->detail.c_str() : "");
      complained_ = true;
    }
    return;
  }
  complained_ = false;
  if (self_ == self) return;
  self_ = self;
  on_self_(*self);
}

void Reporter::tell() {
  std::vector<Component> components;
  {
    const std::scoped_lock lock(mutex_);
    components = components_;
    dirty_ = false;
  }
  if (components.empty()) return;
  const auto reply = client_.put("/api/v1/devices/" + self_->device.value + "/state", state_body(components));
  const std::string refused = reply.answered() && reply.refusal ? reply.refusal->detail : "";
  if (refused != refused_ && !refused.empty())
    std::fprintf(stderr, "talon-display: сервер не принял отчёт о состоянии: %s\n", refused.c_str());
  refused_ = refused;
}

}  // namespace talon::display
