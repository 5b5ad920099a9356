// SPDX-License-Identifier: MIT
#include "tests/display/bus/hall_on_wire.h"

#include <algorithm>

#include "display/bus/timing.h"

namespace talon::test {
namespace {

using firmware::BusTime;

/// What the adapter and the operating system add to an exchange: the FTDI's timer at 1 ms.
constexpr BusTime adapter{1'000'000};
/// No first byte for so long is no answer.
constexpr BusTime patience{12'000'000};

std::unique_ptr<firmware::SimulatedBoard> paired(const LedBus& line, const LedBoard& board) {
  firmware::Settings settings;
  const auto wanted = bus::settings_of(board, line, firmware::to_registers(settings));
  settings = *firmware::settings_from(wanted);
  return std::make_unique<firmware::SimulatedBoard>(settings, hall_key);
}

std::string utf8_of(const link::Text8& text) {
  std::string out;
  for (const std::uint8_t code : text) {
    if (code == 0) break;
    if (code == 0x97) out += "—";
    if (code < 0x80) out += static_cast<char>(code);
    if (code >= 0xC0 && code < 0xF0) out += {'\xD0', static_cast<char>(code - 0xC0 + 0x90)};
  }
  return out;
}

}  // namespace

LedBus hall_bus(int lines, int panels, int boards) {
  LedBus bus;
  bus.id = "bus1";
  bus.display = DeviceId{"board1"};
  int address = 1;
  for (int i = 0; i < lines; ++i) bus.boards.push_back({address++, LedRole::hall_line, {}, {}});
  for (int i = 0; i < panels + boards; ++i) {
    const LedRole role = i < panels ? LedRole::desk_panel : LedRole::desk_board;
    bus.boards.push_back({address++, role, DeskId{std::to_string(i + 1)}, {}});
  }
  return bus;
}

HallOnWire::HallOnWire(const LedBus& line, bus::Rules rules)
    : master(bus::start(line, hall_key, rules, Ticks{})) {
  for (const LedBoard& board : line.boards) boards_.emplace_back(board.address, paired(line, board));
  for (auto& [address, board] : boards_) wire.attach(*board);
  show(picture_of({}));
}

Ticks HallOnWire::now() const {
  return Ticks{std::chrono::duration_cast<Millis>(wire.now())};
}

bus::Reply HallOnWire::exchange(const bus::Request& request) {
  ++exchanges;
  const link::Frame frame = request.writes()
                                ? link::write_request(request.address, request.first, request.values)
                                : link::read_request(request.address, request.first, request.count);
  const std::size_t expected =
      request.writes() ? bus::write_answer_bytes : bus::read_answer_bytes(request.count);
  const auto bytes = wire.exchange(frame.view(), expected, patience + bus::byte_time(expected));
  wire.run_for(adapter);
  if (bytes.empty()) return {bus::Outcome::silence, {}, {}};
  const auto parsed = link::parse_request(frame.view());
  const auto answer = link::parse_answer(*parsed.request, bytes);
  if (!answer) return {bus::Outcome::damaged, {}, {}};
  if (answer->exception != link::Exception::none) return {bus::Outcome::exception, answer->exception, {}};
  return {bus::Outcome::answered,
          link::Exception::none,
          {answer->values.begin(), answer->values.begin() + answer->count}};
}

void HallOnWire::run_for(Millis span, const std::function<bool()>& until) {
  const Ticks end = now() + span;
  while (now() < end && !(until && until())) {
    bus::Step done = bus::step(std::move(master), reply_, now());
    master = std::move(done.bus);
    reply_.reset();
    for (bus::Press& press : done.presses) {
      pressed.push_back({press, now()});
      if (on_press) on_press(press);
    }
    if (done.request) {
      if (on_exchange) on_exchange(*done.request);
      reply_ = exchange(*done.request);
    } else {
      wire.run_for(std::chrono::milliseconds(5));
    }
  }
}

void HallOnWire::show(const HallPicture& picture) {
  master = bus::show(std::move(master), {&picture, 600}, now());
}

void HallOnWire::server_gone() {
  master = bus::show(std::move(master), {}, now());
}

firmware::SimulatedBoard& HallOnWire::board(int address) {
  return *std::ranges::find(boards_, address, [](const auto& each) { return each.first; })->second;
}

void HallOnWire::unplug(int address) {
  wire.detach(board(address));
}

void HallOnWire::plug(int address) {
  wire.attach(board(address));
}

void HallOnWire::replace(int address, std::unique_ptr<firmware::SimulatedBoard> other) {
  unplug(address);
  auto& place = *std::ranges::find(boards_, address, [](const auto& each) { return each.first; });
  place.second = std::move(other);
  plug(address);
}

void HallOnWire::add(std::unique_ptr<firmware::SimulatedBoard> other) {
  boards_.emplace_back(link::default_address, std::move(other));
  wire.attach(*boards_.back().second);
}

std::string HallOnWire::text(int address) {
  // As the product's own read-back sees it, but asked beside the line.
  const auto frame =
      link::read_request(board(address).board().address(), link::map::shown.first, link::map::shown.count);
  const auto answer = board(address).take_frame(frame.view());
  if (!answer) return "?";
  const auto parsed = link::parse_answer(*link::parse_request(frame.view()).request, answer->view());
  const std::span<const std::uint16_t> values = parsed->values;
  switch (static_cast<link::Shown>(values[0])) {
    case link::Shown::dark:
      return "";
    case link::Shown::dash:
      return "—";
    case link::Shown::call:
      return utf8_of(link::unpack(values.subspan<1, 4>()));
    default:
      return "#" + std::to_string(values[0]);
  }
}

std::string HallOnWire::reason(int address) const {
  const std::string name = led_component(master.line, address);
  for (const auto& each : bus::components(master)) {
    if (each.component == name) return each.reason;
  }
  return "no such component";
}

HallPicture picture_of(const std::vector<Call>& calls) {
  HallPicture picture;
  for (const Call& each : calls) {
    CallPicture call;
    call.number = *parse_ticket_number(each.number);
    call.desk = DeskId{each.desk};
    call.room = RoomId{each.room};
    call.seq = each.seq;
    call.left = each.left;
    picture.calls.push_back(call);
    picture.seq = std::max(picture.seq, each.seq);
  }
  std::ranges::stable_sort(picture.calls, std::greater{}, &CallPicture::seq);
  return picture;
}

}  // namespace talon::test
