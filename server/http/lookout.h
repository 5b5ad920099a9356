// SPDX-License-Identifier: MIT
// Keeps the hall's outlook fresh: a worker runs copies of the hall after changes, at most every two seconds
// of hall time, so that issuing a ticket never waits for it. The office's past is read once a day.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "server/http/day_book.h"
#include "server/http/loop.h"
#include "server/outlook/past.h"
#include "server/queue/state.h"
#include "server/store/reader.h"

namespace talon::http {

class Lookout {
 public:
  struct World {
    Loop& loop;
    std::filesystem::path directory;
    std::function<const queue::State&()> state;                        ///< committed; loop thread
    std::function<void(std::shared_ptr<const queue::Outlook>)> found;  ///< loop thread
    std::function<void(const std::string&)> log;                       ///< any thread
  };
  explicit Lookout(World world);

  /// Looks ahead when it is time. now: of the hall; steady: real. Loop thread, as often as one likes.
  void tick(const Timestamp& now, Millis steady);
  void finish();  ///< ends the worker; nothing may be asked after it

 private:
  [[nodiscard]] bool due(const Timestamp& now, Millis steady) const;
  void look(const queue::State& state, const Timestamp& now, bool hall_too);
  [[nodiscard]] std::shared_ptr<const outlook::Past> read_past(const Date& today, const Timestamp& now);

  World world_;
  store::Reader reader_;                                                           // worker thread
  DayBook book_{reader_};                                                          // worker thread
  std::shared_ptr<const outlook::Past> past_ = std::make_shared<outlook::Past>();  // worker thread
  std::optional<Date> past_of_;                                                    // worker thread
  bool looking_ = false;
  std::int64_t seen_seq_ = -1;
  std::optional<Timestamp> seen_at_;
  std::optional<Timestamp> hall_at_;
  OutlookPicture hall_;
  Millis started_{0};
  Worker worker_{1, 1};
};

}  // namespace talon::http
