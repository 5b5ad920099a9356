// SPDX-License-Identifier: MIT
// The halls that are shipped: read without a problem, and the facts of the documents are in them.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

#include "server/configuration/configuration_file.h"
#include "server/model/names.h"

namespace talon::configuration {
namespace {

using namespace std::chrono_literals;

Reading shipped(const std::string& name) {
  std::ifstream file(TALON_SOURCE_DIR "/deploy/halls/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return read_configuration(text.str(), name);
}

const Regulation& regulation(const Configuration& hall, std::string_view name) {
  return *std::find_if(hall.regulations.begin(), hall.regulations.end(),
                       [&](const Regulation& item) { return item.name == name; });
}

/// "clause limit" of every row for the measure, procedure and entry; "-" without a norm.
std::string limits(const Regulation& regulation, Measure measure, const char* procedure, Entry entry) {
  std::string all;
  for (const Limit& row : regulation.limits) {
    if (row.measure != measure || row.procedure != ProcedureId{procedure} ||
        row.entry.value_or(entry) != entry)
      continue;
    all += row.limit ? row.clause.value + " " + std::to_string(row.limit->count() / 60) + ";" : "-;";
  }
  return all;
}

/// "mon 540-1080 tue ..." of a hall.
std::string hours(const Configuration& hall) {
  std::set<std::string> days;
  for (const Hours& item : hall.hours) {
    for (const auto day : item.days) {
      days.insert(std::to_string(day.iso_encoding()) + " " + std::to_string(item.from.count()) + "-" +
                  std::to_string(item.to.count()) + ";");
    }
  }
  std::string all;
  for (const std::string& day : days) all += day;
  return all;
}

/// "service/procedure step places days notice room;" of every line one can book a time for.
std::string schedules(const Configuration& hall) {
  std::string all;
  for (const Service& service : hall.services) {
    for (const Offer& offer : service.offers) {
      if (!offer.schedule) continue;
      const Schedule& plan = *offer.schedule;
      all += service.id.value + "/" + offer.procedure.value + " " + std::to_string(plan.step.count()) + " " +
             std::to_string(plan.places) + " " + std::to_string(plan.days_ahead) + " " +
             std::to_string(plan.notice.count()) + " " + plan.room.value + ";";
    }
  }
  return all;
}

/// One of the desks in this room receives the line.
bool received_in(const Configuration& hall, const LineId& line, const RoomId& room) {
  return std::any_of(hall.desks.begin(), hall.desks.end(), [&](const Desk& desk) {
    return desk.room == room && std::find(desk.serves.begin(), desk.serves.end(), line) != desk.serves.end();
  });
}

bool within_reception(const Configuration& hall, const Hours& plan) {
  return std::all_of(plan.days.begin(), plan.days.end(), [&](const auto day) {
    return std::any_of(hall.hours.begin(), hall.hours.end(), [&](const Hours& each) {
      return std::find(each.days.begin(), each.days.end(), day) != each.days.end() &&
             each.from <= plan.from && plan.to <= each.to;
    });
  });
}

class Shipped : public testing::TestWithParam<const char*> {};

TEST_P(Shipped, IsReadWithoutAProblemAndKeepsTheHouseRules) {
  const Reading reading = shipped(GetParam());
  ASSERT_TRUE(reading.ok()) << reading.text();
  const Configuration& hall = *reading.configuration;
  EXPECT_EQ(hall.phone, "") << "no real telephone in shipped data";
  EXPECT_EQ(hall.public_url, "http://127.0.0.1:8080");
  for (const LineId& line : hall.lines()) EXPECT_FALSE(hall.letter(line).empty());
  for (const Service& service : hall.services) EXPECT_FALSE(service.official.empty()) << service.id;
}
/// Who was told a room at booking goes straight to it (S2-5.4.2), and the whole place lies in reception
/// hours.
TEST_P(Shipped, AnAppointmentNamesARoomThatReceivesItAndHoursThatAreOpen) {
  const Reading reading = shipped(GetParam());
  ASSERT_TRUE(reading.ok()) << reading.text();
  const Configuration& hall = *reading.configuration;
  for (const LineId& line : hall.lines()) {
    const Offer& offer = *hall.offer(line);
    if (!offer.schedule) continue;
    const RoomId& room = offer.schedule->room;
    EXPECT_TRUE(room.empty() || received_in(hall, line, room)) << line.service << "/" << line.procedure;
    for (const Hours& plan : offer.schedule->hours)
      EXPECT_TRUE(within_reception(hall, plan)) << line.service << "/" << line.procedure;
  }
}
INSTANTIATE_TEST_SUITE_P(Halls, Shipped,
                         testing::Values("snezhinsk.toml", "snezhinsk-mobile.toml", "rostov.toml"));

TEST(Snezhinsk, LimitsAreThoseOfTheRegulation) {
  for (const auto& [file, profile] : {std::pair{"snezhinsk.toml", "snezhinsk-2008"},
                                      std::pair{"snezhinsk-mobile.toml", "snezhinsk-mobile"}}) {
    const Reading reading = shipped(file);
    ASSERT_TRUE(reading.ok()) << reading.text();
    EXPECT_EQ(reading.configuration->regulation, profile) << "its own hall measures by it";
    const Regulation& rules = regulation(*reading.configuration, profile);
    EXPECT_EQ(rules.status, "in force");
    EXPECT_EQ(rules.late_after, 15min);
    EXPECT_EQ(limits(rules, Measure::wait, "submission", Entry::walk_in), "7.2 30;");
    EXPECT_EQ(limits(rules, Measure::wait, "consultation", Entry::walk_in), "7.2 30;");
    EXPECT_EQ(limits(rules, Measure::wait, "submission", Entry::booked), "7.3 15;");
    EXPECT_EQ(limits(rules, Measure::wait, "consultation", Entry::booked), "-;");
    EXPECT_EQ(limits(rules, Measure::wait, "result", Entry::walk_in), "-;");
    EXPECT_EQ(limits(rules, Measure::service, "submission", Entry::walk_in), "7.4 20;");
    EXPECT_EQ(limits(rules, Measure::service, "submission", Entry::booked), "7.4 20;");
    EXPECT_EQ(limits(rules, Measure::service, "consultation", Entry::walk_in), "-;");
  }
}

/// "clause amount unit" of a term; "-" when there is none.
std::string term(const Regulation& regulation, std::string_view id) {
  for (const Term& row : regulation.terms) {
    if (row.id != id) continue;
    std::string text = row.clause.value + (row.least ? " >= " : " ");
    text += std::to_string(static_cast<int>(std::lround(row.amount.value_or(-1) * 10))) + "/10 ";
    return text + std::string(name_of(row.unit)) + (row.target ? " target" : "");
  }
  return "-";
}

TEST(Snezhinsk, TheOtherTermsOfTheTable) {
  const Reading reading = shipped("snezhinsk.toml");
  ASSERT_TRUE(reading.ok()) << reading.text();
  const Regulation& rules = regulation(*reading.configuration, "snezhinsk-2008");
  EXPECT_EQ(term(rules, "telephone_talk"), "6.5 100/10 minute");
  EXPECT_EQ(term(rules, "telephone_forward"), "6.5 10/10 time");
  EXPECT_EQ(term(rules, "telephone_answer"), "6.5 20/10 day");
  EXPECT_EQ(term(rules, "auto_informer"), "6.5 100/10 minute");
  EXPECT_EQ(term(rules, "sound_message"), "5.3.12 15/10 minute target");
  EXPECT_EQ(term(rules, "sound_repeat"), "5.3.12 100/10 minute");
  EXPECT_EQ(term(rules, "board_height"), "5.3.15 >= 22/10 metre");
  EXPECT_EQ(term(rules, "waiting_places"), "5.3.6 >= 50/10 place");
  double main_path = 0;
  double incomplete = 4;  // the identity is established on this branch too
  for (const Term& row : rules.terms) {
    if (row.title.starts_with("Шаг приёма")) main_path += row.amount.value_or(0);
    if (row.id == "step_return" || row.id == "step_oral_journal") incomplete += row.amount.value_or(0);
  }
  EXPECT_EQ(main_path, 20) << "the steps of S2-App8.2 together are the limit of 7.4";
  EXPECT_EQ(incomplete, 10);
}

TEST(Snezhinsk, TheMobileServiceHasItsOwnTermsAndPlace) {
  const Reading reading = shipped("snezhinsk-mobile.toml");
  ASSERT_TRUE(reading.ok()) << reading.text();
  EXPECT_EQ(reading.configuration->place, "mobile");
  EXPECT_TRUE(reading.configuration->devices.empty()) << "a laptop and a printer";
  const Regulation& mobile = regulation(*reading.configuration, "snezhinsk-mobile");
  EXPECT_EQ(mobile.terms.size(), 9U);
  EXPECT_EQ(term(mobile, "mobile_start"), "11.6 100/10 minute");
  EXPECT_EQ(term(mobile, "mobile_travel"), "11.5 35/10 minute target");
  EXPECT_EQ(term(mobile, "mobile_handover"), "11.8 20/10 day");
}

TEST(Snezhinsk, HoursMenuAndDevices) {
  const Reading reading = shipped("snezhinsk.toml");
  ASSERT_TRUE(reading.ok()) << reading.text();
  const Configuration& hall = *reading.configuration;
  EXPECT_EQ(hours(hall), "1 540-1080;2 510-1020;3 510-1020;4 540-1080;");
  EXPECT_EQ(hall.zone, "Asia/Yekaterinburg");
  EXPECT_EQ(hall.regulation, "snezhinsk-2008");
  EXPECT_EQ(hall.rooms.size(), 4U);
  EXPECT_EQ(hall.desks.size(), 6U);
  EXPECT_GE(hall.services.size(), 12U);
  const Service* benefit = hall.service(ServiceId{"child_benefit"});
  ASSERT_NE(benefit, nullptr);
  EXPECT_EQ(benefit, hall.services.data()) << "first in the menu";
  EXPECT_EQ(benefit->official, "Назначение и выплата ежемесячного пособия на ребенка");
  ASSERT_EQ(benefit->offers.size(), 3U);
  EXPECT_EQ(hall.letter({benefit->id, ProcedureId{"consultation"}}), "А");
  EXPECT_EQ(hall.letter({benefit->id, ProcedureId{"submission"}}), "В");
  EXPECT_EQ(hall.letter({benefit->id, ProcedureId{"result"}}), "Е");
  EXPECT_EQ(benefit->offers[1].brief.size(), 9U);
  EXPECT_EQ(hall.device(DeviceId{"kiosk1"})->letter, "П");
  EXPECT_EQ(hall.device(DeviceId{"kiosk2"})->letter, "Р");
  EXPECT_EQ(hall.device(DeviceId{"board1"})->role, DeviceRole::display);
  EXPECT_EQ(hall.device(DeviceId{"board1"})->distance_m, 6);
}

TEST(Snezhinsk, ATimeCanBeBookedForConsultationsAndDocuments) {
  const Reading reading = shipped("snezhinsk.toml");
  ASSERT_TRUE(reading.ok()) << reading.text();
  EXPECT_EQ(schedules(*reading.configuration),
            "child_benefit/consultation 15 1 14 30 1;child_benefit/submission 20 1 14 30 2;"
            "birth_benefit/submission 20 1 14 30 2;housing_subsidy/submission 20 1 14 30 3;"
            "labour_veteran/submission 20 1 14 30 3;guardianship/consultation 30 1 30 60 5;"
            "guardianship/submission 20 1 30 60 5;social_contract/submission 20 1 30 60 5;");
}

TEST(Rostov, ATimeCanBeBookedForTheResultToo) {
  const Reading reading = shipped("rostov.toml");
  ASSERT_TRUE(reading.ok()) << reading.text();
  EXPECT_EQ(schedules(*reading.configuration),
            "rehabilitated_travel/consultation 30 1 30 120 101;rehabilitated_travel/submission 30 1 30 120 "
            "101;rehabilitated_travel/result 15 1 30 120 ;labour_veteran/submission 15 1 30 120 101;"
            "housing_subsidy/submission 15 1 30 120 101;");
}

TEST(Rostov, DiffersInDataOnly) {
  const Reading reading = shipped("rostov.toml");
  ASSERT_TRUE(reading.ok()) << reading.text();
  const Configuration& hall = *reading.configuration;
  const Regulation& rules = regulation(hall, "rostov-draft");
  EXPECT_EQ(rules.status, "draft");
  for (const Entry entry : {Entry::walk_in, Entry::booked}) {
    EXPECT_EQ(limits(rules, Measure::wait, "submission", entry), "II.12 15;");
    EXPECT_EQ(limits(rules, Measure::service, "submission", entry), "III.2.1 15;");
    EXPECT_EQ(limits(rules, Measure::wait, "consultation", entry), "-;");
  }
  EXPECT_EQ(term(rules, "telephone_talk"), "I.3.4 100/10 minute");
  EXPECT_EQ(term(rules, "complaint_intake"), "V.5 50/10 working_day");
  EXPECT_EQ(hours(hall), "1 540-1080;2 540-1080;3 540-1080;4 540-1080;5 540-1005;");
  EXPECT_EQ(hall.zone, "Europe/Moscow");
  ASSERT_EQ(hall.breaks.size(), 1U);
  EXPECT_EQ(hall.breaks[0].from, 13h);
  EXPECT_EQ(hall.breaks[0].to, 13h + 45min);
  EXPECT_TRUE(hall.offer({ServiceId{"rehabilitated_travel"}, ProcedureId{"submission"}}) != nullptr);
}

}  // namespace
}  // namespace talon::configuration
