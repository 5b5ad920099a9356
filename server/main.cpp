// SPDX-License-Identifier: MIT
// talon-server: the command line. Exit codes: 0 done, 1 failed, 2 wrong usage.
#include <CLI/CLI.hpp>
#include <iostream>

#include "server/http/commands.h"
#include "server/http/run.h"
#include "server/http/simulation_commands.h"
#include "server/http/slip_sample.h"
#include "server/model/names.h"

namespace {

using namespace talon;
using namespace talon::http;

struct Arguments {
  RunOptions run;
  std::string listen = "127.0.0.1:8080";
  std::string configuration;
  std::string data;
  std::string login;
  std::string name;
  std::string role;
  std::string device;
  std::string key_file;
  std::string file;
  bool only_check = false;
  int keep = 30;
  SimulateOptions simulate;
  std::string days = "0-399";
  std::vector<std::string> modes{"live"};
  std::string priority{name_of(PriorityRule::head_start)};
  bool guard = false;
  PasswordSource password;
  std::function<int()> chosen;
};

constexpr int wrong_usage = 2;

int usage_error(const std::string& why) {
  std::cerr << "talon-server: " << why << "\nСправка: talon-server --help\n";
  return wrong_usage;
}

void data_option(CLI::App* command, Arguments& arguments) {
  command->add_option("--data", arguments.data, "каталог данных зала")->required()->type_name("КАТАЛОГ");
}

void add_run(CLI::App& app, Arguments& arguments) {
  CLI::App* run = app.add_subcommand("run", "работать: принимать запросы, вести журнал, показывать картины");
  run->add_option("--config", arguments.configuration, "описание зала")->required()->type_name("HALL.toml");
  data_option(run, arguments);
  run->add_option("--listen", arguments.listen, "адрес и порт; порт 0 — любой свободный")
      ->capture_default_str()
      ->type_name("АДРЕС:ПОРТ");
  run->add_option("--tls-cert", arguments.run.listen.tls_cert,
                  "цепочка сертификатов PEM; вне 127.0.0.1 обязательна")
      ->type_name("ФАЙЛ");
  run->add_option("--tls-key", arguments.run.listen.tls_key, "её закрытый ключ PEM")->type_name("ФАЙЛ");
  run->add_option("--clock", arguments.run.clock,
                  "real или virtual:2026-03-02T08:50,rate=60 (только показ и испытания)")
      ->capture_default_str()
      ->type_name("ЧАСЫ");
  run->callback([&arguments] {
    arguments.chosen = [&arguments] {
      const auto listen = parse_listen(arguments.listen);
      if (!listen) return usage_error("--listen: нужен АДРЕС:ПОРТ, например 127.0.0.1:8080");
      arguments.run.listen.address = listen->address;
      arguments.run.listen.port = listen->port;
      if (arguments.run.listen.tls_cert.empty() != arguments.run.listen.tls_key.empty()) {
        return usage_error("--tls-cert и --tls-key задаются вместе");
      }
      if (!parse_clock_option(arguments.run.clock)) {
        return usage_error("--clock: real или virtual:2026-03-02T08:50,rate=60");
      }
      arguments.run.configuration = arguments.configuration;
      arguments.run.data = arguments.data;
      http::run(arguments.run);
      return 0;
    };
  });
}

void add_check(CLI::App& app, Arguments& arguments) {
  CLI::App* check = app.add_subcommand("check", "проверить описание зала: все ошибки с файлом и строкой");
  check->add_option("config", arguments.configuration, "описание зала")->required()->type_name("HALL.toml");
  check->callback([&arguments] {
    arguments.chosen = [&arguments] { return check_configuration(arguments.configuration); };
  });
}

void add_slip(CLI::App& app, Arguments& arguments) {
  CLI::App* slip =
      app.add_subcommand("slip", "пробный талон зала; картинку рисует talon-printer render --slip - OUT.png");
  slip->add_option("config", arguments.configuration, "описание зала")->required()->type_name("HALL.toml");
  slip->add_option("line", arguments.name, "очередь; без неё первая в описании")
      ->type_name("УСЛУГА/ПРОЦЕДУРА");
  slip->callback([&arguments] {
    arguments.chosen = [&arguments] { return print_slip_sample(arguments.configuration, arguments.name); };
  });
}

void password_option(CLI::App* command, Arguments& arguments) {
  command
      ->add_option("--password-file", arguments.password.file,
                   "файл, первая строка которого — пароль; иначе читается стандартный ввод")
      ->type_name("ФАЙЛ");
}

void add_user_commands(CLI::App& app, Arguments& arguments) {
  CLI::App* user = app.add_subcommand("user", "сотрудники: add, list, remove, password");
  user->require_subcommand(1);
  CLI::App* add = user->add_subcommand("add", "добавить сотрудника");
  add->add_option("login", arguments.login, "имя для входа")->required()->type_name("ИМЯ");
  add->add_option("--name", arguments.name, "как его называют коллеги")->type_name("ТЕКСТ");
  add->add_option("--role", arguments.role, "specialist, manager или administrator")->required();
  password_option(add, arguments);
  data_option(add, arguments);
  add->callback([&arguments] {
    arguments.chosen = [&arguments] {
      const auto role = parse_name<Role>(arguments.role);
      if (!role) return usage_error("--role: specialist, manager или administrator");
      return http::add_user(arguments.data, arguments.login, arguments.name, *role, arguments.password);
    };
  });
  CLI::App* list = user->add_subcommand("list", "перечислить сотрудников");
  data_option(list, arguments);
  list->callback(
      [&arguments] { arguments.chosen = [&arguments] { return http::list_users(arguments.data); }; });
  CLI::App* remove = user->add_subcommand("remove", "удалить сотрудника");
  remove->add_option("login", arguments.login, "имя для входа")->required()->type_name("ИМЯ");
  data_option(remove, arguments);
  remove->callback([&arguments] {
    arguments.chosen = [&arguments] { return http::remove_user(arguments.data, arguments.login); };
  });
  CLI::App* password = user->add_subcommand("password", "сменить пароль; сеансы закрываются");
  password->add_option("login", arguments.login, "имя для входа")->required()->type_name("ИМЯ");
  password_option(password, arguments);
  data_option(password, arguments);
  password->callback([&arguments] {
    arguments.chosen = [&arguments] {
      return http::set_password(arguments.data, arguments.login, arguments.password);
    };
  });
}

void add_device_commands(CLI::App& app, Arguments& arguments) {
  CLI::App* device = app.add_subcommand("device", "ключи устройств: add, list, revoke");
  device->require_subcommand(1);
  CLI::App* add = device->add_subcommand("add", "сделать ключ; он показывается один раз");
  add->add_option("name", arguments.device, "имя устройства из описания зала")->required()->type_name("ИМЯ");
  add->add_option("--role", arguments.role, "kiosk или display; без него — по описанию зала");
  add->add_option("--key-file", arguments.key_file, "записать ключ в новый файл с правами 600")
      ->type_name("ФАЙЛ");
  data_option(add, arguments);
  add->callback([&arguments] {
    arguments.chosen = [&arguments] {
      std::optional<Role> role;
      if (!arguments.role.empty()) {
        role = parse_name<Role>(arguments.role);
        if (role != Role::kiosk && role != Role::display) return usage_error("--role: kiosk или display");
      }
      return http::add_device(arguments.data, arguments.device, role, arguments.key_file);
    };
  });
  CLI::App* list = device->add_subcommand("list", "перечислить ключи");
  data_option(list, arguments);
  list->callback(
      [&arguments] { arguments.chosen = [&arguments] { return http::list_devices(arguments.data); }; });
  CLI::App* revoke = device->add_subcommand("revoke", "отозвать ключ");
  revoke->add_option("name", arguments.device, "имя устройства")->required()->type_name("ИМЯ");
  data_option(revoke, arguments);
  revoke->callback([&arguments] {
    arguments.chosen = [&arguments] { return http::revoke_device(arguments.data, arguments.device); };
  });
}

void add_journal_commands(CLI::App& app, Arguments& arguments) {
  CLI::App* verify = app.add_subcommand("verify", "доказать, что журнал цел: вся цепочка, номера, файл");
  data_option(verify, arguments);
  verify->add_option("--head", arguments.name, "код журнала с талона, 10 знаков: стоит ли он в цепочке");
  verify->callback([&arguments] {
    arguments.chosen = [&arguments] { return http::verify_journal(arguments.data, arguments.name); };
  });
  CLI::App* rebuild = app.add_subcommand("rebuild", "сделать таблицы журнала заново из событий");
  data_option(rebuild, arguments);
  rebuild->add_flag("--check", arguments.only_check, "только сравнить; код 1, если отличаются");
  rebuild->callback([&arguments] {
    arguments.chosen = [&arguments] { return http::rebuild_tables(arguments.data, arguments.only_check); };
  });
  CLI::App* backup = app.add_subcommand(
      "backup", "копия журнала в один файл или всего зала в каталог, можно во время работы");
  data_option(backup, arguments);
  backup->add_option("--to", arguments.file, "файл для журнала или существующий каталог для копии всего зала")
      ->required()
      ->type_name("ПУТЬ");
  backup->add_option("--keep", arguments.keep, "сколько последних копий оставить в каталоге")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str()
      ->type_name("N");
  backup->callback([&arguments] {
    arguments.chosen = [&arguments] {
      return http::backup_hall(arguments.data, arguments.file, arguments.keep);
    };
  });
  CLI::App* restore = app.add_subcommand(
      "restore",
      "поставить копию на место журнала или вернуть зал из каталога; прежний журнал сохраняется рядом");
  data_option(restore, arguments);
  restore->add_option("--from", arguments.file, "копия журнала или каталог копии зала")
      ->required()
      ->type_name("ПУТЬ");
  restore->callback([&arguments] {
    arguments.chosen = [&arguments] { return http::restore_hall(arguments.data, arguments.file); };
  });
  CLI::App* receive = app.add_subcommand(
      "receive", "принять копию журнала выездного приёма: проверить и положить рядом, можно во время работы");
  receive->add_option("file", arguments.file, "копия, сделанная talon-server backup на ноутбуке")
      ->required()
      ->type_name("ФАЙЛ");
  data_option(receive, arguments);
  receive->callback([&arguments] {
    arguments.chosen = [&arguments] { return http::receive_session(arguments.data, arguments.file); };
  });
  CLI::App* exported = app.add_subcommand("export", "журнал строками JSON, проверяемыми через sha256sum");
  data_option(exported, arguments);
  exported->add_option("--to", arguments.file, "файл; без него — стандартный вывод")->type_name("ФАЙЛ");
  exported->callback([&arguments] {
    arguments.chosen = [&arguments] { return http::export_journal(arguments.data, arguments.file); };
  });
}

/// From the command line's words; wrong usage is said there and answered by its exit code.
int start_simulation(Arguments& arguments) {
  const auto days = simulation::parse_days(arguments.days);
  if (!days) {
    return usage_error("--days: «" + arguments.days + "» не подходит; нужно, например, 0-399, дни от 0 до " +
                       std::to_string(simulation::last_day));
  }
  const auto priority = parse_name<PriorityRule>(arguments.priority);
  if (!priority) return usage_error("--priority: none, head_start или out_of_turn");
  arguments.simulate.days = *days;
  for (const std::string& mode : arguments.modes) {
    const auto policy = simulation::policy_named(mode);
    if (!policy) {
      return usage_error("--mode: нет порядка вызова «" + mode + "»; есть " + simulation::mode_names());
    }
    if (policy->strict && arguments.simulate.ahead) {
      return usage_error("--ahead: «" + mode + "» — не порядок зала, прогноз по нему не ведётся");
    }
    const bool asked = *priority != PriorityRule::head_start || arguments.guard;
    arguments.simulate.policies.push_back(
        asked ? simulation::with_priority(*policy, *priority, arguments.guard) : *policy);
  }
  return http::simulate(arguments.simulate);
}

void add_simulate(CLI::App& app, Arguments& arguments) {
  CLI::App* simulate = app.add_subcommand(
      "simulate", "прожить дни придуманных залов тем же порядком вызова и сказать, кто сколько ждал");
  simulate->add_option("scenario", arguments.simulate.files, "описания залов, формат qscn 1")
      ->required()
      ->type_name("FILE.scn");
  simulate->add_option("--days", arguments.days, "какие дни зала, первый и последний")
      ->capture_default_str()
      ->type_name("A-B");
  simulate
      ->add_option("--mode", arguments.modes,
                   "порядок вызова, один или через запятую: " + simulation::mode_names() +
                       " (strict — только для сравнения)")
      ->delimiter(',')
      ->capture_default_str()
      ->type_name("M");
  simulate->add_option("--priority", arguments.priority, "право льготных: none, head_start, out_of_turn")
      ->capture_default_str();
  simulate->add_flag("--guard", arguments.guard,
                     "кто уступал до конца, вызывается раньше льготных вне очереди");
  simulate->add_flag("--goals", arguments.simulate.goals, "таблица целей: что задано и что достигнуто");
  simulate->add_flag(
      "--ahead", arguments.simulate.ahead,
      "прогноз ожидания, предупреждения и закрытие в порядке --mode; первые 30 дней зал только учится");
  simulate->add_flag("--visitors", arguments.simulate.visitors,
                     "хэши потоков посетителей, чтобы сравнить с другой программой");
  simulate->callback(
      [&arguments] { arguments.chosen = [&arguments] { return start_simulation(arguments); }; });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "Талон: сервер электронной очереди зала приёма.\nКоды завершения: 0 — сделано, 1 — не удалось, "
      "2 — неверный вызов."};
  app.name("talon-server");
  app.set_version_flag("--version", std::string("talon-server ") + TALON_VERSION, "показать версию");
  app.set_help_flag("-h,--help", "показать эту справку");
  app.require_subcommand(1);
  Arguments arguments;
  add_run(app, arguments);
  add_check(app, arguments);
  add_slip(app, arguments);
  add_user_commands(app, arguments);
  add_device_commands(app, arguments);
  add_journal_commands(app, arguments);
  add_simulate(app, arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return wrong_usage;
  }
  try {
    return arguments.chosen();
  } catch (const std::exception& failure) {
    std::cerr << "talon-server: " << failure.what() << '\n';
    return 1;
  }
}
