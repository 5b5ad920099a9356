// SPDX-License-Identifier: MIT
// What the store's benchmarks share: a folder on the disk that is measured, a stop watch, one line a figure.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>

namespace talon::bench {

/// In the working directory, so that the disk of the build tree is measured; removed at the end.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::current_path() / "bench-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) std::exit(1);
    path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

template <class Job>
double seconds(Job&& job) {
  const auto begin = std::chrono::steady_clock::now();
  job();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Processor time of this process: on a shared machine what others do does not count. For work without a
/// disk.
template <class Job>
double cpu_seconds(Job&& job) {
  const std::clock_t begin = std::clock();
  job();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

/// The least processor time of `runs`.
template <class Job>
double best(int runs, Job&& job) {
  double least = cpu_seconds(job);
  for (int run = 1; run < runs; ++run) least = std::min(least, cpu_seconds(job));
  return least;
}

inline void print(const char* name, double value, const char* unit, double ratio) {
  std::printf("%s %.4g %s %.3g\n", name, value, unit, ratio);
  std::fflush(stdout);
}

/// On stderr, for the eye of whoever waits: figures go to stdout alone.
inline void progress(const char* what, std::int64_t done, std::int64_t of) {
  std::fprintf(stderr, "%s: %lld of %lld\n", what, static_cast<long long>(done), static_cast<long long>(of));
}

inline double scale_of(int argc, char** argv) {
  const double scale = argc > 1 ? std::atof(argv[1]) : 1.0;
  if (scale > 0) return scale;
  std::fprintf(stderr, "usage: %s [SCALE > 0]\n", argv[0]);
  std::exit(2);
}

}  // namespace talon::bench
