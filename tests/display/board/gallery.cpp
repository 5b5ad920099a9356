// SPDX-License-Identifier: MIT
#include "tests/display/board/gallery.h"

#include <algorithm>

namespace talon::board {
namespace {

LinePicture line(const std::string& title, int waiting, int minutes, int desks = 1) {
  LinePicture made;
  made.service = ServiceId{title};
  made.title = title;
  made.waiting = waiting;
  if (minutes >= 0) made.expected_wait_s = Seconds{minutes * 60};
  made.desks_open = desks;
  return made;
}

DeskPlate desk(const std::string& id, const std::string& title, std::vector<std::string> receives,
               const std::string& name = {}, DeskState state = DeskState::open) {
  return {DeskId{id}, title, state, std::move(receives), name};
}

constexpr Ticks at(long ms) {
  return Ticks{Millis{ms}};
}

Board open_board(const Layout& layout) {
  Rules rules;
  rules.rows = layout.rows.rows.size();
  const Board board = step(start(rules, at(0)), setup(), at(0));
  return step(board, hall(100, {}), at(0));
}

/// The board while one panel alone informs.
Board informing(const Board& open, PanelKind kind) {
  BoardPicture one = setup();
  one.layout.idle = {{kind, kind == PanelKind::page ? "bring" : ""}};
  return step(open, one, at(1'000));
}

BoardPicture plate_setup() {
  BoardPicture plate = setup();
  plate.layout.kind = BoardKind::plate;
  plate.rooms = {
      {RoomId{"кабинет 5"},
       "кабинет 5",
       "1 этаж, налево",
       {desk("1", "окно 1", {"Пособия семьям с детьми", "Материнский капитал"}, "Специалист Первая"),
        desk("2", "окно 2", {"Субсидия на оплату жилья"}, "", DeskState::paused)}}};
  return plate;
}

std::vector<CallPicture> many_calls(int count) {
  static const std::vector<std::string> numbers = {"А017", "В004", "С112", "П031", "А018", "Е001",
                                                   "В005", "Н044", "А019", "С113", "У002"};
  static const std::vector<std::string> rooms = {"кабинет 5", "кабинет 12",   "кабинет 104", "окно 3",
                                                 "кабинет 5", "касса",        "кабинет 12",  "кабинет 7",
                                                 "кабинет 6", "кабинет 11 А", "кабинет 2"};
  std::vector<CallPicture> calls;
  for (int i = 0; i < count; ++i) {
    const auto k = static_cast<std::size_t>(i) % numbers.size();
    calls.push_back(call(numbers[k], rooms[k], 101 + i));
  }
  std::reverse(calls.begin(), calls.end());
  return calls;
}

}  // namespace

CallPicture call(const std::string& number, const std::string& room, std::int64_t seq) {
  CallPicture made;
  made.number = *parse_ticket_number(number);
  made.desk = DeskId{room};
  made.desk_title = "окно 2";
  made.room = RoomId{room};
  made.room_title = room;
  made.way = "1 этаж, направо";
  made.seq = seq;
  made.called_at = *parse_timestamp("2026-03-02T10:42:07.000+05:00");
  return made;
}

HallPicture hall(std::int64_t seq, std::vector<CallPicture> calls) {
  HallPicture picture;
  picture.seq = seq;
  picture.time.now = *parse_timestamp("2026-03-02T10:42:07.000+05:00");
  picture.office.name = "Управление социальной защиты населения города Снежинска";
  picture.office.short_name = "УСЗН Снежинска";
  picture.office.address = "ул. Транспортная, 5";
  picture.office.phone = "8 (35146) 0-00-00";
  picture.open = true;
  picture.closes_at = parse_timestamp("2026-03-02T17:00:00.000+05:00");
  picture.notice = "Ветераны и инвалиды принимаются вне очереди";
  picture.calls = std::move(calls);
  picture.lines = {line("Консультация", 4, 20), line("Пособие на ребёнка: подать документы", 11, 55),
                   line("Субсидия на оплату жилья: подать документы", 2, 10),
                   line("Получить результат", 0, 0), line("Справки и удостоверения", 1, 2)};
  const auto next = [&](const char* number, std::size_t line) {
    picture.next.push_back({*parse_ticket_number(number), picture.lines[line].service, {}});
  };
  next("А021", 0);
  next("А022", 0);
  next("А023", 0);
  next("В009", 1);
  next("В010", 1);
  next("С115", 2);
  return picture;
}

BoardPicture setup() {
  BoardPicture board;
  board.layout.beside = {{PanelKind::waiting, ""}, {PanelKind::next, ""}};
  board.layout.idle = {{PanelKind::waiting, ""}, {PanelKind::rooms, ""}};
  board.pages = {{"bring",
                  "Что взять с собой",
                  {"Паспорт или другой документ, удостоверяющий личность.", "СНИЛС.",
                   "Документы, перечисленные в талоне."}}};
  board.hours = {"Понедельник, вторник, среда, четверг: 8:30–17:30", "Пятница: 8:30–16:30",
                 "Суббота, воскресенье: приёма нет"};
  board.breaks = {"обед 13:00–13:45", "технический перерыв 15:30–15:45"};
  board.rooms = {
      {RoomId{"1"},
       "кабинет 1",
       "1 этаж, прямо",
       {desk("1", "окно 1", {"Консультации"}), desk("2", "окно 2", {"Получение результата"})}},
      {RoomId{"5"},
       "кабинет 5",
       "1 этаж, налево",
       {desk("3", "окно 3", {"Пособие на ребёнка", "Материнский капитал", "Путёвки в лагерь"})}},
      {RoomId{"12"}, "кабинет 12", "2 этаж, направо", {desk("4", "окно 4", {"Субсидия на оплату жилья"})}}};
  board.limits = {{"Консультация", Measure::wait, ClauseId{"5.5.2"}, Seconds{45 * 60}},
                  {"Подать документы", Measure::wait, ClauseId{"7.2"}, Seconds{30 * 60}},
                  {"Подать документы", Measure::service, ClauseId{"7.4"}, Seconds{21 * 60}}};
  return board;
}

std::vector<Situation> situations(const Layout& layout) {
  std::vector<Situation> all;
  const auto add = [&all](std::string name, Board board, Ticks now) {
    all.push_back({std::move(name), std::move(board), now});
  };
  const Board open = open_board(layout);
  add("idle", open, at(1'000));

  Board one = step(open, hall(101, {call("А017", "кабинет 5", 101)}), at(1'000));
  add("call_flash", one, at(1'300));
  add("call_stands", step(one, Tick{}, at(9'000)), at(9'000));

  auto shared = call("С113", "кабинет 104, сектор назначения пособий семьям с детьми", 104);
  shared.room_shared = true;
  shared.way = "2 этаж, из лифта налево, до конца коридора";
  Board few = step(one, hall(103, many_calls(3)), at(7'000));
  for (long t = 7'000; t < 60'000; t += 500) few = step(few, Tick{}, at(t));
  auto calls = many_calls(3);
  calls.insert(calls.begin(), shared);
  few = step(few, hall(104, calls), at(60'000));
  add("few_calls", few, at(68'000));

  Board many = step(open, hall(120, many_calls(11)), at(1'000));
  for (long t = 1'000; t < 98'000; t += 500) many = step(many, Tick{}, at(t));
  auto left = many_calls(11);
  left[4].left = true;
  left[6].left = true;
  many = step(many, hall(121, left), at(98'000));
  add("many_calls", many, at(99'000));
  Board queued = step(open, hall(120, many_calls(8)), at(1'000));
  add("eight_at_once", queued, at(1'300));

  HallPicture closed = hall(130, {});
  closed.open = false;
  closed.closed_text = "Приём закончен. Следующий приём завтра, во вторник 3 марта, с 8:30.";
  add("closed", step(open, closed, at(1'000)), at(2'000));
  add("no_link", step(many, LinkState{Link::lost}, at(100'000)), at(102'000));
  HallPicture fire = hall(140, many_calls(2));
  fire.emergency = "Просим всех спокойно покинуть здание через главный выход. Лифтом не пользуйтесь.";
  add("emergency", step(many, fire, at(100'000)), at(100'100));
  Board local = step(many, LocalAlarm{"Пожарная тревога. Покиньте здание."}, at(100'000));
  add("alarm_input", local, at(100'100));
  add("panel_rooms", informing(open, PanelKind::rooms), at(2'000));
  add("panel_hours", informing(open, PanelKind::hours), at(2'000));
  add("panel_limits", informing(open, PanelKind::limits), at(2'000));
  add("panel_next", informing(open, PanelKind::next), at(2'000));
  add("panel_page", informing(open, PanelKind::page), at(2'000));
  const Board plate = step(open, plate_setup(), at(1'000));
  add("plate", plate, at(2'000));
  add("plate_call", step(plate, hall(101, {call("А017", "кабинет 5", 101)}), at(3'000)), at(4'600));
  HallPicture training = hall(150, many_calls(2));
  training.time.virtual_clock = true;
  training.time.rate = 60;
  add("training", step(open, training, at(1'000)), at(9'000));
  return all;
}

}  // namespace talon::board
