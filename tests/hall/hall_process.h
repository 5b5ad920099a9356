// SPDX-License-Identifier: MIT
// A whole talon-server process on loopback with an own folder, its people and devices.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

#include "tests/hall/wire.h"

namespace talon::test {

inline constexpr const char* password = "длинный пароль";

/// What running a program to its end gave.
struct Ran {
  int code = -1;
  std::string output;  ///< standard output and error
};
[[nodiscard]] Ran run_program(const std::vector<std::string>& arguments, const std::string& input = {});

class HallProcess {
 public:
  /// A fresh folder with users d1..d8 (specialists), boss (manager), admin, and devices kiosk1, kiosk2,
  /// board1 (with LED bus bus1: panels at desks 1 and 2, a board at 3), board2.
  HallProcess();
  ~HallProcess();  ///< kills the server and removes the folder
  HallProcess(const HallProcess&) = delete;
  HallProcess& operator=(const HallProcess&) = delete;

  /// Waits for "listening on"; further arguments follow the usual ones.
  void start(const std::vector<std::string>& more = {});
  /// Another hall than tests/hall/hall.toml, and hall seconds per real one, for later starts.
  void configure(const std::string& toml, int rate);
  void kill();  ///< kill -9
  int stop();   ///< SIGTERM; the exit code
  [[nodiscard]] bool alive() const;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::string key(const std::string& device) const;
  [[nodiscard]] Wire wire() const { return Wire(port_); }

  /// Fields of a device's request, with an Idempotency-Key where one is given.
  [[nodiscard]] Fields as_device(const std::string& device, const std::string& request = {}) const;
  /// Logs in and gives the fields of the person's requests.
  [[nodiscard]] Fields log_in(const std::string& login) const;

  /// All events of the journal as JSON, read by the manager's stream.
  [[nodiscard]] std::vector<std::string> journal() const;

 private:
  std::filesystem::path folder_;
  pid_t pid_ = -1;
  int output_ = -1;
  std::uint16_t port_ = 0;
  std::string url_;
  std::filesystem::path toml_ = std::string(TALON_SOURCE_DIR) + "/tests/hall/hall.toml";
  int rate_ = 1;
};

[[nodiscard]] std::string server_program();
[[nodiscard]] std::string new_key();
[[nodiscard]] Fields with_key(Fields fields, const std::string& request);
/// The string value of `name` in a flat JSON text; empty when it is not there.
[[nodiscard]] std::string json_text(const std::string& json, const std::string& name);
/// Counts of the heavier tests: TALON_TEST_SCALE (default 1) times `count`, at least `least`.
[[nodiscard]] int scaled(int count, int least);

}  // namespace talon::test
