// SPDX-License-Identifier: MIT
// A master small enough to be read at a glance: it knows one board's key, session and counter, and builds
// frames.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "firmware/link/frame.h"
#include "firmware/link/seal.h"
#include "firmware/link/show.h"

namespace talon::firmware {

inline const link::Key test_key{9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2, 3, 4, 5, 6};

/// Windows-1251 text of a board.
inline link::Text8 text8(std::string_view text) {
  link::Text8 packed{};
  std::copy_n(text.begin(), std::min<std::size_t>(text.size(), packed.size()), packed.begin());
  return packed;
}

inline link::Show call_of(std::string_view number, std::uint16_t call = 1, std::string_view room = "") {
  link::Show wanted;
  wanted.number = text8(number);
  wanted.room = text8(room);
  wanted.call = call;
  return wanted;
}

struct TestMaster {
  link::SealContext context{7, 1, 0};
  link::Key key = test_key;

  /// A sealed write of a block's data; each gets the next counter.
  link::Frame sealed(const link::Block& block, std::span<const std::uint16_t> data) {
    std::vector<std::uint16_t> registers(data.begin(), data.end());
    registers.resize(block.count);
    ++context.counter;
    link::seal(key, context, block.first, registers);
    return link::write_request(context.address, block.first, registers);
  }

  link::Frame show(const link::Show& wanted) { return sealed(link::map::show, link::to_registers(wanted)); }

  link::Frame read(const link::Block& block) const {
    return link::read_request(context.address, block.first, block.count);
  }

  /// What the board answered; fails as an exception value when there is none.
  static std::optional<link::Answer> answer(const link::Frame& request, std::span<const std::uint8_t> bytes) {
    return link::parse_answer(*link::parse_request(request.view()).request, bytes);
  }
};

}  // namespace talon::firmware
