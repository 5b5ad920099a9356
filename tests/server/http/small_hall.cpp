// SPDX-License-Identifier: MIT
#include "tests/server/http/small_hall.h"

#include <cstdlib>

#include "server/configuration/configuration_file.h"
#include "server/http/password.h"
#include "server/http/run.h"
#include "server/model/names.h"

namespace talon::test {

void LocalLoop::post(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    work_.push_back(std::move(work));
  }
  ready_.notify_one();
}

void LocalLoop::run_one() {
  std::function<void()> work;
  {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [this] { return !work_.empty(); });
    work = std::move(work_.front());
    work_.pop_front();
  }
  work();
}

void LocalLoop::run_until(const std::function<bool()>& done) {
  while (!done()) run_one();
}

void LocalLoop::fire_timers() {
  for (auto& work : std::exchange(timers_, {})) work();
}

SmallHall::SmallHall(const std::filesystem::path& parent) {
  http::start_crypto();
  std::string folder = (parent / "talon-small-XXXXXX").string();
  TALON_EXPECT(mkdtemp(folder.data()) != nullptr);
  folder_ = folder;
  wall_ = parse_timestamp("2026-03-02T10:00:00.000+05:00")->utc.time_since_epoch();
  const std::string toml = http::read_file(std::string(TALON_SOURCE_DIR) + "/tests/hall/hall.toml");
  const auto reading = configuration::read_configuration(toml, "hall.toml");
  TALON_EXPECT(reading.ok());
  journal_ = store::open_journal(folder_);
  clock_ = http::real_clock("Asia/Yekaterinburg", {}, [this] {
    return http::MachineTime{std::chrono::sys_time<Millis>{wall_}, wall_};
  });
  access_ = std::make_unique<http::Access>((folder_ / "access.db").string());
  accesses_ = std::make_unique<http::AccessBook>((folder_ / "accesses.db").string());
  key_ = *access_->add_device({DeviceId{"kiosk1"}, {}});
  contacts_ = std::make_unique<http::Contacts>(folder_);
  reader_ = std::make_unique<store::Reader>(folder_);
  writer_ = std::make_unique<store::Writer>(
      *journal_, [this](std::function<void()> work) { loop_.post(std::move(work)); });
  const auto find = [this](const std::string& scope,
                           const std::string& key) -> std::optional<http::KnownRequest> {
    auto found = reader_->by_request(scope, key);
    if (!found) return std::nullopt;
    return http::KnownRequest{std::move(found->json), store::head_text(found->chain)};
  };
  hall_ =
      std::make_unique<http::Hall>(http::Hall::World{*writer_, *clock_, loop_, find,
                                                     [this](const Date& date, const TicketNumber& number) {
                                                       return reader_->ticket_of(date, number).has_value();
                                                     },
                                                     [](const auto&) {}, [](const auto&) {}},
                                   http::fold(*journal_));
  archive_ = std::make_unique<http::StoreArchive>(
      http::StoreArchive::World{loop_, folder_, [this]() -> const queue::State& { return hall_->state(); },
                                [this] { return hall_->time(); },
                                [this](const std::string& login) { return access_->name_of_person(login); }});
  router_ = std::make_unique<http::Router>(http::Router::World{
      loop_, *hall_, *access_, *accesses_, hasher_, *contacts_, clerk_, *archive_, counters_,
      [this] { return std::chrono::floor<Seconds>(std::chrono::sys_time<Millis>{wall_}); },
      [](const std::string&) -> std::optional<http::StaticFile> { return std::nullopt; }, "{}",
      [](const std::string&) {}});
  Command configure;
  configure.by = {Role::system, "", ""};
  configure.body = ApplyConfiguration{{toml, http::sha256_hex(toml), false, reading.configuration}};
  hall_->submit(configure, [](const auto& done) { TALON_EXPECT(done.ok()); });
  settle();
}

SmallHall::~SmallHall() {
  writer_->stop();
  hasher_.finish();
  clerk_.finish();
  archive_->finish();
  router_.reset();
  archive_.reset();
  hall_.reset();
  writer_.reset();
  reader_.reset();
  journal_.reset();
  std::filesystem::remove_all(folder_);
}

void SmallHall::settle() {
  loop_.run_until([this] { return hall_->under_way() == 0; });
}

http::Reply SmallHall::ask(const http::Request& request) {
  std::optional<http::Reply> answered;
  router_->handle(request, [&answered](http::Reply reply) {
    TALON_EXPECT(!answered);
    answered = std::move(reply);
  });
  loop_.run_until([&answered] { return answered.has_value(); });
  return std::move(*answered);
}

http::Request SmallHall::as_kiosk(const std::string& method, const std::string& target,
                                  const std::string& body) const {
  http::Request request;
  request.method = method;
  request.target = target;
  request.body = body;
  request.peer = "127.0.0.1";
  request.fields.host = "127.0.0.1";
  request.fields.authorization = "Bearer " + key_;
  request.fields.idempotency_key = http::random_uuid();
  if (!body.empty()) request.fields.content_type = "application/json; charset=utf-8";
  return request;
}

http::Request SmallHall::as_person(Role role, const std::string& method, const std::string& target,
                                   const std::string& body) {
  const auto now = std::chrono::floor<Seconds>(std::chrono::sys_time<Millis>{wall_});
  std::string& cookie = cookies_[role];
  if (cookie.empty()) {
    const std::string login(name_of(role));
    const char* password = "длинный пароль";
    TALON_EXPECT(access_->add_user({login, login, role}, password).ok());
    cookie = "talon=" + access_->log_in(login, password, "127.0.0.1", now)->token;
  }
  http::Request request = as_kiosk(method, target, body);
  request.fields.authorization.clear();
  request.fields.cookie = cookie;
  request.fields.origin = "http://127.0.0.1";
  return request;
}

}  // namespace talon::test
