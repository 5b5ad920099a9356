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
#include "server/http/machine.h"
#include "server/http/messenger.h"
#include "server/http/password.h"
#include "server/http/reload.h"
#include "server/queue/calendar.h"
#include "server/queue/notices.h"
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

ApplyConfiguration apply_of(const Reading& reading, const std::string& toml, bool virtual_clock) {
  ConfigurationApplied applied;
  applied.toml = toml;
  applied.sha256 = sha256_hex(toml);
  applied.virtual_clock = virtual_clock;
  applied.parsed = reading.configuration;
  return {applied};
}

/// What a start journals: the configuration when it is another one, floors after a restore, the start itself.
void journal_start(Hall& hall, HttpServer& loop, const Reading& reading, const std::string& toml,
                   const std::vector<NumberFloorRaised>& floors, bool virtual_clock) {
  std::string refused;
  const auto done = [&refused](const Result<Done>& result) {
    if (!result.ok())
      refused += std::string(refusal_name(result.refusal().code)) + " " + result.refusal().detail;
  };
  ApplyConfiguration apply = apply_of(reading, toml, virtual_clock);
  const bool another = hall.state().configuration_sha != apply.configuration.sha256 ||
                       hall.state().virtual_clock != virtual_clock;
  if (another) hall.submit(system_command(std::move(apply)), done);
  if (!floors.empty()) hall.submit(system_command(RaiseNumberFloors{floors}), done);
  hall.submit(system_command(StartServer{TALON_VERSION, virtual_clock ? "virtual" : "real"}), done);
  loop.settle([&hall] { return hall.under_way() == 0; });
  if (!refused.empty()) throw std::runtime_error("the start could not be journalled: " + refused);
}

