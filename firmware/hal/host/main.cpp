// SPDX-License-Identifier: MIT
// talon-board: the LED board's tool at the bench. Exit codes: 0 done, 1 failed, 2 wrong usage.
#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <unistd.h>

#include "display/port/image_reader.h"
#include "firmware/app/version.h"
#include "firmware/hal/host/emulator_posix.h"
#include "firmware/hal/host/line_posix.h"
#include "firmware/hal/host/panel_canvas.h"
#include "firmware/hal/host/process_posix.h"
#include "firmware/hal/host/provision.h"
#include "firmware/hal/host/update_board.h"
#include "firmware/hal/host/watch.h"

namespace {

using namespace talon;
using namespace talon::firmware;

constexpr int wrong_usage = 2;
std::atomic<bool> stop = false;

struct Arguments {
  std::string boot, body, body_1, to, from, terminal, key, dots, number, room, port, key_file;
  std::vector<std::string> sockets;
  unsigned address = link::default_address;
  std::uint32_t version = firmware_version;
  int baud = 115200;
  std::string role = "strap";
  std::size_t columns = 64;
  int pitch = 10;
  bool at_pins = false;
  std::function<int()> chosen;
};

const std::map<std::string, link::Role> roles{{"strap", link::Role::by_strap},
                                              {"hall-line", link::Role::hall_line},
                                              {"desk-board", link::Role::desk_board},
                                              {"desk-panel", link::Role::desk_panel}};

std::vector<std::uint8_t> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("не открывается файл " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::optional<link::Key> key_of(const std::string& digits) {
  if (digits.empty()) return std::nullopt;
  if (digits.size() != 32 || digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos)
    throw CLI::ValidationError("ключ — 32 шестнадцатеричные цифры");
  link::Key key;
  for (std::size_t i = 0; i < key.size(); ++i)
    key[i] = static_cast<std::uint8_t>(std::stoul(digits.substr(2 * i, 2), nullptr, 16));
  return key;
}

Settings settings_of(const Arguments& arguments) {
  Settings settings;
  settings.address = static_cast<std::uint8_t>(arguments.address);
  settings.role = roles.at(arguments.role);
  settings.columns = static_cast<std::uint16_t>(arguments.columns);
  if (!settings_from(to_registers(settings))) throw CLI::ValidationError("ширина — 32, 64, 96 или 128");
  return settings;
}

void write_file(const std::string& to, std::span<const std::uint8_t> bytes) {
  std::ofstream file(to, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()), std::ssize(bytes));
  if (!file.flush()) throw std::runtime_error("не пишется файл " + to);
}

/// The key of the hall as talon-display keeps it.
link::Key hall_key(const Arguments& arguments) {
  std::ifstream file(arguments.key_file);
  std::string digits;
  if (!(file >> digits)) throw std::runtime_error("не читается ключ шины " + arguments.key_file);
  return *key_of(digits);
}

int pack(const Arguments& arguments) {
  const bus::BoardImage image = bus::sign(
      arguments.version, {read_file(arguments.body), read_file(arguments.body_1)}, hall_key(arguments));
  for (const auto& slot : image.slots) {
    if (slot.body.empty() || slot.body.size() > link::most_image_bytes)
      throw std::runtime_error("программа табло пуста или длиннее места для неё");
  }
  write_file(arguments.to, bus::encode(image));
  return 0;
}

int update(const Arguments& arguments) {
  const link::Key key = hall_key(arguments);
  auto image = display::read_image(arguments.from, key);
  const auto line = display::make_modbus_line(arguments.port, arguments.baud);
  update_board(*line, static_cast<int>(arguments.address), key, std::move(image), std::cout, stop);
  return 0;
}

int write_flash(const Arguments& arguments) {
  const MemoryFlash flash = provision(read_file(arguments.boot), read_file(arguments.body), firmware_version,
                                      settings_of(arguments), key_of(arguments.key));
  write_file(arguments.to, flash.bytes());
  return 0;
}

int draw_emulator(const Arguments& arguments) {
  const Emulator emulator(arguments.from);
  const SeenPanel seen = emulator.look_when_lit(arguments.at_pins);
  if (!arguments.dots.empty()) write_file(arguments.dots, seen.picture.bytes);
  draw_panel(seen, emulator.columns(), arguments.pitch).write_png(arguments.to);
  return 0;
}

/// Capitals, digits and signs of UTF-8 text as boards take them.
link::Text8 board_text(const std::string& utf8) {
  link::Text8 text{};
  std::size_t length = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    auto code = static_cast<std::uint8_t>(utf8[i]);
    if (code == 0xD0 && i + 1 < utf8.size())  // А to Я are D0 90 to D0 AF there and C0 to DF here
      code = static_cast<std::uint8_t>(static_cast<std::uint8_t>(utf8[++i]) - 0x90 + 0xC0);
    if (!link::drawable(code) || length == text.size())
      throw std::runtime_error("табло не покажет «" + utf8 + "»");
    text[length++] = code;
  }
  return text;
}

