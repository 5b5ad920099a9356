// SPDX-License-Identifier: MIT
#include "firmware/hal/host/pin_trace.h"

#include <charconv>
#include <optional>

namespace talon::firmware {
namespace {

constexpr unsigned data_pin = 7, clock_pin = 5;                           // of port A
constexpr unsigned latch_pin = 2, low_group_pin = 0, high_group_pin = 1;  // of port B
constexpr unsigned most_percent = 100;

constexpr bool bit(std::uint32_t value, unsigned number) {
  return (value >> number & 1U) != 0;
}

/// The number behind `name`, hexadecimal with 0x.
std::optional<std::uint32_t> field(std::string_view line, std::string_view name) {
  const std::size_t at = line.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view digits = line.substr(at + name.size());
  std::uint32_t value = 0;
  const auto done = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (done.ec != std::errc{}) return std::nullopt;
  return value;
}

}  // namespace

void PinTrace::take(std::string_view line) {
  constexpr std::uint32_t set_reset = 0x18, compare_1 = 0x34;
  if (line.find("device write") == std::string_view::npos) return;
  const auto offset = field(line, "offset 0x");
  const auto value = field(line, "value 0x");
  if (!offset || !value) return;
  if (line.starts_with("GPIOA:") && *offset == set_reset) port_a(*value);
  if (line.starts_with("GPIOB:") && *offset == set_reset) port_b(*value);
  if (line.starts_with("timer[1]:") && *offset == compare_1 && *value <= most_percent) light(*value);
}

void PinTrace::port_a(std::uint32_t value) {
  if (bit(value, data_pin)) panel_.data(true);
  if (bit(value, data_pin + 16)) panel_.data(false);
  if (bit(value, clock_pin)) panel_.clock(true);
  if (bit(value, clock_pin + 16)) panel_.clock(false);
}

void PinTrace::port_b(std::uint32_t value) {
  if (bit(value, latch_pin)) {
    // The log may begin in the middle of a row: what was not shifted in whole is not believed.
    whole_chain_ = panel_.clocks() - latched_at_ == columns_ * 4;
    latched_at_ = panel_.clocks();
    latched_ = true;
    panel_.latch(true);
  }
  if (bit(value, latch_pin + 16)) panel_.latch(false);
  const bool low = bit(value, low_group_pin), high = bit(value, high_group_pin);
  if (!low && !bit(value, low_group_pin + 16)) return;
  group_ = (low ? 1U : 0U) | (high ? 2U : 0U);
  panel_.group(group_);
}

/// The light that follows a latch is that of its rows.
void PinTrace::light(unsigned percent) {
  panel_.light(percent);
  if (!latched_) return;
  latched_ = false;
  if (!whole_chain_) return;
  percent_ = percent;
  groups_ |= 1U << group_;
  panel_.shine(1);
}

SeenPanel PinTrace::seen() const {
  SeenPanel seen;
  seen.percent = percent_;
  for (std::size_t y = 0; y < panel_rows; ++y)
    for (std::size_t x = 0; x < columns_; ++x)
      if (panel_.light_of(x, y) > 0) seen.picture.set(x, y);
  return seen;
}

}  // namespace talon::firmware
