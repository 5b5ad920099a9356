// SPDX-License-Identifier: MIT
// The journals of the regulation and the appointments, from the product's own decisions to the report.
#include <gtest/gtest.h>

#include "server/stats/format.h"
#include "tests/fakes/hall_fixture.h"
#include "tests/server/stats/fold_hall.h"

namespace talon::stats {
namespace {

using namespace fakes;

Configuration office() {
  Configuration hall = small_hall();
  hall.registries = {{RegistryId{"appeals"}, "Журнал регистрации устных обращений"}};
  hall.outcomes = {{"consulted", "консультация дана", {}, {}, {}},
                   {"returned", "документы возвращены", RegistryId{"appeals"}, {"нет копии"}, {}}};
  Schedule schedule;
  schedule.step = 30min;
  schedule.places = 5;
  schedule.days_ahead = 7;
  hall.services.front().offers[0].schedule = schedule;
  hall.services.front().offers[1].schedule = schedule;
  return hall;
}

/// Each day of the hall, folded from its own events alone.
Days days_of(const Hall& hall) {
  std::set<std::int64_t> undone;
  for (const Event& event : hall.all<Undone>()) undone.insert(std::get<Undone>(event.body).undoes);
  std::vector<DayFold> folds;
  for (const Event& event : hall.journal()) {
    if (const auto* opened = std::get_if<DayOpened>(&event.body)) {
      folds.emplace_back(opened->date, hall.state().configuration, undone, event.when.at);
    }
    if (!folds.empty()) folds.back().add(event);
  }
  Days days;
  for (const DayFold& fold : folds) {
    days.push_back(std::make_shared<const DaySummary>(fold.summary(test::reception_of(hall), hall.now().at)));
  }
  return days;
}

Period all_of(const Hall& hall) {
  return {*parse_date("2026-03-02"), hall.state().date};
}

void serve(Hall& hall, const ProcedureId& procedure, const std::string& outcome) {
  (void)hall.ticket(procedure);
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  ASSERT_TRUE(hall.at("2", StartService{}).ok());
  hall.pass(5min);
  ASSERT_TRUE(hall.at("2", FinishService{{}, outcome, outcome == "returned" ? "нет копии" : ""}).ok());
}

RegistryReport journals_of(const Hall& hall, const RegistryId& only = {}) {
  const Configuration& configuration = *hall.state().configuration;
  const ElementTitle element = [&](const std::string& /*kind*/, const std::string& key) {
    return configuration.outcome(key)->title;
  };
  return registry_report(days_of(hall), all_of(hall), {configuration.registries, element, {}, {}}, only,
                         false);
}

TEST(Journals, HaveARowForEachOutcomeThatStandsInOneAndNoneThatWasTakenBack) {
  Hall hall(office());
  (void)hall.open("2");
  serve(hall, submission, "returned");
  serve(hall, consultation, "consulted");
  serve(hall, submission, "returned");
  ASSERT_TRUE(hall.at("2", UndoLast{}).ok());
  ASSERT_TRUE(hall.at("2", FinishService{{}, "consulted", ""}).ok());
  serve(hall, submission, "returned");
  hall.pass_to("09:00:00", "2026-03-03");
  (void)hall.open("2");
  serve(hall, consultation, "returned");
  const RegistryReport report = journals_of(hall);
  ASSERT_EQ(report.rows.size(), 3U);
  const RegistryRow& first = report.rows[0];
  EXPECT_EQ(first.number, 1);
  EXPECT_EQ(first.year, 2026);
  EXPECT_EQ(first.line_title, "benefit: submission");
  EXPECT_EQ(first.outcome_title, "документы возвращены");
  EXPECT_EQ(first.reason, "нет копии");
  EXPECT_EQ(first.specialist, "user2");
  EXPECT_EQ(report.rows[1].number, 2) << "the number that was given back is taken again";
  EXPECT_EQ(report.rows[2].number, 3) << "the next day goes on";
  ASSERT_EQ(report.registries.size(), 1U);
  const RegistryRange& range = report.registries[0];
  EXPECT_EQ(range.title, "Журнал регистрации устных обращений");
  EXPECT_EQ(std::tuple(range.first, range.last, range.count, range.missing), std::tuple(1, 3, 3, 0));
}

TEST(Journals, AMatterThatEndedBeforeTheVisitWentOnIsOfItsOwnLine) {
  Hall hall(office());
  (void)hall.open("2");
  (void)hall.ticket(submission);
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  ASSERT_TRUE(hall.at("2", StartService{}).ok());
  ASSERT_TRUE(hall.at("2", NextMatter{{}, benefit, consultation, "returned", "нет копии"}).ok());
  ASSERT_TRUE(hall.at("2", FinishService{{}, "returned", "нет копии"}).ok());
  const RegistryReport report = journals_of(hall);
  ASSERT_EQ(report.rows.size(), 2U);
  EXPECT_EQ(report.rows[0].procedure, "submission");
  EXPECT_EQ(report.rows[1].procedure, "consultation");
}

TEST(Journals, AreWrittenInTheColumnsOfTheirRegulation) {
  Configuration with_columns = office();
  with_columns.registries.front().columns = {
      {"№ п/п", ColumnOf::number},           {"Дата обращения", ColumnOf::date},
      {"Ф.И.О. заявителя", ColumnOf::blank}, {"Причина обращения", ColumnOf::procedure},
      {"Результат", ColumnOf::outcome},      {"Основание", ColumnOf::reason}};
  with_columns.registries.push_back({RegistryId{"other"}, "Другой журнал"});
  with_columns.outcomes.push_back({"accepted", "документы приняты", RegistryId{"other"}, {}, {}});
  Hall hall(with_columns);
  (void)hall.open("2");
  serve(hall, submission, "returned");
  EXPECT_EQ(csv(journals_of(hall), ','),
            "№ п/п,Дата обращения,Ф.И.О. заявителя,Причина обращения,Результат,Основание\r\n"
            "1,2026-03-02,,submission,документы возвращены: нет копии,нет копии\r\n");
  serve(hall, submission, "accepted");
  const RegistryReport both = journals_of(hall);
  ASSERT_EQ(both.registries.size(), 2U);
  EXPECT_EQ(both.registries[0].columns.size(), 6U);
  EXPECT_EQ(both.registries[1].columns.front().of, ColumnOf::number) << "what a row knows";
  EXPECT_TRUE(csv(both, ',').starts_with("Журнал,Год,№ п/п,Дата,"));
  EXPECT_EQ(journals_of(hall, RegistryId{"other"}).rows.size(), 1U);
}

TEST(Journals, ALostRowShows) {
  DaySummary day;
  day.date = *parse_date("2026-03-02");
  for (const int number : {4, 5, 8}) {
    RegistryEntry& entry = day.registries.emplace_back();
    entry.registry = RegistryId{"appeals"};
    entry.year = 2026;
    entry.number = number;
  }
  const RegistryReport report =
      registry_report({std::make_shared<const DaySummary>(day)}, {day.date, day.date}, {}, {}, false);
  ASSERT_EQ(report.registries.size(), 1U);
  EXPECT_EQ(report.registries[0].missing, 2);
}

void book(Hall& hall, const char* name, const Timestamp& slot_at, BookedBy by = BookedBy::in_person,
          const ProcedureId& procedure = submission) {
  BookAppointment command;
  command.appointment = AppointmentId{name};
  command.codes = {std::string("code-") + name};
  command.service = benefit;
  command.procedure = procedure;
  command.slot_at = slot_at;
  command.booked_by = by;
  ASSERT_TRUE(hall.desk(command, "user2").ok());
}

void arrive(Hall& hall, const std::string& name) {
  IssueTicket command;
  command.ticket = TicketId{"t-" + name};
  command.token = "token-" + name;
  command.booking_code = "code-" + name;
  ASSERT_TRUE(hall.give(command, {Role::kiosk, "kiosk1", ""}).ok());
}

TEST(AppointmentDays, CountWhoCameWhoWasLateAndWhoDidNotCome) {
  Hall hall(office());
  book(hall, "early", monday("10:00:00"));
  book(hall, "late", monday("10:00:00"), BookedBy::telephone);
  book(hall, "never", monday("11:00:00"), BookedBy::telephone);
  book(hall, "away", monday("11:00:00"));
  book(hall, "put-off", monday("11:30:00"), BookedBy::kiosk, consultation);
  book(hall, "tomorrow", monday("09:30:00", "2026-03-03"));
  ASSERT_TRUE(hall.desk(CancelAppointment{AppointmentId{"away"}, "не придёт"}, "user2").ok());
  ASSERT_TRUE(hall.desk(MoveAppointment{AppointmentId{"put-off"}, monday("10:00:00", "2026-03-03"), "просит"},
                        "user2")
                  .ok());
  hall.pass_to("09:50:00");
  arrive(hall, "early");
  hall.pass_to("10:45:00");
  arrive(hall, "late");

  const AppointmentReport running = appointment_report(days_of(hall), all_of(hall), {}, false);
  ASSERT_EQ(running.lines.size(), 2U);
  EXPECT_EQ(running.lines[0].procedure, "consultation");
  EXPECT_EQ(std::tuple(running.lines[0].kiosk, running.lines[0].moved, running.lines[0].due),
            std::tuple(1, 1, 0));
  EXPECT_EQ(std::tuple(running.total.booked, running.total.in_person, running.total.telephone),
            std::tuple(6, 3, 2));
  EXPECT_EQ(std::tuple(running.total.due, running.total.arrived, running.total.late, running.total.expected),
            std::tuple(3, 2, 1, 1));
  EXPECT_EQ(running.total.cancelled, 1);
  EXPECT_EQ(running.total.missed_share, 0.0) << "the day is not over";

  hall.pass_to("09:40:00", "2026-03-03");
  arrive(hall, "tomorrow");
  const AppointmentReport report = appointment_report(days_of(hall), all_of(hall), {}, false);
  ASSERT_EQ(report.days.size(), 2U);
  EXPECT_EQ(report.days[0].title, "2026-03-02");
  EXPECT_EQ(std::tuple(report.days[0].due, report.days[0].arrived, report.days[0].missed),
            std::tuple(3, 2, 1));
  EXPECT_EQ(report.days[0].expected, 0);
  EXPECT_EQ(report.days[0].missed_share, 0.3333);
  EXPECT_EQ(report.days[1].booked, 0) << "booked on Monday";
  EXPECT_EQ(std::tuple(report.days[1].due, report.days[1].arrived, report.days[1].expected),
            std::tuple(2, 1, 1));
  EXPECT_EQ(report.total.due, 5);
}

}  // namespace
}  // namespace talon::stats
