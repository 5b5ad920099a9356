// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "server/configuration/configuration_file.h"
#include "tests/server/configuration/small_hall.h"

namespace talon::configuration {
namespace {

std::string with(const std::string& from, const std::string& to) {
  std::string text = small_hall;
  const auto place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return text.replace(place, from.size(), to);
}

std::string problems(const std::string& toml) {
  const Reading reading = read_configuration(toml, "h");
  EXPECT_EQ(reading.ok(), reading.problems.empty());
  return reading.text();
}

TEST(Configuration, TheSmallestHallIsRead) {
  const Reading reading = read_configuration(small_hall, "h");
  ASSERT_TRUE(reading.ok()) << reading.text();
  const Configuration& hall = *reading.configuration;
  EXPECT_EQ(hall.day_ends, std::chrono::minutes{180});
  EXPECT_EQ(hall.place, "hall");
  ASSERT_EQ(hall.regulations.size(), 1U);
  EXPECT_EQ(hall.regulations[0].limits.at(0).limit, Seconds{1800});
  EXPECT_EQ(hall.desks.at(0).serves, (std::vector{LineId{ServiceId{"help"}, ProcedureId{"ask"}}}));
}

TEST(Configuration, EveryFaultIsNamedByLineAndReason) {
  struct Row {
    const char* from;
    const char* to;
    const char* text;
  };
  const Row rows[] = {
      {"id = \"small\"", "id = ", "h:2: это не TOML"},
      {"zone = \"Europe/Moscow\"", "zone = \"Moscow\"",
       "h:5: [hall]: «zone»: нужно имя часового пояса вида \"Asia/Yekaterinburg\"\n"},
      {"zone = \"Europe/Moscow\"\n", "", "h:1: [hall]: нет ключа «zone»\n"},
      {"name = \"Малый зал\"", "nane = \"Малый зал\"",
       "h:1: [hall]: нет ключа «name»\nh:3: [hall]: неизвестный ключ «nane» (может быть, «name»?)\n"},
      {"https://zal.example.ru", "https://zal.example.ru/",
       "h:6: [hall]: «public_url»: нужен адрес вида \"https://zal.example.ru\" без косой черты в конце\n"},
      {"regulation = \"rules\"", "regulation = \"none\"", "h:7: регламента «none» нет\n"},
      {"to = \"18:00\"", "to = \"9:00\"", "h:10: [[hours]]: «from»: начало должно быть раньше конца\n"},
      {"to = \"18:00\"", "to = \"18.00\"", "h:11: [[hours]]: «to»: нужно время вида \"9:00\"\n"},
      {"to = \"18:00\"", "to = \"18:00\"\n[[hours]]\ndays=[\"mon\"]\nfrom=\"17:00\"\nto=\"19:00\"",
       "h:14: [[hours]]: «from»: часы пересекаются с названными выше\n"},
      {"days = [\"mon\"]", "days = [\"пн\"]", "нужно одно из mon, tue, wed, thu, fri, sat, sun\n"},
      {"limit_min = 30", "limit_min = -1",
       "h:21: [[regulation.limit]]: «limit_min»: нужно целое число минут от 0 "},
      {"text = \"Не больше 30 минут.\"",
       "text = \"x\"\n[[regulation.term]]\nid = \"talk\"\nclause = \"2\"\ntitle = \"x\"\nunit = \"week\"",
       "h:27: [[regulation.term]]: «unit»: нужно одно из second, minute, hour, day, working_day, month, "},
      {"text = \"Не больше 30 минут.\"",
       "text = \"x\"\n[[regulation]]\nname = \"rules\"\ntitle = \"x\"\nstatus = \"in force\"\n"
       "valid_from = 2020-01-01",
       "h:24: [[regulation]]: «name»: «rules» с этой датой начала действия уже есть\n"},
      {"procedure = \"ask\"\nlimit", "procedure = \"akk\"\nlimit",
       "регламент «rules», пункт 1: процедуры «akk» нет\n"},
      {"letter = \"А\"", "letter = \"Ж\"",
       "h:25: [[procedure]]: «letter»: нужна одна из букв А В Г Е Н П Р С У\n"},
      {"letter = \"А\"\n", "", "у очереди «help/ask» нет буквы: ни у процедуры, ни у раздела\n"},
      {"letter = \"П\"", "letter = \"А\"", "h:45: буква «А» киоска «kiosk1» уже занята у процедуры «ask»\n"},
      {"letter = \"П\"\n", "", "[[kiosk]]: «letter»: нужна своя буква киоска для работы без сервера\n"},
      {"title = \"Терминал\"\nletter = \"П\"",
       "title = \"Терминал\"\nletter = \"П\"\n[[kiosk]]\nid = \"kiosk2\"\ntitle = \"Второй\"\nletter = \"П\"",
       "h:49: буква «П» киоска «kiosk2» уже занята у киоска «kiosk1»\n"},
      {"serves = [\"help/ask\"]", "serves = [\"help/akk\"]",
       "h:34: очередь «help/ask» не обслуживает ни одно окно\nh:44: окно «1»: очереди «help/akk» нет\n"},
      {"serves = [\"help/ask\"]", "serves = []", "нужна хотя бы одна очередь"},
      {"room = \"1\"", "room = \"7\"", "h:40: окно «1»: помещения «7» нет\n"},
      {"brief = [\"паспорт\"]", "brief = []", "нужна краткая информация о процедуре, хотя бы строка\n"},
      {"brief = [\"паспорт\"]", "", "нужна краткая информация о процедуре, хотя бы строка\n"},
      {"brief = [\"паспорт\"]", "brief = [\"a\\nb\"]",
       "переводы строки и управляющие знаки не допускаются\n"},
      {"group = \"all\"", "group = \"none\"", "раздела «none» нет\n"},
      {"id = \"1\"\nroom", "id = \"1 2\"\nroom", "«id»: допускаются только a-z, 0-9, _ и -\n"},
      {"title = \"кабинет 1\"", "title = \"кабинет 1\"\n[[room]]\nid=\"1\"\ntitle=\"x\"", "«1» уже есть\n"},
      {"title = \"Терминал\"", "title = 5", "[[kiosk]]: «title»: нужна строка в кавычках\n"},
      {"title = \"Терминал\"", "title = \" \"", "[[kiosk]]: «title»: не должно быть пустым\n"},
      {"letter = \"П\"", "letter = \"П\"\ndiagonal_inch = 2", "«diagonal_inch»: нужно число от 5 до 200\n"},
  };
  for (const Row& row : rows) {
    const std::string text = problems(with(row.from, row.to));
    EXPECT_NE(text.find(row.text), std::string::npos) << row.to << "\n->\n" << text;
  }
}

TEST(Configuration, TitlesAndBriefLinesHaveALengthInCharacters) {
  std::string sixty;
  for (int i = 0; i < 60; ++i) sixty += "ж";
  EXPECT_EQ(problems(with("title = \"Помощь\"", "title = \"" + sixty + "\"")), "");
  EXPECT_NE(problems(with("title = \"Помощь\"", "title = \"" + sixty + "ж\"")).find("не больше 60 знаков"),
            std::string::npos);
  std::string long_line = sixty + sixty + sixty;
  EXPECT_EQ(problems(with("\"паспорт\"", "\"" + long_line + "\"")), "");
  EXPECT_NE(problems(with("\"паспорт\"", "\"" + long_line + sixty + "\"")).find("не больше 200 знаков"),
            std::string::npos);
}

TEST(Configuration, AScreenShowsAtMostEightChoices) {
  std::string more;
  for (int i = 0; i < 8; ++i) {
    const std::string id = "s" + std::to_string(i);
    more += "[[service]]\nid = \"" + id +
            "\"\ngroup = \"all\"\ntitle = \"Ещё\"\n[[service.offer]]\nprocedure = \"ask\"\n" +
            "brief = [\"паспорт\"]\n";
  }
  const std::string text = problems(with("[[room]]", more + "[[room]]"));
  EXPECT_NE(text.find("в разделе «all» больше 8 услуг"), std::string::npos) << text;
  std::string groups;
  for (int i = 0; i < 8; ++i)
    groups += "[[group]]\nid = \"g" + std::to_string(i) + "\"\ntitle = \"Раздел\"\n";
  EXPECT_NE(problems(with("[[room]]", groups + "[[room]]")).find("разделов больше 8"), std::string::npos);
}

TEST(Configuration, WildcardsAreResolvedInMenuOrder) {
  const std::string text = with("[[room]]",
                                "[[procedure]]\nid = \"give\"\nletter = \"В\"\ntitle = \"Подать\"\n"
                                "[[service]]\nid = \"pay\"\ngroup = \"all\"\ntitle = \"Выплата\"\n"
                                "[[service.offer]]\nprocedure = \"ask\"\nbrief = [\"паспорт\"]\n"
                                "[[service.offer]]\nprocedure = \"give\"\nbrief = [\"паспорт\"]\n[[room]]");
  std::string desks = text;
  desks.replace(desks.find("serves = [\"help/ask\"]"), 21, "serves = [\"pay/*\", \"*/ask\"]");
  const Reading reading = read_configuration(desks, "h");
  ASSERT_TRUE(reading.ok()) << reading.text();
  std::string lines;
  for (const LineId& line : reading.configuration->desks[0].serves)
    lines += line.service.value + "/" + line.procedure.value + " ";
  EXPECT_EQ(lines, "help/ask pay/ask pay/give ");
}

TEST(Configuration, ADeskHasPlannedHours) {
  const std::string serves = "serves = [\"help/ask\"]";
  const auto hours = [&](const std::string& to) {
    return with(serves, serves + "\n[[desk.hours]]\ndays = [\"mon\"]\nfrom = \"9:00\"\nto = \"" + to +
                            "\"\nweeks = [1, 3]");
  };
  const Reading reading = read_configuration(hours("13:30"), "h");
  ASSERT_TRUE(reading.ok()) << reading.text();
  const Hours& planned = reading.configuration->desks.at(0).hours.at(0);
  EXPECT_EQ(planned.from, std::chrono::hours{9});
  EXPECT_EQ(planned.to, std::chrono::minutes{13 * 60 + 30});
  EXPECT_EQ(planned.weeks, (std::vector{1, 3}));
  EXPECT_NE(problems(hours("8:00")).find("[[desk.hours]]: «from»: начало должно быть раньше конца"),
            std::string::npos);
}

TEST(Configuration, ALatinLookAlikeIsTheCyrillicLetter) {
  const Reading reading = read_configuration(with("letter = \"А\"", "letter = \"A\""), "h");
  ASSERT_TRUE(reading.ok()) << reading.text();
  EXPECT_EQ(reading.configuration->procedures[0].letter, "А");
}

/// The small hall with a display and what follows it.
std::string with_bus(const std::string& bus) {
  return small_hall + "[[display]]\nid = \"board1\"\ntitle = \"Табло\"\n" + bus;
}
const std::string bus_head = "[[bus]]\nid = \"bus1\"\ndisplay = \"board1\"\n";
std::string board(int address, const std::string& rest) {
  return "[[bus.board]]\naddress = " + std::to_string(address) + "\n" + rest + "\n";
}

TEST(Configuration, BusesAndTheirBoardsAreRead) {
  const Reading reading =
      read_configuration(with_bus(bus_head + "night_from = \"21:30\"\nnight_brightness = 15\n" +
                                  board(1, "role = \"hall_line\"\nrooms = [\"1\"]") +
                                  board(7, "role = \"desk_panel\"\ndesk = \"1\"")),
                         "h");
  ASSERT_TRUE(reading.ok()) << reading.text();
  const Configuration& hall = *reading.configuration;
  ASSERT_EQ(hall.buses.size(), 1U);
  const LedBus& bus = hall.buses[0];
  EXPECT_EQ(bus.protocol, BusProtocol::modbus);
  EXPECT_EQ(bus.baud, 115200);
  EXPECT_EQ(bus.brightness, (Brightness{80, 15, std::chrono::minutes{1290}, std::chrono::minutes{420}}));
  EXPECT_EQ(bus.boards, (std::vector<LedBoard>{{1, LedRole::hall_line, {}, {RoomId{"1"}}},
                                               {7, LedRole::desk_panel, DeskId{"1"}, {}}}));
  EXPECT_TRUE(hall.has_panel(DeviceId{"board1"}, DeskId{"1"}));
  EXPECT_FALSE(hall.has_panel(DeviceId{"board2"}, DeskId{"1"}));
  EXPECT_EQ(hall.component_title("led/bus1/7"), "пульт, окно 1");
  EXPECT_EQ(hall.component_title("led/bus1/8"), "");
}

TEST(Configuration, EveryFaultOfABusHasItsReason) {
  const auto said = [](const std::string& bus, const std::string& reason) {
    const std::string text = problems(with_bus(bus));
    EXPECT_NE(text.find(reason), std::string::npos) << text;
  };
  const std::string line = "role = \"hall_line\"";
  said("[[bus]]\nid = \"b\"\ndisplay = \"kiosk1\"\n" + board(1, line),
       "табло зала ([[display]]) «kiosk1» нет");
  said(bus_head, "нет ни одного табло");
  said(bus_head + board(1, line) + board(1, line), "адрес 1 на этой шине уже занят");
  said(bus_head + board(247, line), "нужно целое число от 1 до 246");
  said(bus_head + "[[bus.board]]\n" + line + "\n", "нужен адрес табло на шине");
  said(bus_head + board(1, "role = \"lamp\""), "нужно одно из hall_line, desk_board, desk_panel");
  said(bus_head + board(1, "role = \"desk_board\""), "нужно окно (desk)");
  said(bus_head + board(1, "role = \"desk_board\"\ndesk = \"9\""), "окна «9» нет");
  said(bus_head + board(1, line + "\ndesk = \"1\""), "у строки табло зала не бывает окна");
  said(bus_head + board(1, line + "\nrooms = [\"9\"]"), "помещения «9» нет");
  said(bus_head + board(1, "role = \"desk_board\"\ndesk = \"1\"\nrooms = [\"1\"]"),
       "только у строки табло зала");
  const std::string panel = "role = \"desk_panel\"\ndesk = \"1\"";
  said(bus_head + board(1, panel) + board(2, panel), "у окна «1» уже есть пульт");
  said(bus_head + "baud = 9600\n" + board(1, line), "у шины modbus нужно 115200");
  said(bus_head + "protocol = \"candle\"\n" + board(33, panel), "у табло Candle нет клавиш");
  said(bus_head + "protocol = \"candle\"\n" + board(1, line), "нужно целое число от 32 до 127");
  said(bus_head + "brightness = 0\n" + board(1, line), "нужно целое число от 1 до 100");
  said(bus_head + "speed = 1\n" + board(1, line), "speed");
}

TEST(Configuration, ABusHasAsManyPanelsAsAnswerInTime) {
  const auto with_panels = [](int count) {
    std::string desks;
    std::string boards;
    for (int i = 0; i < count; ++i) {
      const std::string id = "k" + std::to_string(i);
      desks += "[[desk]]\nid = \"" + id + "\"\nroom = \"1\"\ntitle = \"окно\"\nserves = [\"*/*\"]\n";
      boards += board(i + 1, "role = \"desk_panel\"\ndesk = \"" + id + "\"");
    }
    return problems(with_bus(desks + bus_head + boards));
  };
  EXPECT_EQ(with_panels(24), "");
  EXPECT_NE(with_panels(25).find("пультов больше 24"), std::string::npos);
}

TEST(Configuration, AllProblemsAreNamedAtOnce) {
  const Reading reading = read_configuration("[hall]\nid = \"x\"\n", "h");
  EXPECT_GE(reading.problems.size(), 6U) << reading.text();
  EXPECT_EQ(reading.configuration, nullptr);
}

TEST(Configuration, RemindersAreReadAndTheirFaultsNamed) {
  const auto reading = [](const std::string& keys) {
    return read_configuration(std::string(small_hall) + "\n[reminders]\n" + keys, "h");
  };
  const Reading good = reading(
      "smtp_url = \"smtps://mail.example.ru:465\"\nfrom = \"zal@example.ru\"\n"
      "sms_url = \"https://sms.example.ru/send\"\nbefore_hours = 3\n"
      "secret_file = \"/etc/talon/reminders\"\nca_file = \"/etc/talon/ca.pem\"\n");
  ASSERT_TRUE(good.ok()) << good.text();
  EXPECT_EQ(good.configuration->reminders.before, std::chrono::hours{3});
  EXPECT_EQ(good.configuration->reminders.secret_file, "/etc/talon/reminders");
  const std::pair<const char*, const char*> rows[] = {
      {"smtp_url = \"smtp://user:secret@mail.example.ru\"\nfrom = \"a@b.ru\"",
       "имя и пароль — в secret_file"},
      {"smtp_url = \"mail.example.ru\"\nfrom = \"a@b.ru\"", "нужен адрес вида \"smtp://127.0.0.1:25\""},
      {"smtp_url = \"smtp://127.0.0.1\"\nfrom = \"a@b.ru\\r\\nBcc: c@d.ru\"",
       "«from»: нужен адрес отправителя"},
      {"sms_url = \"http://sms.example.ru/send\"", "вне этой машины нужен https://"},
      {"sms_url = \"http://127.0.0.1.example.ru/send\"", "вне этой машины нужен https://"},
      {"sms_url = \"https://sms.example.ru/send?key=1\"", "ключ — в secret_file"},
      {"secret_file = \"reminders\"", "нужен полный путь"},
      {"before_hours = 0", "«before_hours»"}};
  for (const auto& [keys, why] : rows)
    EXPECT_NE(reading(keys).text().find(why), std::string::npos) << keys << "\n" << reading(keys).text();
  EXPECT_TRUE(reading("sms_url = \"http://[::1]:8081/sms\"").ok());
}

TEST(Configuration, OneServiceTwiceIsNamedWhateverTheyOffer) {
  const std::string once = "[[service]]\nid = \"help\"\ngroup = \"all\"\ntitle = \"Ещё раз\"\n";
  const std::string said = problems(with("[[service]]", once + "[[service]]"));
  EXPECT_NE(said.find("help"), std::string::npos)
      << "the first one offers nothing, the second a procedure: " << said;
}

TEST(Configuration, TheSlipsLayoutIsReadOrRefusedWithTheRule) {
  const auto slip = [](const std::string& keys) { return small_hall + "[slip]\n" + keys; };
  const Reading reading = read_configuration(slip("number_mm = 20\nlarge_print = true\n"), "h");
  ASSERT_TRUE(reading.ok()) << reading.text();
  EXPECT_EQ(reading.configuration->slip.number_mm, 20);
  EXPECT_TRUE(reading.configuration->slip.large_print);
  EXPECT_EQ(read_configuration(small_hall, "h").configuration->slip, SlipLayout{});
  EXPECT_NE(problems(slip("text_mm = 2.5\n")).find("3.2 до 8 мм (требование доступности 23)"),
            std::string::npos);
  const std::string few = problems(slip("parts = [\"office\", \"number\", \"number\", \"logo\"]\n"));
  for (const char* reason : {"нет части «stamp»: её требует пункт S2-5.4.1-j",
                             "часть «number» названа дважды", "части «logo» нет"})
    EXPECT_NE(few.find(reason), std::string::npos) << reason << few;
  EXPECT_NE(problems(slip("colour = \"red\"\n")).find("colour"), std::string::npos);
}

}  // namespace
}  // namespace talon::configuration
