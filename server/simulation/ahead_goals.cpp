// SPDX-License-Identifier: MIT
#include "server/simulation/ahead_goals.h"

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace talon::simulation {
namespace {

/// Mean error of the forecast, minutes.
constexpr std::array<std::pair<std::string_view, double>, 4> error_aims = {
    {{"h08-normal", 5.2}, {"h08-heavy", 6.6}, {"u08-heavy", 4.8}, {"h16-heavy", 5.5}}};
constexpr std::string_view warned_hall = "h08-heavy";
constexpr std::string_view reserve_hall = "r08-reserve";
constexpr std::string_view late_hall = "h08-over";

double error_aim(const std::string& scenario) {
  for (const auto& [name, aim] : error_aims) {
    if (name == scenario) return aim;
  }
  return error_aims.front().second;
}

void add_forecast(const std::string& scenario, const AheadFigures& figures, std::vector<Goal>& goals) {
  const ForecastFigures& forecast = figures.forecast;
  goals.push_back({"B6", "прогноз: смещение, мин, без знака", 1.0, std::abs(forecast.bias_min)});
  goals.push_back({"B6", "прогноз: средняя ошибка, мин", error_aim(scenario), forecast.error_min});
  goals.push_back(
      {"B6", "«не позже»: отклонение покрытия от 90 %, п. п.", 3.0, std::abs(forecast.covered - 90)});
  goals.push_back({"B6", "«не позже»: не покрыто в худшем диапазоне, %", 15, 100 - forecast.worst_covered});
}

void add_warning(const WarningFigures& warning, std::vector<Goal>& goals) {
  goals.push_back({"B7", "предупреждение: напрасно, %", 16, 100 - warning.precision});
  goals.push_back({"B7", "предупреждение: пропущено, %", 12, 100 - warning.recall});
  goals.push_back({"B7", "предупреждение: ложных начал в день", 0.5, warning.false_onsets});
  goals.push_back({"B7", "предупреждение: не хватает до 20 мин запаса, медиана, мин", 0,
                   std::max(0.0, 20 - warning.lead_min)});
  goals.push_back({"B7", "то же, всплески хотя бы из трёх нарушений за 45 мин", 0,
                   std::max(0.0, 20 - warning.lead_of_many_min)});
}

void add_reserve(const ReserveFigures& reserve, std::vector<Goal>& goals) {
  goals.push_back({"B7", "резервное окно по предупреждению: нарушений, %", 6.2, reserve.violations});
  goals.push_back({"B7", "резервное окно по предупреждению: часов в день", 2.8, reserve.hours_a_day});
}

void add_closing(const ClosingFigures& closing, std::vector<Goal>& goals) {
  goals.push_back({"B8", "закрытие за час: средняя ошибка, мин", 6, closing.error_min});
  goals.push_back({"B8", "закрытие за час: отклонение покрытия P90 от 88,5 %, п. п.", 4.5,
                   std::abs(closing.covered - 88.5)});
  goals.push_back({"B8", "закрытие за час: долгих дней пропущено, %", 30, 100 - closing.found});
  goals.push_back({"B8", "закрытие за час: напрасных предложений, %", 8, closing.false_share});
}

}  // namespace

std::vector<Goal> ahead_goals(const std::string& scenario, const AheadFigures& figures) {
  std::vector<Goal> goals;
  if (scenario == reserve_hall && figures.reserve) {
    add_reserve(*figures.reserve, goals);
    return goals;
  }
  add_forecast(scenario, figures, goals);
  if (scenario == warned_hall) add_warning(figures.warning, goals);
  if (scenario == late_hall) add_closing(figures.closing, goals);
  return goals;
}

}  // namespace talon::simulation
