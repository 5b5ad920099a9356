// SPDX-License-Identifier: MIT
#include "server/queue/session.h"

#include <algorithm>
#include <map>

#include "server/queue/calendar.h"
#include "server/queue/regulation.h"
#include "server/queue/sentences.h"

namespace talon::queue {
namespace {

constexpr Seconds noticeable{60};

std::string clock_of(const Timestamp& at) {
  return clock_text(std::chrono::floor<std::chrono::minutes>(time_of_day(at)));
}

/// " (п. 11.8)"; empty: the regulation in force has no such term.
std::string clause_of(const State& state, const std::string& id) {
  const Configuration& configuration = *state.configuration;
  const Regulation* regulation = regulation_of(configuration, configuration.regulation, state.date);
  if (regulation == nullptr) return {};
  for (const Term& term : regulation->terms) {
    if (term.id == id && !term.clause.empty()) return " (п. " + term.clause.value + ")";
  }
  return {};
}

NoticePicture notice(std::string text, std::optional<Timestamp> since = {}) {
  return {"session", std::move(text), {}, {}, since};
}

void add_arrival(const State& state, const Timestamp& now, std::vector<NoticePicture>& all) {
  if (!state.session_begins) {
    const Reception reception = hall_reception(state, now);
    const bool expected = reception.open || reception.today_later || !state.tickets.empty();
    if (expected)
      all.push_back(notice("Приезд не отмечен: «Приехали» на странице руководителя, «Работа зала»."));
    return;
  }
  if (now < *state.session_begins)
    all.push_back(notice("Приём начинается в " + clock_of(*state.session_begins) +
                         clause_of(state, "mobile_start") + '.'));
}

/// The first call or reception of the day; empty: none yet.
std::optional<Timestamp> first_call(const State& state) {
  std::optional<Timestamp> first;
  for (const auto& [id, visit] : state.tickets) {
    for (const auto& at : {visit.now.called_at, visit.now.seen_at}) {
      if (at && (!first || *at < *first)) first = at;
    }
  }
  return first;
}

void add_late_start(const State& state, const Timestamp& now, std::vector<NoticePicture>& all) {
  if (!state.session_begins || state.tickets.empty()) return;
  const auto first = std::min_element(
      state.tickets.begin(), state.tickets.end(),
      [](const auto& a, const auto& b) { return a.second.issued.issued_at < b.second.issued.issued_at; });
  const auto begun = first_call(state);
  const Seconds late = begun_late(*state.session_begins, first->second.issued.issued_at, begun.value_or(now));
  if (late < noticeable) return;
  const std::string by = std::to_string(late.count() / 60) + " мин позже, чем можно было" +
                         clause_of(state, "mobile_start") + '.';
  all.push_back(begun ? notice("Приём начат в " + clock_of(*begun) + ": на " + by, begun)
                      : notice("Люди ждут, а приём не начат: уже на " + by));
}

/// The oldest date of each hall whose records are not at the office.
std::map<std::string, Date> oldest_sessions(const State& state) {
  std::map<std::string, Date> oldest;
  // The set is in order of hall and date.
  for (const auto& [hall, date] : state.sessions) oldest.emplace(hall, date);
  return oldest;
}

void add_handover(const State& state, std::vector<NoticePicture>& all) {
  const auto term = time_of_term(*state.configuration, state.date, "mobile_handover");
  if (!term) return;
  const std::string clause = clause_of(state, "mobile_handover");
  for (const auto& [hall, date] : oldest_sessions(state)) {
    const auto days = std::chrono::floor<std::chrono::days>(*term);
    const auto left = std::chrono::sys_days{date} + days - std::chrono::sys_days{state.date};
    if (left > std::chrono::days{0}) continue;
    const bool over = left < std::chrono::days{0};
    const std::string when = over ? "срок истёк" + clause + "." : "сегодня последний день" + clause + ".";
    const std::string from = "с " + date_text(date);
    if (is_mobile(*state.configuration)) {
      all.push_back(notice("Дела и записи " + from + " не переданы в учреждение: " + when));
    } else {
      all.push_back(notice("Дела и записи выездного приёма «" + hall + "» " + from + " не приняты: " + when));
    }
  }
}

}  // namespace

bool is_mobile(const Configuration& configuration) {
  return configuration.place == "mobile";
}

std::optional<Refusal> before_session(const State& state, const Timestamp& now) {
  if (!state.session_begins || now >= *state.session_begins) return std::nullopt;
  return Refusal{RefusalCode::hall_closed, "приём начинается в " + clock_of(*state.session_begins) +
                                               ", отсчёт от приезда" + clause_of(state, "mobile_start")};
}

std::string preparation_warning(const State& state, const Date& date) {
  const auto before = time_of_term(*state.configuration, state.date, "mobile_route");
  if (!before || std::chrono::sys_days{date} - std::chrono::sys_days{state.date} >= *before) return {};
  return "Время проезда рассчитывают не позже чем за день до выезда" + clause_of(state, "mobile_route") +
         ": этот расчёт сделан поздно.";
}

Seconds begun_late(const Timestamp& begins, const Timestamp& first_issued, const Timestamp& first_call) {
  const Timestamp due = std::max(begins, first_issued);
  return std::max(Seconds{0}, whole_seconds(first_call.utc - due.utc));
}

std::vector<NoticePicture> session_notices(const State& state, const Timestamp& now) {
  std::vector<NoticePicture> all;
  if (is_mobile(*state.configuration)) {
    add_arrival(state, now, all);
    add_late_start(state, now, all);
  }
  add_handover(state, all);
  return all;
}

}  // namespace talon::queue
