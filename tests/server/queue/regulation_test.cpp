// SPDX-License-Identifier: MIT
// Which limit holds for whom, and that a ticket keeps the version it was issued under.
#include "server/queue/regulation.h"

#include <gtest/gtest.h>

#include "server/model/names.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;
using queue::limits_table;
using queue::norm;
using queue::regulation_of;

Date day(unsigned month, unsigned day) {
  return {std::chrono::year{2026}, std::chrono::month{month}, std::chrono::day{day}};
}

Limit row(const char* clause, Measure measure, ProcedureId procedure, ServiceId service,
          std::optional<Entry> entry, std::optional<Seconds> limit) {
  return {ClauseId{clause}, measure, std::move(procedure), std::move(service), entry, limit, ""};
}

TEST(Norm, TheMoreParticularRowHoldsOfEqualsTheSmallest) {
  Regulation rules;
  rules.limits = {row("general", Measure::wait, {}, {}, {}, 15min),
                  row("booked", Measure::wait, {}, {}, Entry::booked, 5min),
                  row("housing", Measure::wait, {}, housing, {}, 40min),
                  row("papers", Measure::wait, submission, {}, {}, 30min),
                  row("papers too", Measure::wait, submission, {}, {}, 20min),
                  row("free", Measure::wait, result, housing, {}, {})};
  struct Case {
    LineId line;
    Entry entry;
    const char* clause;
    std::optional<Seconds> limit;
  };
  const Case cases[] = {{{benefit, consultation}, Entry::walk_in, "general", 15min},
                        {{benefit, consultation}, Entry::booked, "booked", 5min},
                        {{housing, consultation}, Entry::walk_in, "housing", 40min},
                        {{housing, consultation}, Entry::booked, "housing", 40min},
                        {{benefit, submission}, Entry::walk_in, "papers too", 20min},
                        {{housing, result}, Entry::walk_in, "free", std::nullopt}};
  for (const Case& wanted : cases) {
    const auto got = norm(&rules, wanted.line, wanted.entry, Measure::wait);
    EXPECT_EQ(got.clause.value, wanted.clause);
    EXPECT_EQ(got.limit, wanted.limit) << wanted.clause;
  }
  EXPECT_FALSE(norm(&rules, {benefit, submission}, Entry::walk_in, Measure::service).limit);
  EXPECT_FALSE(norm(nullptr, {benefit, submission}, Entry::walk_in, Measure::wait).limit);
}

TEST(Norm, ABookedVisitorHasTheWalkInsUnlessARowSaysOtherwise) {
  Regulation rules;
  rules.limits = {row("7.2", Measure::wait, consultation, {}, Entry::walk_in, 30min)};
  EXPECT_EQ(norm(&rules, {benefit, consultation}, Entry::booked, Measure::wait).limit, Seconds{30min});
  rules.limits.push_back(row("", Measure::wait, consultation, {}, Entry::booked, {}));
  EXPECT_FALSE(norm(&rules, {benefit, consultation}, Entry::booked, Measure::wait).limit)
      << "measured, without a norm";
}

/// The small hall whose waiting limit for documents becomes 20 minutes on 3 March.
Configuration with_versions() {
  Configuration hall = small_hall();
  Regulation newer = snezhinsk();
  newer.valid_from = day(3, 3);
  for (Limit& limit : newer.limits) {
    if (limit.procedure == submission && limit.measure == Measure::wait) limit.limit = 20min;
    if (limit.measure == Measure::service) limit.limit = 10min;
  }
  hall.regulations.insert(hall.regulations.begin(), newer);
  return hall;
}

TEST(Versions, TheLastOneValidOnTheDay) {
  const Configuration hall = with_versions();
  EXPECT_EQ(regulation_of(hall, "snezhinsk-2008", day(3, 2))->limits[0].limit, Seconds{30min});
  EXPECT_EQ(regulation_of(hall, "snezhinsk-2008", day(3, 3))->limits[0].limit, Seconds{20min});
  EXPECT_EQ(regulation_of(hall, "none", day(3, 3)), nullptr);
  EXPECT_EQ(regulation_of(hall, "rostov-draft", Date{std::chrono::year{2010} / 1 / 1}), nullptr);
}

