// SPDX-License-Identifier: MIT
#include "server/http/simulation_commands.h"

#include <algorithm>
#include <chrono>
#include <iomanip>
#include <iostream>

#include "server/http/run.h"
#include "server/simulation/ahead.h"
#include "server/simulation/ahead_goals.h"
#include "server/simulation/goals.h"
#include "server/simulation/order_cost.h"

namespace talon::http {
namespace {

using namespace simulation;
using SteadyClock = std::chrono::steady_clock;

/// Those that can be read; what is wrong with the others is said.
std::vector<Scenario> read_all(const std::vector<std::filesystem::path>& files) {
  std::vector<Scenario> scenarios;
  for (const auto& file : files) {
    try {
      ScenarioReading reading = read_scenario(read_file(file));
      if (reading.scenario) {
        scenarios.push_back(std::move(*reading.scenario));
      } else {
        std::cerr << file.string() << ':' << reading.line << ": " << reading.reason << '\n';
      }
    } catch (const std::exception& failure) {
      std::cerr << "talon-server: " << failure.what() << '\n';
    }
  }
  return scenarios;
}

Figures run(const Scenario& scenario, const Days& days, const Policy& policy) {
  Tally tally;
  for (int day = days.first; day <= days.last; ++day) {
    const VisitorDay visitors = visitors_of(scenario, day);
    tally.add(scenario, visitors, run_day(scenario, visitors, policy));
  }
  return tally.figures();
}

void print_table(const std::vector<Scenario>& scenarios, const SimulateOptions& options) {
  std::cout << table_header() << std::endl;
  for (const Policy& policy : options.policies) {
    std::vector<Figures> all;
    for (const Scenario& scenario : scenarios) {
      all.push_back(run(scenario, options.days, policy));
      // A row may take a second: whoever looks on sees each at once.
      std::cout << table_row(scenario.name, policy.name, options.days, all.back()) << std::endl;
    }
    if (all.size() > 1) std::cout << table_row("mean", policy.name, options.days, mean_of(all)) << std::endl;
  }
}

double milliseconds(SteadyClock::duration span) {
  return std::chrono::duration<double, std::milli>(span).count();
}

/// As a policy of the goals is called there.
std::vector<Policy> policies_of_goals() {
  std::vector<Policy> policies;
  for (const std::string& name : goal_policies()) policies.push_back(*policy_named(name));
  const Policy balanced = *policy_named("balanced");
  policies.push_back(with_priority(balanced, PriorityRule::out_of_turn, false));
  policies.push_back(with_priority(balanced, PriorityRule::out_of_turn, true));
  return policies;
}

Speed measure_speed(const std::vector<Scenario>& scenarios, const Days& days) {
  constexpr int waiting = 3000;
  constexpr int lines = 40;
  constexpr int rounds = 20'000;
  Speed speed;
  const auto now = [] {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(SteadyClock::now().time_since_epoch());
  };
  speed.pick_us = order_cost(waiting, lines, rounds, now).p999_ns / 1000;
  for (const Scenario& scenario : scenarios) {
    if (scenario.name != timed) continue;
    const auto begun = SteadyClock::now();
    (void)run(scenario, days, *policy_named("live"));
    speed.day_ms = milliseconds(SteadyClock::now() - begun) / (days.last - days.first + 1);
  }
  return speed;
}

std::string padded(const std::string& text, std::size_t width) {
  const auto shown = static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  return text + std::string(shown < width ? width - shown : 0, ' ');
}

void print_goals(const std::vector<Goal>& goals) {
  constexpr std::size_t width = 78;
  std::cout << std::fixed << std::setprecision(2);
  for (const Goal& goal : goals) {
    std::cout << padded(goal.id, 5) << padded(goal.what, width) << ' ' << std::setw(7) << goal.aim << ' ';
    if (goal.reached) {
      std::cout << std::setw(7) << *goal.reached << (goal.met() ? "  достигнуто\n" : "  НЕТ\n");
    } else {
      std::cout << "      —  не измерено: нужного зала нет среди данных\n";
    }
  }
  std::cout << std::flush;
}

void print_order_goals(const std::vector<Scenario>& scenarios, const Days& days) {
  Measured measured;
  for (const Policy& policy : policies_of_goals()) {
    for (const Scenario& scenario : scenarios) {
      measured.add(scenario.name, policy.name, run(scenario, days, policy));
      if (scenario.name != many_privileged_of || !policy.rule.guard) continue;
      Scenario many = scenario;
      many.priority = 0.3;
      measured.add(std::string(many_privileged), policy.name, run(many, days, policy));
    }
  }
  std::cout << "Залов " << scenarios.size() << ", дни " << days.first << "-" << days.last
            << ". Где зал не назван — среднее по залам. Цель — не больше.\n";
  print_goals(goals_of(measured, measure_speed(scenarios, days)));
  std::cout << "B6, B7, B8 (прогноз ожидания, предупреждение, закрытие): --ahead.\n";
}

bool has_reserve(const Scenario& scenario) {
  return std::any_of(scenario.desks.begin(), scenario.desks.end(),
                     [](const Scenario::Desk& desk) { return desk.reserve; });
}

/// Days of one hall in a row: the office learns from the first ones.
AheadFigures look_ahead(const Scenario& scenario, const Days& days, const Policy& policy) {
  constexpr int learnt = 30;
  Ahead ahead(scenario, policy);
  Tally with_reserve;
  Tally without;
  double reserve_s = 0;
  for (int day = days.first; day <= days.last; ++day) {
    const VisitorDay visitors = visitors_of(scenario, day);
    ahead.begin(day, visitors);
    const DayRun run = run_day(scenario, visitors, policy, &ahead);
    const bool counts = day >= days.first + learnt;
    ahead.end(visitors, run, counts);
    if (!counts || !has_reserve(scenario)) continue;
    with_reserve.add(scenario, visitors, run);
    without.add(scenario, visitors, run_day(scenario, visitors, policy));
    reserve_s += run.reserve_s;
  }
  AheadFigures figures{ahead.tally().forecast(), ahead.tally().warning(), ahead.tally().closing(),
                       std::nullopt};
  const int counted = days.last - days.first + 1 - learnt;
  if (has_reserve(scenario) && counted > 0) {
    figures.reserve = {with_reserve.figures().violations, without.figures().violations,
                       reserve_s / 3600 / counted};
  }
  return figures;
}

void print_ahead(const std::vector<Scenario>& scenarios, const Days& days, const Policy& policy) {
  std::cout << "Дни " << days.first << "-" << days.last << ", первые 30 зал учится; порядок " << policy.name
            << ". Цель — не больше.\n";
  for (const Scenario& scenario : scenarios) {
    const AheadFigures figures = look_ahead(scenario, days, policy);
    std::cout << scenario.name << ": прогнозов " << figures.forecast.count << ", всплесков нарушений "
              << figures.warning.bursts << ", дней с последним вызовом через 15 мин после закрытия "
              << figures.closing.long_days << '\n';
    if (figures.reserve) {
      std::cout << "Нарушений без резервного окна " << std::fixed << std::setprecision(2)
                << figures.reserve->violations_without << " %\n";
    }
    print_goals(ahead_goals(scenario.name, figures));
  }
}

}  // namespace

int simulate(const SimulateOptions& options) {
  const std::vector<Scenario> scenarios = read_all(options.files);
  if (scenarios.size() != options.files.size()) return 1;
  if (options.visitors) {
    for (const Scenario& scenario : scenarios) std::cout << visitors_row(scenario, options.days) << std::endl;
  } else if (options.goals) {
    print_order_goals(scenarios, options.days);
  } else if (options.ahead) {
    for (const Policy& policy : options.policies) print_ahead(scenarios, options.days, policy);
  } else {
    print_table(scenarios, options);
  }
  return 0;
}

}  // namespace talon::http
