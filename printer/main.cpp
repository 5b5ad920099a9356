// SPDX-License-Identifier: MIT
// talon-printer: the command line. Exit codes: 0 done, 1 failed, 2 wrong usage.
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "printer/commands.h"
#include "printer/device.h"
#include "printer/emulate.h"
#include "printer/escpos/profiles.h"
#include "printer/slip/slip.h"
#include "printer/usage_cli.h"

namespace {

using namespace talon;
using namespace talon::printer;

constexpr int wrong_usage = 2;
constexpr int fastest_rows = 1'000'000;  ///< a second: any slip at once

struct Arguments {
  std::string device, profile, slip, from, to;
  bool test = false, star = false, no_keyboard = false;
  int width = 576;
  EmulateOptions emulate;
  std::string emulated = "epson-tm-t20";
  std::function<int()> chosen;
};

SlipContent slip_of(const Arguments& arguments) {
  return arguments.test ? slip::test_slip() : read_slip(arguments.slip);
}

void device_options(CLI::App* command, Arguments& arguments) {
  command->add_option("device", arguments.device, "usb:, usb:VID:PID[:SERIAL], file:ПУТЬ или tcp:УЗЕЛ:ПОРТ")
      ->required()
      ->type_name("ПРИНТЕР");
  command->add_option("--profile", arguments.profile, "модель из списка profiles; без неё выбирается сама")
      ->type_name("МОДЕЛЬ");
}

void add_print(CLI::App& app, Arguments& arguments) {
  CLI::App* print = app.add_subcommand("print", "напечатать талон и дождаться, что скажет принтер");
  device_options(print, arguments);
  print->add_option("slip", arguments.slip, "содержимое талона, как его даёт сервер")
      ->required()
      ->type_name("ТАЛОН.json");
  print->callback([&arguments] {
    arguments.chosen = [&] {
      return print_slip(arguments.device, arguments.profile, read_slip(arguments.slip));
    };
  });
  CLI::App* test = app.add_subcommand("test", "напечатать пробный талон: буквы, знаки, QR-код");
  device_options(test, arguments);
  test->callback([&arguments] {
    arguments.chosen = [&] { return print_slip(arguments.device, arguments.profile, slip::test_slip()); };
  });
}

void add_render(CLI::App& app, Arguments& arguments) {
  CLI::App* render = app.add_subcommand("render", "показать на картинке, что напечатал бы принтер");
  render
      ->add_option("from", arguments.from,
                   "поток команд ESC/POS; с --slip или --test не нужен, тогда первым стоит OUT.png")
      ->required()
      ->type_name("IN.escpos");
  render->add_option("to", arguments.to, "картинка")->type_name("OUT.png");
  render
      ->add_option("--slip", arguments.slip, "нарисовать талон по его содержимому; - : со стандартного ввода")
      ->type_name("ТАЛОН.json");
  render->add_flag("--test", arguments.test, "нарисовать пробный талон");
  render->add_flag("--star", arguments.star, "команды Star Line Mode, а не ESC/POS");
  render->add_option("--width", arguments.width, "ширина печати в точках: 576 (80 мм) или 384 (58 мм)")
      ->capture_default_str()
      ->check(whole_number(64, 1024))
      ->type_name("ТОЧЕК");
  render->callback([&arguments] {
    const bool slip = arguments.test || !arguments.slip.empty();
    if (slip != arguments.to.empty())
      throw CLI::ValidationError("нужны IN.escpos OUT.png или --slip ТАЛОН.json OUT.png");
    arguments.chosen = [&arguments, slip] {
      if (slip) return render_slip(slip_of(arguments), arguments.from, arguments.width);
      return render_bytes(arguments.from, arguments.to, arguments.width, arguments.star);
    };
  });
}

/// What stands for the printer's cable.
void wire_options(CLI::App* run, EmulateOptions& options) {
  CLI::Option_group* wire = run->add_option_group("Куда подключён", "ровно одно из этого");
  wire->add_option("--listen", options.listen, "сетевой порт; 0 — любой свободный")
      ->type_name("tcp:УЗЕЛ:ПОРТ");
  wire->add_flag("--pty", options.terminal, "псевдотерминал, его имя печатается");
  wire->add_option("--from", options.file.from,
                   "файл, именованный канал, последовательный порт; - : стандартный ввод")
      ->type_name("ФАЙЛ");
  wire->add_option("--usb-redir", options.usb_redir,
                   "USB виртуальной машины: сокет её устройства usb-redir; можно несколько")
      ->type_name("СОКЕТ")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  run->add_option("--answers", options.file.answers, "с --from: файл или канал для ответов принтера")
      ->type_name("ФАЙЛ")
      ->needs("--from");
  run->add_flag("--follow", options.file.follow, "с --from: конец файла не конец, его дописывают")
      ->needs("--from");
  run->add_flag("--unplugged", options.unplugged, "с --usb-redir: сначала не подключён")
      ->needs("--usb-redir");
}

void check_wire(const EmulateOptions& options) {
  const int given = (options.listen.empty() ? 0 : 1) + (options.terminal ? 1 : 0) +
                    (options.file.from.empty() ? 0 : 1) + (options.usb_redir.empty() ? 0 : 1);
  if (given != 1) throw CLI::ValidationError("нужно ровно одно из --listen, --pty, --from, --usb-redir");
  if (options.listen.empty()) return;
  if (!options.listen.starts_with("tcp:")) throw CLI::ValidationError("--listen: нужно tcp:УЗЕЛ:ПОРТ");
  check_device(options.listen);
}

void bench_options(CLI::App* run, BenchOptions& bench) {
  run->add_option("--slips", bench.slips, "каталог для картинок slip-0001.png ...")->type_name("КАТАЛОГ");
  run->add_option("--bytes", bench.bytes, "файл, куда дописывается всё принятое")->type_name("ФАЙЛ");
  run->add_option("--control", bench.control, "именованный канал или файл с командами")->type_name("ФАЙЛ");
  run->add_option("--speed", bench.model.rows_per_second, "строк точек в секунду; 0 — сразу, 1200 — 150 мм/с")
      ->capture_default_str()
      ->check(whole_number(0, fastest_rows))
      ->type_name("ЧИСЛО");
}

void add_emulate(CLI::App& app, Arguments& arguments) {
  CLI::App* run = app.add_subcommand("emulate", "быть принтером: для испытаний и показа");
  EmulateOptions& options = arguments.emulate;
  wire_options(run, options);
  bench_options(run, options.bench);
  run->add_option("--model", arguments.emulated, "кого изображать, из списка profiles")
      ->capture_default_str()
      ->type_name("МОДЕЛЬ");
  run->add_option("--command", options.commands, "команда до первого байта; можно несколько")
      ->type_name("КОМАНДА")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  run->add_flag("--no-keyboard", arguments.no_keyboard, "не читать команды с клавиатуры");
  run->footer(
      "Команды, по одной в строке: paper out, paper low, paper in, paper after N (строк), cover open, cover "
      "closed,\n"
      "jam, jam once, unjam, hot, cool, offline, online, broken, garble, clear, silent, talk, deaf, hear, "
      "fade, stick,\n"
      "take, power, repair, quit; с --usb-redir: plug, plug N, unplug;\n"
      "после N байт: after N КОМАНДА, через N мс: in N КОМАНДА.");
  run->callback([&arguments] {
    check_wire(arguments.emulate);
    const escpos::Profile* profile = escpos::find_profile(arguments.emulated);
    if (profile == nullptr) throw CLI::ValidationError("модель неизвестна: " + arguments.emulated);
    auto& model = arguments.emulate.bench.model;
    const int speed = model.rows_per_second;
    model = emulator::model_of(*profile);
    model.rows_per_second = speed;
    arguments.emulate.keyboard = !arguments.no_keyboard;
    arguments.chosen = [&arguments] { return emulate(arguments.emulate); };
  });
}

int run(int argc, char** argv) {
  CLI::App app("Принтеры талонов: что подключено, что с ними, пробная печать, просмотр, эмулятор",
               "talon-printer");
  Arguments arguments;
  app.set_version_flag("--version", "talon-printer " TALON_VERSION, "версия");
  app.set_help_flag("-h,--help", "эта справка");
  app.require_subcommand(1);
  app.add_subcommand("list", "принтеры, подключённые к USB")->callback([&] {
    arguments.chosen = list_printers;
  });
  app.add_subcommand("profiles", "известные модели")->callback([&] { arguments.chosen = show_profiles; });
  CLI::App* status = app.add_subcommand("status", "состояние принтера");
  device_options(status, arguments);
  status->callback(
      [&] { arguments.chosen = [&] { return show_status(arguments.device, arguments.profile); }; });
  add_print(app, arguments);
  add_render(app, arguments);
  add_emulate(app, arguments);
  try {
    app.parse(argc, argv);
    return arguments.chosen();
  } catch (const CLI::CallForHelp&) {
    std::cout << app.help();
    return 0;
  } catch (const CLI::CallForVersion&) {
    std::cout << app.version() << "\n";
    return 0;
  } catch (const CLI::ParseError& error) {
    std::cerr << "talon-printer: " << in_russian(error) << "\nСправка: talon-printer --help\n";
    return wrong_usage;
  } catch (const std::invalid_argument& error) {
    std::cerr << "talon-printer: " << error.what() << "\n";
    return wrong_usage;
  } catch (const std::exception& error) {
    std::cerr << "talon-printer: " << error.what() << "\n";
    return 1;
  }
}

}  // namespace

int main(int argc, char** argv) {
  return run(argc, argv);
}
