// SPDX-License-Identifier: MIT
// talon-kiosk: the terminal where a visitor takes a ticket.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "kiosk/shell.h"

namespace {

constexpr int done = 0;
constexpr int failed = 1;
constexpr int wrong_usage = 2;

/// The first line of the key file; throws when there is none.
std::string read_key(const std::string& path) {
  std::ifstream file(path);
  std::string key;
  if (!file || !std::getline(file, key) || key.empty()) {
    throw std::runtime_error("не читается ключ устройства: " + path);
  }
  while (!key.empty() && (key.back() == '\r' || key.back() == ' ')) key.pop_back();
  return key;
}

struct Words {
  std::string key_file;
  std::string size;
  std::string self_test;
  std::string ups;
  int turn_degrees = 0;
  bool still = false;
};

void describe(CLI::App& app, talon::kiosk::Options& options, Words& words) {
  app.add_option("--server", options.server.server, "адрес сервера, например http://127.0.0.1:8080")
      ->required();
  app.add_option("--key", words.key_file, "файл с ключом устройства (talon-server device add)")->required();
  app.add_option("--printer", options.printer,
                 "принтер: usb:, usb:VID:PID[:SERIAL], file:ПУТЬ или tcp:ХОСТ:ПОРТ")
      ->required();
  app.add_option("--printer-profile", options.printer_profile,
                 "модель принтера вместо определённой самим терминалом");
  app.add_option("--roll", options.roll_m,
                 "длина нового рулона в метрах: терминал считает бумагу сам, если у принтера нет датчика")
      ->check(CLI::Range(1.0, 1000.0));
  app.add_option("--self-test", words.self_test,
                 "пробный талон раз в день до начала приёма, не раньше этого времени, например 08:30");
  app.add_option("--ups", words.ups,
                 "источник бесперебойного питания у сервера NUT: ИМЯ, ИМЯ@ХОСТ или ИМЯ@ХОСТ:ПОРТ");
  app.add_option("--state", options.state_dir, "папка, в которой терминал помнит незаконченное")->required();
  app.add_option("--ca", options.server.ca_file, "сертификат, которому доверять для https");
  app.add_flag("--windowed", options.window.windowed, "в окне, которое можно закрыть, а не во весь экран");
  app.add_option("--size", words.size, "размер окна в точках, например 1080x1920");
  app.add_option(
         "--turn", words.turn_degrees,
         "на сколько градусов по часовой стрелке повернуть картину на стекле: когда экран повешен боком, "
         "а X11 и Wayland нет")
      ->check(CLI::IsMember({0, 90, 180, 270}));
  app.add_option("--screenshot-dir", options.screenshot_dir, "папка для снимков экрана по сигналу USR1");
  app.add_option("--targets", options.targets_file,
                 "файл, в котором всегда стоит, что сейчас можно нажать (для испытаний)");
  app.add_option("--trace", options.trace_file,
                 "файл, в который пишется строка на каждое касание и каждую показанную картину");
  app.add_option("--diagonal", options.diagonal_inch, "диагональ экрана в дюймах вместо заданной на сервере")
      ->check(CLI::Range(5.0, 200.0));
  app.add_option("--distance", options.distance_m,
                 "расстояние от глаз до экрана в метрах вместо заданного на сервере")
      ->check(CLI::Range(0.2, 10.0));
  app.add_option(
      "--voice", options.voice,
      "синтезатор речи для наушников: читает предложение, пишет WAV; {language} заменяется на ru, en "
      "или tt, например: espeak-ng -v {language} --stdin --stdout");
  app.add_option("--jack", options.jack,
                 "гнездо наушников звуковой карты, /dev/input/by-path/…-event: речь начинается, когда их "
                 "вставили");
  app.add_flag("--no-movement", words.still, "без движения на экране");
}

bool read_size(const std::string& text, talon::window::Settings& window) {
  if (text.empty()) return true;
  char rest = 0;
  const int found = std::sscanf(text.c_str(), "%dx%d%c", &window.width, &window.height, &rest);
  return found == 2 && window.width >= 200 && window.height >= 200 && window.width <= 16384 &&
         window.height <= 16384;
}

int run(talon::kiosk::Options& options, const Words& words) {
  try {
    options.server.key = read_key(words.key_file);
    while (options.server.server.ends_with('/')) options.server.server.pop_back();
    options.window.title = "Талон";
    options.window.hide_cursor = !options.window.windowed;
    options.window.quarter_turns = words.turn_degrees / 90;
    options.movements = !words.still;
    // systemd's RuntimeDirectory=: memory, so that the step on the glass costs the disk nothing.
    if (const char* run = std::getenv("RUNTIME_DIRECTORY")) options.run_dir = run;
    return talon::kiosk::Shell(options).run();
  } catch (const std::invalid_argument& error) {
    std::cerr << "talon-kiosk: " << error.what() << '\n';
    return wrong_usage;
  } catch (const std::exception& error) {
    std::cerr << "talon-kiosk: " << error.what() << '\n';
    return failed;
  }
}

}  // namespace

int main(int count, char** arguments) {
  talon::kiosk::Options options;
  Words words;
  CLI::App app(
      "Терминал электронной очереди: посетитель выбирает процедуру и получает талон.\n"
      "Коды завершения: 0 - закончен, 1 - не удалось, 2 - неверный вызов.",
      "talon-kiosk");
  app.set_version_flag("--version", TALON_VERSION, "показать версию");
  app.set_help_flag("-h,--help", "показать эту справку");
  describe(app, options, words);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? done : wrong_usage;
  }
  if (!read_size(words.size, options.window)) {
    std::cerr << "talon-kiosk: --size: нужно ШИРИНАxВЫСОТА, например 1080x1920\n";
    return wrong_usage;
  }
  options.self_test = talon::kiosk::time_of_day(words.self_test);
  if (!words.self_test.empty() && !options.self_test) {
    std::cerr << "talon-kiosk: --self-test: нужно время ЧЧ:ММ, например 08:30\n";
    return wrong_usage;
  }
  options.ups = talon::kiosk::ups_address(words.ups);
  if (!words.ups.empty() && !options.ups) {
    std::cerr << "talon-kiosk: --ups: нужно ИМЯ, ИМЯ@ХОСТ или ИМЯ@ХОСТ:ПОРТ\n";
    return wrong_usage;
  }
  return run(options, words);
}
