// SPDX-License-Identifier: MIT
#include "server/http/run.h"

#include <csignal>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "server/configuration/configuration_file.h"
#include "server/http/archive.h"
#include "server/http/contacts.h"
#include "server/http/files.h"
#include "server/http/lookout.h"
#include "server/http/messenger.h"
#include "server/http/password.h"
#include "server/queue/calendar.h"
#include "server/store/journal.h"
#include "server/store/writer.h"

namespace talon::http {
namespace {

using configuration::Reading;

std::unique_ptr<HallClock> make_clock(const RunOptions& options, const std::string& zone,
                                      const LastEvent& last) {
  const auto parsed = parse_clock_option(options.clock);
  if (!parsed) throw std::runtime_error("--clock: real или virtual:2026-03-02T08:50,rate=60");
  if (!*parsed) return real_clock(zone, last);
  return virtual_clock(zone, **parsed, last, options.data / "clock");
}

/// The zone's changes around now: appointments lie ahead, the day that is still open lies behind.
std::shared_ptr<const ZoneRules> zone_rules(const std::string& zone, const Timestamp& now) {
  constexpr std::chrono::days behind{400};
  constexpr std::chrono::days ahead{3700};
  return std::make_shared<const ZoneRules>(Zone(zone).rules(now.utc - behind, now.utc + ahead));
}

Command system_command(CommandBody body) {
  Command command;
  command.by = {Role::system, "", ""};
  command.body = std::move(body);
  return command;
}

RealTime real_now() {
  return std::chrono::floor<Seconds>(std::chrono::system_clock::now());
}

Millis steady_now() {
  return std::chrono::floor<Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

/// What a start journals: the configuration when it is another one, floors after a restore, the start itself.
void journal_start(Hall& hall, HttpServer& loop, const Reading& reading, const std::string& toml,
                   const std::vector<NumberFloorRaised>& floors, bool virtual_clock) {
  std::string refused;
  const auto done = [&refused](const Result<Done>& result) {
    if (!result.ok())
      refused += std::string(refusal_name(result.refusal().code)) + " " + result.refusal().detail;
  };
  ConfigurationApplied applied;
  applied.toml = toml;
  applied.sha256 = sha256_hex(toml);
  applied.virtual_clock = virtual_clock;
  applied.parsed = reading.configuration;
  if (hall.state().configuration_sha != applied.sha256 || hall.state().virtual_clock != virtual_clock) {
    hall.submit(system_command(ApplyConfiguration{applied}), done);
  }
  if (!floors.empty()) hall.submit(system_command(RaiseNumberFloors{floors}), done);
  hall.submit(system_command(StartServer{TALON_VERSION, virtual_clock ? "virtual" : "real"}), done);
  loop.settle([&hall] { return hall.under_way() == 0; });
  if (!refused.empty()) throw std::runtime_error("the start could not be journalled: " + refused);
}

void tidy_access(Access& access, Worker& worker) {
  static_cast<void>(worker.run([&access] {
    try {
      access.tidy(real_now());
    } catch (const std::exception& failure) {
      log_line(failure.what());  // nobody is logged out by it; the next minute tries again
    }
  }));
}

/// Personal data of appointments whose days of keeping are over. The worker must not look into the hall's
/// state, so it is given what it may ask.
void tidy_contacts(Contacts& contacts, Worker& clerk, const queue::State& state, const Timestamp& now) {
  if (!state.configuration) return;
  std::map<std::string, Date> known;
  for (const auto& [id, appointment] : state.appointments) known.emplace(id.value, appointment.date);
  const Date oldest{std::chrono::local_days{queue::local_date(now)} - state.configuration->keep_people};
  static_cast<void>(clerk.run([&contacts, oldest, known = std::move(known)] {
    try {
      contacts.tidy(oldest, real_now(), [&](const std::string& id) {
        const auto found = known.find(id);
        return found == known.end() ? std::optional<Date>{} : std::optional{found->second};
      });
    } catch (const std::exception& failure) {
      log_line(failure.what());  // the next minute tries again
    }
  }));
}

}  // namespace

void log_line(const std::string& text) {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char when[32];
  std::strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &parts);
  std::fprintf(stderr, "%s talon-server: %s\n", when, text.c_str());
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  if (!in || !(out << in.rdbuf())) throw std::runtime_error("не читается файл " + file.string());
  return out.str();
}

void run(const RunOptions& options) {
  const std::string toml = read_file(options.configuration);
  const Reading reading = configuration::read_configuration(toml, options.configuration.string());
  if (!reading.ok()) throw std::runtime_error(reading.text());
  if (!is_loopback(options.listen.address) && options.listen.tls_cert.empty()) {
    throw std::runtime_error("вне 127.0.0.1 и ::1 нужны --tls-cert и --tls-key");
  }
  const Reminders& reminders = reading.configuration->reminders;
  const auto gateway = reminder::open_gateway(reminders, reminder::read_secrets(reminders.secret_file));
  // A full disk and a closed pipe are errors to be handled, not signals to die of.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  start_crypto();
  const auto journal = store::open_journal(options.data);
  Folded folded = fold(*journal);
  const LastEvent last = folded.seq > 0 ? LastEvent{folded.state.last} : std::nullopt;
  const auto clock = make_clock(options, reading.configuration->zone, last);
  folded.state.zone = zone_rules(reading.configuration->zone, clock->now().at);
  Access access((options.data / "access.db").string());
  Contacts contacts(options.data);
  // The loop first: what is constructed after it goes before it.
  const auto server = open_http(options.listen);

  const store::Reader request_reader(options.data);
  Counters counters;
  store::Writer writer(*journal, [&server](std::function<void()> work) { server->post(std::move(work)); });
  Hub* hub_there = nullptr;
  Hall hall(
      {writer, *clock, *server,
       [&request_reader](const std::string& scope, const std::string& key) -> std::optional<KnownRequest> {
         auto found = request_reader.by_request(scope, key);
         if (!found) return std::nullopt;
         return KnownRequest{std::move(found->json), store::head_text(found->chain)};
       },
       [&request_reader](const Date& date, const TicketNumber& number) {
         return request_reader.ticket_of(date, number).has_value();
       },
       [&hub_there](const std::vector<StoredEvent>& events) {
         if (hub_there != nullptr) hub_there->committed(events);
       },
       log_line},
      std::move(folded));
  StoreArchive archive({*server, options.data, [&hall]() -> const queue::State& { return hall.state(); },
                        [&hall] { return hall.time(); },
                        [&access](const std::string& login) { return access.name_of_person(login); }});
  Lookout lookout({*server, options.data, [&hall]() -> const queue::State& { return hall.state(); },
                   [&hall](std::shared_ptr<const queue::Outlook> found) { hall.foresee(std::move(found)); },
                   log_line});
  Messenger messenger({*server, hall, contacts, *gateway, log_line});
  Worker hasher(2, 32);
  Worker clerk(1, 256);
  Router router({*server, hall, access, hasher, contacts, clerk, archive, counters, real_now, find_file,
                 openapi_text(), log_line});
  Hub hub({*server, [&router](View view, const DeskId& desk) { return router.draw(view, desk); },
           [&archive](std::int64_t from, int most, std::function<void(std::vector<StoredEvent>)> done) {
             return archive.events(from, most, std::move(done));
           },
           steady_now, Millis{clock->rate() > 1 ? 1000 : 5000}});
  hub_there = &hub;

  journal_start(hall, *server, reading, toml, journal->number_floors(), clock->is_virtual());
  std::printf("listening on %s\n", server->url().c_str());
  std::fflush(stdout);
  log_line("serving " + reading.configuration->name + " on " + server->url());

  tidy_contacts(contacts, clerk, hall.state(), clock->now().at);
  Millis tidied = steady_now();
  std::optional<Timestamp> shown_until;
  server->serve({router, hub, counters,
                 [&] {
                   hub.tick();
                   const Timestamp now = clock->now().at;
                   lookout.tick(now, steady_now());
                   messenger.tick(steady_now());
                   if (shown_until && now >= *shown_until) hub.changed();
                   shown_until = queue::next_picture_change(hall.state(), now);
                   if (steady_now() - tidied > std::chrono::minutes{1}) {
                     tidied = steady_now();
                     tidy_access(access, hasher);
                     tidy_contacts(contacts, clerk, hall.state(), now);
                   }
                   return hall.tick();
                 },
                 [&hall] { return hall.under_way() == 0; }, log_line});
  // All sessions are gone; now the threads that may still post, then what they use.
  writer.stop();
  hasher.finish();
  clerk.finish();
  archive.finish();
  lookout.finish();
  messenger.finish();
  access.tidy(real_now());
  log_line("stopped");
}

}  // namespace talon::http
