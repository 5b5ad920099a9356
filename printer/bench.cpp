// SPDX-License-Identifier: MIT
#include "printer/bench.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

namespace talon::printer {
namespace {

[[noreturn]] void fail(const std::string& path) {
  throw std::runtime_error("не открывается " + path + ": " + std::strerror(errno));
}

void make_folder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) throw std::runtime_error("каталог не создаётся: " + path + ": " + error.message());
}

}  // namespace

Bench::Bench(BenchOptions options) : options_(std::move(options)), printer_(options_.model) {
  if (!options_.slips.empty()) make_folder(options_.slips);
  if (!options_.bytes.empty() && (bytes_ = std::fopen(options_.bytes.c_str(), "abe")) == nullptr)
    fail(options_.bytes);
  if (options_.control.empty()) return;
  if (!std::filesystem::exists(options_.control) && mkfifo(options_.control.c_str(), 0600) != 0)
    fail(options_.control);
  // Read and write: a pipe whose last writer left must not end.
  control_ = open(options_.control.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (control_ < 0) fail(options_.control);
}

Bench::~Bench() {
  if (bytes_ != nullptr) std::fclose(bytes_);
  if (control_ >= 0) close(control_);
}

std::size_t Bench::receive(std::span<const std::uint8_t> bytes) {
  const std::size_t taken = printer_.receive(bytes);
  if (bytes_ != nullptr && taken > 0) {
    std::fwrite(bytes.data(), 1, taken, bytes_);
    std::fflush(bytes_);
  }
  // Kept before its confirmation goes out: whoever believes the one finds the other.
  for (const canvas::Canvas& slip : printer_.take_slips()) keep(slip);
  return taken;
}

void Bench::tick(Millis now) {
  read_control();
  advance(now);
}

void Bench::advance(Millis now) {
  printer_.advance(now);
  for (const canvas::Canvas& slip : printer_.take_slips()) keep(slip);
}

void Bench::finish() {
  if (printer_.strip().rows() > 0) keep(printer_.strip().picture());
}

void Bench::keep(const canvas::Canvas& slip) {
  ++count_;
  if (options_.slips.empty()) return;
  std::array<char, 32> name{};
  std::snprintf(name.data(), name.size(), "slip-%04d.png", count_);
  const std::string path = options_.slips + "/" + name.data();
  const std::string half = path + ".part";  // whoever waits for the name finds the whole picture
  slip.write_png(half);
  std::filesystem::rename(half, path);
  std::cout << "slip " << path << std::endl;
}

void Bench::read_control() {
  if (control_ < 0) return;
  std::array<char, 512> text{};
  ssize_t n = 0;
  while ((n = read(control_, text.data(), text.size())) > 0)
    partial_.append(text.data(), static_cast<std::size_t>(n));
  for (std::size_t end = 0; (end = partial_.find('\n')) != std::string::npos; partial_.erase(0, end + 1))
    command(partial_.substr(0, end));
}

void Bench::command(const std::string& line) {
  if (line.empty()) return;
  const bool done = printer_.obey(line) || (other && other(line));
  std::cout << (done ? "ok " : "? ") << line << std::endl;
}

}  // namespace talon::printer
