// SPDX-License-Identifier: MIT
#include "display/trace.h"

#include <stdexcept>

namespace talon::display {

Trace::Trace(const std::string& file) {
  if (file.empty()) return;
  out_.open(file, std::ios::app);
  if (!out_) throw std::runtime_error("не пишется файл " + file);
}

void Trace::drawn(std::int64_t seq, std::chrono::microseconds cost) {
  if (!out_.is_open()) return;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  out_ << "drawn " << std::chrono::duration_cast<std::chrono::milliseconds>(now).count() << ' '
       << cost.count() << ' ' << seq << std::endl;
}

}  // namespace talon::display
