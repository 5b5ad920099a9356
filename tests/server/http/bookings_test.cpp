// SPDX-License-Identifier: MIT
// Appointments through the API: booked, shown, moved, cancelled, come to, and forgotten.
#include <boost/json.hpp>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "server/store/maintenance.h"
#include "tests/server/http/small_hall.h"

namespace talon::http {
namespace {

namespace json = boost::json;

const std::string slots = "/api/v1/appointments/slots?service=benefit&procedure=submission";
const std::string tomorrow = "2026-03-03T09:00:00.000+05:00";

std::string body(const std::string& slot_at, const std::string& more = "") {
  return R"({"service":"benefit","procedure":"submission","slot_at":")" + slot_at + "\"" + more + "}";
}
const std::string with_phone =
    R"(,"booked_by":"telephone","remind":"sms","name":"Анна","phone":"8 999 123-45-67","consent":true)";

json::object parsed(const Reply& reply) {
  return json::parse(reply.body).as_object();
}
std::string text(const Reply& reply, const char* name) {
  return std::string(parsed(reply).at(name).as_string());
}

struct Booked {
  std::string id;
  std::string code;
};
Booked booked(const Reply& reply) {
  EXPECT_EQ(reply.status, 201) << reply.body;
  return {text(reply, "appointment"), text(reply, "code")};
}

Reply book(test::SmallHall& hall, const std::string& slot_at, const std::string& more = "") {
  return hall.ask(hall.as_person(Role::specialist, "POST", "/api/v1/appointments", body(slot_at, more)));
}

Reply come(test::SmallHall& hall, const std::string& code) {
  return hall.ask(hall.as_kiosk("POST", "/api/v1/tickets", R"({"booking_code":")" + code + "\"}"));
}

/// How many files of the hall's folder have `part` in them.
int files_with(const test::SmallHall& hall, const std::string& part) {
  int found = 0;
  for (const auto& entry : std::filesystem::directory_iterator(hall.folder())) {
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    found += bytes.str().find(part) != std::string::npos ? 1 : 0;
  }
  return found;
}

TEST(Bookings, TheNearestFreeTimesAreOfferedInOrderAndByTheCallersWish) {
  test::SmallHall hall;
  const auto first = [&](const std::string& wish) {
    const Reply reply = hall.ask(hall.as_kiosk("GET", slots + wish));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return std::string(parsed(reply).at("slots").as_array().front().as_object().at("slot_at").as_string());
  };
  EXPECT_EQ(first(""), "2026-03-02T10:30:00.000+05:00");
  EXPECT_EQ(first("&after=16:00"), "2026-03-02T16:00:00.000+05:00");
  EXPECT_EQ(first("&from=2026-03-05&after=09:00&before=10:00"), "2026-03-05T09:00:00.000+05:00");
  for (const char* bad : {"&after=9", "&after=25:00", "&from=завтра", "&most=0", "&most=1000"})
    EXPECT_EQ(hall.ask(hall.as_kiosk("GET", slots + bad)).status, 400) << bad;
  const std::string none = "/api/v1/appointments/slots?service=benefit&procedure=";
  EXPECT_EQ(hall.ask(hall.as_kiosk("GET", none + "consultation")).status, 409) << "no booking for it";
  EXPECT_EQ(hall.ask(hall.as_kiosk("GET", none + "result")).status, 422) << "no such procedure";
}

TEST(Bookings, ByTelephoneThenComesWithTheCode) {
  test::SmallHall hall;
  const Booked anna = booked(book(hall, "2026-03-02T11:00:00.000+05:00", with_phone));
  EXPECT_EQ(anna.code.size(), 10U);
  EXPECT_EQ(anna.code.find_first_not_of("0123456789"), std::string::npos);
  const Reply list = hall.ask(hall.as_person(Role::manager, "GET", "/api/v1/appointments"));
  EXPECT_NE(list.body.find("…45-67"), std::string::npos) << list.body;
  EXPECT_NE(list.body.find("\"booked_by\":\"telephone\""), std::string::npos);
  EXPECT_EQ(list.body.find(anna.code), std::string::npos) << "a list shows no code";
  EXPECT_EQ(list.body.find("9991234567"), std::string::npos);
  const Reply ticket = come(hall, anna.code.substr(0, 5) + " " + anna.code.substr(5));
  EXPECT_EQ(ticket.status, 201) << ticket.body;
  EXPECT_NE(ticket.body.find("\"number\":\"В001\""), std::string::npos) << ticket.body;
  EXPECT_EQ(come(hall, anna.code).status, 404) << "a code opens once";
  const std::string find = R"({"booking_code":")" + anna.code + "\"}";
  const Reply again = hall.ask(hall.as_kiosk("POST", "/api/v1/appointments/find", find));
  EXPECT_EQ(text(again, "state"), "arrived") << "and then tells what became of it";
  EXPECT_EQ(text(again, "number"), "В001");
  EXPECT_EQ(again.body.find("45-67"), std::string::npos) << "a terminal is told nothing of the person";
  EXPECT_NE(ticket.body.find("\"booked_at\":\"2026-03-02T11:00"), std::string::npos) << ticket.body;
  const Reply one = hall.ask(hall.as_person(Role::specialist, "GET", "/api/v1/appointments/" + anna.id));
  EXPECT_EQ(text(one, "state"), "arrived");
  EXPECT_EQ(text(one, "number"), "В001");
}

