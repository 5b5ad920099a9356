// SPDX-License-Identifier: MIT
#include "server/outlook/outlook.h"

#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"
#include "tests/server/outlook/past_rows.h"

namespace talon::outlook {
namespace {

using namespace std::chrono_literals;
using namespace fakes;

const LineId talks{benefit, consultation};

/// Consultations of 4 to 10 minutes, `per_half_hour` of them arriving all day long.
std::shared_ptr<const Past> past(int per_half_hour = 0) {
  test::Rows rows;
  for (int i = 0; i < 61; ++i) rows.served(talks, test::march(1), 0h, Seconds{240 + 6 * i});
  for (int slot = 16; slot < 36; ++slot) {
    for (int i = 0; i < per_half_hour; ++i) rows.served(talks, test::march(1), 30min * slot, 7min);
  }
  return std::make_shared<const Past>(rows.fold.past());
}

TEST(Outlook, NotLaterIsBeyondTheMedianAndNeedsAPast) {
  Hall hall;
  (void)hall.open("1");
  for (int i = 0; i < 6; ++i) (void)hall.ticket(consultation);
  const auto known = line_forecasts(copy_hall(hall.state(), hall.now().at, past()));
  const queue::Forecast& forecast = known.at(talks);
  ASSERT_TRUE(forecast.not_later);
  EXPECT_GT(*forecast.not_later, forecast.median);
  EXPECT_NEAR(static_cast<double>(forecast.median.count()), 6 * 450 + 30, 240);
  const auto unknown = line_forecasts(copy_hall(hall.state(), hall.now().at, std::make_shared<const Past>()));
  EXPECT_EQ(unknown.at(talks).not_later, std::nullopt);
  EXPECT_EQ(unknown.at(talks).median, 6 * Seconds{450} + 30s) << "the configuration's mean";
}

TEST(Outlook, WhatThePastHasAddedIsSaid) {
  Hall hall;
  (void)hall.open("1");
  (void)hall.ticket(consultation);
  Past learnt = *past();
  const auto plain = line_forecasts(copy_hall(hall.state(), hall.now().at, std::make_shared<Past>(learnt)));
  learnt.shifts = {{0s, 100s, 500}};
  const auto shifted = line_forecasts(copy_hall(hall.state(), hall.now().at, std::make_shared<Past>(learnt)));
  EXPECT_EQ(shifted.at(talks).shift, 100s);
  EXPECT_EQ(*shifted.at(talks).not_later, *plain.at(talks).not_later + 100s);
  EXPECT_EQ(shifted.at(talks).median, plain.at(talks).median);
  learnt.shifts = {{0s, 100s, 500, 40s}};
  const auto moved = line_forecasts(copy_hall(hall.state(), hall.now().at, std::make_shared<Past>(learnt)));
  EXPECT_EQ(moved.at(talks).median, plain.at(talks).median + 40s);
  EXPECT_EQ(moved.at(talks).median_shift, 40s);
  EXPECT_EQ(moved.at(talks).not_later, shifted.at(talks).not_later) << "found by the raw median";
  learnt.shifts = {{0s, -1h, 500}};
  const auto less = line_forecasts(copy_hall(hall.state(), hall.now().at, std::make_shared<Past>(learnt)));
  EXPECT_EQ(less.at(talks).not_later, less.at(talks).median) << "never earlier than the median";
}

TEST(Outlook, ThePrivilegedAndTheBookedAreToldTheirOwn) {
  Configuration configuration = small_hall();
  configuration.order.priorities = {{"veteran", "Ветеран", PriorityRule::out_of_turn}};
  Hall hall(configuration);
  (void)hall.open("1");
  for (int i = 0; i < 6; ++i) (void)hall.ticket(consultation);
  const NewcomerForecasts found = newcomer_forecasts(copy_hall(hall.state(), hall.now().at, past()));
  const queue::Forecast& veteran = found.others.at({talks, PriorityRule::out_of_turn, 0ms, {}});
  EXPECT_EQ(veteran.median, 30s) << "the desk is free: the walk";
  EXPECT_EQ(veteran.not_later, 30s);
  EXPECT_GT(found.lines.at(talks).median, 30min);
  EXPECT_EQ(found.others.count({{benefit, submission}, PriorityRule::out_of_turn, 0ms, {}}), 0U)
      << "no desk serves it";
}

TEST(Outlook, ADeskThatComesAnywayIsNoHelp) {
  Configuration configuration = small_hall();
  configuration.desks[1].hours = {{{std::chrono::Monday}, 9h + 30min, 18h}};
  Hall hall(configuration);
  (void)hall.open("1");
  for (int i = 0; i < 14; ++i) (void)hall.ticket(consultation);
  const OutlookPicture picture = hall_outlook(copy_hall(hall.state(), hall.now().at, past(4)));
  ASSERT_TRUE(picture.warn);
  ASSERT_EQ(picture.helps.size(), 1U);
  EXPECT_EQ(picture.helps[0].title, "окно 3");
}

TEST(Outlook, ACalmHallIsNotWarnedOf) {
  Hall hall;
  (void)hall.open("1");
  (void)hall.ticket(consultation);
  const OutlookPicture picture = hall_outlook(copy_hall(hall.state(), hall.now().at, past(1)));
  EXPECT_FALSE(picture.warn);
  EXPECT_TRUE(picture.helps.empty());
  EXPECT_EQ(picture.closes_at, std::nullopt) << "at nine nobody speaks of closing";
  EXPECT_EQ(picture.at, hall.now().at);
}

TEST(Outlook, AWarningNamesTheDesksThatHelp) {
  Hall hall;
  (void)hall.open("1");
  for (int i = 0; i < 12; ++i) (void)hall.ticket(consultation);
  const OutlookPicture picture = hall_outlook(copy_hall(hall.state(), hall.now().at, past(4)));
  EXPECT_TRUE(picture.warn);
  EXPECT_EQ(picture.breach_count, 2) << "a hall with one open desk is small";
  EXPECT_GE(picture.breach_probability, 0.9);
  ASSERT_EQ(picture.helps.size(), 2U);
  EXPECT_EQ(picture.helps[0].title, "окно 2");
  EXPECT_EQ(picture.helps[0].minutes, 60);
  EXPECT_GT(picture.helps[0].breaches_less, 2);
}

TEST(Outlook, AWarningStaysUntilItIsClearlyOver) {
  Hall hall;
  (void)hall.open("1");
  for (int i = 0; i < 4; ++i) (void)hall.ticket(consultation);
  Copy copy = copy_hall(hall.state(), hall.now().at, past(3));
  EXPECT_FALSE(copy.before);
  const OutlookPicture fresh = hall_outlook(copy);
  ASSERT_NEAR(fresh.breach_probability, 0.2, 0.05);
  EXPECT_FALSE(fresh.warn);
  auto outlook = std::make_shared<queue::Outlook>();
  outlook->hall.warn = true;
  outlook->hall.breach_probability = 0.6;  // of five minutes ago three tenths count
  outlook->hall.at = hall.now().at.plus(-5min);
  hall.state().outlook = outlook;
  copy = copy_hall(hall.state(), hall.now().at, past(3));
  ASSERT_TRUE(copy.before && copy.before->warned);
  EXPECT_TRUE(hall_outlook(copy).warn);
  copy.before->warned = false;
  EXPECT_FALSE(hall_outlook(copy).warn) << "too little to begin with";
  copy = copy_hall(hall.state(), hall.now().at, past(0));
  EXPECT_FALSE(hall_outlook(copy).warn) << "nobody comes any more";
}

TEST(Outlook, WhatWasSaidShortlyBeforeCounts) {
  Hall hall;
  (void)hall.open("1");
  for (int i = 0; i < 12; ++i) (void)hall.ticket(consultation);
  Copy copy = copy_hall(hall.state(), hall.now().at, past(4));
  ASSERT_EQ(hall_outlook(copy).breach_probability, 1);
  copy.before = {false, 0.0, 1min};
  EXPECT_NEAR(hall_outlook(copy).breach_probability, 0.21, 0.01) << "said a minute ago: nothing will break";
  EXPECT_FALSE(hall_outlook(copy).warn);
  copy.before->ago = 5min;
  EXPECT_NEAR(hall_outlook(copy).breach_probability, 0.70, 0.01);
  EXPECT_TRUE(hall_outlook(copy).warn);
  auto outlook = std::make_shared<queue::Outlook>();
  outlook->hall.at = hall.now().at.plus(1min);
  hall.state().outlook = outlook;
  EXPECT_FALSE(copy_hall(hall.state(), hall.now().at, past(4)).before) << "the clock was set back";
}

TEST(Outlook, PeopleWhoAreYetToComeCount) {
  Hall hall;
  (void)hall.open("1");
  for (int i = 0; i < 3; ++i) (void)hall.ticket(consultation);
  const auto quiet = hall_outlook(copy_hall(hall.state(), hall.now().at, past(0)));
  const auto crowd = hall_outlook(copy_hall(hall.state(), hall.now().at, past(12)));
  EXPECT_FALSE(quiet.warn);
  EXPECT_GT(crowd.breaches_expected, quiet.breaches_expected);
}

TEST(Outlook, BeforeClosingItSaysWhenTheLastOneWillBeSeen) {
  Hall hall(small_hall(), monday("17:00:00"));
  (void)hall.open("1");
  for (int i = 0; i < 20; ++i) (void)hall.ticket(consultation);
  const OutlookPicture picture = hall_outlook(copy_hall(hall.state(), hall.now().at, past()));
  ASSERT_TRUE(picture.closes_at && picture.last_start && picture.last_start_p90);
  EXPECT_EQ(picture.closes_at->utc, monday("18:00:00").utc);
  // 19 consultations of 7.5 minutes come before the last one
  EXPECT_NEAR(static_cast<double>((picture.last_start->utc - hall.now().at.utc) / 1min), 142, 12);
  EXPECT_GE(*picture.last_start_p90, *picture.last_start);
  EXPECT_TRUE(picture.propose_extension);
  EXPECT_NEAR(picture.late_tickets, 11, 2);
}

TEST(Outlook, AnExtensionThatWasDecidedIsNotProposedAgain) {
  Hall hall(small_hall(), monday("17:00:00"));
  (void)hall.open("1");
  for (int i = 0; i < 20; ++i) (void)hall.ticket(consultation);
  const Decide extension{{"extension", "в зале 20 человек", monday("19:45:00"), ""}};
  ASSERT_TRUE(hall.give(extension, {Role::manager, "head", ""}).ok());
  const OutlookPicture picture = hall_outlook(copy_hall(hall.state(), hall.now().at, past()));
  EXPECT_FALSE(picture.propose_extension);
}

}  // namespace
}  // namespace talon::outlook
