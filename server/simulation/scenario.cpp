// SPDX-License-Identifier: MIT
#include "server/simulation/scenario.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace talon::simulation {
namespace {

// Bounds of what is read: a hall has fewer, and a simulated day stays short.
constexpr std::size_t largest_file = 1 << 20;
constexpr std::size_t most_services = 1000;
constexpr std::size_t most_desks = 1000;
constexpr double most_seconds = 24 * 3600;
constexpr double most_per_hour = 100'000;
constexpr double most_seed = 9e15;
constexpr int half_hour = 1800;

/// The words of one line, taken one by one; the first fault is kept.
class Words {
 public:
  explicit Words(std::string_view line) : rest_(line.substr(0, line.find('#'))) {}

  [[nodiscard]] bool more() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r"), rest_.size()));
    return !rest_.empty();
  }
  std::string_view word(std::string_view what) {
    if (!more()) {
      fail("не хватает: " + std::string(what));
      return {};
    }
    const std::string_view taken = rest_.substr(0, rest_.find_first_of(" \t\r"));
    rest_.remove_prefix(taken.size());
    return taken;
  }
  double number(std::string_view what, double least, double most) {
    return checked(word(what), what, least, most);
  }
  int whole(std::string_view what, double least, double most) {
    const double value = number(what, least, most);
    if (value != std::floor(value)) fail(std::string(what) + ": нужно целое число");
    return static_cast<int>(value);
  }
  /// "9:00" in seconds since midnight.
  int clock(std::string_view what) { return clock_of(word(what), what); }
  Scenario::Interval interval() {
    constexpr std::string_view what = "часы окна";
    const std::string_view text = word(what);
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) {
      fail("часы окна: нужно начало-конец");
      return {};
    }
    const Scenario::Interval hours{clock_of(text.substr(0, dash), what),
                                   clock_of(text.substr(dash + 1), what)};
    if (hours.from >= hours.to) fail("часы окна: начало позже конца");
    return hours;
  }
  [[nodiscard]] bool next_is_clock() { return more() && rest_.front() >= '0' && rest_.front() <= '9'; }
  void fail(std::string why) {
    if (fault_.empty()) fault_ = std::move(why);
  }
  [[nodiscard]] bool failed() const { return !fault_.empty(); }
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  double checked(std::string_view text, std::string_view what, double least, double most) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool read = error == std::errc() && end == text.data() + text.size();
    if (!read || !(value >= least && value <= most)) {
      fail(std::string(what) + ": «" + std::string(text.substr(0, 40)) + "» не подходит");
      return least;
    }
    return value;
  }
  int clock_of(std::string_view text, std::string_view what) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
      fail(std::string(what) + ": нужно время ЧЧ:ММ");
      return 0;
    }
    const int minutes = static_cast<int>(60 * checked(text.substr(0, colon), what, 0, 24)) +
                        static_cast<int>(checked(text.substr(colon + 1), what, 0, 59));
    if (minutes > 24 * 60 || text.find('.') != std::string_view::npos)
      fail(std::string(what) + ": нужно время ЧЧ:ММ");
    return minutes * 60;
  }

  std::string_view rest_;
  std::string fault_;
};

void read_day(Words& words, Scenario& scenario) {
  scenario.open = words.clock("открытие");
  scenario.close = words.clock("закрытие");
  scenario.last_ticket = words.clock("последний талон");
  if (scenario.open >= scenario.close || scenario.last_ticket > scenario.close) {
    words.fail("часы дня: нужно открытие раньше закрытия, последний талон не позже него");
  }
}

void read_limit(Words& words, Scenario& scenario) {
  for (int& limit : scenario.limit) limit = words.whole("срок", 1, most_seconds);
  scenario.booked_limit = words.whole("срок по записи", 1, most_seconds);
}

void read_service(Words& words, Scenario& scenario) {
  const int id = words.whole("номер услуги", 0, most_services - 1);
  if (static_cast<std::size_t>(id) != scenario.services.size()) words.fail("услуги идут по порядку с нуля");
  Scenario::Service service;
  const std::string_view kind = words.word("вид");
  if (kind != "C" && kind != "D" && kind != "R") words.fail("вид: нужно C, D или R");
  service.kind = kind == "C" ? Kind::consultation : kind == "D" ? Kind::documents : Kind::result;
  service.mean = words.number("среднее время", 1, most_seconds);
  service.cv = words.number("разброс", 0, 10);
  service.weight = words.number("доля", 0, 1000);
  scenario.services.push_back(service);
}

void read_desk(Words& words, Scenario& scenario) {
  const int id = words.whole("номер окна", 0, most_desks - 1);
  if (static_cast<std::size_t>(id) != scenario.desks.size()) words.fail("окна идут по порядку с нуля");
  Scenario::Desk desk;
  const std::string_view kind = words.word("вид окна");
  if (kind != "normal" && kind != "reserve") words.fail("вид окна: нужно normal или reserve");
  desk.reserve = kind == "reserve";
  while (!words.failed() && words.next_is_clock()) {
    desk.hours.push_back(words.interval());
    const std::size_t count = desk.hours.size();
    if (count > 1 && desk.hours[count - 2].to > desk.hours.back().from)
      words.fail("часы окна: не по порядку");
  }
  if (desk.hours.empty()) words.fail("у окна нет часов");
  if (words.word("skills") != "skills") words.fail("нужно слово skills");
  while (!words.failed() && words.more())
    desk.services.push_back(words.whole("услуга", 0, most_services - 1));
  std::sort(desk.services.begin(), desk.services.end());
  desk.services.erase(std::unique(desk.services.begin(), desk.services.end()), desk.services.end());
  scenario.desks.push_back(std::move(desk));
}