TEST(Bookings, AtTheTerminalWithoutAnyPersonalData) {
  test::SmallHall hall;
  const Booked visitor = booked(hall.ask(hall.as_kiosk("POST", "/api/v1/appointments", body(tomorrow))));
  const std::string find = R"({"booking_code":")" + visitor.code + "\"}";
  const Reply found = hall.ask(hall.as_kiosk("POST", "/api/v1/appointments/find", find));
  EXPECT_EQ(found.status, 200) << found.body;
  EXPECT_EQ(text(found, "appointment"), visitor.id);
  EXPECT_EQ(text(found, "booked_by"), "kiosk");
  EXPECT_EQ(text(found, "slot_at"), tomorrow);
  const Reply early = come(hall, visitor.code);
  EXPECT_EQ(early.status, 409);
  EXPECT_NE(early.body.find("3 марта"), std::string::npos) << early.body;
  EXPECT_EQ(hall.ask(hall.as_kiosk("GET", "/api/v1/appointments")).status, 403);
  EXPECT_EQ(hall.ask(hall.as_kiosk("GET", "/api/v1/appointments/" + visitor.id + "/contact")).status, 403);
}

TEST(Bookings, WithoutConsentNothingIsKept) {
  test::SmallHall hall;
  const Reply refused = book(hall, tomorrow, R"(,"phone":"+79991234567")");
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(refused.body.find("согласия"), std::string::npos) << refused.body;
  EXPECT_TRUE(hall.contacts().find("+79991234567").empty());
}

TEST(Bookings, ARepeatIsAnsweredFromTheFirstAndOtherDataAreRefused) {
  test::SmallHall hall;
  Request request =
      hall.as_person(Role::specialist, "POST", "/api/v1/appointments", body(tomorrow, with_phone));
  const Reply first = hall.ask(request);
  EXPECT_EQ(hall.ask(request).body, first.body);
  EXPECT_EQ(hall.contacts().find("+79991234567").size(), 1U);
  std::string other = request.body;
  other.replace(other.find("45-67"), 5, "45-68");
  request.body = other;
  EXPECT_EQ(hall.ask(request).status, 422);
  request.body = body(tomorrow);
  EXPECT_EQ(hall.ask(request).status, 422) << "the same time without the contact is another request";
}

TEST(Bookings, ARepeatAfterTheDayIsOverStillGivesTheCode) {
  test::SmallHall hall;
  const Request request = hall.as_kiosk("POST", "/api/v1/appointments", body(tomorrow));
  const Booked first = booked(hall.ask(request));
  hall.pass(std::chrono::hours{72});
  hall.tick();
  hall.settle();
  const Booked again = booked(hall.ask(request));
  EXPECT_EQ(again.id, first.id);
  EXPECT_EQ(again.code, first.code);
}

TEST(Bookings, AFullSlotIsRefusedAndItsContactForgotten) {
  test::SmallHall hall;
  booked(book(hall, tomorrow));
  booked(book(hall, tomorrow));
  EXPECT_EQ(book(hall, tomorrow, with_phone).status, 409);
  // The clerk's jobs are done in order: after this answer the refused one is.
  EXPECT_EQ(hall.ask(hall.as_person(Role::manager, "GET", "/api/v1/appointments")).status, 200);
  EXPECT_TRUE(hall.contacts().find("+79991234567").empty());
}