int draw_call(const Arguments& arguments) {
  const link::Text8 number = board_text(arguments.number), room = board_text(arguments.room);
  const bool line = roles.at(arguments.role) == link::Role::hall_line;
  write_file(arguments.to, (line ? line_picture(number, room, arguments.columns)
                                 : number_picture(number, arguments.columns))
                               .bytes);
  return 0;
}

/// FOLDER=TITLE; a title that begins with an asterisk is that of a panel with keys.
WatchedBoard watched(const std::string& text) {
  const std::size_t at = text.find('=');
  WatchedBoard board{text.substr(0, at), at == std::string::npos ? text : text.substr(at + 1), false};
  board.has_keys = board.title.starts_with('*');
  if (board.has_keys) board.title.erase(0, 1);
  return board;
}

int watch_emulators(const Arguments& arguments) {
  std::vector<WatchedBoard> boards;
  for (const std::string& text : arguments.sockets) boards.push_back(watched(text));
  watch(boards, stop);
  return 0;
}

int run(const Arguments& arguments) {
  const PseudoTerminal terminal = open_terminal(arguments.terminal);
  SimulatedBoard board(provision(settings_of(arguments), key_of(arguments.key)));
  run_board(board, terminal.master.number(), STDIN_FILENO, stop);
  return 0;
}

int join(const Arguments& arguments) {
  constexpr int patience_s = 20;
  const PseudoTerminal terminal = open_terminal(arguments.terminal);
  std::vector<Descriptor> boards;
  std::vector<int> stations{terminal.master.number()};
  for (const auto& path : arguments.sockets) {
    boards.push_back(connect_local(path, patience_s));
    stations.push_back(boards.back().number());
  }
  std::cout << "шина готова\n" << std::flush;
  if (relay(stations, stop)) return 0;
  std::cerr << "talon-board: табло отключилось от шины\n";
  return 1;
}

void board_options(CLI::App* command, Arguments& arguments) {
  command->add_option("--address", arguments.address, "адрес на шине")
      ->check(CLI::Range(1, 247))
      ->capture_default_str();
  command->add_option("--role", arguments.role, "strap, hall-line, desk-board или desk-panel")
      ->check(CLI::IsMember(roles))
      ->capture_default_str();
  command->add_option("--columns", arguments.columns, "ширина панели в точках: 32, 64, 96, 128")
      ->capture_default_str();
  command->add_option("--key", arguments.key,
                      "ключ сопряжения, 32 шестнадцатеричные цифры; без него табло чистое");
}

void add_update_commands(CLI::App& app, Arguments& arguments) {
  CLI::App* pack_file = app.add_subcommand("pack", "подписать программу табло ключом шины этого зала");
  pack_file->add_option("--slot-0", arguments.body, "talon-board-0.bin")->required();
  pack_file->add_option("--slot-1", arguments.body_1, "talon-board-1.bin")->required();
  pack_file->add_option("--version", arguments.version, "версия, с которой программа собрана")
      ->capture_default_str();
  pack_file->add_option("--bus-key", arguments.key_file, "файл с ключом шины")->required();
  pack_file->add_option("to", arguments.to, "подписанный файл")->required();
  pack_file->callback([&] { arguments.chosen = [&] { return pack(arguments); }; });

  CLI::App* update_one =
      app.add_subcommand("update", "обновить программу одного табло; talon-display этой шины остановлен");
  update_one->add_option("--port", arguments.port, "последовательный порт шины")->required();
  update_one->add_option("--address", arguments.address, "адрес табло")
      ->required()
      ->check(CLI::Range(1, 247));
  update_one->add_option("--bus-key", arguments.key_file, "файл с ключом шины")->required();
  update_one->add_option("--baud", arguments.baud, "скорость")->capture_default_str();
  update_one->add_option("from", arguments.from, "подписанный файл (talon-board pack)")->required();
  update_one->callback([&] { arguments.chosen = [&] { return update(arguments); }; });
}

