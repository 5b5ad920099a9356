// SPDX-License-Identifier: MIT
// The journal on a disk: appended with fdatasync, replaced by a rename that is itself synced.
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <stdexcept>
#include <unistd.h>

#include "kiosk/offline/journal.h"

namespace talon::offline {

namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what + ": " + std::strerror(errno));
}

class File {
 public:
  File(const std::string& path, int flags)
      : handle_(::open(path.c_str(), flags | O_CLOEXEC, 0600)), path_(path) {
    if (handle_ < 0) fail(path);
  }
  ~File() { ::close(handle_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t done = ::write(handle_, bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) fail(path_);
      bytes.remove_prefix(static_cast<std::size_t>(done));
    }
  }
  void sync() const {
    if (::fdatasync(handle_) != 0) fail(path_);
  }
  [[nodiscard]] std::string read() const {
    std::string text;
    char part[65536];
    for (;;) {
      const ssize_t got = ::read(handle_, part, sizeof part);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) fail(path_);
      if (got == 0) return text;
      text.append(part, static_cast<std::size_t>(got));
    }
  }

 private:
  int handle_;
  std::string path_;
};

class LogFile : public Log {
 public:
  explicit LogFile(const std::string& folder) : folder_(folder), path_(folder + "/journal.jsonl") {
    std::filesystem::create_directories(folder);
    lines_ = std::make_unique<File>(path_, O_RDWR | O_APPEND | O_CREAT);
    sync_folder();
  }
  std::string read() override { return File(path_, O_RDONLY).read(); }
  void append(const std::string& line) override {
    lines_->write(line);
    lines_->sync();
  }
  void replace(const std::string& text) override {
    const std::string fresh = path_ + ".new";
    {
      const File file(fresh, O_WRONLY | O_CREAT | O_TRUNC);
      file.write(text);
      file.sync();
    }
    if (::rename(fresh.c_str(), path_.c_str()) != 0) fail(path_);
    sync_folder();
    lines_ = std::make_unique<File>(path_, O_RDWR | O_APPEND);
  }

 private:
  void sync_folder() const {
    const int handle = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) fail(folder_);
    const int done = ::fsync(handle);
    ::close(handle);
    if (done != 0) fail(folder_);
  }

  std::string folder_;
  std::string path_;
  std::unique_ptr<File> lines_;
};

}  // namespace

std::unique_ptr<Log> open_log_file(const std::string& folder) {
  return std::make_unique<LogFile>(folder);
}

}  // namespace talon::offline
