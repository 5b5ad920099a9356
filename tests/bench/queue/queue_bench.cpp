// SPDX-License-Identifier: MIT
// Cost of a call by the number of people who wait: 30, 3 000 and 30 000, of the hall's picture, of counting
// who is before somebody, and of forecasting all lines by 40 virtual runs. Prints times and ratios within
// this one run; the pick is to be flat.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "server/outlook/outlook.h"
#include "server/queue/order.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;
using SteadyClock = std::chrono::steady_clock;

constexpr int desks = 40;
constexpr int services = 20;

/// 40 desks, each serving all 40 lines of 20 services.
Configuration big_hall() {
  Configuration hall = small_hall();
  hall.services.clear();
  const std::vector<Offer> offers = {{consultation, {}, {}, {}, {}}, {submission, {}, {}, {}, {}}};
  for (int i = 0; i < services; ++i) {
    hall.services.push_back({ServiceId{"s" + std::to_string(i)}, "family", "Услуга", "", "", offers});
  }
  const auto lines = hall.lines();
  hall.desks.clear();
  for (int i = 1; i <= desks; ++i) {
    hall.desks.push_back({DeskId{std::to_string(i)}, RoomId{"5"}, "окно " + std::to_string(i), lines});
  }
  return hall;
}

/// Services of 3 to 13 minutes in every line.
std::shared_ptr<const outlook::Past> known_past() {
  outlook::Past past;
  past.days = 1;
  for (const LineId& line : big_hall().lines()) {
    for (int i = 0; i < 100; ++i) past.lines[line].services.emplace_back(180'000 + 6'000 * i);
  }
  return std::make_shared<const outlook::Past>(past);
}

class Bench {
 public:
  explicit Bench(int waiting) {
    ConfigurationApplied applied;
    applied.parsed = std::make_shared<const Configuration>(big_hall());
    give(ApplyConfiguration{applied}, "admin");
    give(TimePassed{}, "");
    for (int i = 0; i < waiting; ++i) issue();
    for (int i = 1; i <= desks; ++i) {
      const std::string name = std::to_string(i);
      give(OpenDesk{DeskId{name}}, name);
      give(CallNext{DeskId{name}, ""}, name);
      give(StartService{DeskId{name}}, name);
      issue();
    }
  }

  /// Mean nanoseconds of decide and apply of one `next` with a finish in it; the number waiting stays.
  double next(int rounds) {
    SteadyClock::duration spent{0};
    for (int i = 0; i < rounds; ++i) {
      const std::string name = std::to_string(i % desks + 1);
      const auto begun = SteadyClock::now();
      give(CallNext{DeskId{name}, "served"}, name);
      spent += SteadyClock::now() - begun;
      give(StartService{DeskId{name}}, name);
      issue();
    }
    return std::chrono::duration<double, std::nano>(spent).count() / rounds;
  }

  double hall_picture(int rounds) {
    const auto begun = SteadyClock::now();
    std::size_t lines = 0;
    for (int i = 0; i < rounds; ++i) lines += queue::hall_picture(state_, {now_.at, 1, false}).lines.size();
    const auto spent = SteadyClock::now() - begun;
    return lines == 0 ? 0 : std::chrono::duration<double, std::nano>(spent).count() / rounds;
  }

  /// Mean nanoseconds of "Перед вами" for one who comes now, ordinary or booked.
  double ahead(int rounds, Entry entry) {
    TicketIssued ticket = next_ticket();
    ticket.entry = entry;
    if (entry == Entry::booked) ticket.booked_t = now_.t;
    const visit::Visit visit = visit::begin(ticket, state_.seq + 1);
    const auto begun = SteadyClock::now();
    int counted = 0;
    for (int i = 0; i < rounds; ++i) counted += queue::ahead_of(state_, visit, now_.t);
    const auto spent = SteadyClock::now() - begun;
    return counted < 0 ? 0 : std::chrono::duration<double, std::nano>(spent).count() / rounds;
  }

  /// Mean nanoseconds of the forecast of one line: copy, 40 runs, percentiles, divided by the lines.
  double forecast(int rounds) {
    const auto past = known_past();
    const auto begun = SteadyClock::now();
    std::size_t lines = 0;
    for (int i = 0; i < rounds; ++i)
      lines += outlook::line_forecasts(outlook::copy_hall(state_, now_.at, past)).size();
    const auto spent = SteadyClock::now() - begun;
    return lines == 0 ? 0
                      : std::chrono::duration<double, std::nano>(spent).count() / static_cast<double>(lines);
  }

 private:
  TicketIssued next_ticket() {
    TicketIssued ticket;
    ticket.ticket = TicketId{"t" + std::to_string(++tickets_)};
    ticket.number = {"П", static_cast<std::uint32_t>(tickets_)};
    ticket.date = state_.date;
    ticket.service = ServiceId{"s" + std::to_string(tickets_ % services)};
    ticket.procedure = tickets_ % 2 == 0 ? consultation : submission;
    ticket.issued_at = now_.at;
    ticket.issued_t = now_.t;
    ticket.wait_limit_s = Seconds{24h};
    return ticket;
  }
  void issue() {
    record(next_ticket());
    now_.t = now_.t + 1ms;
    now_.at = now_.at.plus(1ms);
  }
  void give(CommandBody body, const std::string& name) {
    const Command command{RequestId{"r"}, name, "", {Role::specialist, name, ""}, std::move(body)};
    auto decision = queue::decide(state_, command, now_);
    if (!decision) {
      std::fprintf(stderr, "refused: %s\n", std::string(refusal_name(decision.refusal().code)).c_str());
      std::abort();
    }
    for (auto& item : decision->events) record(std::move(item.body));
  }
  void record(EventBody body) {
    Event event;
    event.seq = state_.seq + 1;
    event.when = now_;
    event.body = std::move(body);
    (void)queue::apply(state_, event);
  }

  queue::State state_;
  Moment now_{monday(), Ticks{1h}};
  int tickets_ = 0;
};

}  // namespace
}  // namespace talon

int main() {
  struct Row {
    int waiting;
    double next_ns;
    double picture_ns;
    double ahead_ns;
    double ahead_booked_ns;
    double forecast_ns;
  };
  std::vector<Row> rows;
  for (const int waiting : {30, 3'000, 30'000}) {
    talon::Bench bench(waiting);
    bench.next(2'000);  // warm
    rows.push_back({waiting, bench.next(20'000), bench.hall_picture(50),
                    bench.ahead(2'000, talon::Entry::walk_in), bench.ahead(2'000, talon::Entry::booked),
                    bench.forecast(10)});
  }
  std::printf("%10s %16s %8s %18s %8s %12s %20s %22s %8s\n", "waiting", "next, ns", "ratio",
              "hall picture, us", "ratio", "ahead, ns", "ahead, booked, ns", "forecast a line, us", "ratio");
  for (const Row& row : rows) {
    std::printf("%10d %16.0f %8.2f %18.1f %8.2f %12.0f %20.0f %22.1f %8.2f\n", row.waiting, row.next_ns,
                row.next_ns / rows[0].next_ns, row.picture_ns / 1000, row.picture_ns / rows[0].picture_ns,
                row.ahead_ns, row.ahead_booked_ns, row.forecast_ns / 1000,
                row.forecast_ns / rows[0].forecast_ns);
  }
}
