// SPDX-License-Identifier: MIT
#include <fstream>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sstream>

#include "server/protocol/json.h"
#include "tests/server/protocol/generators.h"

namespace talon::protocol {
namespace {

template <std::size_t... index>
std::vector<EventBody> one_of_each(std::index_sequence<index...>) {
  return {EventBody{std::variant_alternative_t<index, EventBody::variant>{}}...};
}
std::vector<EventBody> bodies() {
  return one_of_each(std::make_index_sequence<std::variant_size_v<EventBody::variant>>{});
}

std::string hall_text() {
  std::ifstream file(TALON_SOURCE_DIR "/deploy/halls/rostov.toml");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

Event any_event(EventBody body) {
  Event event;
  test::Fill fill;
  fill(event.seq);
  fill(event.when.at);
  fill(event.when.t);
  fill(event.due);
  fill(event.request);
  fill(event.request_scope);
  fill(event.request_sha);
  fill(event.by.role);
  fill(event.by.name);
  fill(event.by.via);
  std::visit(fill, body);
  if (auto* applied = std::get_if<ConfigurationApplied>(&body)) applied->toml = hall_text();
  event.body = std::move(body);
  return event;
}

bool same_event(const Event& a, const Event& b) {
  return a.seq == b.seq && test::same(a.when.at, b.when.at) && a.when.t == b.when.t &&
         test::same(a.due, b.due) && a.request == b.request && a.request_scope == b.request_scope &&
         a.request_sha == b.request_sha && a.by == b.by && a.body.index() == b.body.index() &&
         std::visit(
             [&](const auto& body) {
               return test::same(body, std::get<std::decay_t<decltype(body)>>(b.body));
             },
             a.body);
}

TEST(Event, EveryKindIsReadBack) {
  for (const EventBody& body : bodies()) {
    SCOPED_TRACE(event_type(body));
    EXPECT_TRUE(rc::check([&] {
      const Event event = any_event(body);
      const std::string text = encode(event);
      RC_LOG() << text;
      const auto read = decode_event(text);
      RC_ASSERT(read.ok());
      RC_ASSERT(same_event(*read, event));
      RC_ASSERT(encode(*read) == text);
      RC_ASSERT(text.find('\n') == std::string::npos);
    }));
  }
}

TEST(Event, FieldsOfABodyNeverHaveANameOfTheHeader) {
  for (const EventBody& body : bodies()) {
    std::visit(
        [&](const auto& event) {
          for_each_field(event, [&](std::string_view name, const auto&) {
            for (const char* taken : {"seq", "at", "t", "type", "due", "request", "request_scope",
                                      "request_sha", "role", "by", "via"}) {
              EXPECT_NE(name, taken) << event_type(body);
            }
          });
        },
        body);
  }
}

TEST(Event, AnAppliedConfigurationIsParsedOrRefused) {
  Event event;
  ConfigurationApplied applied;
  applied.toml = hall_text();
  event.body = applied;
  const auto read = decode_event(encode(event));
  ASSERT_TRUE(read) << read.refusal().detail;
  ASSERT_NE(std::get<ConfigurationApplied>(read->body).parsed, nullptr);
  EXPECT_EQ(std::get<ConfigurationApplied>(read->body).parsed->id, "rostov");
  applied.toml = "[hall]\nid = 5\n";
  event.body = applied;
  EXPECT_NE(decode_event(encode(event)).refusal().detail.find("toml:2: [hall]: «id»: нужна строка"),
            std::string::npos);
}

TEST(Event, IsOneFlatObject) {
  Event event;
  event.seq = 812;
  event.when = {*parse_timestamp("2026-03-02T09:14:07.120+05:00"), Ticks{Millis{33247120}}};
  event.by = {Role::specialist, "anna", "panel"};
  TicketCalled called;
  called.ticket = TicketId{"id"};
  called.number = {"А", 17};
  called.desk = DeskId{"3"};
  called.room = RoomId{"5"};
  called.why = "oldest";
  event.body = called;
  EXPECT_EQ(
      encode(event),
      R"({"seq":812,"at":"2026-03-02T09:14:07.120+05:00","t":33247120,"type":"ticket_called","ticket":"id",)"
      R"("number":"А017","desk":"3","room":"5","specialist":"","waited_ms":0,"why":"oldest",)"
      R"("out_of_order":false,"mode":"fifo","ground":"issue","claim_ms":0,"service_ms":0,"credit_ms":0,)"
      R"("yield_ms":0,"role":"specialist","by":"anna","via":"panel"})");
}

TEST(Event, ANewerServersFieldsAreIgnoredAndMissingOnesHaveTheirDefault) {
  const auto event = decode_event(
      R"({"seq":1,"at":"2026-03-02T09:00:00+05:00","t":5,"type":"ticket_held","ticket":"x","colour":{"deep":[1]}})");
  ASSERT_TRUE(event) << event.refusal().detail;
  EXPECT_EQ(std::get<TicketHeld>(event->body).ticket, TicketId{"x"});
  EXPECT_EQ(std::get<TicketHeld>(event->body).reason, "");
}

TEST(Event, WhatIsNoEventIsRefusedWithTheField) {
  const std::string head = R"({"seq":1,"at":"2026-03-02T09:00:00+05:00","t":5,"type":)";
  EXPECT_EQ(decode_event("").refusal().detail, "JSON обрывается (знак 1)");
  EXPECT_EQ(decode_event("[]").refusal().detail, "событие: нужен объект");
  EXPECT_EQ(decode_event("{}").refusal().detail, "поле «seq»: нет такого поля");
  EXPECT_EQ(decode_event(head + R"("flood"})").refusal().detail, "неизвестное событие «flood»");
  EXPECT_EQ(decode_event(head + R"("ticket_held","reason":5})").refusal().detail,
            "поле «reason»: нужна строка");
  EXPECT_EQ(decode_event(head + R"("limit_broken","measure":"talk"})").refusal().detail,
            "поле «measure»: нужно одно из: wait, service");
  EXPECT_EQ(decode_event(head + R"("ticket_held"}x)").refusal().detail, "лишнее после JSON (знак 70)");
}

}  // namespace
}  // namespace talon::protocol
