// SPDX-License-Identifier: MIT
// Any bytes to the emulated printer, in both dialects: they may print nonsense, they may not harm.
#include "printer/emulator/emulator.h"

using namespace talon;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  emulator::Model model;
  model.dialect = (data[0] & 1) != 0 ? escpos::Dialect::star : escpos::Dialect::escpos;
  model.width_dots = (data[0] & 2) != 0 ? 384 : 576;
  emulator::Emulator printer(model);
  if ((data[0] & 4) != 0) printer.faults.rows_left = data[1] * 4;
  const std::size_t piece = data[1] % 64 + 1U;
  for (std::size_t at = 2; at < size; at += piece)
    (void)printer.receive({data + at, std::min(piece, size - at)});
  printer.obey("repair");
  (void)printer.take_slips();
  (void)printer.take_answers();
  return 0;
}
