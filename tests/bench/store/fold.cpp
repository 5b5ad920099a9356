// SPDX-License-Identifier: MIT
// Restart: how fast stored events become the state again, and how much read_fold spares against reading all.
#include "server/protocol/json.h"
#include "server/queue/queue.h"
#include "server/store/journal.h"
#include "tests/bench/store/bench.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace std::chrono_literals;

fakes::Hall busy(int days, int tickets) {
  fakes::Hall hall;
  for (int day = 0; day < days; ++day) {
    const Date date{std::chrono::sys_days{hall.state().date} + std::chrono::days{day > 0 ? 1 : 0}};
    hall.pass_to("09:00:00", format_date(date));
    for (const char* desk : {"1", "2", "3"}) (void)hall.open(desk);
    for (int n = 0; n < tickets; ++n) {
      (void)hall.issue(fakes::consultation);
      const std::string desk = std::to_string(1 + n % 3);
      (void)hall.at(desk, CallNext{});
      (void)hall.at(desk, StartService{});
      hall.pass(10s);
      (void)hall.at(desk, FinishService{{}, "consulted"});
    }
  }
  return hall;
}

/// The fixture's configuration is code: its event alone is taken from there.
void fold(const store::Journal& journal, const fakes::Hall& hall, bool everything) {
  queue::State state;
  const auto take = [&](const std::string& json) {
    const auto seq = static_cast<std::size_t>(std::strtoll(json.c_str() + 7, nullptr, 10));
    const Event& known = hall.journal()[seq - 1];
    if (std::holds_alternative<ConfigurationApplied>(known.body)) {
      queue::apply(state, known);
    } else {
      queue::apply(state, protocol::decode_event(json).value());
    }
  };
  if (everything) {
    journal.read(1, take);
  } else {
    journal.read_fold(take);
  }
  if (state.seq != hall.state().seq) std::exit(1);
}

int run(double scale) {
  const fakes::Hall hall = busy(10, static_cast<int>(2500 * scale) + 1);
  const bench::Folder folder;
  const auto journal = store::open_journal(folder.path());
  store::Digest head{};
  store::Batch batch;
  for (const Event& event : hall.journal()) {
    batch.records.push_back(store::make_record(event, protocol::encode(event), head));
    head = batch.records.back().chain;
    if (batch.records.size() < 5000) continue;
    journal->append(batch);
    batch.records.clear();
  }
  journal->append(batch);
  const auto events = static_cast<double>(hall.journal().size());
  std::size_t bytes = 0;
  const double reading =
      bench::best(3, [&] { journal->read(1, [&](const std::string& json) { bytes += json.size(); }); });
  const double all = bench::best(3, [&] { fold(*journal, hall, true); });
  const double last_day = bench::best(3, [&] { fold(*journal, hall, false); });
  bench::print("journal_read", events / reading, "events/s", 1);
  bench::print("fold_everything", events / all, "events/s", reading / all);
  bench::print("replay_million_events", 1e6 * all / events, "s", all / reading);
  bench::print("fold_last_day_of_10", last_day, "s", all / last_day);
  return 0;
}

}  // namespace
}  // namespace talon

int main(int argc, char** argv) {
  return talon::run(talon::bench::scale_of(argc, argv));
}
