// SPDX-License-Identifier: MIT
// When a desk is expected to call people, and what the forecast makes of it.
#include "server/queue/desk_hours.h"

#include <gtest/gtest.h>

#include "server/queue/calendar.h"
#include "server/queue/forecast.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;
using queue::open_end;
using queue::Stretch;
using Stretches = std::vector<Stretch>;

/// Desk 2 is planned for these hours of Mondays; desk 3 can take whatever it takes, so it may pause and
/// close.
struct Planned {
  explicit Planned(std::vector<queue::Span> spans = {}, std::vector<Break> breaks = {}) {
    Configuration configuration = small_hall();
    for (const queue::Span& span : spans)
      configuration.desks[1].hours.push_back({{std::chrono::Monday}, span.from, span.to});
    configuration.breaks = std::move(breaks);
    hall = Hall(std::move(configuration));
    (void)hall.open("3");
  }
  [[nodiscard]] Stretches hours(std::size_t desk = 1) const {
    return queue::calling_hours(hall.state(), hall.state().configuration->desks[desk], hall.now().at);
  }
  void pause(const char* reason = "чай") { ASSERT_TRUE(hall.at("2", PauseDesk{{}, reason}).ok()); }
  /// The office's past knows these pauses for tea.
  void know(const std::vector<Millis>& lengths) {
    auto outlook = std::make_shared<queue::Outlook>();
    outlook->pauses = std::make_shared<const queue::PauseLengths>(queue::PauseLengths{{"чай", lengths}});
    hall.state().outlook = std::move(outlook);
  }
  Hall hall;
};

Break lunch(std::vector<DeskId> desks = {}) {
  return {{std::chrono::Monday}, 13h, 13h + 45min, "обед", std::move(desks)};
}

TEST(DeskHours, AnOpenDeskWithoutAPlanStays) {
  Planned planned;
  EXPECT_EQ(planned.hours(), Stretches{}) << "closed, and nothing is planned";
  (void)planned.hall.open("2");
  EXPECT_EQ(planned.hours(), (Stretches{{0ms, open_end}}));
}

TEST(DeskHours, AnOpenDeskStaysToTheEndOfItsHours) {
  Planned planned({{9h, 12h}, {14h, 16h}});
  (void)planned.hall.open("2");
  EXPECT_EQ(planned.hours(), (Stretches{{0ms, 3h}, {5h, 7h}}));
  planned.hall.pass(150min);
  EXPECT_EQ(planned.hours(), (Stretches{{0ms, 30min}, {150min, 270min}}));
}

TEST(DeskHours, WhoIsOpenOutsideThemStaysThroughThoseToCome) {
  Planned planned({{11h, 12h}, {14h, 16h}});
  (void)planned.hall.open("2");
  EXPECT_EQ(planned.hours(), (Stretches{{0ms, 3h}, {5h, 7h}}));
  planned.hall.pass_to("16:10:00");
  EXPECT_EQ(planned.hours(), (Stretches{{0ms, open_end}})) << "all of them are over, and he is there";
}

TEST(DeskHours, HoursThatEndWithTheReceptionGoOnUntilEverybodyIsSeen) {
  Planned planned({{8h, 18h}});
  (void)planned.hall.open("2");
  EXPECT_EQ(planned.hours(), (Stretches{{0ms, open_end}}));
}

TEST(DeskHours, APauseOfWhichNothingIsKnownLastsTenMinutes) {
  Planned planned({{9h, 12h}});
  (void)planned.hall.open("2");
  planned.pause();
  EXPECT_EQ(planned.hours(), (Stretches{{10min, 3h}}));
  planned.hall.pass(4min);
  EXPECT_EQ(planned.hours(), (Stretches{{6min, 176min}}));
  planned.hall.pass(16min);
  EXPECT_EQ(planned.hours(), (Stretches{{1min, 160min}})) << "it should end any minute";
  planned.hall.pass(11min);
  EXPECT_EQ(planned.hours(), Stretches{}) << "after half an hour nobody counts on him";
}

TEST(DeskHours, AKnownPauseLastsAsLongAsThoseBefore) {
  Planned planned;
  (void)planned.hall.open("2");
  planned.pause();
  planned.know({4min, 6min, 8min, 12min});
  EXPECT_EQ(planned.hours(), (Stretches{{10min, open_end}})) << "four are too few";
  planned.know({20min, 4min, 6min, 8min, 12min});
  EXPECT_EQ(planned.hours(), (Stretches{{8min, open_end}}));
  planned.hall.pass(7min);
  EXPECT_EQ(planned.hours(), (Stretches{{5min, open_end}})) << "of those that were longer the middle one";
  planned.hall.pass(13min);
  EXPECT_EQ(planned.hours(), Stretches{}) << "longer than any";
}

TEST(DeskHours, APauseInABreakEndsWithTheBreak) {
  Planned planned({}, {lunch({DeskId{"2"}})});
  planned.hall.pass_to("12:50:00");
  (void)planned.hall.open("2");
  planned.pause("обед");
  EXPECT_EQ(planned.hours(), (Stretches{{55min, open_end}})) << "back at one, when the break begins";
  planned.hall.pass_to("13:05:00");
  EXPECT_EQ(planned.hours(), (Stretches{{40min, open_end}}));
  planned.hall.pass_to("13:44:00");
  EXPECT_EQ(planned.hours(), (Stretches{{1min, open_end}})) << "though it has lasted for 54 minutes";
}

