// SPDX-License-Identifier: MIT
#include "display/candle_worker.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include "display/bus/timing.h"

namespace talon::display {
namespace {

constexpr Millis open_again{1'000};

Ticks steady() {
  return Ticks{std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch())};
}

speed_t speed_of(int baud) {
  return baud == 19200 ? B19200 : B57600;
}

}  // namespace

CandleWorker::CandleWorker(const LedBus& bus, std::string device,
                           std::function<void(const std::string&)> on_problem)
    : device_(std::move(device)),
      baud_(bus.baud),
      on_problem_(std::move(on_problem)),
      painter_(bus::candle::start(bus, steady())),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

CandleWorker::~CandleWorker() {
  thread_.request_stop();
  thread_.join();
  if (port_ >= 0) close(port_);
}

void CandleWorker::show(std::shared_ptr<const HallPicture> picture, std::uint16_t minute) {
  const std::scoped_lock lock(mutex_);
  picture_ = std::move(picture);
  minute_ = minute;
}

void CandleWorker::paint(Ticks now) {
  std::shared_ptr<const HallPicture> picture;
  std::uint16_t minute = link::unknown_minute;
  {
    const std::scoped_lock lock(mutex_);
    picture = picture_;
    minute = minute_;
  }
  painter_ = bus::candle::show(std::move(painter_), {picture.get(), minute}, now);
}

bool CandleWorker::open() {
  port_ = ::open(device_.c_str(), O_WRONLY | O_NOCTTY);
  if (port_ < 0) return false;
  termios line{};
  if (tcgetattr(port_, &line) != 0) {
    close(port_);
    port_ = -1;
    return false;
  }
  cfmakeraw(&line);
  cfsetspeed(&line, speed_of(baud_));
  line.c_cflag |= CLOCAL;
  tcsetattr(port_, TCSANOW, &line);
  return true;
}

bool CandleWorker::send(const std::vector<std::uint8_t>& bytes) {
  if (port_ < 0 && !open()) return false;
  if (write(port_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size())) return true;
  const int error = errno;
  close(port_);
  port_ = -1;
  errno = error;
  return false;
}

void CandleWorker::tell(const std::string& problem) {
  if (problem == told_) return;
  told_ = problem;
  on_problem_(problem);
}

void CandleWorker::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const Ticks now = steady();
    paint(now);
    auto done = bus::candle::step(std::move(painter_), now);
    painter_ = std::move(done.painter);
    if (done.bytes.empty()) {
      std::this_thread::sleep_for(std::max(Millis{1}, done.again - now));
    } else if (send(done.bytes)) {
      tell("");
      std::this_thread::sleep_for(bus::byte_time(done.bytes.size(), baud_));
    } else {
      tell(std::string("порт не открывается: ") + std::strerror(errno));
      std::this_thread::sleep_for(open_again);
    }
  }
}

}  // namespace talon::display
