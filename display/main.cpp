// SPDX-License-Identifier: MIT
// talon-display: the hall board and the voice.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "display/shell.h"

namespace {

constexpr int done = 0;
constexpr int failed = 1;
constexpr int wrong_usage = 2;

/// The first line of the key file; throws when there is none.
std::string read_key(const std::string& path) {
  std::ifstream file(path);
  std::string key;
  if (!file || !std::getline(file, key) || key.empty())
    throw std::runtime_error("не читается ключ устройства: " + path);
  while (!key.empty() && (key.back() == '\r' || key.back() == ' ')) key.pop_back();
  return key;
}

struct Words {
  std::string key_file;
  std::string size;
  std::string voice_dir;
  std::string voice_pack;
  bool silent = false;
  int turn_degrees = 0;
};

void describe(CLI::App& app, talon::display::Options& options, Words& words) {
  app.add_option("--server", options.server.server, "адрес сервера, например http://127.0.0.1:8080")
      ->required();
  app.add_option("--key", words.key_file, "файл с ключом устройства (talon-server device add)")->required();
  app.add_option("--voice", options.voice.command,
                 "программа, которая читает фразу и пишет WAV; {speed} станет числом слов в минуту, "
                 "{language} — ru или en")
      ->capture_default_str();
  app.add_option("--voice-pack", words.voice_pack,
                 "папка записей «кабинет пять.wav», английские — в en/: они звучат вместо синтеза")
      ->check(CLI::ExistingDirectory);
  app.add_flag("--no-voice", words.silent, "без голоса: в зале говорит другое табло");
  app.add_option("--voice-dir", words.voice_dir,
                 "папка, в которую каждое объявление пишется ещё и файлом WAV");
  app.add_flag("--twice", options.twice, "объявлять дважды (в зале больше 40 человек)");
  app.add_option("--alarm-input", options.alarm_input,
                 "линия пожарной тревоги: файл с 1 (GPIO) или последовательный порт (CTS); «!» перед именем "
                 "— тревога при 0");
  app.add_option("--state", options.state_dir, "папка, в которой табло помнит сказанное")
      ->default_val("talon-display.state");
  app.add_option("--ca", options.server.ca_file, "сертификат, которому доверять для https");
  app.add_flag("--windowed", options.window.windowed, "в окне, которое можно закрыть, а не во весь экран");
  app.add_option("--size", words.size, "размер окна в точках, например 1920x1080");
  app.add_option(
         "--turn", words.turn_degrees,
         "на сколько градусов по часовой стрелке повернуть картину на стекле: когда экран повешен боком, "
         "а X11 и Wayland нет")
      ->check(CLI::IsMember({0, 90, 180, 270}));
  app.add_option("--screenshot-dir", options.screenshot_dir, "папка для снимков экрана по сигналу USR1");
  app.add_option("--trace", options.trace_file,
                 "файл, в который пишется строка на каждую показанную картину");
  app.add_option("--diagonal", options.diagonal_inch, "диагональ экрана в дюймах вместо заданной на сервере")
      ->check(CLI::Range(5.0, 500.0));
  app.add_option("--distance", options.distance_m, "самое дальнее место в метрах вместо заданного на сервере")
      ->check(CLI::Range(0.2, 100.0));
  app.add_option(
         "--bus", options.buses,
         "порт шины светодиодных табло, например /dev/talon-bus1; повторяется: n-й порт — n-я [[bus]]")
      ->take_all()
      ->expected(1);
  app.add_option("--bus-key", options.bus_key_file,
                 "файл с ключом сопряжения табло; без него ключ создаётся в папке --state");
  app.add_option("--board-firmware", options.board_firmware,
                 "подписанный файл программы светодиодных табло (talon-board pack): табло другой версии "
                 "обновляются по одному, когда приёма нет");
}

bool read_size(const std::string& text, talon::window::Settings& window) {
  if (text.empty()) return true;
  char rest = 0;
  const int found = std::sscanf(text.c_str(), "%dx%d%c", &window.width, &window.height, &rest);
  return found == 2 && window.width >= 320 && window.height >= 240 && window.width <= 16384 &&
         window.height <= 16384;
}

int run(talon::display::Options& options, const Words& words) {
  try {
    options.server.key = read_key(words.key_file);
    while (options.server.server.ends_with('/')) options.server.server.pop_back();
    options.window.title = "Талон: табло";
    options.window.quarter_turns = words.turn_degrees / 90;
    options.voice.voice_dir = words.voice_dir;
    options.voice.pack = words.voice_pack;
    options.voice.cache = std::filesystem::path(options.state_dir) / "voice";
    options.speaks = !words.silent;
    return talon::display::Shell(options).run();
  } catch (const std::exception& error) {
    std::cerr << "talon-display: " << error.what() << '\n';
    return failed;
  }
}

int say_wrong(const std::string& what) {
  std::cerr << "talon-display: " << what << '\n';
  return wrong_usage;
}

}  // namespace

int main(int count, char** arguments) {
  CLI::App app("Табло зала и голос электронной очереди");
  app.set_version_flag("--version", TALON_VERSION);
  talon::display::Options options;
  Words words;
  describe(app, options, words);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? done : wrong_usage;
  }
  if (!read_size(words.size, options.window))
    return say_wrong("--size: нужно ШИРИНАxВЫСОТА, например 1920x1080");
  return run(options, words);
}
