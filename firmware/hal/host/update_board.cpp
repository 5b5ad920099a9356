// SPDX-License-Identifier: MIT
#include "firmware/hal/host/update_board.h"

#include <chrono>
#include <stdexcept>
#include <thread>

namespace talon::firmware {
namespace {

Ticks steady() {
  return Ticks{std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch())};
}

/// Its progress in tens of percent, each once.
class Teller {
 public:
  Teller(std::ostream& out, int address) : out_(out), address_(address) {}

  void tell(const bus::Update& update) {
    const int tens = update.percent() / 10;
    if (update.phase != bus::Update::Phase::send || tens == told_) return;
    told_ = tens;
    out_ << "табло " << address_ << ": передано " << tens * 10 << " %\n" << std::flush;
  }

  void end(const bus::Update& update) {
    if (update.phase == bus::Update::Phase::failed)
      throw std::runtime_error("табло " + std::to_string(address_) + " не обновлено: " + update.why);
    out_ << "табло " << address_ << ": работает версия " << update.image->version;
    if (update.old_version == update.image->version)
      out_ << ", она уже стояла\n";
    else
      out_ << ", прежняя " << update.old_version << "\n";
  }

 private:
  std::ostream& out_;
  int address_;
  int told_ = -1;
};

}  // namespace

void update_board(display::BusLine& line, int address, const link::Key& key,
                  std::shared_ptr<const bus::BoardImage> image, std::ostream& out,
                  const std::atomic<bool>& stop) {
  bus::Station station;
  station.board.address = address;
  bus::Update update = bus::start_update(std::move(image), steady());
  Teller teller(out, address);
  while (!update.is_over()) {
    if (stop) throw std::runtime_error("прервано; начатое продолжится при повторе в течение минуты");
    const auto request = bus::next_request(update, station, key, steady());
    if (!request) {
      std::this_thread::sleep_for(std::max(Millis{1}, update.again - steady()));
      continue;
    }
    const bus::Reply reply = line.exchange(*request);
    if (const std::string problem = line.problem(); !problem.empty()) throw std::runtime_error(problem);
    bus::hear(update, station, *request, reply, {}, key, steady());
    teller.tell(update);
  }
  teller.end(update);
}

}  // namespace talon::firmware
