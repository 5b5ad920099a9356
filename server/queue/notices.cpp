// SPDX-License-Identifier: MIT
#include "server/queue/notices.h"

#include <algorithm>

#include "server/model/names.h"
#include "server/queue/calendar.h"
#include "server/queue/decide.h"
#include "server/queue/sentences.h"
#include "server/queue/session.h"

namespace talon::queue {
namespace {

/// Written out at most; whoever needs all of them looks at the lines.
constexpr std::size_t most_named = 12;

std::string clock_of(const Timestamp& at) {
  return clock_text(std::chrono::floor<std::chrono::minutes>(time_of_day(at)));
}

/// "А012, А015 и ещё 4"
std::string named(std::vector<const visit::Visit*> visits) {
  std::sort(visits.begin(), visits.end(),
            [](const visit::Visit* a, const visit::Visit* b) { return a->issued_seq < b->issued_seq; });
  std::string text;
  for (std::size_t i = 0; i < std::min(visits.size(), most_named); ++i) {
    text += (i == 0 ? "" : ", ") + visits[i]->issued.number.text();
  }
  if (visits.size() > most_named) text += " и ещё " + std::to_string(visits.size() - most_named);
  return text;
}

/// What is wrong with the server's machine, and what to do; empty: a reason that this version does not know.
std::string machine_text(const std::string& reason) {
  const auto disk = [](const char* share) {
    return std::string("Диск сервера заполнен больше чем на ") + share +
           " %. Освободите место: когда оно кончится, талоны перестанут выдаваться.";
  };
  if (reason == "disk-80") return disk("80");
  if (reason == "disk-90") return disk("90");
  if (reason == "disk-95") return disk("95");
  if (reason == "undisciplined")
    return "Часы сервера больше суток никто не сверяет: включите службу времени (NTP).";
  return {};
}

void add_machine(const State& state, std::vector<NoticePicture>& all) {
  const auto known = state.devices.find(DeviceId{std::string(own_machine)});
  if (known == state.devices.end()) return;
  for (const auto& [name, component] : known->second.components) {
    std::string text = component.health == Health::ok ? std::string{} : machine_text(component.reason);
    if (!text.empty()) all.push_back({"server", std::move(text), {}, {}, component.since});
  }
}

void add_clock(const State& state, std::vector<NoticePicture>& all) {
  if (!state.clock_step || std::chrono::abs(state.clock_step->by) < Seconds{1}) return;
  const auto seconds = whole_seconds(std::chrono::abs(state.clock_step->by)).count();
  const char* way = state.clock_step->by < Millis{0} ? " с назад" : " с вперёд";
  all.push_back({"clock",
                 "Часы сервера сдвинуты на " + std::to_string(seconds) + way +
                     ". Сроки посчитаны верно, время событий до сдвига и после него не сравнивайте.",
                 {},
                 {},
                 state.clock_step->at});
}

void add_visitors(const State& state, const Timestamp& now, std::vector<NoticePicture>& all) {
  const bool over = hall_reception(state, now).today_over;
  std::vector<const visit::Visit*> unserved;
  std::vector<const visit::Visit*> carried;
  for (const auto& [id, visit] : state.tickets) {
    if (!visit::in_hall(visit.now.state)) continue;
    if (visit.issued.date != state.date) carried.push_back(&visit);
    if (over && visit.now.state != TicketState::serving) unserved.push_back(&visit);
  }
  if (!unserved.empty()) {
    all.push_back({"unserved",
                   "Приём окончен, не приняты " + std::to_string(unserved.size()) + ": " + named(unserved) +
                       ". Примите их или снимите талоны с указанием причины.",
                   {},
                   {},
                   {}});
  }
  if (carried.empty()) return;
  all.push_back({"carried",
                 "Перешли на новый день " + std::to_string(carried.size()) + ": " + named(carried),
                 {},
                 {},
                 {}});
}

void add_numbers(const State& state, std::vector<NoticePicture>& all) {
  constexpr std::uint32_t last_of_three = 999;
  for (const auto& [letter, ordinal] : state.numbers) {
    if (ordinal < last_of_three * 9 / 10 || ordinal > last_of_three) continue;
    all.push_back({"numbers",
                   "Талон " + TicketNumber{letter, ordinal}.text() + ": после " +
                       TicketNumber{letter, last_of_three}.text() + " номера станут четырёхзначными.",
                   {},
                   {},
                   {}});
  }
}

/// What was decided; empty: another part of the picture tells it.
std::string decided_text(const State& state, const Decided& decided) {
  const auto of_desk = [&] { return desk_title(state, DeskId{decided.subject}); };
  if (decided.kind == "extension") return "Приём продлён";
  if (decided.kind == "stop_issuing") return "Талоны не выдаются";
  if (decided.kind == "emergency") return "На табло экстренное сообщение «" + decided.subject + "»";
  if (decided.kind == "permission") return "Последнее окно может закрыться: " + of_desk();
  if (decided.kind == "choice") return "Может вызывать не по порядку: " + of_desk();
  if (decided.kind != "priority") return {};
  const Priority* category = state.configuration->priority(decided.subject);
  // Taken back when it has run out.
  if (category == nullptr || decided.value == name_of(category->rule)) return {};
  return "Изменено право категории «" + category->title + "»";
}

void add_decisions(const State& state, const Timestamp& now, std::vector<NoticePicture>& all) {
  for (const Decided& decided : state.decisions) {
    if (decided.until && *decided.until <= now) continue;
    std::string text = decided_text(state, decided);
    // An emergency without a text takes the one before it back.
    if (text.empty() || (decided.kind == "emergency" && decided.subject.empty())) continue;
    if (decided.until) text += ", до " + clock_of(*decided.until);
    if (!decided.reason.empty()) text += ". Причина: " + decided.reason;
    all.push_back({"decision", std::move(text), decided.by, {}, decided.at});
  }
}

}  // namespace

std::vector<NoticePicture> notices(const State& state, const Timestamp& now) {
  std::vector<NoticePicture> all;
  if (!state.configuration) return all;
  add_machine(state, all);
  add_clock(state, all);
  add_visitors(state, now, all);
  add_numbers(state, all);
  add_decisions(state, now, all);
  for (NoticePicture& notice : session_notices(state, now)) all.push_back(std::move(notice));
  return all;
}

}  // namespace talon::queue
