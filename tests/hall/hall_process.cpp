// SPDX-License-Identifier: MIT
#include "tests/hall/hall_process.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

namespace talon::test {
namespace {

std::vector<char*> pointers(const std::vector<std::string>& arguments) {
  std::vector<char*> out;
  for (const std::string& argument : arguments) out.push_back(const_cast<char*>(argument.c_str()));
  out.push_back(nullptr);
  return out;
}

pid_t spawn(const std::vector<std::string>& arguments, int input, int output, int error) {
  const auto raw = pointers(arguments);
  const pid_t pid = fork();
  if (pid != 0) return pid;
  dup2(input, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(error, STDERR_FILENO);
  execv(raw[0], raw.data());
  _exit(127);
}

/// Up to the first line break, or all there was.
std::string read_line(int handle) {
  std::string line;
  char c = 0;
  while (read(handle, &c, 1) == 1 && c != '\n') line.push_back(c);
  return line;
}

}  // namespace

std::string server_program() {
  const char* other = std::getenv("TALON_SERVER");  // e.g. one built with sanitizers
  return other != nullptr ? std::string(other) : std::string(TALON_BINARY_DIR) + "/bin/talon-server";
}

Ran run_program(const std::vector<std::string>& arguments, const std::string& input) {
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  EXPECT_EQ(pipe2(in.data(), O_CLOEXEC), 0);
  EXPECT_EQ(pipe2(out.data(), O_CLOEXEC), 0);
  const pid_t pid = spawn(arguments, in[0], out[1], out[1]);
  close(in[0]);
  close(out[1]);
  EXPECT_EQ(write(in[1], input.data(), input.size()), static_cast<ssize_t>(input.size()));
  close(in[1]);
  Ran ran;
  std::array<char, 4096> bytes;
  for (ssize_t count = 0; (count = read(out[0], bytes.data(), bytes.size())) > 0;) {
    ran.output.append(bytes.data(), static_cast<std::size_t>(count));
  }
  close(out[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

HallProcess::HallProcess() {
  std::string folder = (std::filesystem::temp_directory_path() / "talon-hall-XXXXXX").string();
  EXPECT_NE(mkdtemp(folder.data()), nullptr);
  folder_ = folder;
  const std::string data = (folder_ / "data").string();
  const auto add_user = [&](const std::string& login, const std::string& role) {
    const Ran ran = run_program({server_program(), "user", "add", login, "--name", "Сотрудник " + login,
                                 "--role", role, "--data", data},
                                std::string(password) + "\n");
    EXPECT_EQ(ran.code, 0) << ran.output;
  };
  for (int i = 1; i <= 8; ++i) add_user("d" + std::to_string(i), "specialist");
  add_user("boss", "manager");
  add_user("admin", "administrator");
  for (const char* device : {"kiosk1", "kiosk2", "board1", "board2"}) {
    const Ran ran = run_program({server_program(), "device", "add", device, "--data", data, "--key-file",
                                 (folder_ / (std::string(device) + ".key")).string()});
    EXPECT_EQ(ran.code, 0) << ran.output;
  }
}

HallProcess::~HallProcess() {
  kill();
  std::filesystem::remove_all(folder_);
}

void HallProcess::start(const std::vector<std::string>& more) {
  std::vector<std::string> arguments = {
      server_program(), "run",
      "--config",       toml_.string(),
      "--data",         (folder_ / "data").string(),
      "--listen",       "127.0.0.1:0",
      "--clock",        "virtual:2026-03-02T10:00,rate=" + std::to_string(rate_)};
  arguments.insert(arguments.end(), more.begin(), more.end());
  std::array<int, 2> out{};
  ASSERT_EQ(pipe2(out.data(), O_CLOEXEC), 0);
  const int log = open((folder_ / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  pid_ = spawn(arguments, STDIN_FILENO, out[1], log);
  close(out[1]);
  close(log);
  const std::string line = read_line(out[0]);
  output_ = out[0];
  const std::string wanted = "listening on ";
  ASSERT_EQ(line.rfind(wanted, 0), 0u) << "said: " << line << "\n" << std::ifstream(folder_ / "log").rdbuf();
  url_ = line.substr(wanted.size());
  port_ = static_cast<std::uint16_t>(std::stoi(url_.substr(url_.rfind(':') + 1)));
}

void HallProcess::configure(const std::string& toml, int rate) {
  toml_ = folder_ / "hall.toml";
  std::ofstream(toml_) << toml;
  rate_ = rate;
}

bool HallProcess::alive() const {
  return pid_ > 0 && ::kill(pid_, 0) == 0 && waitpid(pid_, nullptr, WNOHANG) == 0;
}

void HallProcess::kill() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
  close(output_);
}

int HallProcess::stop() {
  if (pid_ <= 0) return -1;
  ::kill(pid_, SIGTERM);
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  close(output_);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string HallProcess::key(const std::string& device) const {
  std::ifstream in(folder_ / (device + ".key"));
  std::string key;
  std::getline(in, key);
  return key;
}

Fields HallProcess::as_device(const std::string& device, const std::string& request) const {
  return with_key({{"Authorization", "Bearer " + key(device)}}, request);
}

Fields HallProcess::log_in(const std::string& login) const {
  Wire line(port_);
  const Answer in = line.call("POST", "/api/v1/session", {},
                              "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}");
  EXPECT_EQ(in.status, 200) << in.body;
  const auto cookie = in.fields.find("set-cookie");
  if (cookie == in.fields.end()) return {};
  return {{"Cookie", cookie->second.substr(0, cookie->second.find(';'))}, {"Origin", "http://127.0.0.1"}};
}

std::vector<std::string> HallProcess::journal() const {
  const Fields boss = log_in("boss");
  Wire line(port_);
  const std::string hall = line.call("GET", "/api/v1/hall").body;
  const auto at = hall.find("\"seq\":");
  const auto last = static_cast<std::size_t>(std::stoll(hall.substr(at + 6)));
  std::vector<std::string> out;
  Stream stream(port_, "/api/v1/events?view=journal", boss);
  EXPECT_EQ(stream.status(), 200);
  while (out.size() < last) {
    const auto message = stream.next();
    if (!message) break;
    EXPECT_EQ(message->id, std::to_string(out.size() + 1));
    out.push_back(message->data);
  }
  EXPECT_EQ(out.size(), last);
  return out;
}

std::string new_key() {
  static thread_local std::mt19937_64 random{std::random_device{}()};
  constexpr const char* digits = "0123456789abcdef";
  std::string out = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx";
  for (char& c : out) {
    if (c == 'x') c = digits[random() % 16];
  }
  return out;
}

Fields with_key(Fields fields, const std::string& request) {
  if (!request.empty()) fields.emplace_back("Idempotency-Key", request);
  return fields;
}

std::string json_text(const std::string& json, const std::string& name) {
  const std::string before = "\"" + name + "\":\"";
  const auto at = json.find(before);
  if (at == std::string::npos) return {};
  const auto from = at + before.size();
  return json.substr(from, json.find('"', from) - from);
}

int scaled(int count, int least) {
  const char* scale = std::getenv("TALON_TEST_SCALE");
  const double factor = scale == nullptr ? 1 : std::atof(scale);
  return std::max(least, static_cast<int>(count * factor));
}

}  // namespace talon::test
