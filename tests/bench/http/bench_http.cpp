// SPDX-License-Identifier: MIT
// What the server does over loopback, one "name value unit" a line: durable issues with 1 and 32 connections,
// and the way from a call to the picture with 200 and 500 event streams. Client and server share the machine;
// tools/bench divides the rates by SQLite's own commit rate of the same run.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <poll.h>
#include <thread>

#include "tests/hall/hall_process.h"

namespace talon::test {
namespace {

using Clock = std::chrono::steady_clock;
const std::string ticket_body = R"({"service":"benefit","procedure":"consultation"})";

double milliseconds(Clock::duration span) {
  return std::chrono::duration<double, std::milli>(span).count();
}

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0
                        : values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void print(const std::string& name, double value, const char* unit) {
  std::printf("%-28s %12.3f %s\n", name.c_str(), value, unit);
}

void bench_issue(const HallProcess& hall, int connections, int each) {
  std::vector<std::vector<double>> spans(static_cast<std::size_t>(connections));
  const std::string key = hall.key("kiosk1");
  const auto begin = Clock::now();
  std::vector<std::thread> threads;
  for (auto& own : spans) {
    threads.emplace_back([&own, &hall, &key, each] {
      Wire line = hall.wire();
      for (int i = 0; i < each; ++i) {
        const Fields fields = {{"Authorization", "Bearer " + key}, {"Idempotency-Key", new_key()}};
        const auto sent = Clock::now();
        if (line.call("POST", "/api/v1/tickets", fields, ticket_body).status != 201) std::abort();
        own.push_back(milliseconds(Clock::now() - sent));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = milliseconds(Clock::now() - begin) / 1000;
  std::vector<double> all;
  for (const auto& own : spans) all.insert(all.end(), own.begin(), own.end());
  const std::string name = "issue_c" + std::to_string(connections);
  print(name, static_cast<double>(all.size()) / seconds, "tickets/s");
  print(name + "_p50", percentile(all, 0.5), "ms");
  print(name + "_p99", percentile(all, 0.99), "ms");
}

double resident_kb(pid_t pid) {
  std::ifstream in("/proc/" + std::to_string(pid) + "/statm");
  double size = 0;
  double pages = 0;
  in >> size >> pages;
  return pages * 4;
}

/// Presses "next" and waits until every board has a picture with the call's event.
void bench_streams(const HallProcess& hall, int boards, int calls) {
  const double before = resident_kb(hall.pid());
  std::vector<std::unique_ptr<Stream>> streams;
  for (int i = 0; i < boards; ++i) {
    streams.push_back(std::make_unique<Stream>(hall.port(), "/api/v1/events?view=hall"));
    if (!streams.back()->next()) std::abort();
  }
  const double per_stream = (resident_kb(hall.pid()) - before) / boards;
  const Fields who = hall.log_in("d1");
  Wire line = hall.wire();
  std::vector<double> arrivals;
  std::vector<double> last;
  for (int call = 0; call < calls; ++call) {
    const auto sent = Clock::now();
    const Answer next = line.call("POST", "/api/v1/desks/1/next", with_key(who, new_key()), "{}");
    if (next.status != 200) std::abort();
    const long seq = std::stol(next.body.substr(next.body.find("\"seq\":") + 6));
    double slowest = 0;
    for (const auto& stream : streams) {
      auto message = stream->next();
      while (message && std::stol(message->id) < seq) message = stream->next();
      if (!message) std::abort();
      slowest = milliseconds(Clock::now() - sent);
      arrivals.push_back(slowest);
    }
    last.push_back(slowest);
    if (line.call("POST", "/api/v1/desks/1/start", with_key(who, new_key()), "{}").status != 200)
      std::abort();
    // Past the shortest gap between two pictures, so that each call is measured alone.
    std::this_thread::sleep_for(std::chrono::milliseconds{220});
  }
  const std::string name = "call_to_picture_s" + std::to_string(boards);
  print(name + "_p50", percentile(arrivals, 0.5), "ms");
  print(name + "_p99", percentile(arrivals, 0.99), "ms");
  print(name + "_last_median", percentile(last, 0.5), "ms");
  print("stream_memory_s" + std::to_string(boards), per_stream, "kB");
}

void run() {
  {
    HallProcess hall;
    hall.start();
    bench_issue(hall, 1, scaled(2000, 100));
    bench_issue(hall, 32, scaled(500, 20));
  }
  for (const int boards : {200, 500}) {
    HallProcess hall;
    hall.start();
    Wire line = hall.wire();
    const Fields who = hall.log_in("d1");
    if (line.call("POST", "/api/v1/desks/1/open", with_key(who, new_key()), "{}").status != 200) std::abort();
    const int calls = scaled(30, 5);
    for (int i = 0; i < calls; ++i) {
      line.call("POST", "/api/v1/tickets", hall.as_device("kiosk1", new_key()), ticket_body);
    }
    bench_streams(hall, boards, calls);
  }
}

}  // namespace
}  // namespace talon::test

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  talon::test::run();
  return 0;
}
