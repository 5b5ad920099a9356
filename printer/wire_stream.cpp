// SPDX-License-Identifier: MIT
#include "printer/wire_stream.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <unistd.h>

namespace talon::printer {

void Descriptor::reset(int fd) {
  if (fd_ >= 0) close(fd_);
  fd_ = fd;
}

void fail_with_errno(const std::string& what) {
  throw std::runtime_error(what + ": " + std::strerror(errno));
}

bool WireStream::carry(int from) {
  if (waiting_.empty()) {
    std::array<std::uint8_t, 4096> bytes{};
    const ssize_t n = read(from, bytes.data(), bytes.size());
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) return false;
    if (n > 0) waiting_.assign(bytes.begin(), bytes.begin() + n);
  }
  const std::size_t taken = bench_.receive(waiting_);
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(taken));
  return true;
}

bool WireStream::answer(int to) {
  const emulator::Bytes answers = bench_.printer().take_answers();
  if (answers.empty() || to < 0) return true;
  return ::write(to, answers.data(), answers.size()) >= 0 || errno == EAGAIN;
}

}  // namespace talon::printer
