// SPDX-License-Identifier: MIT
// A hall in one process without a socket: router, single writer and a real journal in a temporary folder, on
// a loop that runs where it is asked to.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

#include "server/http/archive.h"
#include "server/http/contacts.h"
#include "server/http/router.h"
#include "server/store/writer.h"

namespace talon::test {

/// Work is done by run_until() alone, in the order given. Timers are kept and never fire.
class LocalLoop : public http::Loop {
 public:
  void post(std::function<void()> work) override;
  void after(Millis, std::function<void()> work) override { timers_.push_back(std::move(work)); }
  void run_until(const std::function<bool()>& done);
  /// Waits for one piece of work and does it.
  void run_one();
  /// Fires what after() was given.
  void fire_timers();

 private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> work_;
  std::vector<std::function<void()>> timers_;
};

class SmallHall {
 public:
  explicit SmallHall(const std::filesystem::path& parent = std::filesystem::temp_directory_path());
  ~SmallHall();
  SmallHall(const SmallHall&) = delete;
  SmallHall& operator=(const SmallHall&) = delete;

  /// The router's answer; runs the loop until it is there.
  http::Reply ask(const http::Request& request);
  [[nodiscard]] http::Request as_kiosk(const std::string& method, const std::string& target,
                                       const std::string& body = {}) const;
  /// A person of that role, logged in at the first call; with a new Idempotency-Key.
  [[nodiscard]] http::Request as_person(Role role, const std::string& method, const std::string& target,
                                        const std::string& body = {});
  [[nodiscard]] http::Contacts& contacts() { return *contacts_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] const http::Hall& hall() const { return *hall_; }
  [[nodiscard]] http::Hall& hall() { return *hall_; }
  [[nodiscard]] LocalLoop& loop() { return loop_; }
  /// Moves the hall's clock.
  void pass(Millis span) { wall_ += span; }
  void tick() { static_cast<void>(hall_->tick()); }
  void settle();

 private:
  std::filesystem::path folder_;
  std::string key_;
  Millis wall_;
  LocalLoop loop_;
  std::unique_ptr<store::Journal> journal_;
  std::unique_ptr<http::HallClock> clock_;
  std::unique_ptr<http::Access> access_;
  std::unique_ptr<http::AccessBook> accesses_;
  std::unique_ptr<http::Contacts> contacts_;
  std::map<Role, std::string> cookies_;
  std::unique_ptr<store::Reader> reader_;
  std::unique_ptr<store::Writer> writer_;
  std::unique_ptr<http::Hall> hall_;
  std::unique_ptr<http::StoreArchive> archive_;
  http::Worker hasher_{1, 8};
  http::Worker clerk_{1, 64};
  http::Counters counters_;
  std::unique_ptr<http::Router> router_;
};

}  // namespace talon::test
