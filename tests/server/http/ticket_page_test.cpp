// SPDX-License-Identifier: MIT
#include "server/http/ticket_page.h"

#include <gtest/gtest.h>

namespace talon::http {
namespace {

TicketStatus status() {
  TicketStatus out;
  out.time.now = *parse_timestamp("2026-03-02T09:14:00.000+05:00");
  out.number = *parse_ticket_number("А017");
  out.ahead = 3;
  return out;
}

TEST(TicketPage, SaysPositionAndRefreshesItselfWithoutAScript) {
  const std::string page = ticket_page(status());
  EXPECT_NE(page.find("А017"), std::string::npos);
  EXPECT_NE(page.find("<dd>3</dd>"), std::string::npos);
  EXPECT_NE(page.find("http-equiv=\"refresh\" content=\"15\""), std::string::npos);
  EXPECT_NE(page.find("noindex"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("style=\""), std::string::npos);
}

TEST(TicketPage, RepeatsWhatTheSlipPromised) {
  TicketStatus waiting = status();
  EXPECT_EQ(ticket_page(waiting).find("Не позже"), std::string::npos);
  waiting.not_later = parse_timestamp("2026-03-02T09:55:00.000+05:00");
  EXPECT_NE(ticket_page(waiting).find("09:55"), std::string::npos);
}

TEST(TicketPage, ACalledVisitorReadsWhereToGo) {
  TicketStatus called = status();
  called.state = TicketState::called;
  called.room_title = "кабинет 5";
  called.desk_title = "окно 3";
  EXPECT_NE(ticket_page(called).find("кабинет 5, окно 3"), std::string::npos);
}

TEST(TicketPage, TextOfTheConfigurationIsEscaped) {
  TicketStatus called = status();
  called.state = TicketState::called;
  called.room_title = "<script>alert('1')</script>&\"";
  const std::string page = ticket_page(called);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;"), std::string::npos);
}

TEST(TicketPage, AnEndedVisitIsNotAskedForAgain) {
  TicketStatus served = status();
  served.state = TicketState::served;
  EXPECT_EQ(ticket_page(served).find("http-equiv"), std::string::npos);
  EXPECT_EQ(ticket_page_unknown().find("http-equiv"), std::string::npos);
}

}  // namespace
}  // namespace talon::http
