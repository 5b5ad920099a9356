// SPDX-License-Identifier: MIT
#include "server/model/led_board.h"

namespace talon {

std::string led_component(const LedBus& bus, int address) {
  return "led/" + bus.id + "/" + std::to_string(address);
}

std::string bus_component(const LedBus& bus) {
  return "bus/" + bus.id;
}

}  // namespace talon
