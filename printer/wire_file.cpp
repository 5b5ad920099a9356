// SPDX-License-Identifier: MIT
// Bytes out of a file, a named pipe or a serial line: for programs that print to a path, and for streams
// recorded long ago.
#include <fcntl.h>
#include <stdexcept>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "printer/wire.h"
#include "printer/wire_stream.h"

namespace talon::printer {
namespace {

mode_t kind_of(const std::string& path) {
  struct stat about {};
  return stat(path.c_str(), &about) == 0 ? about.st_mode : 0;
}

int open_source(const FileWireOptions& options, bool both_ways) {
  if (options.from == "-") return dup(STDIN_FILENO);
  if (S_ISDIR(kind_of(options.from))) throw std::runtime_error("это каталог, а не файл: " + options.from);
  // A pipe also opened for writing does not end when the last program leaves it.
  const bool held = options.follow && S_ISFIFO(kind_of(options.from));
  const int way = both_ways || held ? O_RDWR : O_RDONLY;
  const int fd = open(options.from.c_str(), way | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0) fail_with_errno("не открывается " + options.from);
  termios raw{};
  if (tcgetattr(fd, &raw) == 0) {
    cfmakeraw(&raw);
    tcsetattr(fd, TCSANOW, &raw);
  }
  return fd;
}

int open_answers(const std::string& path) {
  // A pipe nobody reads yet must not be refused: what is said meanwhile waits in it.
  const int way = S_ISFIFO(kind_of(path)) ? O_RDWR : O_WRONLY | O_CREAT | O_APPEND;
  const int fd = open(path.c_str(), way | O_NONBLOCK | O_CLOEXEC, 0644);
  if (fd < 0) fail_with_errno("не открывается " + path);
  return fd;
}

class FileWire final : public Wire {
 public:
  FileWire(Bench& bench, const FileWireOptions& options)
      : follow_(options.follow),
        both_ways_(options.answers.empty() && S_ISCHR(kind_of(options.from))),
        source_(open_source(options, both_ways_)),
        answers_(options.answers.empty() ? -1 : open_answers(options.answers)),
        stream_(bench) {}

  [[nodiscard]] std::vector<pollfd> waits() const override {
    // The end of a regular file is always ready to be read.
    return {{stream_.full() || at_end_ ? -1 : source_.get(), POLLIN, 0}};
  }
  [[nodiscard]] bool busy() const override { return true; }
  void serve() override {
    // A pipe without a writer yet reads like one that has ended; poll() tells them apart.
    pollfd ready{source_.get(), POLLIN, 0};
    if (stream_.full() || poll(&ready, 1, 0) > 0) at_end_ = !stream_.carry(source_.get());
    (void)stream_.answer(both_ways_ ? source_.get() : answers_.get());
  }
  [[nodiscard]] bool finite() const override { return !follow_; }
  [[nodiscard]] bool ended() const override { return at_end_; }

 private:
  bool follow_, both_ways_;
  Descriptor source_, answers_;
  WireStream stream_;
  bool at_end_ = false;
};

}  // namespace

std::unique_ptr<Wire> file_wire(Bench& bench, const FileWireOptions& options) {
  return std::make_unique<FileWire>(bench, options);
}

}  // namespace talon::printer
