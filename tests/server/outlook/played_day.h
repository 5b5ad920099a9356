// SPDX-License-Identifier: MIT
// A day played with the real commands: who comes when and how long each takes is given, who is called when is
// the hall's own doing.
#pragma once

#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "server/outlook/past_day.h"
#include "tests/fakes/hall_fixture.h"

namespace talon::outlook::test {

class PlayedDay {
 public:
  explicit PlayedDay(Configuration configuration = fakes::small_hall(),
                     const Timestamp& begins = fakes::monday())
      : configuration_(std::make_shared<const Configuration>(configuration)),
        begins_(begins),
        hall_(std::move(configuration), begins) {}

  /// from, to: after the beginning. A desk with a visitor closes after him. Specialists call at once.
  void receives(const std::string& desk, Millis from, Millis to) {
    events_.emplace(from, [this, desk] {
      (void)hall_.open(desk.c_str());
      opened_[desk] = now_;
      call(desk);
    });
    events_.emplace(to, [this, desk] {
      closing_[desk] = true;
      if (!hall_.state().desk(DeskId{desk}).ticket) close(desk);
    });
  }
  void comes(Millis at, const LineId& line, Millis service) {
    events_.emplace(at, [this, line, service] {
      const TicketId ticket = hall_.ticket(line.procedure, line.service);
      services_[ticket] = service;
      if (issued) issued(ticket, line);
      for (const auto& [desk, at_work] : opened_) call(desk);
    });
  }
  void play() {
    while (!events_.empty()) {
      const auto next = events_.begin();
      hall_.pass(begins_.utc + next->first - hall_.now().at.utc);
      const auto act = std::move(next->second);
      now_ = next->first;
      events_.erase(next);
      act();
    }
  }

  [[nodiscard]] fakes::Hall& hall() { return hall_; }
  /// What the statistics would hand over. Everybody has been served.
  [[nodiscard]] PastDay past_day() {
    LegNames names;
    PastDayFold fold(service_date(begins_, configuration_->day_ends));
    for (const Leg& leg : hall_.legs()) fold.add(leg_row(leg, names), names);
    return fold.day(configuration_, open_);
  }

  std::function<void(const TicketId&, const LineId&)> issued;  ///< called right after each issue

 private:
  void call(const std::string& desk) {
    if (closing_[desk] || hall_.state().desk(DeskId{desk}).ticket) return;
    if (!hall_.at(desk, CallNext{}).ok() || !hall_.state().desk(DeskId{desk}).ticket) return;
    const Millis service = services_.at(*hall_.state().desk(DeskId{desk}).ticket);
    constexpr Millis walk = std::chrono::seconds{30};
    events_.emplace(now_ + walk, [this, desk] { ASSERT_TRUE(hall_.at(desk, StartService{}).ok()); });
    events_.emplace(now_ + walk + service, [this, desk] {
      ASSERT_TRUE(hall_.at(desk, FinishService{}).ok());
      if (closing_[desk]) return close(desk);
      call(desk);
    });
  }
  void close(const std::string& desk) {
    const Millis midnight = time_of_day(begins_);
    open_[DeskId{desk}].push_back({midnight + opened_.at(desk), midnight + now_});
    opened_.erase(desk);
    closing_[desk] = false;
  }

  std::shared_ptr<const Configuration> configuration_;
  Timestamp begins_;
  fakes::Hall hall_;
  std::multimap<Millis, std::function<void()>> events_;
  Millis now_{0};
  std::map<std::string, Millis> opened_;
  std::map<std::string, bool> closing_;
  std::map<DeskId, std::vector<Stretch>> open_;
  std::map<TicketId, Millis> services_;
};

}  // namespace talon::outlook::test