void add_commands(CLI::App& app, Arguments& arguments) {
  CLI::App* flash = app.add_subcommand("flash", "собрать всю память табло для программатора");
  flash->add_option("--boot", arguments.boot, "talon-boot.bin")->required();
  flash->add_option("--firmware", arguments.body, "talon-board-0.bin")->required();
  flash->add_option("to", arguments.to, "что записать с адреса 0x08000000")->required();
  board_options(flash, arguments);
  flash->callback([&] { arguments.chosen = [&] { return write_flash(arguments); }; });

  CLI::App* process = app.add_subcommand("run", "быть табло; цифры 1-4 нажимают клавиши, s — перемычка");
  process->add_option("--terminal", arguments.terminal, "где открыть последовательный порт")->required();
  board_options(process, arguments);
  process->callback([&] { arguments.chosen = [&] { return run(arguments); }; });

  CLI::App* bus = app.add_subcommand("bus", "соединить порт и табло-эмуляторы в одну шину");
  bus->add_option("--terminal", arguments.terminal, "где открыть последовательный порт")->required();
  bus->add_option("sockets", arguments.sockets, "сокеты эмуляторов")->required();
  bus->callback([&] { arguments.chosen = [&] { return join(arguments); }; });

  CLI::App* look = app.add_subcommand("look", "нарисовать панель табло-эмулятора");
  look->add_option("from", arguments.from, "папка табло, как её сделал tools/board")->required();
  look->add_option("to", arguments.to, "картинка PNG")->required();
  look->add_flag("--pins", arguments.at_pins,
                 "по выводам микросхемы, а не по памяти, из которой идёт развёртка");
  look->add_option("--dots", arguments.dots, "записать и 256 байт точек, строками сверху");
  look->add_option("--pitch", arguments.pitch, "пикселей на точку")->check(CLI::Range(1, 50));
  look->callback([&] { arguments.chosen = [&] { return draw_emulator(arguments); }; });

  CLI::App* dots = app.add_subcommand("dots", "256 байт точек, которыми табло показывает вызов");
  dots->add_option("--role", arguments.role, "hall-line, desk-board или desk-panel")
      ->check(CLI::IsMember(roles));
  dots->add_option("--number", arguments.number, "номер талона, например А017")->required();
  dots->add_option("--room", arguments.room, "кабинет, у строки табло зала");
  dots->add_option("--columns", arguments.columns, "ширина панели в точках")->capture_default_str();
  dots->add_option("to", arguments.to, "файл")->required();
  dots->callback([&] { arguments.chosen = [&] { return draw_call(arguments); }; });

  CLI::App* window = app.add_subcommand("watch", "окно с табло-эмуляторами; нарисованные клавиши нажимаются");
  window->add_option("boards", arguments.sockets, "ПАПКА=ЗАГОЛОВОК; ПАПКА=*ЗАГОЛОВОК у пульта с клавишами")
      ->required();
  window->callback([&] { arguments.chosen = [&] { return watch_emulators(arguments); }; });
}

}  // namespace

int main(int count, char** values) {
  Arguments arguments;
  CLI::App app("talon-board: светодиодное табло на стенде");
  app.set_version_flag("--version", TALON_VERSION);
  app.require_subcommand(1);
  add_commands(app, arguments);
  add_update_commands(app, arguments);
  const auto end = [](int) { stop = true; };
  std::signal(SIGTERM, end);
  std::signal(SIGINT, end);
  std::signal(SIGPIPE, SIG_IGN);
  try {
    app.parse(count, values);
    return arguments.chosen();
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : wrong_usage;
  } catch (const std::exception& error) {
    std::cerr << "talon-board: " << error.what() << "\n";
    return 1;
  }
}