TEST(Versions, AVersionWithoutADateIsTheOldest) {
  Configuration hall = with_versions();
  Regulation ever = snezhinsk();
  ever.valid_from = Date{};
  hall.regulations.push_back(ever);
  EXPECT_TRUE(regulation_of(hall, "snezhinsk-2008", day(3, 2))->valid_from.ok());
  EXPECT_FALSE(regulation_of(hall, "snezhinsk-2008", Date{std::chrono::year{2000} / 1 / 1})->valid_from.ok());
}

TEST(Versions, ATicketKeepsTheOneItWasIssuedUnderThroughAChangeAndATransfer) {
  Hall hall(small_hall());
  (void)hall.open("2");
  const TicketId ticket = hall.ticket(consultation);
  EXPECT_EQ(hall.visit(ticket).issued.regulation_from, snezhinsk().valid_from);
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  ASSERT_TRUE(hall.at("2", StartService{}).ok());
  Configuration changed = with_versions();
  changed.regulations.front().valid_from = day(3, 2);  // from today on
  hall.configure(changed);
  TransferTicket transfer;
  transfer.service = benefit;
  transfer.procedure = submission;
  ASSERT_TRUE(hall.at("2", transfer).ok());
  EXPECT_EQ(hall.visit(ticket).now.service_limit_s, Seconds{20min}) << "of its own version";
  const TicketId later = hall.ticket(submission);
  EXPECT_EQ(hall.visit(later).issued.wait_limit_s, Seconds{20min});
  EXPECT_EQ(hall.visit(later).issued.service_limit_s, Seconds{10min});
  EXPECT_EQ(hall.visit(later).issued.regulation_from, day(3, 2));
}

TEST(LimitsTable, ShowsWhatIsMeasured) {
  Configuration hall = with_versions();
  hall.regulations[1].terms = {{"talk",
                                ClauseId{"6.5"},
                                "Разговор по телефону",
                                {},
                                10,
                                Unit::minute,
                                false,
                                false,
                                "ответ",
                                "конец",
                                ""}};
  const auto table = limits_table(hall, "snezhinsk-2008", day(3, 2));
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 6U);
  EXPECT_EQ(table->rows[0].subject, "Подать документы, в порядке очереди: ожидание");
  EXPECT_EQ(table->rows[0].amount, 30);
  EXPECT_EQ(table->rows[0].from, "выдача талона");
  EXPECT_EQ(table->rows[2].from, "время записи");
  EXPECT_EQ(table->rows[3].subject, "Подать документы: приём одного заявителя");
  EXPECT_FALSE(table->rows[4].amount) << "without a norm, never nought";
  EXPECT_EQ(table->rows[5].kind, "term");
  for (const Limit& limit : hall.regulations[1].limits) {
    const auto shown = std::find_if(table->rows.begin(), table->rows.end(), [&](const LimitsRow& item) {
      return item.kind == name_of(limit.measure) && item.clause == limit.clause &&
             item.procedure == (limit.procedure.empty() ? "" : hall.procedure(limit.procedure)->title);
    });
    ASSERT_NE(shown, table->rows.end()) << limit.clause;
    EXPECT_EQ(shown->amount.has_value(), limit.limit.has_value());
    const double minutes = limit.limit ? static_cast<double>(limit.limit->count()) / 60 : -1;
    EXPECT_EQ(shown->amount.value_or(-1), minutes);
  }
  ASSERT_EQ(table->versions.size(), 3U);
  EXPECT_TRUE(table->versions[0].in_force);
  EXPECT_EQ(limits_table(hall, "snezhinsk-2008", day(3, 3))->rows[0].amount, 20);
  EXPECT_FALSE(limits_table(hall, "none", day(3, 2)));
}

}  // namespace
}  // namespace talon