void read_rate(Words& words, Scenario& scenario) {
  const int from = words.clock("начало");
  if (!scenario.rates.empty() && from < scenario.rates.back().from + half_hour) {
    words.fail("получасы идут по порядку");
  }
  scenario.rates.push_back({from, words.number("в час", 0, most_per_hour)});
}

void read_booking(Words& words, Scenario& scenario) {
  scenario.slot = words.whole("отрезок", 60, most_seconds);
  scenario.booked_per_slot = words.number("записей на отрезок", 0, 1000);
  scenario.places = words.whole("мест", 0, 1000);
  scenario.no_show = words.number("доля неявки", 0, 1);
  scenario.late = words.number("доля опозданий", 0, 1);
}

using Read = void (*)(Words&, Scenario&);
const std::map<std::string_view, Read>& items() {
  static const std::map<std::string_view, Read> all = {
      {"qscn", [](Words& words, Scenario&) { (void)words.whole("версия", 1, 1); }},
      {"name", [](Words& words, Scenario& out) { out.name = words.word("имя").substr(0, 64); }},
      {"seed",
       [](Words& words, Scenario& out) {
         out.seed = static_cast<std::uint64_t>(words.number("зерно", 0, most_seed));
       }},
      {"day", read_day},
      {"limit", read_limit},
      {"service", read_service},
      {"desk", read_desk},
      {"rate", read_rate},
      {"daycv", [](Words& words, Scenario& out) { out.day_cv = words.number("разброс дней", 0, 3); }},
      {"crowd", [](Words& words, Scenario& out) { out.crowd = words.number("у дверей", 0, 10'000); }},
      {"prio", [](Words& words, Scenario& out) { out.priority = words.number("доля", 0, 1); }},
      {"booking", read_booking},
      {"absence",
       [](Words& words, Scenario& out) {
         out.gone = words.number("доля ушедших", 0, 1);
         out.patience = words.number("терпение", 1, 1e9);
         out.away = words.number("доля отошедших", 0, 1);
       }},
      {"redirect", [](Words& words, Scenario& out) { out.redirect = words.number("доля", 0, 1); }},
      {"call",
       [](Words& words, Scenario& out) {
         out.call_timeout = words.whole("ожидание у окна", 0, most_seconds);
         out.gap = words.whole("между посетителями", 0, most_seconds);
       }},
      {"absent", [](Words& words, Scenario& out) { out.absent = words.whole("окон", 0, most_desks); }},
      {"tail",
       [](Words& words, Scenario& out) {
         out.tail = words.number("доля", 0, 1);
         out.tail_factor = words.number("во сколько раз", 0, 100);
       }},
  };
  return all;
}

/// What no single line shows; empty: all is well.
std::string incomplete(const Scenario& scenario) {
  if (scenario.close == 0) return "нет строки day";
  if (scenario.booked_limit == 0) return "нет строки limit";
  const auto weigh = [&](bool with_results) {
    double sum = 0;
    for (const Scenario::Service& service : scenario.services) {
      if (with_results || service.kind != Kind::result) sum += service.weight;
    }
    return sum;
  };
  // Bookings and redirected visitors never choose a result: there must be something else to choose.
  if (!(weigh(false) > 0.001 * weigh(true)) || !(weigh(true) > 0))
    return "нет услуг, кроме выдачи результата";
  std::size_t normal = 0;
  for (const Scenario::Desk& desk : scenario.desks) {
    if (!desk.services.empty() &&
        static_cast<std::size_t>(desk.services.back()) >= scenario.services.size()) {
      return "окно оказывает услугу, которой нет";
    }
    if (!desk.reserve) ++normal;
  }
  if (static_cast<std::size_t>(scenario.absent) >= normal) return "ни одно окно не открывается";
  return {};
}

ScenarioReading fault(std::size_t line, std::string why) {
  return {std::nullopt, line, std::move(why)};
}

}  // namespace

ScenarioReading read_scenario(std::string_view text) {
  if (text.size() > largest_file) return fault(1, "файл больше 1 МБ");
  Scenario scenario;
  std::size_t number = 0;
  bool begun = false;
  while (!text.empty()) {
    ++number;
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    Words words(line);
    if (!words.more()) continue;
    const std::string_view key = words.word("слово");
    if (!begun && key != "qscn") return fault(number, "файл начинается словами qscn 1");
    begun = true;
    if (key == "end") {
      if (std::string why = incomplete(scenario); !why.empty()) return fault(number, std::move(why));
      return {std::move(scenario), 0, {}};
    }
    const auto item = items().find(key);
    if (item == items().end())
      return fault(number, "неизвестное слово «" + std::string(key.substr(0, 40)) + "»");
    item->second(words, scenario);
    if (!words.failed() && words.more()) words.fail("лишнее в конце строки");
    if (words.failed()) return fault(number, words.fault());
  }
  return fault(std::max<std::size_t>(number, 1), "нет строки end");
}

}  // namespace talon::simulation
