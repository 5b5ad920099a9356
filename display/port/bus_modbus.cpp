// SPDX-License-Identifier: MIT
#include <cerrno>
#include <chrono>
#include <cstring>
#include <modbus/modbus.h>
#include <sys/file.h>
#include <thread>

#include "display/bus/timing.h"
#include "display/port/bus_line.h"

namespace talon::display {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

/// A board begins its answer 2.25 ms after the request; the rest is for the adapter and this machine's load.
constexpr bus::Micros answer_begins{20'000};
constexpr bus::Micros between_bytes{10'000};
constexpr std::chrono::seconds open_again{1};

class ModbusLine final : public BusLine {
 public:
  ModbusLine(std::string device, int baud) : device_(std::move(device)), baud_(baud) {}
  ~ModbusLine() override { close(); }
  ModbusLine(const ModbusLine&) = delete;
  ModbusLine& operator=(const ModbusLine&) = delete;

  bus::Reply exchange(const bus::Request& request) override {
    if (context_ == nullptr && !open()) {
      std::this_thread::sleep_for(answer_begins);  // as long as a silent board: the caller must not spin
      return {bus::Outcome::silence, {}, {}};
    }
    modbus_set_slave(context_, request.address);
    modbus_flush(context_);  // what lies there answers an earlier question, and Modbus does not say which
    bus::Reply reply = request.writes() ? write(request) : read(request);
    std::this_thread::sleep_for(bus::frame_silence);
    return reply;
  }

  std::string problem() const override { return problem_; }

 private:
  bool open() {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_open_) return false;
    next_open_ = now + open_again;
    context_ = modbus_new_rtu(device_.c_str(), baud_, 'N', 8, 1);
    if (context_ != nullptr && modbus_connect(context_) == 0) {
      if (flock(modbus_get_socket(context_), LOCK_EX | LOCK_NB) != 0) {
        problem_ = "порт занят другой программой «Талона»";
        close();
        return false;
      }
      modbus_set_response_timeout(context_, 0, static_cast<std::uint32_t>(answer_begins.count()));
      modbus_set_byte_timeout(context_, 0, static_cast<std::uint32_t>(between_bytes.count()));
      problem_.clear();
      // Who had the port before may have been killed while asking: his answer is let by, then thrown away.
      std::this_thread::sleep_for(answer_begins);
      return true;
    }
    problem_ = std::string("порт не открывается: ") + std::strerror(errno);
    close();
    return false;
  }

  void close() {
    if (context_ == nullptr) return;
    modbus_close(context_);
    modbus_free(context_);
    context_ = nullptr;
  }

  bus::Reply write(const bus::Request& request) {
    const int count = static_cast<int>(request.values.size());
    const int done = modbus_write_registers(context_, request.first, count, request.values.data());
    if (done == count) return {bus::Outcome::answered, {}, {}};
    return failure();
  }

  bus::Reply read(const bus::Request& request) {
    std::vector<std::uint16_t> values(request.count);
    const int done = modbus_read_registers(context_, request.first, request.count, values.data());
    if (done == request.count) return {bus::Outcome::answered, {}, std::move(values)};
    return failure();
  }

  bus::Reply failure() {
    const int error = errno;
    if (error == ETIMEDOUT) return {bus::Outcome::silence, {}, {}};
    const int code = error - MODBUS_ENOBASE;
    if (code > 0 && code < MODBUS_EXCEPTION_MAX)
      return {bus::Outcome::exception, static_cast<link::Exception>(code), {}};
    if (error >= MODBUS_ENOBASE) {
      modbus_flush(context_);
      return {bus::Outcome::damaged, {}, {}};
    }
    // The adapter was pulled, or the port broke.
    problem_ = std::string("порт не работает: ") + std::strerror(error);
    close();
    return {bus::Outcome::silence, {}, {}};
  }

  std::string device_;
  int baud_;
  modbus_t* context_ = nullptr;
  SteadyTime next_open_{};
  std::string problem_;
};

}  // namespace

std::unique_ptr<BusLine> make_modbus_line(const std::string& device, int baud) {
  return std::make_unique<ModbusLine>(device, baud);
}

}  // namespace talon::display
