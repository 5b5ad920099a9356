// SPDX-License-Identifier: MIT
// A regular file (slips are appended), a named pipe, or a printer's character device such as /dev/usb/lp0,
// which also answers.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "printer/device_fd.h"

namespace talon::printer {
namespace {

class FileDevice final : public FdDevice {
 public:
  explicit FileDevice(std::string path) : path_(std::move(path)) {}

 private:
  int connect() override {
    struct stat about {};
    const bool exists = stat(path_.c_str(), &about) == 0;
    readable_ = exists && S_ISCHR(about.st_mode) && path_ != "/dev/null";
    const int way = readable_                           ? O_RDWR
                    : exists && S_ISFIFO(about.st_mode) ? O_WRONLY
                                                        : O_WRONLY | O_CREAT | O_APPEND;
    return open(path_.c_str(), way | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, 0644);
  }
  [[nodiscard]] DeviceIdentity identity() const override {
    DeviceIdentity who;
    who.address = "file:" + path_;
    who.model = path_;
    who.answers = readable_;
    return who;
  }
  [[nodiscard]] bool readable() const override { return readable_; }

  std::string path_;
  bool readable_ = false;
};

}  // namespace

std::unique_ptr<Device> open_file_device(const std::string& path) {
  return std::make_unique<FileDevice>(path);
}

}  // namespace talon::printer