TEST(DeskHours, ATalkOnTheTelephoneLastsToItsLimit) {
  Planned planned;
  (void)planned.hall.open("2");
  ASSERT_TRUE(planned.hall.at("2", StartPhone{}).ok());
  EXPECT_EQ(planned.hours(), (Stretches{{10min, open_end}})) << "where there is none: ten minutes";
  Configuration limited = small_hall();
  limited.regulations.front().phone_limit = 5min;
  Hall hall(limited);
  (void)hall.open("2");
  (void)hall.open("3");
  ASSERT_TRUE(hall.at("2", StartPhone{}).ok());
  hall.pass(2min);
  EXPECT_EQ(queue::calling_hours(hall.state(), limited.desks[1], hall.now().at),
            (Stretches{{3min, open_end}}));
}

TEST(DeskHours, AClosedDeskCallsInTheHoursToCome) {
  const Planned planned({{14h, 16h}, {11h, 12h}});
  EXPECT_EQ(planned.hours(), (Stretches{{2h, 3h}, {5h, 7h}}));
}

TEST(DeskHours, WhoShouldHaveComeIsWaitedForForAQuarterOfAnHour) {
  Planned planned({{9h, 12h}});
  planned.hall.pass(14min);
  EXPECT_EQ(planned.hours(), (Stretches{{0ms, 166min}}));
  planned.hall.pass(1min);
  EXPECT_EQ(planned.hours(), Stretches{});
}

TEST(DeskHours, WhoHasGoneInHisHoursIsNotWaitedFor) {
  Planned planned({{9h, 12h}});
  (void)planned.hall.open("2");
  planned.hall.pass(5min);
  ASSERT_TRUE(planned.hall.at("2", CloseDesk{}).ok());
  EXPECT_EQ(planned.hours(), Stretches{});
}

TEST(DeskHours, NobodyCallsInABreakOfTheHallOrHisOwn) {
  Planned planned({{9h, 16h}}, {lunch(), {{std::chrono::Monday}, 11h, 11h + 15min, "", {DeskId{"2"}}}});
  (void)planned.hall.open("2");
  EXPECT_EQ(planned.hours(), (Stretches{{0ms, 2h}, {135min, 4h}, {285min, 7h}}));
  EXPECT_EQ(planned.hours(2), (Stretches{{0ms, 4h}, {285min, open_end}})) << "the other one has one break";
}

TEST(DeskHours, OnADayWithoutReceptionNobodyIsExpected) {
  Configuration configuration = small_hall();
  configuration.desks[1].hours = {{{std::chrono::Monday}, 9h, 12h}};
  configuration.special_days = {
      {Date{std::chrono::year{2026}, std::chrono::March, std::chrono::day{2}}, "", {}, {}}};
  const Hall hall(configuration);
  EXPECT_EQ(queue::calling_hours(hall.state(), configuration.desks[1], hall.now().at), Stretches{});
}

// ---- what the forecast makes of it

const LineId talks{benefit, consultation};

std::optional<Seconds> wait(const Hall& hall, const LineId& line = talks) {
  const auto all = queue::forecasts(hall.state(), hall.now().at);
  const auto found = all->find(line);
  return found == all->end() ? std::nullopt : std::optional{found->second.median};
}

TEST(ForecastByHours, ADeskOnAPauseComesBack) {
  Hall hall;
  (void)hall.open("1");
  (void)hall.open("2");
  for (int i = 0; i < 4; ++i) (void)hall.ticket(consultation);
  EXPECT_EQ(wait(hall), Seconds{15min});
  ASSERT_TRUE(hall.at("1", PauseDesk{{}, "чай"}).ok());
  // Desk 2 calls at 0, 7:30, 15, desk 1 at 10; the next call is desk 1's.
  EXPECT_EQ(wait(hall), Seconds{17min + 30s});
}

TEST(ForecastByHours, ADeskIsAwayInItsOwnBreak) {
  Configuration configuration = small_hall();
  configuration.breaks = {{{std::chrono::Monday}, 13h, 13h + 45min, "обед", {DeskId{"1"}}}};
  Hall hall(configuration, monday("12:55:00"));
  (void)hall.open("1");
  for (int i = 0; i < 2; ++i) (void)hall.ticket(consultation);
  EXPECT_EQ(wait(hall), Seconds{57min + 30s}) << "called are 12:55, 13:45 and he";
}

TEST(ForecastByHours, ASecondDeskThatIsPlannedShortensTheWait) {
  Configuration configuration = small_hall();
  configuration.desks[1].hours = {{{std::chrono::Monday}, 9h + 10min, 12h}};
  Hall hall(configuration);
  (void)hall.open("1");
  for (int i = 0; i < 4; ++i) (void)hall.ticket(consultation);
  // Desk 1 calls at 9:00, 9:07:30 and 9:15, desk 2 at 9:10 and again at 9:17:30.
  EXPECT_EQ(wait(hall), Seconds{17min + 30s});
  EXPECT_EQ(wait(hall, {benefit, submission}), Seconds{17min + 30s}) << "nobody serves it yet";
}

TEST(ForecastByHours, ADeskThatShouldBeOpenAndIsNotDoesNotCount) {
  Configuration configuration = small_hall();
  configuration.desks[1].hours = {{{std::chrono::Monday}, 9h, 12h}};
  Hall hall(configuration, monday("09:20:00"));
  (void)hall.open("1");
  for (int i = 0; i < 4; ++i) (void)hall.ticket(consultation);
  EXPECT_EQ(wait(hall), Seconds{30min});
  EXPECT_EQ(wait(hall, {benefit, submission}), std::nullopt);
}

}  // namespace
}  // namespace talon
