// SPDX-License-Identifier: MIT
#include "display/bus_worker.h"

#include <chrono>
#include <tuple>
#include <utility>

namespace talon::display {
namespace {

/// Calls that wait for a hall line get it by time alone.
constexpr Millis paint_again{1'000};
constexpr Millis tell_again{500};

Ticks steady() {
  return Ticks{std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch())};
}

bool same(const std::vector<ReportDevice::Component>& a, const std::vector<ReportDevice::Component>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return std::tie(x.component, x.health, x.reason) == std::tie(y.component, y.health, y.reason);
  });
}

bus::Bus start_bus(const LedBus& line, const link::Key& key,
                   std::shared_ptr<const bus::BoardImage> firmware) {
  bus::Bus bus = bus::start(line, key, {}, steady());
  bus::offer(bus, std::move(firmware));
  return bus;
}

}  // namespace

BusWorker::BusWorker(const LedBus& bus, const link::Key& key, std::shared_ptr<const bus::BoardImage> firmware,
                     std::unique_ptr<BusLine> line, Events events)
    : line_(std::move(line)),
      events_(std::move(events)),
      bus_(start_bus(bus, key, std::move(firmware))),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

BusWorker::~BusWorker() {
  thread_.request_stop();
  thread_.join();
}

void BusWorker::show(std::shared_ptr<const HallPicture> picture, std::uint16_t minute) {
  const std::scoped_lock lock(mutex_);
  picture_ = std::move(picture);
  minute_ = minute;
  dirty_ = true;
}

void BusWorker::paint(Ticks now) {
  std::shared_ptr<const HallPicture> picture;
  std::uint16_t minute = link::unknown_minute;
  {
    const std::scoped_lock lock(mutex_);
    if (!dirty_ && now - painted_at_ < paint_again) return;
    picture = picture_;
    minute = minute_;
    dirty_ = false;
  }
  painted_at_ = now;
  bus_ = bus::show(std::move(bus_), {picture.get(), minute}, now);
}

void BusWorker::tell() {
  auto components = bus::components(bus_);
  if (const std::string problem = line_->problem(); !problem.empty()) {
    components.front().health = Health::failed;
    components.front().reason = problem;
  }
  if (same(components, told_)) return;
  told_ = std::move(components);
  events_.components(told_);
}

void BusWorker::run(const std::stop_token& stop) {
  std::optional<bus::Reply> reply;
  Ticks told_at{};
  while (!stop.stop_requested()) {
    const Ticks now = steady();
    paint(now);
    bus::Step done = bus::step(std::move(bus_), reply, now);
    bus_ = std::move(done.bus);
    reply.reset();
    for (const bus::Press& press : done.presses) events_.press(press);
    if (now - told_at >= tell_again) {
      told_at = now;
      tell();
    }
    if (done.request) {
      reply = line_->exchange(*done.request);
    } else {
      std::this_thread::sleep_for(std::max(Millis{1}, done.again - now));
    }
  }
}

}  // namespace talon::display
