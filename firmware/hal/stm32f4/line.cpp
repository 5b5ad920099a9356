// SPDX-License-Identifier: MIT
#include "firmware/hal/stm32f4/line.h"

#include "firmware/app/time.h"
#include "firmware/hal/stm32f4/pins.h"

namespace talon::firmware {
namespace {

using namespace chip;

constexpr std::uint32_t baud = 115200;

}  // namespace

void Line::start(std::uint32_t usart_hz) {
  drive_line(false);
  Usart1::Baud::write((usart_hz + baud / 2) / baud);
  Usart1::Control1::write(bit(13) | bit(5) | bit(3) |
                          bit(2));  // on, receive interrupt, transmitter, receiver
  core::InterruptEnable1::write(bit(usart1_interrupt - 32));
}

void Line::on_receive() {
  const std::uint32_t status = Usart1::Status::read();
  const auto byte = static_cast<std::uint8_t>(Usart1::Data::read());  // clears the errors as well
  if (sending_) return;                                               // transceivers that echo
  if ((status & usart_errors) != 0) {
    lost_ = static_cast<std::uint16_t>(lost_ + 1U);
    receivers_[active_].spoil();
  }
  if ((status & usart_received) == 0) return;
  receivers_[active_].push(byte);
  quiet_ticks_ = 0;
}

void Line::on_tick() {
  if (receivers_[active_].empty()) return;
  quiet_ticks_ = quiet_ticks_ + 1;
  if (quiet_ticks_ < frame_gap_ticks) return;
  if (ended_) {  // the main loop has not taken the frame before: this one is lost
    (void)receivers_[active_].take();
    return;
  }
  active_ = 1 - active_;
  ended_ = true;
}

std::span<const std::uint8_t> Line::take_frame() {
  if (!ended_) return {};
  // The bytes stay where they are until this receiver is filled again, at least one frame gap later.
  const auto frame = receivers_[1 - active_].take();
  ended_ = false;
  return frame;
}

std::uint16_t Line::take_lost() {
  interrupts_off();
  const std::uint16_t lost = lost_;
  lost_ = 0;
  interrupts_on();
  return lost;
}

void Line::send(const link::Frame& frame) {
  outgoing_ = frame;
  sent_ = 0;
  sending_ = true;
  drive_line(true);
}

bool Line::poll() {
  if (!sending_) return false;
  if (sent_ < outgoing_.length) {
    if ((Usart1::Status::read() & usart_room) != 0) Usart1::Data::write(outgoing_.bytes[sent_++]);
    return true;
  }
  if ((Usart1::Status::read() & usart_sent) == 0) return true;
  drive_line(false);
  sending_ = false;
  return false;
}

}  // namespace talon::firmware
