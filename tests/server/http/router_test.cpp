// SPDX-License-Identifier: MIT
#include "server/http/router.h"

#include <gtest/gtest.h>

#include "tests/server/http/small_hall.h"

namespace talon::http {
namespace {

const std::string ticket_body = R"({"service":"benefit","procedure":"consultation"})";

TEST(Router, ATicketIsIssuedAndShown) {
  test::SmallHall hall;
  const Reply issued = hall.ask(hall.as_kiosk("POST", "/api/v1/tickets", ticket_body));
  EXPECT_EQ(issued.status, 201) << issued.body;
  EXPECT_NE(issued.body.find("\"number\":\"А001\""), std::string::npos) << issued.body;
  EXPECT_NE(hall.ask(hall.as_kiosk("GET", "/api/v1/menu")).body.find("\"waiting\":1"), std::string::npos);
}

TEST(Router, ARepeatAfterTheDayEndedStillGivesItsSlip) {
  test::SmallHall hall;
  const Request request = hall.as_kiosk("POST", "/api/v1/tickets", ticket_body);
  const Reply first = hall.ask(request);
  ASSERT_EQ(first.status, 201);
  hall.pass(std::chrono::hours{24});
  hall.tick();
  hall.settle();
  const Reply other = hall.ask(hall.as_kiosk("POST", "/api/v1/tickets", ticket_body));
  EXPECT_NE(other.body.find("\"number\":\"А001\""), std::string::npos);  // another day, numbers begin anew
  const Reply again = hall.ask(request);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
}

TEST(Router, TimeAloneMakesTheBreachBeforeTheNextCommand) {
  test::SmallHall hall;
  ASSERT_EQ(hall.ask(hall.as_kiosk("POST", "/api/v1/tickets", ticket_body)).status, 201);
  hall.pass(std::chrono::minutes{31});
  const Request next = hall.as_kiosk("POST", "/api/v1/tickets", ticket_body);
  ASSERT_EQ(hall.ask(next).status, 201);
  EXPECT_EQ(hall.hall().state().breaches.size(), 1u);
  EXPECT_EQ(hall.ask(next).status, 201);  // the key stands at the ticket's event, not at the breach's
}

TEST(Router, MetricsNameNoTicket) {
  test::SmallHall hall;
  ASSERT_EQ(hall.ask(hall.as_kiosk("POST", "/api/v1/tickets", ticket_body)).status, 201);
  const Reply metrics = hall.ask(hall.as_kiosk("GET", "/metrics"));
  EXPECT_NE(metrics.body.find("talon_tickets_issued_total 1\n"), std::string::npos);
  EXPECT_EQ(metrics.body.find("А001"), std::string::npos);
}

TEST(Router, TheBodyIsPartOfTheKeyThePathToo) {
  test::SmallHall hall;
  Request request = hall.as_kiosk("POST", "/api/v1/tickets", ticket_body);
  ASSERT_EQ(hall.ask(request).status, 201);
  request.body = R"({"service":"benefit","procedure":"submission"})";
  EXPECT_EQ(hall.ask(request).status, 422);
  request.target = "/api/v1/help";
  request.body = "{}";
  EXPECT_EQ(hall.ask(request).status, 422);
}

TEST(Router, APersonAtATerminalNamesATicketByItsNumber) {
  test::SmallHall hall;
  ASSERT_EQ(hall.ask(hall.as_kiosk("POST", "/api/v1/tickets", ticket_body)).status, 201);
  const std::string ticket = "/api/v1/tickets/%D0%90001";
  const Reply status = hall.ask(hall.as_kiosk("GET", ticket + "/status"));
  EXPECT_EQ(status.status, 200) << status.body;
  EXPECT_NE(status.body.find("\"state\":\"waiting\""), std::string::npos) << status.body;
  EXPECT_EQ(hall.ask(hall.as_kiosk("POST", ticket + "/rating", R"({"rating":3})")).status, 204);
  EXPECT_EQ(hall.ask(hall.as_kiosk("POST", ticket + "/arrive", "")).status, 204);
  EXPECT_EQ(hall.ask(hall.as_kiosk("GET", "/api/v1/tickets/%D0%90002/status")).status, 404);
  // Taking a ticket out of the queue needs its id: a number may be typed by anybody.
  EXPECT_EQ(hall.ask(hall.as_kiosk("POST", ticket + "/cancel", R"({"reason":"нет"})")).status, 404);
}

TEST(Router, AnotherTerminalPrintsWhatTheFirstCouldNot) {
  test::SmallHall hall;
  const Reply issued = hall.ask(hall.as_kiosk("POST", "/api/v1/tickets", ticket_body));
  ASSERT_EQ(issued.status, 201);
  const auto from = issued.body.find("\"id\":\"") + 6;
  const std::string ticket =
      "/api/v1/tickets/" + issued.body.substr(from, issued.body.find('"', from) - from);
  const std::string paper = "/api/v1/tickets/%D0%90001/slip";
  EXPECT_EQ(hall.ask(hall.as_kiosk("GET", paper)).status, 409) << "its own terminal is still printing";
  const std::string failed = R"({"outcome":"failed","reason":"media-empty"})";
  ASSERT_EQ(hall.ask(hall.as_kiosk("POST", ticket + "/slip", failed)).status, 204);
  const Reply reply = hall.ask(hall.as_kiosk("GET", paper));
  EXPECT_EQ(reply.status, 200) << reply.body;
  EXPECT_NE(reply.body.find("\"number\":\"А001\""), std::string::npos) << reply.body;
  ASSERT_EQ(hall.ask(hall.as_kiosk("POST", ticket + "/slip", R"({"outcome":"printed"})")).status, 204);
  EXPECT_EQ(hall.ask(hall.as_kiosk("GET", paper)).status, 409) << "a number read from a slip prints none";
  EXPECT_EQ(hall.ask(hall.as_kiosk("GET", "/api/v1/tickets/%D0%90002/slip")).status, 404);
}

TEST(Router, ALateNumberKnownToTheDatabaseAloneIsRefusedAndStopsNothing) {
  test::SmallHall hall;
  const auto late = [&] {
    return hall.as_kiosk("POST", "/api/v1/tickets",
                         R"({"service":"benefit","procedure":"consultation","number":"П005",)"
                         R"("issued_at":"2026-02-27T10:00:00.000+05:00"})");
  };
  ASSERT_EQ(hall.ask(late()).status, 201);
  hall.pass(std::chrono::hours{24});
  hall.tick();
  hall.settle();
  // The state of the new day has forgotten it; a terminal with a new disk delivers the number once more.
  EXPECT_EQ(hall.ask(late()).status, 409);
  EXPECT_EQ(hall.ask(hall.as_kiosk("POST", "/api/v1/tickets", ticket_body)).status, 201);
}

TEST(Router, ADeviceHeardAgainWritesNothing) {
  test::SmallHall hall;
  const Request state = hall.as_kiosk("PUT", "/api/v1/devices/kiosk1/state",
                                      R"({"components":[{"component":"printer","health":"ok"}]})");
  EXPECT_EQ(hall.ask(state).status, 204);
  const auto seq = hall.hall().state().seq;
  EXPECT_EQ(hall.ask(state).status, 204);
  EXPECT_EQ(hall.hall().state().seq, seq);
}

}  // namespace
}  // namespace talon::http
