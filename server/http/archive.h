// SPDX-License-Identifier: MIT
// What is read from the disk: a ticket's history and the manager's reports, each on a worker with its own
// reader.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/http/hall.h"
#include "server/http/reports.h"
#include "server/http/router.h"
#include "server/store/reader.h"

namespace talon::http {

class StoreArchive final : public Archive {
 public:
  struct World {
    Loop& loop;
    std::filesystem::path directory;
    std::function<const queue::State&()> state;                     ///< committed; loop thread
    std::function<HallTime()> time;                                 ///< loop thread
    std::function<std::string(const std::string&)> name_of_person;  ///< any thread
  };
  explicit StoreArchive(World world);
  void report(const std::string& name, const Target& target, Answer answer) override;
  void own_report(const UserId& specialist, const Target& target, Answer answer) override;
  void sessions(const Target& target, Answer answer) override;
  void handed(const std::string& hall, std::int64_t since, WhenHanded done) override;
  void history(const TicketKey& ticket, std::function<void(TicketRecord)> done) override;
  /// For event streams: at most `most` events from `from`; false: too many are waiting.
  bool events(std::int64_t from, int most, std::function<void(std::vector<StoredEvent>)> done);
  void finish();  ///< ends the workers; nothing may be asked after it

 private:
  [[nodiscard]] Date today() const;
  void make(const ReportOrder& order, int attempts, std::shared_ptr<Answer> answer);
  void make_of_copy(const ReportOrder& order, std::shared_ptr<Answer> answer);

  World world_;
  store::Reader history_reader_;
  store::Reader report_reader_;
  DayBook book_{report_reader_};
  Worker history_worker_{1, 1000};
  Worker report_worker_{1, 16};
};

}  // namespace talon::http