void tidy_access(Access& access, AccessBook& accesses, Worker& worker) {
  static_cast<void>(worker.run([&access, &accesses] {
    try {
      access.tidy(real_now());
      accesses.write(real_now());
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

/// The parts of a serving hall, and in which order they begin and end.
class Serving {
 public:
  Serving(const RunOptions& options, store::Journal& journal, HallClock& clock, reminder::Gateway& gateway,
          Folded folded);

  /// What a start journals, see journal_start().
  void begin(const Reading& reading, const std::string& toml) {
    journal_start(hall_, *server_, reading, toml, journal_.number_floors(), clock_.is_virtual());
  }
  /// Answers until a signal ends it.
  void serve();
  [[nodiscard]] std::string url() const { return server_->url(); }

 private:
  Hall::World world();
  Millis tick();
  /// The hall's file again, as it is now: put in force, or the log says why not and all stays as it was.
  void reload();
  void tidy(const Timestamp& now);
  void look_at_machine();
  void finish();

  store::Journal& journal_;
  HallClock& clock_;
  const std::filesystem::path configuration_;
  const std::filesystem::path data_;
  Access access_;
  AccessBook accesses_;
  Contacts contacts_;
  // The loop first: what is constructed after it goes before it.
  std::unique_ptr<HttpServer> server_;
  store::Reader request_reader_;
  Counters counters_;
  store::Writer writer_;
  Hub* hub_there_ = nullptr;  ///< once there is one: the hall is older and tells it what is durable
  Hall hall_;
  StoreArchive archive_;
  Lookout lookout_;
  Messenger messenger_;
  Worker hasher_{2, 32};
  Worker clerk_{1, 256};
  Router router_;
  Hub hub_;
  MachineHealth machine_;
  Millis tidied_{0};
  std::optional<Timestamp> shown_until_;
};

Hall::World Serving::world() {
  return {writer_,
          clock_,
          *server_,
          [this](const std::string& scope, const std::string& key) -> std::optional<KnownRequest> {
            auto found = request_reader_.by_request(scope, key);
            if (!found) return std::nullopt;
            return KnownRequest{std::move(found->json), store::head_text(found->chain)};
          },
          [this](const Date& date, const TicketNumber& number) {
            return request_reader_.ticket_of(date, number).has_value();
          },
          [this](const std::vector<StoredEvent>& events) {
            if (hub_there_ != nullptr) hub_there_->committed(events);
          },
          log_line};
}

Serving::Serving(const RunOptions& options, store::Journal& journal, HallClock& clock,
                 reminder::Gateway& gateway, Folded folded)
    : journal_(journal),
      clock_(clock),
      configuration_(options.configuration),
      data_(options.data),
      access_((options.data / "access.db").string()),
      accesses_((options.data / "accesses.db").string()),
      contacts_(options.data),
      server_(open_http(options.listen)),
      request_reader_(options.data),
      writer_(journal, [this](std::function<void()> work) { server_->post(std::move(work)); }),
      hall_(world(), std::move(folded)),
      archive_({*server_, options.data, [this]() -> const queue::State& { return hall_.state(); },
                [this] { return hall_.time(); },
                [this](const std::string& login) { return access_.name_of_person(login); }}),
      lookout_({*server_, options.data, [this]() -> const queue::State& { return hall_.state(); },
                [this](std::shared_ptr<const queue::Outlook> found) { hall_.foresee(std::move(found)); },
                log_line}),
      messenger_({*server_, hall_, contacts_, gateway, log_line}),
      router_({*server_, hall_, access_, accesses_, hasher_, contacts_, clerk_, archive_, counters_, real_now,
               find_file, openapi_text(), log_line}),
      hub_({*server_, [this](View view, const DeskId& desk) { return router_.draw(view, desk); },
            [this](std::int64_t from, int most, std::function<void(std::vector<StoredEvent>)> done) {
              return archive_.events(from, most, std::move(done));
            },
            steady_now, Millis{clock.rate() > 1 ? 1000 : 5000}}) {
  hub_there_ = &hub_;
}

void Serving::tidy(const Timestamp& now) {
  tidied_ = steady_now();
  tidy_access(access_, accesses_, hasher_);
  tidy_contacts(contacts_, clerk_, hall_.state(), now);
  look_at_machine();
}

/// A virtual hall is a rehearsal: nobody asks about its machine.
void Serving::look_at_machine() {
  if (clock_.is_virtual()) return;
  ReportDevice report{DeviceId{std::string(queue::own_machine)},
                      machine_.look(read_machine(data_, steady_now()))};
  hall_.submit(system_command(std::move(report)), [](const auto& result) {
    if (!result.ok()) log_line("the machine's health: " + std::string(refusal_name(result.refusal().code)));
  });
}

Millis Serving::tick() {
  hub_.tick();
  const Timestamp now = clock_.now().at;
  lookout_.tick(now, steady_now());
  messenger_.tick(steady_now());
  if (shown_until_ && now >= *shown_until_) hub_.changed();
  shown_until_ = queue::next_picture_change(hall_.state(), now);
  if (steady_now() - tidied_ > std::chrono::minutes{1}) tidy(now);
  return hall_.tick();
}

void Serving::serve() {
  tidied_ = steady_now();
  tidy_contacts(contacts_, clerk_, hall_.state(), clock_.now().at);
  look_at_machine();
  server_->serve({router_, hub_, counters_, [this] { return tick(); },
                  [this] { return hall_.under_way() == 0; }, [this] { reload(); }, log_line});
  finish();
}

void Serving::reload() {
  const auto refuse = [](const std::string& why) { log_line("the configuration stays: " + why); };
  std::string toml;
  try {
    toml = read_file(configuration_);
  } catch (const std::runtime_error& failure) {
    return refuse(failure.what());
  }
  const Reading reading = configuration::read_configuration(toml, configuration_.string());
  if (!reading.ok()) return refuse(reading.text());
  if (sha256_hex(toml) == hall_.state().configuration_sha) return refuse("the file has not changed");
  if (const std::string problem = reload_problem(hall_.state(), *reading.configuration); !problem.empty()) {
    return refuse(problem);
  }
  hall_.submit(system_command(apply_of(reading, toml, clock_.is_virtual())), [refuse](const auto& result) {
    if (!result.ok()) return refuse(std::string(refusal_name(result.refusal().code)));
    log_line("the configuration was read again");
  });
}

/// All sessions are gone; now the threads that may still post, then what they use.
void Serving::finish() {
  writer_.stop();
  hasher_.finish();
  clerk_.finish();
  archive_.finish();
  lookout_.finish();
  messenger_.finish();
  access_.tidy(real_now());
  accesses_.write(real_now());
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

  Serving serving(options, *journal, *clock, *gateway, std::move(folded));
  serving.begin(reading, toml);
  std::printf("listening on %s\n", serving.url().c_str());
  std::fflush(stdout);
  log_line("serving " + reading.configuration->name + " on " + serving.url());
  serving.serve();
  log_line("stopped");
}

}  // namespace talon::http
