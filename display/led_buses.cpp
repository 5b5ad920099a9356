// SPDX-License-Identifier: MIT
#include "display/led_buses.h"

#include <charconv>
#include <cstdio>
#include <fstream>
#include <random>
#include <stdexcept>
#include <sys/stat.h>

#include "display/candle_worker.h"

namespace talon::display {
namespace {

link::Key read_key(std::istream& in, const std::filesystem::path& file) {
  std::string text;
  link::Key key{};
  in >> text;
  bool good = text.size() == 2 * key.size();
  for (std::size_t i = 0; good && i < key.size(); ++i) {
    const char* digits = text.data() + 2 * i;
    good = std::from_chars(digits, digits + 2, key[i], 16).ptr == digits + 2;
  }
  if (!good)
    throw std::runtime_error("в файле нет ключа шины (32 шестнадцатеричных знака): " + file.string());
  return key;
}

link::Key make_key(const std::filesystem::path& file) {
  std::random_device random;
  link::Key key{};
  std::string text;
  for (std::uint8_t& byte : key) {
    byte = static_cast<std::uint8_t>(random());
    constexpr std::string_view digits = "0123456789abcdef";
    text += digits[byte >> 4U];
    text += digits[byte & 0x0FU];
  }
  const mode_t before = umask(077);
  std::ofstream out(file);
  umask(before);
  out << text << '\n';
  if (!out.flush()) throw std::runtime_error("не пишется ключ шины: " + file.string());
  return key;
}

}  // namespace

link::Key bus_key(const std::filesystem::path& file) {
  if (std::ifstream in(file); in) return read_key(in, file);
  if (std::filesystem::exists(file)) throw std::runtime_error("не читается ключ шины: " + file.string());
  return make_key(file);
}

LedBuses::LedBuses(std::vector<std::string> devices, const link::Key& key,
                   std::shared_ptr<const bus::BoardImage> firmware, const client::Settings& server,
                   std::function<void()> on_change)
    : devices_(std::move(devices)),
      key_(key),
      firmware_(std::move(firmware)),
      on_change_(std::move(on_change)),
      keys_(server) {}

LedBuses::~LedBuses() {
  workers_.clear();  // they call back into what goes after them
}

void LedBuses::configure(const std::vector<LedBus>& buses) {
  if (buses == buses_) return;
  workers_.clear();
  buses_ = buses;
  {
    const std::scoped_lock lock(mutex_);
    maps_.clear();
  }
  for (std::size_t i = 0; i < buses.size(); ++i) {
    if (i < devices_.size()) {
      start_worker(buses[i], devices_[i]);
      continue;
    }
    const std::scoped_lock lock(mutex_);
    maps_[buses[i].id] = {{bus_component(buses[i]), Health::failed, "для этой шины не задан --bus"}};
  }
  if (devices_.size() > buses.size())
    std::fprintf(stderr, "talon-display: --bus задан %zu раз, а шин ([[bus]]) у этого табло %zu\n",
                 devices_.size(), buses.size());
}

void LedBuses::set_map(const std::string& bus, std::vector<ReportDevice::Component> map) {
  {
    const std::scoped_lock lock(mutex_);
    maps_[bus] = std::move(map);
  }
  on_change_();
}

std::unique_ptr<LedWorker> LedBuses::make_modbus(const LedBus& bus, const std::string& device) {
  BusWorker::Events events;
  events.press = [this](const bus::Press& press) { keys_.send(press); };
  events.components = [this, id = bus.id](const std::vector<ReportDevice::Component>& map) {
    set_map(id, map);
  };
  return std::make_unique<BusWorker>(bus, key_, firmware_, make_modbus_line(device, bus.baud),
                                     std::move(events));
}

std::unique_ptr<LedWorker> LedBuses::make_candle(const LedBus& bus, const std::string& device) {
  // These boards never answer: only the port itself can be told of.
  const auto on_problem = [this, id = bus.id, name = bus_component(bus)](const std::string& problem) {
    set_map(id, {{name, problem.empty() ? Health::ok : Health::failed, problem}});
  };
  return std::make_unique<CandleWorker>(bus, device, on_problem);
}

void LedBuses::start_worker(const LedBus& bus, const std::string& device) {
  workers_.push_back(bus.protocol == BusProtocol::candle ? make_candle(bus, device)
                                                         : make_modbus(bus, device));
  workers_.back()->show(picture_, minute_);
}

void LedBuses::show(const std::shared_ptr<const HallPicture>& picture, std::uint16_t minute) {
  if (picture == picture_ && minute == minute_) return;
  picture_ = picture;
  minute_ = minute;
  for (const auto& worker : workers_) worker->show(picture_, minute_);
}

std::vector<ReportDevice::Component> LedBuses::components() const {
  const std::scoped_lock lock(mutex_);
  std::vector<ReportDevice::Component> all;
  for (const auto& [bus, map] : maps_) all.insert(all.end(), map.begin(), map.end());
  return all;
}

}  // namespace talon::display
