// SPDX-License-Identifier: MIT
// `openssl s_server` on loopback with a certificate of its own; and another certificate that is not its.
#pragma once

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace talon::client::test {

class TlsServer {
 public:
  TlsServer() {
    std::string pattern = "/tmp/talon-trust-XXXXXX";
    folder_ = mkdtemp(pattern.data());
    make_certificate("hall");
    make_certificate("other");
    start();
  }
  ~TlsServer() {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
    std::filesystem::remove_all(folder_);
  }
  [[nodiscard]] const std::string& port() const { return port_; }
  [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + port_; }
  [[nodiscard]] std::string certificate(const std::string& name) const {
    return folder_ + "/" + name + ".crt";
  }

 private:
  void make_certificate(const std::string& name) {
    const std::string file = folder_ + "/" + name;
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" + name +
        " -addext subjectAltName=IP:127.0.0.1 -keyout " + file + ".key -out " + file + ".crt 2>/dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0);
  }
  void start() {
    std::array<int, 2> output{};
    ASSERT_EQ(pipe2(output.data(), O_CLOEXEC), 0);
    const std::string certificate_file = certificate("hall");
    const std::string key_file = folder_ + "/hall.key";
    process_ = fork();
    if (process_ == 0) {
      dup2(output[1], STDOUT_FILENO);
      execlp("openssl", "openssl", "s_server", "-www", "-accept", "127.0.0.1:0", "-cert",
             certificate_file.c_str(), "-key", key_file.c_str(), static_cast<char*>(nullptr));
      _exit(127);
    }
    close(output[1]);
    std::string said;  // "ACCEPT 127.0.0.1:40123"
    char byte = 0;
    while (said.find("ACCEPT 127.0.0.1:") == std::string::npos || byte != '\n') {
      if (read(output[0], &byte, 1) != 1) break;
      said += byte;
    }
    close(output[0]);
    port_ = said.substr(said.find_last_of(':') + 1);
    port_ = port_.substr(0, port_.find_first_not_of("0123456789"));
  }

  std::string folder_;
  std::string port_;
  pid_t process_ = -1;
};

}  // namespace talon::client::test