TEST(Bookings, MovedAndCancelled) {
  test::SmallHall hall;
  const Booked anna = booked(book(hall, tomorrow, with_phone));
  const std::string one = "/api/v1/appointments/" + anna.id;
  const auto post = [&](const std::string& verb, const std::string& with) {
    return hall.ask(hall.as_person(Role::specialist, "POST", one + "/" + verb, with)).status;
  };
  EXPECT_EQ(post("move", R"({"slot_at":"2026-03-03T09:10:00+05:00"})"), 409) << "no such slot";
  EXPECT_EQ(post("move", R"({"slot_at":"2026-03-04T10:00:00+05:00","reason":"просит"})"), 204);
  const Reply moved = hall.ask(hall.as_person(Role::specialist, "GET", one));
  EXPECT_EQ(text(moved, "slot_at"), "2026-03-04T10:00:00.000+05:00");
  EXPECT_EQ(post("cancel", "{}"), 400) << "without a reason";
  EXPECT_EQ(post("cancel", R"({"reason":"не сможет"})"), 204);
  EXPECT_EQ(post("cancel", R"({"reason":"ещё раз"})"), 409);
  EXPECT_EQ(post("move", R"({"slot_at":"2026-03-04T11:00:00+05:00"})"), 409);
  const Reply gone =
      hall.ask(hall.as_kiosk("POST", "/api/v1/tickets", R"({"booking_code":")" + anna.code + "\"}"));
  EXPECT_EQ(gone.status, 404);
  EXPECT_EQ(hall.ask(hall.as_person(Role::manager, "GET", "/api/v1/appointments/none")).status, 404);
}

TEST(Bookings, TheWholeContactIsReadByStaffAndTheReadingKept) {
  test::SmallHall hall;
  const Booked anna = booked(book(hall, tomorrow, with_phone));
  const std::string target = "/api/v1/appointments/" + anna.id + "/contact";
  const Reply contact = hall.ask(hall.as_person(Role::specialist, "GET", target));
  EXPECT_EQ(contact.body, R"({"name":"Анна","phone":"+79991234567","email":""})");
  ASSERT_EQ(hall.contacts().readings(anna.id).size(), 1U);
  EXPECT_EQ(hall.contacts().readings(anna.id).front().reader, "specialist");
}

TEST(Bookings, GuessingACodeIsSlow) {
  test::SmallHall hall;
  int refused = 0;
  for (int i = 0; i < 40; ++i) {
    const int status = come(hall, std::to_string(1'000'000'000 + i)).status;
    EXPECT_TRUE(status == 404 || status == 429) << status;
    refused += status == 429 ? 1 : 0;
  }
  EXPECT_EQ(refused, 10);
}

// What a citizen said is in people.db and its copy alone, and after the days of keeping nowhere.
TEST(Bookings, NoPersonalDataInTheJournalAndNoneAnywhereAfterTheDaysOfKeeping) {
  test::SmallHall hall;
  booked(book(hall, tomorrow, with_phone));
  const Date slot_day = *parse_date("2026-03-03");
  const auto nobody = [](const std::string&) { return std::optional<Date>{}; };
  EXPECT_EQ(hall.ask(hall.as_person(Role::manager, "GET", "/api/v1/appointments")).status, 200);
  EXPECT_EQ(hall.contacts().tidy(slot_day, RealTime{}, nobody), 0);
  EXPECT_EQ(files_with(hall, "9991234567"), 2) << "people.db and its copy, not the journal or its log";
  const auto keep = hall.hall().state().configuration->keep_people;
  EXPECT_EQ(keep.count(), 30);
  const Date later{std::chrono::local_days{slot_day} + keep};
  const Date oldest{std::chrono::local_days{later} - keep + std::chrono::days{1}};
  EXPECT_EQ(hall.contacts().tidy(oldest, RealTime{}, nobody), 1);
  store::backup(hall.folder(), hall.folder() / "backup.db");
  for (const char* part : {"9991234567", "Анна"}) EXPECT_EQ(files_with(hall, part), 0) << part;
}

TEST(Bookings, AManagerErasesAPersonWhoAsks) {
  test::SmallHall hall;
  const Booked anna = booked(book(hall, tomorrow, with_phone));
  const auto erase = [&](Role role) {
    return hall.ask(hall.as_person(role, "POST", "/api/v1/people/erase", R"({"contact":"8 999 123-45-67"})"));
  };
  EXPECT_EQ(erase(Role::specialist).status, 403);
  EXPECT_EQ(erase(Role::manager).body, R"({"erased":1})");
  EXPECT_EQ(files_with(hall, "9991234567"), 0);
  EXPECT_EQ(hall.ask(hall.as_person(Role::manager, "GET", "/api/v1/appointments/" + anna.id)).status, 200)
      << "the appointment itself stays";
}

}  // namespace
}  // namespace talon::http
